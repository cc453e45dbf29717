import type { Generated } from 'kysely'
import type { DeliveryState } from '../domain/digest.ts'
import type { SourceFailure } from '../domain/errors.ts'
import type { ModelTask } from '../domain/model.ts'
import type { ModelDrop, ModelFeature } from '../domain/model-use.ts'
import type { Arrival, FoundBy } from '../domain/readout.ts'
import type { Authority } from '../domain/source.ts'

// The columns as queries see them; what each table is for stands beside its definition in the migrations.
// Instants are UTC, `2025-04-24T04:00:00.000Z`, so that they sort as text; days are `YYYY-MM-DD`; 0 and 1 are no and yes;
// `…_json` is JSON.

type SourceStatesTable = {
  source: string
  next_poll_at: string
  failures: number
  last_tried_at: string | null
  last_success_at: string | null
  last_new_item_at: string | null
  newest_content: string | null
  last_error: string | null
  last_failure: SourceFailure | null
  longest_gap_days: number | null
  unmatched_pages: number | null
}

type ReadoutsTable = {
  number: number
  id: string
  short_id: string
  source: string
  issuer: string
  body: string
  authority: Authority
  url: string
  title: string
  language: string
  published_at: string | null
  stored_at: string
  arrival: Arrival
  gone_at: string | null
  newest_version: number
  recency: number
  retracted_json: string | null
}

type VersionsTable = {
  id: Generated<number>
  readout: number
  number: number
  text_hash: string
  text: string
  fetched_at: string
  changes_json: string | null
}

type RevisitsTable = {
  readout: number
  found_by: FoundBy
  seen_at: string
  due_at: string | null
  misses: number
  missing_since: string | null
}

type FirstListedTable = { source: string; readout: string }

type BackfillsTable = { source: string; since: string; next_page: number; finished_at: string | null }

type OperatorNotesTable = { number: Generated<number>; at: string; line: string }

type ReadingsTable = {
  id: Generated<number>
  version: number
  engine: string
  read_at: string
  current: number
  reading_json: string
}

type FacetsTable = { facet: string; recency: number }

type WorkspacesTable = { platform: string; workspace: string; created_at: string; removed_at: string | null }

type InstallationsTable = {
  platform: string
  workspace: string
  installed_by: string | null
  installed_at: string
  key_id: string
  sealed: string
}

type ChannelsTable = { id: Generated<number>; platform: string; workspace: string; channel: string; created_at: string }

type SubscriptionsTable = {
  id: Generated<number>
  channel: number
  number: number
  thread: string | null
  countries_json: string
  topics_json: string
  sources_json: string
  phrases_json: string
  cron: string | null
  zone: string | null
  when_quiet: 'line' | 'silence'
  changes_only: number
  locale: string
  created_at: string
  paused_reason: string | null
  served_until: string | null
  paused_at: string | null
  ended_at: string | null
  quiet_hours_json: string | null
  resumed_at: string | null
}

type DigestsTable = {
  id: Generated<number>
  subscription: number
  ordinal: number
  planned_at: string
  due_at: string
  content: number
}

type ContentsTable = { id: number; hash: string | null; json: string }

type ItemsTable = { id: number; key: string }

type DigestItemsTable = { subscription: number; item: number; ordinal: number; position: number }

type DeliveriesTable = {
  id: Generated<number>
  digest: number | null
  part: number
  key: string
  channel: number
  thread: string | null
  content: number
  state: DeliveryState
  attempts: number
  next_try_at: string
  first_tried_at: string | null
  sent_at: string | null
  message_id: string | null
  reason: string | null
  reply_to: number | null
  broadcast: Generated<number>
}

type AmendmentsTable = {
  delivery: number
  part_json: string
  state: 'waiting' | 'claimed' | 'done' | 'dead'
  attempts: number
  next_try_at: string
  first_tried_at: string | null
  reason: string | null
}

type RetractionsTable = {
  number: Generated<number>
  readout: number
  version: number
  point_json: string
  reason: string
  says: string | null
  who: string | null
  at: string
  undone_at: string | null
  due_at: string | null
}

type CorrectionsTable = {
  retraction: number
  kind: 'correction' | 'withdrawal'
  channel: number
  thread: string
  delivery: number
}

type AuditTable = {
  number: Generated<number>
  at: string
  who: string | null
  channel: number | null
  what: string
  before_json: string | null
  after_json: string | null
}

type ModelReadingsTable = {
  version: number
  engine: string
  at: string
  disagreements: number
  basis_json: string
  reading_json: string
}

type ModelUsesTable = {
  day: string
  platform: string
  workspace: string
  task: ModelTask
  calls: Generated<number>
  cache_hits: Generated<number>
  input_tokens: Generated<number>
  output_tokens: Generated<number>
  money: Generated<number>
  reserved_tokens: Generated<number>
  reserved_money: Generated<number>
}

type ModelDropsTable = { day: string; task: ModelTask; reason: ModelDrop['reason']; count: number }

type ModelConsentsTable = {
  id: Generated<number>
  platform: string
  workspace: string
  feature: ModelFeature
  host: string
  model: string
  who: string | null
  at: string
  withdrawn_at: string | null
}

type WorkerLeaseTable = { id: number; holder: string; taken_at: string; renewed_at: string }

type MetaTable = { key: string; value: string }

/** Every table that is the same on every engine; the full-text index is the engine's own. */
export type Tables = {
  meta: MetaTable
  source_states: SourceStatesTable
  readouts: ReadoutsTable
  versions: VersionsTable
  revisits: RevisitsTable
  first_listed: FirstListedTable
  backfills: BackfillsTable
  operator_notes: OperatorNotesTable
  readings: ReadingsTable
  facets: FacetsTable
  workspaces: WorkspacesTable
  installations: InstallationsTable
  channels: ChannelsTable
  subscriptions: SubscriptionsTable
  digests: DigestsTable
  contents: ContentsTable
  items: ItemsTable
  digest_items: DigestItemsTable
  deliveries: DeliveriesTable
  amendments: AmendmentsTable
  retractions: RetractionsTable
  corrections: CorrectionsTable
  audit: AuditTable
  model_readings: ModelReadingsTable
  model_uses: ModelUsesTable
  model_drops: ModelDropsTable
  model_consents: ModelConsentsTable
  worker_lease: WorkerLeaseTable
}
