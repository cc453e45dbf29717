-- Schema 10 with a few rows; never edited. The persons and states in it are fiction.
begin;
CREATE TABLE meta (
  key text primary key,
  value text not null
) strict, without rowid;
CREATE TABLE source_states (
  source text primary key,
  next_poll_at text not null,
  failures integer not null,
  last_tried_at text,
  last_success_at text,
  last_new_item_at text,
  newest_content text,
  last_error text
, last_failure text, longest_gap_days integer, unmatched_pages integer) strict, without rowid;
CREATE TABLE readouts (
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
, retracted_json text) strict;
CREATE INDEX readouts_by_storage on readouts (stored_at, recency);
CREATE TABLE versions (
  id integer primary key,
  readout integer not null references readouts (number),
  number integer not null,
  text_hash text not null,
  text text not null,
  fetched_at text not null, changes_json text,
  unique (readout, number)
) strict;
CREATE TABLE readings (
  id integer primary key,
  version integer not null references versions (id),
  engine text not null,
  read_at text not null,
  current integer not null check (current in (0, 1)),
  reading_json text not null
) strict;
CREATE UNIQUE INDEX one_current_reading on readings (version) where current = 1;
CREATE TABLE facets (
  facet text not null,
  recency integer not null,
  primary key (facet, recency)
) strict, without rowid;
CREATE INDEX facets_by_readout on facets (recency);
CREATE VIRTUAL TABLE readout_text using fts5 (
  tokens, content = '', contentless_delete = 1, tokenize = 'ascii'
);
CREATE TABLE workspaces (
  platform text not null,
  workspace text not null,
  created_at text not null, removed_at text,
  primary key (platform, workspace)
) strict, without rowid;
CREATE TABLE channels (
  id integer primary key,
  platform text not null,
  workspace text not null,
  channel text not null,
  created_at text not null,
  unique (platform, workspace, channel),
  foreign key (platform, workspace) references workspaces (platform, workspace)
) strict;
CREATE TABLE subscriptions (
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
  served_until text, paused_at text, ended_at text, quiet_hours_json text, resumed_at text,
  unique (channel, number),
  check ((cron is null) = (zone is null))
) strict;
CREATE TABLE digests (
  id integer primary key,
  subscription integer not null references subscriptions (id),
  ordinal integer not null,
  planned_at text not null,
  due_at text not null,
  content integer references contents (id),
  unique (subscription, ordinal)
) strict;
CREATE TABLE audit (
  number integer primary key,
  at text not null,
  who text,
  channel integer references channels (id),
  what text not null,
  before_json text,
  after_json text
) strict;
CREATE INDEX audit_by_channel on audit (channel, number);
CREATE TABLE worker_lease (
  id integer primary key check (id = 1),
  holder text not null,
  taken_at text not null,
  renewed_at text not null
) strict;
CREATE TABLE revisits (
  readout integer primary key references readouts (number),
  found_by text not null,
  seen_at text not null,
  due_at text,
  misses integer not null,
  missing_since text
) strict;
CREATE INDEX revisits_by_due_time on revisits (due_at) where due_at is not null;
CREATE INDEX revisits_in_vain on revisits (missing_since) where missing_since is not null;
CREATE INDEX edits_by_time on versions (fetched_at) where changes_json is not null;
CREATE INDEX gone_readouts on readouts (gone_at) where gone_at is not null;
CREATE INDEX readouts_by_source on readouts (source, published_at);
CREATE TABLE first_listed (
  source text not null,
  readout text not null,
  primary key (source, readout)
) strict, without rowid;
CREATE TABLE backfills (
  source text primary key,
  since text not null,
  next_page integer not null,
  finished_at text
) strict, without rowid;
CREATE TABLE operator_notes (
  number integer primary key,
  at text not null,
  line text not null
) strict;
CREATE TABLE "deliveries" (
  id integer primary key,
  digest integer references digests (id),
  part integer not null,
  key text not null unique,
  channel integer not null references channels (id),
  thread text,
  state text not null check (state in ('waiting', 'claimed', 'sent', 'dead')),
  attempts integer not null,
  next_try_at text not null,
  first_tried_at text,
  sent_at text,
  message_id text,
  reason text, reply_to integer references deliveries (id), broadcast integer not null default 0 check (broadcast in (0, 1)), content integer references contents (id),
  unique (digest, part)
) strict;
CREATE INDEX open_deliveries_by_time on deliveries (next_try_at, id) where state in ('waiting', 'claimed');
CREATE INDEX open_deliveries_by_channel on deliveries (channel, id) where state in ('waiting', 'claimed');
CREATE INDEX deliveries_by_message on deliveries (message_id) where message_id is not null;
CREATE INDEX dead_deliveries on deliveries (next_try_at) where state = 'dead';
CREATE TABLE retractions (
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
CREATE INDEX retractions_by_readout on retractions (readout);
CREATE INDEX due_retractions on retractions (due_at) where due_at is not null;
CREATE TABLE corrections (
  retraction integer not null references retractions (number),
  kind text not null check (kind in ('correction', 'withdrawal')),
  channel integer not null references channels (id),
  thread text not null,
  delivery integer not null references deliveries (id),
  primary key (retraction, kind, channel, thread)
) strict, without rowid;
CREATE TABLE amendments (
  delivery integer primary key references deliveries (id),
  part_json text not null,
  state text not null check (state in ('waiting', 'claimed', 'done', 'dead')),
  attempts integer not null,
  next_try_at text not null,
  first_tried_at text,
  reason text
) strict;
CREATE INDEX open_amendments on amendments (next_try_at) where state in ('waiting', 'claimed');
CREATE TABLE installations (
  platform text not null,
  workspace text not null,
  installed_by text,
  installed_at text not null,
  key_id text not null,
  sealed text not null,
  primary key (platform, workspace),
  foreign key (platform, workspace) references workspaces (platform, workspace)
) strict, without rowid;
CREATE INDEX removed_workspaces on workspaces (removed_at) where removed_at is not null;
CREATE INDEX deliveries_by_answered on deliveries (reply_to) where reply_to is not null;
CREATE INDEX corrections_by_delivery on corrections (delivery);
CREATE INDEX deliveries_by_channel on deliveries (channel);
CREATE TABLE model_readings (
  version integer not null references versions (id),
  engine text not null,
  at text not null,
  disagreements integer not null,
  basis_json text not null,
  reading_json text not null,
  primary key (version, engine)
) strict, without rowid;
CREATE INDEX disputed_readings on model_readings (at) where disagreements > 0;
CREATE TABLE model_uses (
  day text not null,
  platform text not null,
  workspace text not null,
  task text not null,
  calls integer not null default 0,
  cache_hits integer not null default 0,
  input_tokens integer not null default 0,
  output_tokens integer not null default 0,
  money integer not null default 0,
  reserved_tokens integer not null default 0,
  reserved_money integer not null default 0,
  primary key (day, platform, workspace, task)
) strict, without rowid;
CREATE TABLE model_drops (
  day text not null,
  task text not null,
  reason text not null,
  count integer not null,
  primary key (day, task, reason)
) strict, without rowid;
CREATE TABLE model_consents (
  id integer primary key,
  platform text not null,
  workspace text not null,
  feature text not null check (feature in ('assist', 'ask')),
  host text not null,
  model text not null,
  who text,
  at text not null,
  withdrawn_at text
) strict;
CREATE UNIQUE INDEX standing_consents on model_consents (platform, workspace, feature) where withdrawn_at is null;
CREATE TABLE contents (
  id integer primary key,
  hash text unique,
  json text not null
) strict;
CREATE INDEX digests_by_content on digests (content);
CREATE INDEX deliveries_by_content on deliveries (content);
CREATE TABLE items (
  id integer primary key,
  key text not null unique
) strict;
CREATE TABLE "digest_items" (
  subscription integer not null references subscriptions (id),
  item integer not null references items (id),
  ordinal integer not null,
  position integer not null,
  primary key (subscription, item),
  foreign key (subscription, ordinal) references digests (subscription, ordinal)
) strict, without rowid;
CREATE INDEX digest_items_by_item on digest_items (item);
insert into meta values ('schema', '10');
insert into source_states values ('xa-mfa-zh', '2025-04-24T05:00:00.000Z', 0, '2025-04-24T05:00:00.000Z', '2025-04-24T05:00:00.000Z', '2025-04-24T05:00:00.000Z', '2025-04-23', null, null, 3, 0);
insert into readouts values (1, '8b817d62f14cb51873dc085e906038f3', 'xmgd', 'xa-mfa-zh', 'XA', 'Ministry of Foreign Affairs', 'official', 'https://mfa.ruritania.example/zh/1', '特斯特韦尔总统同桑普尔维娃总理会谈', 'zh', '2025-04-23T06:00:00.000Z', '2025-04-24T04:00:00.000Z', 'poll', null, 2, 3175535609905153, null);
insert into readouts values (2, 'cc49087e4046827f17d1cde759f3aaed', 'qztf', 'xa-mfa-en', 'XA', 'Ministry of Foreign Affairs', 'official', 'https://mfa.ruritania.example/2', 'Press Conference', 'en', null, '2025-04-24T05:00:00.000Z', 'first-round', null, 1, 3175544199839746, null);
insert into versions values (1, 1, 1, 'hash of 鲁里坦尼亚总统特斯特韦尔同西尔达维亚总理桑普尔维娃举行会谈。', '鲁里坦尼亚总统特斯特韦尔同西尔达维亚总理桑普尔维娃举行会谈。', '2025-04-24T04:00:00.000Z', null);
insert into versions values (2, 1, 2, 'hash of 鲁里坦尼亚总统特斯特韦尔同西尔达维亚总理桑普尔维娃举行会谈。双方宣布建立战略伙伴关系。', '鲁里坦尼亚总统特斯特韦尔同西尔达维亚总理桑普尔维娃举行会谈。双方宣布建立战略伙伴关系。', '2025-04-24T05:00:00.000Z', '[]');
insert into versions values (3, 2, 1, 'hash of The spokesman''s name is Ann O. Nymous.', 'The spokesman''s name is Ann O. Nymous.', '2025-04-24T04:00:00.000Z', null);
insert into readings values (1, 1, 'rules@1', '2025-04-24T04:00:00.000Z', 1, '{"engine":"rules@1","language":"zh","readout":true,"documentType":"readout","format":"talks","parties":["XA","XB"],"date":"2025-04-22","principals":["Florian Testwell","Nadia Sampleova"],"place":null,"keyPoints":[],"dropped":0}');
insert into readings values (2, 2, 'rules@1', '2025-04-24T05:00:00.000Z', 0, '{"engine":"rules@1","language":"zh","readout":true,"documentType":"readout","format":"talks","parties":["XA","XB"],"date":"2025-04-22","principals":["Florian Testwell","Nadia Sampleova"],"place":null,"keyPoints":[],"dropped":0}');
insert into readings values (3, 2, 'rules@2', '2025-04-24T05:00:00.000Z', 1, '{"engine":"rules@2","language":"zh","readout":true,"documentType":"readout","format":"talks","parties":["XA","XB"],"date":"2025-04-22","principals":["Florian Testwell","Nadia Sampleova"],"place":null,"keyPoints":[{"topic":"partnership","voice":"joint","with":"XB","level":"strategic partnership","change":"established","statement":"Both sides establish a strategic partnership.","evidence":[{"start":30,"end":43,"quote":"双方宣布建立战略伙伴关系。"}]}],"dropped":0}');
insert into readings values (4, 3, 'rules@1', '2025-04-24T05:00:00.000Z', 1, '{"engine":"rules@1","language":"en","readout":false,"documentType":"press-conference","format":null,"parties":[],"date":null,"principals":[],"place":null,"keyPoints":[],"dropped":0}');
insert into facets values ('issuer:XA', 3175535609905153);
insert into facets values ('party:XA', 3175535609905153);
insert into facets values ('party:XB', 3175535609905153);
insert into facets values ('topic:partnership', 3175535609905153);
insert into facets values ('issuer:XA', 3175544199839746);
insert into workspaces values ('terminal', 'local', '2025-04-24T05:00:00.000Z', null);
insert into workspaces values ('slack', 'T0RURITAN', '2025-04-24T05:00:00.000Z', null);
insert into workspaces values ('slack', 'T0BORDURI', '2025-04-24T05:00:00.000Z', '2025-04-24T06:00:00.000Z');
insert into installations values ('slack', 'T0RURITAN', 'U0ADMIN', '2025-04-24T05:00:00.000Z', 'k1', 'SEALED');
insert into channels values (1, 'terminal', 'local', 'stdout', '2025-04-24T05:00:00.000Z');
insert into subscriptions values (1, 1, 1, null, '["XB"]', '[]', '[]', '[]', '0 8 * * *', 'Asia/Baku', 'line', 0, 'en', '2025-04-24T04:00:00.000Z', null, '2025-04-24T05:00:00.000Z', null, null, '{"from":"22:00","to":"07:00","zone":"Asia/Baku"}', null);
insert into contents values (1, null, '{"notification":"Nothing new.","heading":"Ruritania","dueAt":"2025-04-24T04:00:00.000Z","zone":"Asia/Baku","window":"Thu 24 April, 08:00 Baku","items":[],"footer":"Read 1 of 1 source","sample":false}');
insert into contents values (2, null, '{"text":"2"}');
insert into contents values (3, null, '{"text":"3"}');
insert into contents values (4, null, '{"text":"鲁里坦尼亚 – 西尔达维亚"}');
insert into digests values (1, 1, 1, '2025-04-24T04:00:00.000Z', '2025-04-24T04:00:00.000Z', 1);
insert into items values (1, '8b817d62f14cb51873dc085e906038f3');
insert into digest_items values (1, 1, 1, 0);
insert into deliveries values (1, 1, 1, '3f9a', 1, null, 'waiting', 1, '2025-04-24T05:00:00.000Z', '2025-04-24T05:00:00.000Z', null, null, 'unreachable', null, 0, 4);
insert into deliveries values (2, 1, 2, '5b21', 1, null, 'sent', 1, '2025-04-24T05:00:00.000Z', '2025-04-24T05:00:00.000Z', '2025-04-24T05:00:00.000Z', 'm2', null, null, 0, 2);
insert into deliveries values (3, null, 1, '77f0', 1, null, 'dead', 1, '2025-04-24T05:00:00.000Z', null, null, null, 'rejected', 2, 0, 3);
insert into retractions values (1, 1, 2, '{"topic":"partnership","voice":"joint","with":"XB","level":"strategic partnership","change":"established","statement":"Both sides establish a strategic partnership.","evidence":[{"start":30,"end":43,"quote":"双方宣布建立战略伙伴关系。"}]}', 'wrong-claim', 'They speak of one.', null, '2025-04-24T05:00:00.000Z', '2025-04-24T06:00:00.000Z', null);
insert into corrections values (1, 'correction', 1, '', 3);
insert into amendments values (2, '{"text":"2, corrected"}', 'done', 1, '2025-04-24T05:00:00.000Z', '2025-04-24T05:00:00.000Z', null);
insert into audit values (1, '2025-04-24T05:00:00.000Z', null, 1, 'subscribe', null, '{"id":1,"countries":["XB"],"topics":[],"sources":[],"phrases":[],"schedule":{"kind":"cron","cron":"0 8 * * *","zone":"Asia/Baku"},"whenQuiet":"line","changesOnly":false,"locale":"en"}');
insert into revisits values (1, 'selectors', '2025-04-24T05:00:00.000Z', '2025-04-25T04:00:00.000Z', 1, '2025-04-24T05:00:00.000Z');
insert into first_listed values ('xa-mfa-zh', '0f2d7a');
insert into backfills values ('xa-mfa-zh', '2024-01-01', 7, null);
insert into operator_notes values (1, '2025-04-24T05:00:00.000Z', 'One source is refused.');
insert into model_readings values (2, 'ruritanian-7b@0a1b2c3d', '2025-04-24T05:00:00.000Z', 1, '["partnership | joint | strategic partnership | XB | established"]', '{"engine":"ruritanian-7b@0a1b2c3d","lede":[{"text":"The two sides announced a strategic partnership.","cites":[1]}],"points":[],"disagreements":[{"topic":"partnership","kind":"differs","rules":"joint: strategic partnership","model":"joint: partnership","evidence":[]}],"dropped":{"number":1}}');
insert into model_uses values ('2025-04-24', 'terminal', 'local', 'read', 1, 0, 900, 120, 1500, 0, 0);
insert into model_drops values ('2025-04-24', 'read', 'number', 1);
insert into model_consents values (1, 'terminal', 'local', 'assist', 'llm.ruritania.example', 'ruritanian-7b', null, '2025-04-24T05:00:00.000Z', null);
insert into worker_lease values (1, 'example:1', '2025-04-24T05:00:00.000Z', '2025-04-24T05:00:00.000Z');
insert into readout_text (rowid, tokens) values (3175535609905153, '特斯 斯特 特韦 韦尔 尔总 总统 统同 同桑 桑普 普尔 尔维 维娃 娃总 总理 理会 会谈 鲁里 里坦 坦尼 尼亚 亚总 总统 统特 特斯 斯特 特韦 韦尔 尔同 同西 西尔 尔达 达维 维亚 亚总 总理 理桑 桑普 普尔 尔维 维娃 娃举 举行 行会 会谈 双方 方宣 宣布 布建 建立 立战 战略 略伙 伙伴 伴关 关系 特 斯 韦 尔 总 统 同 桑 普 维 娃 理 会 谈 鲁 里 坦 尼 亚 西 达 举 行 双 方 宣 布 建 立 战 略 伙 伴 关 系');
insert into readout_text (rowid, tokens) values (3175544199839746, 'press conference the spokesman s name is ann o nymous');
commit;
