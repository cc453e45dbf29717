import { loadNames } from '../../src/config/names.ts'
import { loadPartnerships } from '../../src/config/partnerships.ts'
import { loadPhrases } from '../../src/config/phrases.ts'
import { loadSources } from '../../src/config/sources.ts'
import type { BotHandlers, ChatAdapter } from '../../src/chat/adapter.ts'
import { renderMessage } from '../../src/chat/discord/render.ts'
import { compileGazetteer } from '../../src/countries/gazetteer.ts'
import { TOPICS } from '../../src/domain/topic.ts'
import { planDue, type PlanPorts } from '../../src/pipeline/plan.ts'
import type { Store } from '../../src/store/sqlite.ts'
import { aSubscription } from '../builders.ts'
import { type FakeClock, fakeClock } from '../fakes/clock.ts'
import { aBot, ask, complete } from './answers.ts'
import { type Figure, type Latency, peakMegabytes, type Scale, summarise, timed, watched } from './figure.ts'
import { openRecord } from './record.ts'

const SIZES = {
  full: { readouts: 100_000, polledPerDay: 100, subscriptions: 10_000 },
  quick: { readouts: 5_000, polledPerDay: 40, subscriptions: 1_000 },
} as const

const never = new AbortController().signal

/** Ten thousand channels whose digest is due in the same minute, packed as Discord messages: on the first day, and on an ordinary one. */
export async function benchPlanning(scale: Scale): Promise<Figure[]> {
  const { readouts, polledPerDay, subscriptions } = SIZES[scale]
  const clock = fakeClock('2025-04-23T03:59:00Z')
  const names = await loadNames('config')
  const parties = Object.keys(names.parties).filter((code) => code.length === 2)
  await using record = await openRecord({ readouts, polledPerDay, parties }, clock)
  const ports = await planPorts(record.store, clock, names)
  await subscribe(record.store, subscriptions, parties, clock.now())
  clock.advance(60_000)
  const bot = await aBot(record.store, clock)
  const planDay = async () => {
    clock.advance(24 * 3_600_000)
    await record.keepDay()
    return watched(() => planDue(ports, never))
  }
  const days = [await planDay(), await planDay(), await planDay()]
  clock.advance(24 * 3_600_000)
  await record.keepDay()
  const asked = await askWhile(bot, planDue(ports, never))
  const written = days.at(-1)?.result
  const note = `${written} digests, ${polledPerDay} new readouts, ${readouts} in the record; the slowest of three days`
  const slowest = Math.max(...days.map(({ tookMs }) => tookMs))
  const longest = Math.max(...days.map(({ longestHoldMs }) => longestHoldMs))
  return [
    { what: `planning ${subscriptions} channels due at once`, value: slowest, unit: 'ms', atMost: 3_000, note },
    { what: 'the event loop held meanwhile, at longest', value: longest, unit: 'ms', atMost: 50 },
    {
      what: 'a command answered meanwhile, 99th percentile',
      value: asked.p99,
      unit: 'ms',
      atMost: 50,
      note: 'another planning, slower for being asked all the while',
    },
    { what: 'memory at its peak', value: peakMegabytes(), unit: 'MB' },
  ]
}

/** How long people wait for answers that they ask for one after another until `work` is done. */
async function askWhile(bot: BotHandlers, work: Promise<unknown>): Promise<Latency> {
  const times: number[] = []
  let isDone = false
  const working = work.finally(() => {
    isDone = true
  })
  for (let n = 0; !isDone; n += 1) {
    times.push(await timed(() => (n % 2 === 0 ? ask(bot, 'latest kazakhstan', n) : complete(bot, n))))
  }
  await working
  return summarise(times)
}

async function planPorts(
  store: Store,
  clock: FakeClock,
  names: Awaited<ReturnType<typeof loadNames>>,
): Promise<PlanPorts> {
  let keys = 0
  const discord: ChatAdapter = {
    platform: 'discord',
    pack: renderMessage,
    deliver: async () => ({ messageId: 'm' }),
  }
  return {
    store,
    clock,
    platforms: new Map([['discord', discord]]),
    partnerships: await loadPartnerships('config'),
    phrases: await loadPhrases('config'),
    sources: await loadSources('config/sources.yaml'),
    displayName: compileGazetteer(names).displayName,
    zone: 'UTC',
    newsMaxAgeHours: 72,
    newKey: () => {
      keys += 1
      return `key ${keys}`
    },
  }
}

/** One in ten takes everything, the others one to three countries, some of them on a topic, in three zones. */
async function subscribe(store: Store, count: number, parties: readonly string[], createdAt: Date): Promise<void> {
  const zones = [
    { cron: '0 8 * * *', zone: 'Asia/Baku' },
    { cron: '0 9 * * *', zone: 'Asia/Almaty' },
    { cron: '0 4 * * *', zone: 'UTC' },
  ] as const
  for (let n = 0; n < count; n += 1) {
    const countries =
      n % 10 === 0
        ? []
        : Array.from({ length: 1 + (n % 3) }, (_, at) => parties[(n * 31 + at * 7) % parties.length] ?? 'AZ')
    await store.addSubscription(
      aSubscription({
        destination: { platform: 'discord', workspace: `G${n % 500}`, channel: `C${n}` },
        countries,
        topics: n % 5 === 1 ? [TOPICS[n % TOPICS.length] ?? 'taiwan'] : [],
        schedule: { kind: 'cron', ...(zones[n % 3] ?? zones[0]) },
        changesOnly: n % 10 === 3,
        whenQuiet: n % 6 === 5 ? 'silence' : 'line',
        createdAt,
      }),
    )
  }
}
