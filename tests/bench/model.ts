import { openAssistance } from '../../src/app/assistance.ts'
import { loadNames } from '../../src/config/names.ts'
import { loadPartnerships } from '../../src/config/partnerships.ts'
import { loadPhrases } from '../../src/config/phrases.ts'
import { loadSettings } from '../../src/config/settings.ts'
import { compileGazetteer } from '../../src/countries/gazetteer.ts'
import { createHttp } from '../../src/http/client.ts'
import { createAssistant } from '../../src/pipeline/assist/assistant.ts'
import { createDresser } from '../../src/pipeline/assist/dressing.ts'
import { planDue } from '../../src/pipeline/plan.ts'
import { type Cache, openCache } from '../../src/store/cache.ts'
import type { Store } from '../../src/store/sqlite.ts'
import { aSubscription } from '../builders.ts'
import { type FakeClock, fakeClock } from '../fakes/clock.ts'
import { reply } from '../fakes/model-reply.ts'
import { type ModelServer, startModelServer } from '../fakes/model-server.ts'
import { type Figure, timed } from './figure.ts'
import { openRecord } from './record.ts'

const READOUTS = 100
const START = '2025-04-23T03:59:00Z'
const DAY_MS = 24 * 3_600_000
const HERE = { platform: 'terminal', workspace: 'local' }

/** What a language model that cannot be had costs a digest, and what texts that it has read cost a second time. */
export async function benchModel(): Promise<Figure[]> {
  const clock = fakeClock(START)
  await using hanging = await startModelServer({ answer: () => reply.hang() })
  await using reading = await startModelServer({ answer: () => NOTHING })
  const without = await planned(clock, undefined)
  const down = await planned(clock, 'http://127.0.0.1:9/v1')
  const slow = await planned(clock, hanging.baseUrl)
  await using cache = await openCache({ clock })
  const [first, second] = [await callsFor(reading, cache), await callsFor(reading, cache)]
  const note = `a digest of ${READOUTS} readouts, planned in ${Math.round(without)} ms without a model`
  return [
    {
      what: 'how late, the model’s endpoint down',
      value: Math.max(0, down - without),
      unit: 'ms',
      atMost: 1_000,
      note,
    },
    { what: 'how late, the model hanging', value: Math.max(0, slow - without), unit: 'ms', atMost: 1_000 },
    {
      what: 'calls for unchanged texts, database made anew',
      value: second,
      unit: '',
      atMost: 0,
      note: `${first} before`,
    },
  ]
}

/** An answer of the right form that says nothing. */
const NOTHING = {
  encounter: { readout: true, format: null, parties: [], date: null, principals: [] },
  points: [],
  lede: [],
}

/** Milliseconds that the digest of a day takes while the model is asked; without an address there is none. */
async function planned(clock: FakeClock, baseUrl: string | undefined): Promise<number> {
  await using day = await openDay(clock)
  await using cache = await openCache({ clock })
  const desk = await openDesk(clock, day.store, cache, baseUrl)
  const ending = new AbortController()
  const round = desk.round(ending.signal)
  const took = await timed(() => planDue(desk.ports, ending.signal))
  ending.abort()
  await round
  await desk.close()
  return took
}

/** How often the model is asked by the time that it has read what a day brought. */
async function callsFor(server: ModelServer, cache: Cache): Promise<number> {
  const clock = fakeClock(START)
  await using day = await openDay(clock)
  const desk = await openDesk(clock, day.store, cache, server.baseUrl)
  const before = server.requests.length
  for (let rounds = 0; rounds < READOUTS; rounds += 1) await desk.round(new AbortController().signal)
  await desk.close()
  return server.requests.length - before
}

/** A record, and a terminal that consented and is due for what a day of polling brought. */
async function openDay(clock: FakeClock) {
  const names = await loadNames('config')
  const parties = Object.keys(names.parties).filter((code) => code.length === 2)
  const record = await openRecord({ readouts: 40 * READOUTS, polledPerDay: READOUTS, parties }, clock)
  const schedule = { kind: 'cron', cron: '0 4 * * *', zone: 'UTC' } as const
  await record.store.addSubscription(aSubscription({ schedule, createdAt: clock.now() }))
  clock.advance(DAY_MS)
  await record.keepDay()
  return record
}

async function openDesk(clock: FakeClock, store: Store, cache: Cache, baseUrl: string | undefined) {
  const gazetteer = compileGazetteer(await loadNames('config'))
  const model = baseUrl === undefined ? {} : { LLM_BASE_URL: baseUrl, LLM_MODEL: 'fable-1', LLM_TOKENS_PER_DAY: '1e9' }
  const plenty = baseUrl === undefined ? {} : { LLM_WORKSPACE_TOKENS_PER_DAY: '1e9', LLM_TOKENS_PER_MONTH: '1e9' }
  const settings = await loadSettings({ ATTACHE_CONFIG: 'config', ...model, ...plenty }, '.', 'UTC')
  const http = createHttp({ clock, userAgent: 'Attache/bench', allowHosts: ['127.0.0.1'] })
  const fault = (): void => undefined
  const assist =
    settings.llm && (await openAssistance(settings, settings.llm, { clock, http, cache, gazetteer, store, fault }))
  let keys = 0
  const ports = {
    store,
    clock,
    platforms: new Map([
      ['terminal', { platform: 'terminal', pack: () => [{}], deliver: async () => ({ messageId: '' }) }],
    ]),
    partnerships: await loadPartnerships('config'),
    phrases: await loadPhrases('config'),
    sources: [],
    displayName: gazetteer.displayName,
    zone: 'UTC',
    newsMaxAgeHours: 72,
    newKey: () => {
      keys += 1
      return `key ${keys}`
    },
  }
  if (assist) {
    const consent = { ...HERE, ...assist.endpoint, feature: 'assist', who: undefined, at: clock.now() } as const
    await store.giveModelConsent(consent, undefined)
  }
  const assistant = assist && createAssistant({ ...ports, assist })
  assistant?.ready()
  return {
    ports: { ...ports, dresser: assist && createDresser({ ...ports, assist }) },
    round: async (signal: AbortSignal) => assistant?.round(signal),
    close: () => http.close(),
  }
}
