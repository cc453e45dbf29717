/** What is said to many places, and what many were told of, is written once; what they had is looked for by subscription alone. */
export const saidOnce = `
  -- What digests and their parts say, as JSON. What many places are told alike is one row, found again by its hash; null before there were any.
  create table contents (
    id integer primary key,
    hash text unique,
    json text not null
  ) strict;
  insert into contents (json) select message_json from digests union select part_json from deliveries;
  create index contents_by_json on contents (json);

  -- Never null.
  alter table digests add column content integer references contents (id);
  update digests set content = (select id from contents where json = message_json);
  alter table digests drop column message_json;
  create index digests_by_content on digests (content);

  -- Never null.
  alter table deliveries add column content integer references contents (id);
  update deliveries set content = (select id from contents where json = part_json);
  alter table deliveries drop column part_json;
  create index deliveries_by_content on deliveries (content);
  drop index contents_by_json;

  -- What digests told of, each by a number: a subscription had it by the number.
  create table items (
    id integer primary key,
    key text not null unique
  ) strict;
  insert into items (key) select distinct item from digest_items;

  -- What a subscription has had: an item at most once, in the digest of that ordinal.
  create table items_had (
    subscription integer not null references subscriptions (id),
    item integer not null references items (id),
    ordinal integer not null,
    position integer not null,
    primary key (subscription, item),
    foreign key (subscription, ordinal) references digests (subscription, ordinal)
  ) strict, without rowid;
  insert into items_had
    select digest_items.subscription, items.id, digests.ordinal, position
      from digest_items inner join items on items.key = digest_items.item inner join digests on digests.id = digest_items.digest
      order by digest_items.subscription, items.id;
  drop table digest_items;
  alter table items_had rename to digest_items;
  create index digest_items_by_item on digest_items (item);
`
