/** What workspaces gave us to act there by, and when one was left: what is kept of it is erased in time. */
export const installations = `
  -- "sealed": see sealed.ts; by the key of that id.
  create table installations (
    platform text not null,
    workspace text not null,
    installed_by text,
    installed_at text not null,
    key_id text not null,
    sealed text not null,
    primary key (platform, workspace),
    foreign key (platform, workspace) references workspaces (platform, workspace)
  ) strict, without rowid;

  -- "removed_at": since when the bot is not there any more.
  alter table workspaces add column removed_at text;
  create index removed_workspaces on workspaces (removed_at) where removed_at is not null;

  -- What is erased is looked for by what hangs on it; so does SQLite, for each row that goes.
  create index digest_items_by_digest on digest_items (digest);
  create index deliveries_by_answered on deliveries (reply_to) where reply_to is not null;
  create index corrections_by_delivery on corrections (delivery);
`
