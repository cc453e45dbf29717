import { SourceError, type SourceFailure, StoreError } from '../domain/errors.ts'
import type { Source, SourceState } from '../domain/source.ts'
import { longestGap } from '../schedule/habit.ts'
import { type PollResult, stateAfter } from '../schedule/polling.ts'
import type { SourceAdapter } from '../sources/adapter.ts'
import type { CollectPorts } from './ports/collecting.ts'
import { keepListed, type Round } from './keep-listed.ts'

/** What came of one source in one round. */
export type SourceOutcome =
  | {
      readonly kind: 'read'
      readonly source: Source
      readonly listed: number
      readonly fresh: number
      readonly changed: number
      readonly skipped: readonly string[]
      readonly partlyHidden: number
    }
  | { readonly kind: 'not-modified'; readonly source: Source }
  | ({ readonly kind: 'failed'; readonly source: Source; readonly nextPollAt: Date } & Failed)

type Failed = {
  readonly failure: SourceFailure | 'store'
  readonly reason: string
  readonly retryAfterMs?: number | undefined
}

const DAY_MS = 86_400_000

/** One source's round, its state recorded at the end; nothing where it was broken off. */
export async function pollSource(
  ports: CollectPorts,
  adapter: SourceAdapter,
  before: SourceState | undefined,
  signal: AbortSignal,
): Promise<SourceOutcome | undefined> {
  const { source } = adapter
  try {
    const listing = await adapter.list(signal)
    const round =
      listing.kind === 'listed' ? await keepListed(ports, adapter, listing.items, before, signal) : undefined
    if (signal.aborted) return undefined
    // A listing with a page left over is to be listed again, and its page tried.
    if (listing.kind === 'listed' && round?.complete) await listing.settle?.()
    const { notBefore } = listing
    await record(ports, source, before, {
      kind: 'read',
      notBefore,
      ...(await findingsOf(ports, source, before, round)),
    })
    if (listing.kind === 'not-modified' || !round) return { kind: 'not-modified', source }
    const { fresh, changed, skipped, partlyHidden } = round
    return { kind: 'read', source, listed: listing.items.length, fresh, changed, skipped, partlyHidden }
  } catch (error) {
    if (signal.aborted) return undefined
    // A full disk or a locked database: nothing is recorded, what is stored stands, and the next tick tries again.
    if (error instanceof StoreError)
      return { kind: 'failed', source, failure: 'store', reason: error.message, nextPollAt: ports.clock.now() }
    if (!(error instanceof SourceError)) throw error
    const { failure, message: reason, retryAfterMs } = error
    return failedPoll(ports, source, before, { failure, reason, retryAfterMs })
  }
}

/** Records that a source could not be read. */
export async function failedPoll(
  ports: CollectPorts,
  source: Source,
  before: SourceState | undefined,
  { failure, reason, retryAfterMs }: Failed,
): Promise<SourceOutcome> {
  const kind = failure === 'store' ? undefined : failure
  const state = await record(ports, source, before, { kind: 'failed', failure: kind, reason, retryAfterMs })
  return { kind: 'failed', source, failure, reason, nextPollAt: state.nextPollAt }
}

async function record(
  ports: CollectPorts,
  source: Source,
  before: SourceState | undefined,
  result: PollResult,
): Promise<SourceState> {
  const state = stateAfter(before, source, result, ports.clock.now(), ports.random())
  await ports.store.saveSourceState(state)
  return state
}

type Findings = Pick<
  Extract<PollResult, { kind: 'read' }>,
  'newItems' | 'newestContent' | 'longestGapDays' | 'unmatchedPages'
>

/** What a round found out about its source. Its habit is learned anew when it brought something. */
async function findingsOf(
  { store, clock }: CollectPorts,
  { id }: Source,
  before: SourceState | undefined,
  round: Round | undefined,
): Promise<Findings> {
  if (!round) return { newItems: 0 }
  const { fresh: newItems, days, unmatchedPages } = round
  const findings = { newItems, newestContent: days.toSorted().at(-1), unmatchedPages }
  if (newItems === 0 && before?.longestGapDays !== undefined) return findings
  // A day that is still to come is a misprint.
  const tomorrow = new Date(clock.now().getTime() + DAY_MS).toISOString().slice(0, 10)
  const known = [...days, ...(await store.publicationDays(id))].filter((day) => day <= tomorrow)
  return { ...findings, longestGapDays: longestGap(known) }
}
