import { loadNames } from '../../src/config/names.ts'
import { loadPartnerships } from '../../src/config/partnerships.ts'
import { loadSources } from '../../src/config/sources.ts'
import type { BotHandlers, Caller } from '../../src/chat/adapter.ts'
import { compileGazetteer } from '../../src/countries/gazetteer.ts'
import { createBot } from '../../src/pipeline/answer/bot.ts'
import { DEFAULT_LIMITS } from '../../src/pipeline/answer/ports.ts'
import type { Store } from '../../src/store/sqlite.ts'
import { type FakeClock, fakeClock } from '../fakes/clock.ts'
import { type Figure, latencyOf, type Latency, type Scale, watched } from './figure.ts'
import { openRecord } from './record.ts'

const SIZES = {
  full: { readouts: 100_000, polledPerDay: 100, tries: 200 },
  quick: { readouts: 5_000, polledPerDay: 40, tries: 50 },
} as const

const never = new AbortController().signal

/** Commands and completions as a person asks for them, over a large record. */
export async function benchAnswers(scale: Scale): Promise<Figure[]> {
  const { readouts, polledPerDay, tries } = SIZES[scale]
  const clock = fakeClock('2025-04-24T04:00:00Z')
  const names = await loadNames('config')
  const parties = Object.keys(names.parties).filter((code) => code.length === 2)
  await using record = await openRecord({ readouts, polledPerDay, parties }, clock)
  const bot = await aBot(record.store, clock)
  const ids = (await record.store.latest({ limit: 50 })).map(({ readout }) => readout.shortId)
  const countries = ['kazakhstan', 'azerbaijan', 'china', 'uruguay', 'japan']
  const inTurn = (all: readonly string[], n: number): string => all[n % all.length] ?? ''
  const asked: Readonly<Record<string, (n: number) => string>> = {
    latest: (n) => `latest ${inTurn(countries, n)}`,
    country: (n) => `country ${inTurn(countries, n)}`,
    search: (n) => `search ${inTurn(['investment', 'tariff wars', 'ports', 'Fictiva0', 'delegations'], n)}`,
    show: (n) => `show ${inTurn(ids, n)}`,
    compare: (n) => `compare ${inTurn(ids, n)}`,
    why: (n) => `why ${inTurn(ids, n)}`,
    timeline: (n) => `timeline ${inTurn(countries, n)} topic:taiwan`,
    precedent: (n) =>
      `precedent "${inTurn(['tariff wars have no winners', 'one-China principle', 'text number 77'], n)}"`,
    since: () => 'since yesterday',
  }
  const figures: Figure[] = []
  const { longestHoldMs } = await watched(async () => {
    for (const [name, wordsOf] of Object.entries(asked)) {
      figures.push(...told(`/readout ${name}`, await latencyOf(tries, (n) => ask(bot, wordsOf(n), n)), 50))
    }
    figures.push(...told('completion', await latencyOf(tries, (n) => complete(bot, n)), 100))
  })
  const hold = { what: 'the event loop held meanwhile, at longest', value: longestHoldMs, unit: 'ms', atMost: 50 }
  return [...figures.map((figure) => ({ ...figure, note: `${readouts} readouts` })), hold]
}

/** A bot over the store with the project's own data files. */
export async function aBot(store: Store, clock: FakeClock): Promise<BotHandlers> {
  return createBot({
    store,
    clock,
    gazetteer: compileGazetteer(await loadNames('config')),
    sources: await loadSources('config/sources.yaml'),
    partnerships: await loadPartnerships('config'),
    phrases: [],
    zone: 'UTC',
    newsMaxAgeHours: 72,
    limits: DEFAULT_LIMITS,
  })
}

/** Everybody asks once: how much one person may ask is limited. */
const caller = (n: number): Caller => ({
  user: `U${n}`,
  at: { platform: 'discord', workspace: 'G1', channel: 'C1' },
  locale: 'en',
  mayManage: false,
})

let asking = 0

/** Asks in words; throws where that is not understood. */
export async function ask(bot: BotHandlers, words: string, n: number): Promise<void> {
  asking += 1
  const reply = await bot.ask({ kind: 'words', words }, caller(asking + n), never)
  if (reply.kind === 'refusal') throw new Error(`no answer to ${words}: ${JSON.stringify(reply)}`)
}

const TYPED = ['', 'k', 'ka', 'kaz', 'azer', 'central', 'u', 'united s']

/** Completes a country, then a readout, at every key. */
export async function complete(bot: BotHandlers, n: number): Promise<void> {
  const typed = TYPED[n % TYPED.length] ?? ''
  const completion =
    n % 2 === 0 ? { command: 'latest', option: 'country', typed } : { command: 'show', option: 'id', typed }
  await bot.complete({ ...completion, others: {} }, caller(n), never)
}

function told(what: string, { p50, p99 }: Latency, atMost: number): Figure[] {
  return [
    { what: `${what}, median`, value: p50, unit: 'ms' },
    { what: `${what}, 99th percentile`, value: p99, unit: 'ms', atMost },
  ]
}
