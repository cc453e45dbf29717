import { channelKey } from '../digest/plan.ts'
import { type Silence, silenceMessage } from '../digest/silence.ts'
import { sourceReports } from '../digest/sources-line.ts'
import type { Clock } from '../domain/clock.ts'
import { unreadMs } from '../domain/condition.ts'
import type { Source, SourceState } from '../domain/source.ts'
import type { Subscription } from '../domain/subscription.ts'
import { isQuiet } from '../schedule/quiet.ts'
import { type PackPorts, packOnce } from './pack.ts'
import type { CollectStore } from './ports/collecting.ts'
import type { PlanStore, SilenceStore } from './ports/planning.ts'

/** What telling of sources that were not read needs. */
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
const silentPrefix = (id: string): string => `${PREFIX}silent:${id}:`
const silentKey = (id: string, since: Date | undefined): string => `${silentPrefix(id)}${since?.toISOString() ?? ''}`
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
  const restsOn = await knownRests(listening, store)
  let written = 0
  for (const subscriptions of places) {
    if (subscriptions.some(({ quietHours }) => quietHours && isQuiet(quietHours, now))) continue
    const known = new Set(subscriptions.flatMap(({ id }) => told.get(id) ?? []).map(({ item }) => item))
    const found = findTellable(ports, { subscriptions, states, known, restsOn }, now)
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

/** What one place may be told from. */
type Place = {
  readonly subscriptions: readonly Subscription[]
  readonly states: ReadonlyMap<string, SourceState>
  /** Keys of what it was told. */
  readonly known: ReadonlySet<string>
  readonly restsOn: (subscription: Subscription, source: Source) => boolean
}

function findTellable(
  { sources }: Pick<SilencePorts, 'sources'>,
  { subscriptions, states, known, restsOn }: Place,
  now: Date,
): Tellable {
  const polled = sources.filter(({ disabled }) => disabled === undefined)
  const silent = polled.flatMap((source) => {
    const state = states.get(source.id)
    const since = state?.lastSuccessAt
    const key = silentKey(source.id, since)
    const isMissed = (subscription: Subscription): boolean =>
      isSilent(state, subscription.createdAt, now) && restsOn(subscription, source)
    return !known.has(key) && subscriptions.some(isMissed) ? [{ name: source.name, since, key }] : []
  })
  const back = polled.flatMap(({ id, name }) => {
    const ended = [...known].filter((key) => key.startsWith(silentPrefix(id)) && !known.has(backKey(key)))
    return isRead(states.get(id)) ? ended.map((key) => ({ name, since: undefined, key: backKey(key) })) : []
  })
  return { silent, back, items: [...silent, ...back].map(({ key }) => key) }
}

const isRead = (state: SourceState | undefined): boolean => state?.lastSuccessAt !== undefined && state.failures === 0

/** Not read for a day, of which the subscription was there for all. */
function isSilent(state: SourceState | undefined, createdAt: Date, now: Date): boolean {
  return !!state && Math.min(unreadMs(state, now), now.getTime() - createdAt.getTime()) >= SILENCE_MS
}

/**
 * Tells whether a subscription rests on a source: it names it, or asks for its country, or for one that the source wrote about lately; or it
 * asks for all. What was written about whom is looked up once for each list of countries.
 */
async function knownRests(listening: readonly Subscription[], store: SilenceStore): Promise<Place['restsOn']> {
  const lists = new Map(listening.map(({ countries }) => [countries.join(' '), countries]))
  const naming = new Map<string, ReadonlySet<string>>()
  for (const [key, countries] of lists) naming.set(key, await store.sourcesNaming(countries))
  return ({ sources, countries }, { id, issuer }) => {
    if (sources.length > 0) return sources.includes(id)
    return countries.length === 0 || countries.includes(issuer) || naming.get(countries.join(' '))?.has(id) === true
  }
}
