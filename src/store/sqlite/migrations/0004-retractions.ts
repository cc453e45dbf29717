/** Key points found wrong, corrections in the places that were told, amendments of posted parts. */
export const retractions = `
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
`
