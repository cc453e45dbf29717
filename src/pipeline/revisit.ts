import { SourceError, StoreError } from '../domain/errors.ts'
import type { DueRevisit } from '../domain/keeping.ts'
import type { FetchedReadout } from '../domain/readout.ts'
import type { Source } from '../domain/source.ts'
import { afterMiss, isGone, MOST_MISSING, nextRevisit } from '../schedule/revisiting.ts'
import type { Revisited, SourceAdapter } from '../sources/adapter.ts'
import { hostOf } from './collect.ts'
import type { CollectPorts } from './ports/collecting.ts'
import { textHashOf } from './identity.ts'
import { keepText } from './keep-text.ts'
import type { Turns } from './turns.ts'

/** What came of looking again at pages of one source. */
export type RevisitOutcome = {
  readonly source: Source
  readonly looked: number
  readonly changed: number
  /** Pages that turned out to be no longer at their addresses. */
  readonly gone: number
  /** Why the rest was put off, if it was. */
  readonly putOff?: string | undefined
}

/** Pages looked at in one turn of a host: its polls come between, and states are looked up anew. */
const PAGES_A_TURN = 20

const MOST_DUE = 200

const HOUR_MS = 3_600_000

/** How long a source's pages are left alone after the host refused one, or could not be reached. */
const REFUSED_MS = 6 * HOUR_MS
const UNREACHABLE_MS = HOUR_MS

/** Pages missing for longer are not counted as missing at once with one that is found missing now. */
const AT_ONCE_MS = 72 * HOUR_MS

/**
 * Begins to look again at every page whose look is due, hosts side by side. Only pages of sources that answer are looked at: what a site
 * that is down does not show is not missing. A host that is still busy is left out.
 */
export async function beginRevisits(
  ports: CollectPorts,
  turns: Turns,
  onOutcome: (outcome: RevisitOutcome) => void,
  signal: AbortSignal,
): Promise<void> {
  const states = await ports.store.sourceStates()
  const idle = ports.adapters.filter(
    (adapter) => states.get(adapter.source.id)?.failures === 0 && !turns.isBusy(hostOf(adapter)),
  )
  const adapters = new Map(idle.map((adapter) => [adapter.source.id, adapter]))
  const due = await ports.store.dueRevisits([...adapters.keys()], ports.clock.now(), MOST_DUE)
  const pages = due.flatMap((revisit) => {
    const adapter = adapters.get(revisit.sourceId)
    return adapter ? [{ adapter, revisit }] : []
  })
  for (const [host, some] of Map.groupBy(pages, ({ adapter }) => hostOf(adapter))) {
    turns.begin(host, async () => {
      const bySource = Map.groupBy(some.slice(0, PAGES_A_TURN), ({ adapter }) => adapter)
      for (const [adapter, those] of bySource) {
        const outcome = await revisitPages(
          ports,
          adapter,
          those.map(({ revisit }) => revisit),
          signal,
        )
        if (signal.aborted) return
        onOutcome(outcome)
        if (outcome.putOff !== undefined) return
      }
    })
  }
}

async function revisitPages(
  ports: CollectPorts,
  adapter: SourceAdapter,
  revisits: readonly DueRevisit[],
  signal: AbortSignal,
): Promise<RevisitOutcome> {
  const { source } = adapter
  const counts = { same: 0, changed: 0, gone: 0 }
  const outcome = () => ({ source, looked: counts.same + counts.changed + counts.gone, ...counts })
  for (const revisit of revisits) {
    if (signal.aborted) break
    try {
      counts[await revisitPage(ports, adapter, revisit, signal)] += 1
    } catch (error) {
      if (signal.aborted) break
      // A full disk or a locked database: what is stored stands, and the next turn tries again.
      if (error instanceof StoreError) return { ...outcome(), putOff: error.message }
      if (!(error instanceof SourceError)) throw error
      await ports.store.postponeRevisits(source.id, putOffUntil(error, ports.clock.now()))
      return { ...outcome(), putOff: error.message }
    }
  }
  return outcome()
}

function putOffUntil({ failure, retryAfterMs = 0 }: SourceError, now: Date): Date {
  const restMs = failure === 'refused' ? REFUSED_MS : UNREACHABLE_MS
  return new Date(now.getTime() + Math.max(restMs, retryAfterMs))
}

/** Looks at one page and keeps what it brought. A host that refuses or slows us down is thrown on. */
async function revisitPage(
  ports: CollectPorts,
  adapter: SourceAdapter,
  revisit: DueRevisit,
  signal: AbortSignal,
): Promise<'same' | 'changed' | 'gone'> {
  const look = await lookAt(adapter, revisit, signal)
  const now = ports.clock.now()
  const { readoutId, foundBy, storedAt, goneAt } = revisit
  const dueAt = nextRevisit(adapter.source, foundBy, storedAt, now)
  if (look.kind === 'missing') return recordMiss(ports, revisit, dueAt)
  if (look.kind === 'unreadable') {
    await ports.store.saveRevisit({ ...revisit, seenAt: now, dueAt }, goneAt)
    return 'same'
  }
  if (look.kind === 'fetched' && isOther(revisit, look.readout)) {
    const kept = await keepText(ports, adapter, readoutId, look.readout, 'poll')
    await look.settle()
    return kept === 'new-version' ? 'changed' : 'same'
  }
  await ports.store.saveRevisit({ readoutId, foundBy, seenAt: now, dueAt, misses: 0 }, undefined)
  if (look.kind === 'fetched') await look.settle()
  return 'same'
}

type Look = Revisited | { readonly kind: 'missing' | 'unreadable' }

async function lookAt(adapter: SourceAdapter, revisit: DueRevisit, signal: AbortSignal): Promise<Look> {
  const { url, title, publishedAt } = revisit
  try {
    return (await adapter.revisit?.({ url, title, publishedAt }, signal)) ?? { kind: 'unreadable' }
  } catch (error) {
    const isOfPage =
      error instanceof SourceError && (error.failure === 'broken' || error.failure === 'forbidden-address')
    if (!isOfPage) throw error
    return { kind: error.missing ? 'missing' : 'unreadable' }
  }
}

/** Where its text is found otherwise than before, it was the site that changed: two such texts say nothing of an edit. */
const isOther = ({ foundBy, textHash }: DueRevisit, readout: FetchedReadout): boolean =>
  readout.foundBy === foundBy && textHashOf(readout.text) !== textHash

/** A page that was missed often enough is gone, unless so many are missing at once that the site must have changed: that is the operator's. */
async function recordMiss(
  { store, clock }: CollectPorts,
  revisit: DueRevisit,
  next: Date | undefined,
): Promise<'same' | 'gone'> {
  const now = clock.now()
  const missed = afterMiss(revisit, now, next)
  await store.saveRevisit(missed, revisit.goneAt)
  if (revisit.goneAt || !isGone(missed, now)) return 'same'
  const missing = await store.missingPages(new Date(now.getTime() - AT_ONCE_MS))
  if ((missing.get(revisit.sourceId) ?? 0) > MOST_MISSING) return 'same'
  await store.saveRevisit(missed, now)
  return 'gone'
}
