/** Since when a subscription is paused, when it was ended, and what message is whose. */
export const pausesAndEnds = `
  -- "paused_at": since when. "ended_at": when it was unsubscribed; what hangs on it stays, so that it can be told what was posted.
  alter table subscriptions add column paused_at text;
  alter table subscriptions add column ended_at text;
  create index deliveries_by_message on deliveries (message_id) where message_id is not null;
  create index audit_by_channel on audit (channel, number);
`
