/** Readouts with their readings, subscriptions, digests, the outbox, the audit and the worker's lease. */
export const firstTables = `
  create table meta (
    key text primary key,
    value text not null
  ) strict, without rowid;

  create table source_states (
    source text primary key,
    next_poll_at text not null,
    failures integer not null,
    last_tried_at text,
    last_success_at text,
    last_new_item_at text,
    newest_content text,
    last_error text
  ) strict, without rowid;

  -- "number" counts in order of storage. "recency" (see recency.ts) orders lists; facets and the full-text index carry it as their key.
  create table readouts (
    number integer primary key,
    id text not null unique,
    short_id text not null unique,
    source text not null,
    issuer text not null,
    body text not null,
    authority text not null,
    url text not null unique,
    title text not null,
    language text not null,
    published_at text,
    stored_at text not null,
    arrival text not null,
    gone_at text,
    newest_version integer not null,
    recency integer not null unique
  ) strict;
  create index readouts_by_storage on readouts (stored_at, recency);

  -- Every text of a readout.
  create table versions (
    id integer primary key,
    readout integer not null references readouts (number),
    number integer not null,
    text_hash text not null,
    text text not null,
    fetched_at text not null,
    unique (readout, number)
  ) strict;

  -- Every reading of a version; look-ups and the ledger see the current one.
  create table readings (
    id integer primary key,
    version integer not null references versions (id),
    engine text not null,
    read_at text not null,
    current integer not null check (current in (0, 1)),
    reading_json text not null
  ) strict;
  create unique index one_current_reading on readings (version) where current = 1;

  -- What a readout can be asked for by, derived from its current reading: party:AZ, issuer:CN, topic:taiwan.
  create table facets (
    facet text not null,
    recency integer not null,
    primary key (facet, recency)
  ) strict, without rowid;
  create index facets_by_readout on facets (recency);

  create virtual table readout_text using fts5 (
    tokens, content = '', contentless_delete = 1, tokenize = 'ascii'
  );

  create table workspaces (
    platform text not null,
    workspace text not null,
    created_at text not null,
    primary key (platform, workspace)
  ) strict, without rowid;

  create table channels (
    id integer primary key,
    platform text not null,
    workspace text not null,
    channel text not null,
    created_at text not null,
    unique (platform, workspace, channel),
    foreign key (platform, workspace) references workspaces (platform, workspace)
  ) strict;

  -- "number" counts within the channel, for people. Without "cron": instant.
  create table subscriptions (
    id integer primary key,
    channel integer not null references channels (id),
    number integer not null,
    thread text,
    countries_json text not null,
    topics_json text not null,
    sources_json text not null,
    phrases_json text not null,
    cron text,
    zone text,
    when_quiet text not null,
    changes_only integer not null check (changes_only in (0, 1)),
    locale text not null,
    created_at text not null,
    paused_reason text,
    served_until text,
    unique (channel, number),
    check ((cron is null) = (zone is null))
  ) strict;

  create table digests (
    id integer primary key,
    subscription integer not null references subscriptions (id),
    ordinal integer not null,
    planned_at text not null,
    due_at text not null,
    message_json text not null,
    unique (subscription, ordinal)
  ) strict;

  -- What a subscription has had: an item at most once.
  create table digest_items (
    subscription integer not null references subscriptions (id),
    item text not null,
    digest integer not null references digests (id),
    position integer not null,
    primary key (subscription, item)
  ) strict, without rowid;

  -- The outbox. "next_try_at" of a claimed part is when its claim runs out.
  create table deliveries (
    id integer primary key,
    digest integer not null references digests (id),
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
  create index open_deliveries_by_time on deliveries (next_try_at, id) where state in ('waiting', 'claimed');
  create index open_deliveries_by_channel on deliveries (channel, id) where state in ('waiting', 'claimed');

  -- Of people only platform ids. Nobody in "who": the operator, by a command on the machine.
  create table audit (
    number integer primary key,
    at text not null,
    who text,
    channel integer references channels (id),
    what text not null,
    before_json text,
    after_json text
  ) strict;

  -- At most one row.
  create table worker_lease (
    id integer primary key check (id = 1),
    holder text not null,
    taken_at text not null,
    renewed_at text not null
  ) strict;
`
