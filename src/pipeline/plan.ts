import type { Clock } from '../domain/clock.ts'
import type { Digest, PlannedDigest } from '../domain/digest.ts'
import type { NewsItem } from '../domain/news.ts'
import type { Subscription } from '../domain/subscription.ts'
import { findDue, isInstant, type Waiting } from './due.ts'
import { type MarkPorts, markFirstMessages } from './mark-edited.ts'
import { type Pack, type PackPorts, packOnce } from './pack.ts'
import { openRun, type Planned, plannedFor, type Run, type RunPorts } from './plan-run.ts'
import { asReplies } from './replies.ts'

/** What planning needs. */
export type PlanPorts = PackPorts &
  RunPorts &
  MarkPorts & {
    readonly clock: Clock
    /** Adds to digests what a language model made ready, where one is configured. */
    readonly dresser?: Dresser | undefined
  }

/** Adds to the digests of one subscription what a model made ready for them. Waits for nothing but store and cache. */
export interface Dress {
  all(digests: readonly Digest[], subscription: Subscription, items: readonly NewsItem[]): Promise<readonly Digest[]>
}

/** Dresses digests where their workspace consented. Asks no model, and waits for none. */
export type Dresser = {
  /** For one planning; nothing where nobody consented. */
  open(): Promise<Dress | undefined>
}

/** So many digests are written in one transaction, which holds the event loop until it is done. */
const LOT = 100

/** Plans and writes every digest that is due, with its outbox rows. Gives how many; planning again at the same instant gives none. */
export async function planDue(ports: PlanPorts, signal: AbortSignal): Promise<number> {
  const now = ports.clock.now()
  const due = await findDue(ports.store, now)
  if (due.length === 0) return 0
  const run = await openRun(ports, due, now)
  const pack = packOnce(ports)
  const dress = await ports.dresser?.open()
  let written = 0
  for (let from = 0; from < due.length && !signal.aborted; from += LOT) {
    written += await writeLot(ports, due.slice(from, from + LOT), run, pack, dress)
  }
  return written
}

/** The digests that scheduled subscriptions will be due for by `until`, as far as is known now. Nothing is written. */
export async function* planAhead(
  ports: RunPorts,
  until: Date,
  concerns: (subscription: Subscription) => boolean,
): AsyncGenerator<Planned> {
  const due = await findDue(ports.store, until, (one) => one.schedule.kind === 'cron' && concerns(one))
  if (due.length === 0) return
  const run = await openRun(ports, due, until)
  for (let from = 0; from < due.length; from += LOT) yield* plannedFor(due.slice(from, from + LOT), run)
}

async function writeLot(
  ports: PlanPorts,
  lot: readonly Waiting[],
  run: Run,
  pack: Pack,
  dress: Dress | undefined,
): Promise<number> {
  const planned: PlannedDigest[] = []
  const sequels = new Set<NewsItem>()
  const served = new Map<number, Date>()
  for await (const { one, unseen, digests } of plannedFor(lot, run)) {
    const { subscription, dueAt } = one
    const dressed = dress ? await dress.all(digests, subscription, unseen) : digests
    const packed = dressed.flatMap((digest) => pack(digest, subscription.destination))
    planned.push(...packed)
    for (const item of unseen) if (item.sequel) sequels.add(item)
    if (!isLeftOver(one, unseen, packed)) served.set(subscription.id, dueAt)
  }
  await markFirstMessages(ports, planned, [...sequels], run.context.now)
  await ports.store.writeDigests(await asReplies(ports.store, planned), served)
  return planned.length
}

/** Whether an instant subscription keeps an item waiting, for the hourly cap or for a platform that is not configured: it stays due. */
function isLeftOver(one: Waiting, unseen: readonly NewsItem[], planned: readonly PlannedDigest[]): boolean {
  if (!isInstant(one)) return false
  const taken = new Set(planned.flatMap(({ digest }) => digest.items))
  return unseen.some((item) => !taken.has(item.id))
}
