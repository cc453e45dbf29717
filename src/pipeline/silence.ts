import { channelKey } from '../digest/plan.ts'
import { type Silence, silenceMessage } from '../digest/silence.ts'
import { sourceReports } from '../digest/sources-line.ts'
import type { Clock } from '../domain/clock.ts'
import { unreadMs } from '../domain/condition.ts'
import type { Source, SourceState } from '../domain/source.ts'
import type { Subscription } from '../domain/subscription.ts'
import { isQuiet } from '../schedule/quiet.ts'
import { type PackPorts, packOnce } from './pack.ts'
import type { CollectStore, PlanStore, SilenceStore } from './ports.ts'

export type SilencePorts = PackPorts & {
  readonly store: SilenceStore & Pick<PlanStore, 'subscriptions' | 'writeDigests'> & Pick<CollectStore, 'sourceStates'>
  readonly sources: readonly Source[]
  readonly clock: Clock
  /** IANA zone of subscriptions that name none. */
  readonly zone: string
}

/** A source that was not read for longer is told of. */
const SILENCE_MS = 24 * 3_600_000

const PREFIX = 'source:'
const silentKey = (id: string, since: Date | undefined): string => `${PREFIX}silent:${id}:${since?.toISOString() ?? ''}`
const backKey = (silent: string): string => silent.replace(`${PREFIX}silent:`, `${PREFIX}back:`)

/**
 * Tells each channel whose subscriptions say nothing while nothing happens (instant ones, and those of changes only) once of a source that
 * they rest on and that has not been read for a day, and once when it is read again; after its quiet hours, where it has any. Gives how many
 * were told.
 */
export async function planSilence(ports: SilencePorts): Promise<number> {
  const { store } = ports
  const now = ports.clock.now()
  const listening = (await store.subscriptions()).filter(isOtherwiseSilent)
  if (listening.length === 0) return 0
  const states = await store.sourceStates()
  const ids = listening.map(({ id }) => id)
  const told = Map.groupBy(await store.itemsWithPrefix(ids, PREFIX), ({ subscriptionId }) => subscriptionId)
  const places = [...Map.groupBy(listening, ({ destination }) => channelKey(destination)).values()]
  const sources = sourceReports(ports.sources, states, now)
  const pack = packOnce(ports)
  let written = 0
  for (const subscriptions of places) {
    if (subscriptions.some(({ quietHours }) => quietHours && isQuiet(quietHours, now))) continue
    const known = new Set(subscriptions.flatMap(({ id }) => told.get(id) ?? []).map(({ item }) => item))
    const found = await findTellable(ports, subscriptions, states, known, now)
    const [teller] = subscriptions
    if (!teller || found.items.length === 0) continue
    const zone = teller.schedule.kind === 'cron' ? teller.schedule.zone : ports.zone
    const message = silenceMessage(found.silent, found.back, { dueAt: now, zone, sources })
    const digest = { subscriptionId: teller.id, plannedAt: now, dueAt: now, items: found.items, message }
    const packed = pack(digest, teller.destination)
    await store.writeDigests(packed, new Map())
    written += packed.length
  }
  return written
}

/** Whether a channel hears nothing from a subscription while nothing happens; a digest says by itself what it rests on. */
const isOtherwiseSilent = ({ pausedReason, schedule, changesOnly }: Subscription): boolean =>
  pausedReason === undefined && (schedule.kind === 'instant' || changesOnly)

type Tellable = {
  readonly silent: readonly Silence[]
  readonly back: readonly Silence[]
  /** Keys of `digest_items`: a silence is told once, and its end. */
  readonly items: readonly string[]
}

async function findTellable(
  { store, sources }: SilencePorts,
  subscriptions: readonly Subscription[],
  states: ReadonlyMap<string, SourceState>,
  known: ReadonlySet<string>,
  now: Date,
): Promise<Tellable> {
  const polled = sources.filter(({ disabled }) => disabled === undefined)
  const news = polled.flatMap((source) => {
    const state = states.get(source.id)
    const key = silentKey(source.id, state?.lastSuccessAt)
    const asking = subscriptions.filter(({ createdAt }) => isSilent(state, createdAt, now))
    return asking.length === 0 || known.has(key) ? [] : [{ source, key, asking, since: state?.lastSuccessAt }]
  })
  const silent: typeof news = []
  for (const one of news) if (await someRestOn(one.asking, one.source, store)) silent.push(one)
  const back = polled.flatMap(({ id, name }) => {
    const ended = [...known].filter((key) => key.startsWith(`${PREFIX}silent:${id}:`) && !known.has(backKey(key)))
    return isRead(states.get(id)) ? ended.map((key) => ({ name, since: undefined, key: backKey(key) })) : []
  })
  return {
    silent: silent.map(({ source: { name }, since }) => ({ name, since })),
    back,
    items: [...silent, ...back].map(({ key }) => key),
  }
}

const isRead = (state: SourceState | undefined): boolean => state?.lastSuccessAt !== undefined && state.failures === 0

/** Not read for a day, of which the subscription was there for all. */
function isSilent(state: SourceState | undefined, createdAt: Date, now: Date): boolean {
  return !!state && Math.min(unreadMs(state, now), now.getTime() - createdAt.getTime()) >= SILENCE_MS
}

/** Whether one of them rests on the source: it names it, or its country, or the source ever brought a text about one of its countries; or it asks for all. */
async function someRestOn(
  subscriptions: readonly Subscription[],
  { id, issuer }: Source,
  store: SilenceStore,
): Promise<boolean> {
  for (const { sources, countries } of subscriptions) {
    if (sources.length > 0 ? sources.includes(id) : countries.length === 0 || countries.includes(issuer)) return true
    if (sources.length === 0 && (await store.sourcesNaming(countries)).has(id)) return true
  }
  return false
}
