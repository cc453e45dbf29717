/** What a language model read and cost, and who wants it. */
export const languageModel = `
  -- What a model made of a version, beside the rules' reading; once an engine. "basis_json": see KeptModelReading.
  create table model_readings (
    version integer not null references versions (id),
    engine text not null,
    at text not null,
    disagreements integer not null,
    basis_json text not null,
    reading_json text not null,
    primary key (version, engine)
  ) strict, without rowid;
  create index disputed_readings on model_readings (at) where disagreements > 0;

  -- Days are UTC. Money is in millionths. What is reserved belongs to calls that are under way, or were when the program ended.
  create table model_uses (
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

  -- What the gate dropped, by reason.
  create table model_drops (
    day text not null,
    task text not null,
    reason text not null,
    count integer not null,
    primary key (day, task, reason)
  ) strict, without rowid;

  -- Who let what be sent where. Nobody in "who": the operator. Of what stands, one of each feature a workspace.
  create table model_consents (
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
  create unique index standing_consents on model_consents (platform, workspace, feature) where withdrawn_at is null;
`
