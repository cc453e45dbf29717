/** Looking at pages again, reading a source back, notes to the operator. */
export const revisits = `
  -- When each page was looked at last, how its text was found then, and when it is to be looked at again (never, where "due_at" is null).
  -- "misses" counts looks in a row that did not find it, though its site answered.
  create table revisits (
    readout integer primary key references readouts (number),
    found_by text not null,
    seen_at text not null,
    due_at text,
    misses integer not null,
    missing_since text
  ) strict;
  create index revisits_by_due_time on revisits (due_at) where due_at is not null;
  create index revisits_in_vain on revisits (missing_since) where missing_since is not null;

  -- "changes_json": what an edit changed of what is reported of the text; null in first versions.
  alter table versions add column changes_json text;
  create index edits_by_time on versions (fetched_at) where changes_json is not null;
  create index gone_readouts on readouts (gone_at) where gone_at is not null;

  -- "last_failure": of the last round, null where it succeeded. "longest_gap_days": between two days of publication, as far as known.
  -- "unmatched_pages": pages in a row in which the source's selectors found no text.
  alter table source_states add column last_failure text;
  alter table source_states add column longest_gap_days integer;
  alter table source_states add column unmatched_pages integer;
  create index readouts_by_source on readouts (source, published_at);

  -- What a source listed in its first round and was not fetched then: history, whenever it is.
  create table first_listed (
    source text not null,
    readout text not null,
    primary key (source, readout)
  ) strict, without rowid;

  -- How far each source was read back. "next_page" counts the pages behind the first.
  create table backfills (
    source text primary key,
    since text not null,
    next_page integer not null,
    finished_at text
  ) strict, without rowid;

  create table operator_notes (
    number integer primary key,
    at text not null,
    line text not null
  ) strict;

  -- A note to the operator is a part of no digest.
  create table other_deliveries (
    id integer primary key,
    digest integer references digests (id),
    part integer not null,
    key text not null unique,
    channel integer not null references channels (id),
    thread text,
    part_json text not null,
    state text not null check (state in ('waiting', 'claimed', 'sent', 'dead')),
    attempts integer not null,
    next_try_at text not null,
    first_tried_at text,
    sent_at text,
    message_id text,
    reason text,
    unique (digest, part)
  ) strict;
  insert into other_deliveries select * from deliveries;
  drop table deliveries;
  alter table other_deliveries rename to deliveries;
  create index open_deliveries_by_time on deliveries (next_try_at, id) where state in ('waiting', 'claimed');
  create index open_deliveries_by_channel on deliveries (channel, id) where state in ('waiting', 'claimed');
  create index deliveries_by_message on deliveries (message_id) where message_id is not null;
  create index dead_deliveries on deliveries (next_try_at) where state = 'dead';
`
