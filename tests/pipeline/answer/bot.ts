import { join } from 'node:path'
import type { BotHandlers, Caller, Reply } from '../../../src/chat/adapter.ts'
import { loadNames } from '../../../src/config/names.ts'
import { compileGazetteer } from '../../../src/countries/gazetteer.ts'
import type { KeyPoint } from '../../../src/domain/key-point.ts'
import type { Partnerships } from '../../../src/domain/partnership.ts'
import type { Arrival } from '../../../src/domain/readout.ts'
import type { Authority, Source } from '../../../src/domain/source.ts'
import { createBot } from '../../../src/pipeline/answer/bot.ts'
import { type AnswerPorts, DEFAULT_LIMITS } from '../../../src/pipeline/answer/ports.ts'
import type { Store } from '../../../src/store/sqlite.ts'
import { aKeepInput, aReading } from '../../builders.ts'
import { type FakeClock, fakeClock } from '../../fakes/clock.ts'
import { anEmptyStore } from '../../store/empty.ts'

// Everything told here is fiction: invented meetings of invented officials, however real the countries.

const gazetteer = compileGazetteer(await loadNames(join(import.meta.dirname, '../../../config')))

const partnerships: Partnerships = {
  tiers: [
    { level: 'partnership', rank: 1 },
    { level: 'strategic partnership', rank: 2 },
    { level: 'comprehensive strategic partnership', rank: 3 },
  ],
  known: [
    {
      parties: ['CN', 'UZ'],
      level: 'strategic partnership',
      date: '2012',
      origin: 'joint declaration',
      url: 'https://example.org/declaration',
    },
  ],
}

const sources = [aSource('cn-mfa-en', 'CN', 'China MFA'), aSource('az-president-en', 'AZ', 'Azerbaijan presidency')]

function aSource(id: string, issuer: string, name: string): Source {
  return {
    id,
    issuer,
    body: 'MFA',
    name,
    language: 'en',
    authority: 'official',
    kind: 'html',
    url: `https://${id}.example/news`,
    zone: 'UTC',
    intervalMinutes: 30,
    spacingSeconds: 1,
  }
}

/** A key point before it has a text to stand in: its evidence is the quote. */
export type Said = Omit<KeyPoint, 'evidence' | 'statement'> & { readonly quote: string; readonly statement?: string }

export type Told = {
  readonly name: string
  readonly issuer?: string
  readonly parties?: readonly string[]
  readonly date?: string
  readonly language?: string
  readonly principals?: readonly string[]
  readonly said?: readonly Said[]
  readonly text?: string
  readonly arrival?: Arrival
  readonly authority?: Authority
  readonly readout?: boolean
}

export type TestBot = AsyncDisposable & {
  readonly bot: BotHandlers
  readonly store: Store
  readonly clock: FakeClock
  readonly keep: (told: Told) => Promise<string>
  readonly ask: (words: string, caller?: Partial<Caller>) => Promise<Reply>
  /** The short id under which people name what was kept as `name`. */
  readonly idOf: (name: string) => Promise<string>
}

export const here = { platform: 'discord', workspace: 'G1', channel: 'C1' }
export const manager: Caller = { user: 'U1', at: here, locale: 'en', zone: 'Asia/Baku', mayManage: true }

/** A bot over a database in memory; it is eight in Baku, 24 April 2025. */
export async function openBot(parts: Partial<AnswerPorts> = {}): Promise<TestBot> {
  const clock = fakeClock()
  const store = await anEmptyStore(clock)
  const bot = createBot({
    store,
    clock,
    gazetteer,
    sources,
    partnerships,
    phrases: ['win-win cooperation', 'tariff wars'],
    zone: 'UTC',
    newsMaxAgeHours: 72,
    limits: DEFAULT_LIMITS,
    ...parts,
  })
  const urlOf = (name: string): string => `https://mfa.example/${name}`
  return {
    bot,
    store,
    clock,
    keep: (told) => keep(store, clock, urlOf(told.name), told),
    ask: (words, caller) => bot.ask({ kind: 'words', words }, { ...manager, ...caller }, new AbortController().signal),
    idOf: async (name) => (await store.find(urlOf(name)))?.readout.shortId ?? '',
    [Symbol.asyncDispose]: () => store.close(),
  }
}

const OPENING = 'Fiction. The two invented delegations met and went through their papers.'

async function keep(store: Store, clock: FakeClock, url: string, told: Told): Promise<string> {
  clock.advance(1_000)
  const { issuer = 'CN', parties = ['AZ', 'CN'], date = '2025-04-23', language = 'en', said = [] } = told
  const text = [told.text ?? OPENING, ...said.map(({ quote }) => quote)].join('\n')
  const reading = aReading({
    language,
    parties: parties.toSorted(),
    date,
    principals: told.principals ?? ['Wei Anran', 'Orkhan Velizade'],
    readout: told.readout ?? true,
    documentType: told.readout === false ? 'statement' : 'readout',
    keyPoints: told.readout === false ? [] : said.map((one) => pointIn(text, one)),
  })
  const sourceId = `${issuer.toLowerCase()}-mfa-${language}`
  return store.keep(
    aKeepInput({
      readoutId: `id of ${url}`,
      source: { id: sourceId, issuer, body: 'MFA', authority: told.authority ?? 'official' },
      fetched: { url, text, language, sourceId, title: `Fiction: ${told.name}`, publishedAt: clock.now() },
      fetchedAt: clock.now(),
      arrival: told.arrival ?? 'poll',
      reading,
    }),
  )
}

function pointIn(text: string, { quote, statement = 'They said so.', ...point }: Said): KeyPoint {
  const start = text.indexOf(quote)
  // The builder's callers give each topic what it needs.
  return { ...point, statement, evidence: [{ start, end: start + quote.length, quote }] } as KeyPoint
}

/** What a reply says, all of it in one text. */
export function saidIn(reply: Reply): string {
  switch (reply.kind) {
    case 'form':
    case 'refusal':
      return [reply.text, ...reply.choices.map(({ words }) => words)].join('\n')
    case 'file':
      return [reply.name, reply.summary, reply.content].join('\n')
    default: {
      const { heading, summary, items, footer, choices } = reply.answer
      const told = items.flatMap((item) => [
        item.group,
        item.heading,
        item.subheading,
        ...item.fields.map(({ mark, label, text, quote }) => [mark, label, text, quote].filter(Boolean).join(' | ')),
        item.note,
        ...item.links.map(({ label, url }) => `${label} ${url}`),
      ])
      const offered = choices.map(({ words }) => `[${words}]`)
      return [heading, summary, ...told, footer, ...offered]
        .filter((line) => line !== undefined && line !== '')
        .join('\n')
    }
  }
}

export const taiwan = (voice: string, quote: string, parts: Partial<Said> = {}): Said =>
  ({
    topic: 'taiwan',
    voice,
    claims: ['one-china-principle'],
    flags: [],
    quote,
    ...parts,
  }) as Said

export const level = (name: string, change: string, quote: string): Said =>
  ({ topic: 'partnership', voice: 'joint', with: 'AZ', level: name, change, quote }) as Said

export const trade = (voice: string, quote: string): Said =>
  ({ topic: 'trade-policy', voice, claims: ['tariffs'], quote }) as Said
