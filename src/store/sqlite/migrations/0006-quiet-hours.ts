/** Quiet hours, and answers that the whole channel is to see. */
export const quietHours = `
  -- "resumed_at": when the last pause ended.
  alter table subscriptions add column quiet_hours_json text;
  alter table subscriptions add column resumed_at text;

  -- Whether the whole channel is to see what answers an earlier part.
  alter table deliveries add column broadcast integer not null default 0 check (broadcast in (0, 1));
`
