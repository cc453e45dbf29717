import { scheduler } from 'node:timers/promises'
import type { ChatAdapter } from '../chat/adapter.ts'
import type { Edited } from '../digest/edited-mark.ts'
import { isReworded } from '../digest/sequels.ts'
import type { ToldDigest } from '../domain/correcting.ts'
import type { PlannedDigest } from '../domain/digest.ts'
import type { NewsItem, TextEdit } from '../domain/news.ts'
import type { CorrectionStore, RetractionStore } from './ports/correcting.ts'
import type { PlanStore, SequelStore } from './ports/planning.ts'
import { retellDigest } from './retell-digest.ts'
import { toldIn } from './told.ts'

/** What marking the first message of an edited text needs. */
export type MarkPorts = {
  readonly store: Pick<PlanStore, 'firstTold'> &
    Pick<CorrectionStore, 'digestsOf' | 'writeCorrections'> &
    Pick<RetractionStore, 'retractionsOf'> &
    Pick<SequelStore, 'editsOf'>
  readonly platforms: ReadonlyMap<string, ChatAdapter>
}

/**
 * Marks the message by which each place was first told of a text, where these digests tell of an edit of it. Marking twice marks once: it is
 * done before they are written, so that no crash leaves one unmarked.
 */
export async function markFirstMessages(
  { store, platforms }: MarkPorts,
  planned: readonly PlannedDigest[],
  sequels: readonly NewsItem[],
  now: Date,
): Promise<void> {
  const edits = new Map(sequels.flatMap((item) => (isToldEdit(item) ? [[item.id, item] as const] : [])))
  const telling = planned.filter(({ digest }) => digest.items.some((id) => edits.has(id)))
  if (telling.length === 0) return
  const deliveries = await firstMessages(store, telling, edits)
  const told = await store.digestsOf(deliveries)
  const readouts = [...new Set(told.flatMap(textsIn))]
  const [standing, since] = await Promise.all([store.retractionsOf(readouts), store.editsOf(readouts)])
  for (const digest of told) {
    const platform = platforms.get(digest.destination.platform)
    if (!platform) continue
    const { parts } = retellDigest(digest, standing, editsAfter(digest, since), platform)
    await store.writeCorrections(parts, [], now)
    await scheduler.yield()
  }
}

const isToldEdit = (item: NewsItem): boolean => item.sequel?.kind === 'edited' && !isReworded(item)

/** The outbox rows by which the places of these digests were first told of the accounts whose edits they tell. */
async function firstMessages(
  store: MarkPorts['store'],
  telling: readonly PlannedDigest[],
  edits: ReadonlyMap<string, NewsItem>,
): Promise<readonly number[]> {
  const accounts = telling.flatMap(({ digest: { subscriptionId, items } }) =>
    items.flatMap((id) => {
      const texts = edits.get(id)?.account.texts
      return texts ? [{ subscriptionId, keys: texts.map(({ readout }) => readout.id) }] : []
    }),
  )
  const told = await store.firstTold(
    [...new Set(accounts.map(({ subscriptionId }) => subscriptionId))],
    [...new Set(accounts.flatMap(({ keys }) => keys))],
  )
  return accounts.flatMap(({ subscriptionId, keys }) => {
    const first = told.filter((row) => row.subscriptionId === subscriptionId && keys.includes(row.item))
    return first.length === 0 ? [] : [Math.min(...first.map(({ delivery }) => delivery))]
  })
}

/** The texts that a digest tells of. */
export const textsIn = (digest: ToldDigest): readonly string[] => [
  ...digest.message.items.map(({ id }) => id),
  ...toldIn(digest).map(({ readout }) => readout),
]

/** What was edited after a digest was planned, in what is reported of it. */
export function editsAfter({ plannedAt }: Pick<ToldDigest, 'plannedAt'>, edits: readonly TextEdit[]): Edited[] {
  return edits
    .filter(({ fetchedAt, changes }) => fetchedAt > plannedAt && changes.length > 0)
    .map(({ readoutId: readout, fetchedAt: at }) => ({ readout, at }))
}
