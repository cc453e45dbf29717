/** One step from a schema to the next. Released steps never change; a new one brings its dump to `tests/store/schemas/`. */
export type Migration = { readonly number: number; readonly sql: string }

/** In order, without gaps, from 1. */
export const migrations: readonly Migration[] = [
  {
    number: 1,
    sql: `
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
    `,
  },
  {
    number: 2,
    sql: `
      -- "paused_at": since when. "ended_at": when it was unsubscribed; what hangs on it stays, so that it can be told what was posted.
      alter table subscriptions add column paused_at text;
      alter table subscriptions add column ended_at text;
      create index deliveries_by_message on deliveries (message_id) where message_id is not null;
      create index audit_by_channel on audit (channel, number);
    `,
  },
  {
    number: 3,
    sql: `
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
    `,
  },
  {
    number: 4,
    sql: `
      -- Key points that were found wrong. "version" is its number. Nobody in "who": the operator, or newer rules.
      -- "due_at": when what is to be said of it is to be planned; null once all of it is.
      create table retractions (
        number integer primary key,
        readout integer not null references readouts (number),
        version integer not null,
        point_json text not null,
        reason text not null,
        says text,
        who text,
        at text not null,
        undone_at text,
        due_at text
      ) strict;
      create index retractions_by_readout on retractions (readout);
      create index due_retractions on retractions (due_at) where due_at is not null;

      -- Of those that count, version and point; derived, so that whatever is read out of the store leaves them out. Null where there are none.
      alter table readouts add column retracted_json text;

      -- What each place was told of a retraction: a correction, and its withdrawal where it was undone; each once. No thread: ''.
      create table corrections (
        retraction integer not null references retractions (number),
        kind text not null check (kind in ('correction', 'withdrawal')),
        channel integer not null references channels (id),
        thread text not null,
        delivery integer not null references deliveries (id),
        primary key (retraction, kind, channel, thread)
      ) strict, without rowid;

      -- "reply_to": the earlier part that a part answers.
      alter table deliveries add column reply_to integer references deliveries (id);

      -- What a posted part is to become. "next_try_at" of a claimed one is when its claim runs out.
      create table amendments (
        delivery integer primary key references deliveries (id),
        part_json text not null,
        state text not null check (state in ('waiting', 'claimed', 'done', 'dead')),
        attempts integer not null,
        next_try_at text not null,
        first_tried_at text,
        reason text
      ) strict;
      create index open_amendments on amendments (next_try_at) where state in ('waiting', 'claimed');
    `,
  },
  {
    number: 5,
    sql: `
      -- Who had an item: asked for when something happened to it.
      create index digest_items_by_item on digest_items (item);
    `,
  },
  {
    number: 6,
    sql: `
      -- "resumed_at": when the last pause ended.
      alter table subscriptions add column quiet_hours_json text;
      alter table subscriptions add column resumed_at text;

      -- Whether the whole channel is to see what answers an earlier part.
      alter table deliveries add column broadcast integer not null default 0 check (broadcast in (0, 1));
    `,
  },
]
