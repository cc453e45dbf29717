import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../../src/domain/clock.ts'
import type { KeepInput } from '../../src/domain/keeping.ts'
import type { Evidence, KeyPoint } from '../../src/domain/key-point.ts'
import type { Arrival } from '../../src/domain/readout.ts'
import { transact } from '../../src/store/handles.ts'
import { keepOne } from '../../src/store/keep.ts'
import { openConnections } from '../../src/store/sqlite/connections.ts'
import { handlesOver, type Store, storeOver } from '../../src/store/sqlite.ts'
import { aKeepInput, aReading } from '../builders.ts'

// Everything that is told here is fiction: invented meetings of invented people, however real the states.

/** A database file to measure on, thrown away in the end. */
export type BenchRecord = AsyncDisposable & {
  readonly store: Store
  /** Keeps what a day of polling finds, as of the clock's now. */
  keepDay(): Promise<void>
}

export type RecordSize = {
  readonly readouts: number
  /** So many a day were found by polling in the last 37 days; the rest came by a backfill, out of twenty years. */
  readonly polledPerDay: number
  readonly parties: readonly string[]
}

const DAY_MS = 86_400_000
const POLLED_DAYS = 37
const BATCH = 2_000

/** Fills a new database up to `clock.now()`; every run makes the same record. */
export async function openRecord(size: RecordSize, clock: Clock): Promise<BenchRecord> {
  const folder = await mkdtemp(join(tmpdir(), 'attache-bench-'))
  const connections = await openConnections(join(folder, 'attache.db'))
  const handles = handlesOver(connections, clock)
  const store = storeOver(connections, clock)
  let kept = 0
  const keepAll = (count: number, dayOf: (n: number) => { readonly daysAgo: number; readonly arrival: Arrival }) =>
    transact(handles.writer, async (trx) => {
      for (const end = kept + count; kept < end; kept += 1) {
        const { daysAgo, arrival } = dayOf(kept)
        const day = new Date(clock.now().getTime() - daysAgo * DAY_MS - 12 * 3_600_000)
        const storedAt = arrival === 'poll' ? new Date(day.getTime() + 3_600_000) : monthBefore(clock.now())
        const input = aText(kept, size.parties, day)
        await keepOne(trx, handles.fullText, { ...input, arrival, fetchedAt: storedAt }, storedAt)
      }
    })
  const older = size.readouts - POLLED_DAYS * size.polledPerDay
  while (kept < older) {
    await keepAll(Math.min(BATCH, older - kept), (n) => ({
      daysAgo: POLLED_DAYS + ((encounterOf(n) * 7_919) % 7_300),
      arrival: 'backfill',
    }))
  }
  for (let daysAgo = POLLED_DAYS; daysAgo > 0; daysAgo -= 1) {
    await keepAll(size.polledPerDay, () => ({ daysAgo, arrival: 'poll' }))
  }
  return {
    store,
    keepDay: () => keepAll(size.polledPerDay, () => ({ daysAgo: 0, arrival: 'poll' })),
    async [Symbol.asyncDispose]() {
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const monthBefore = (now: Date): Date => new Date(now.getTime() - (POLLED_DAYS + 1) * DAY_MS)

/** Of every ten texts two are translations and one is the other side's account of an encounter that was told before. */
const encounterOf = (n: number): number => (n % 10 > 6 ? n - 7 : n)

function aText(n: number, parties: readonly string[], day: Date): KeepInput {
  const encounter = encounterOf(n)
  const other = parties[(encounter * 101) % parties.length] ?? 'AZ'
  const host = encounter % 5 < 3 || other === 'CN' ? 'CN' : (parties[(encounter * 37) % parties.length] ?? 'CN')
  const partner = other === host ? 'KZ' : other
  const isTranslation = n % 10 === 7 || n % 10 === 8
  const issuer = n % 10 === 9 ? partner : host
  const language = isTranslation ? 'zh' : 'en'
  const { text, keyPoints } = tell(encounter, host, partner, issuer)
  const sourceId = `${issuer.toLowerCase()}-mfa-${language}`
  return aKeepInput({
    readoutId: `id of text ${n}`,
    source: { id: sourceId, issuer, body: 'ministry', authority: 'official' },
    fetched: {
      sourceId,
      url: `https://${issuer.toLowerCase()}.example/${n}`,
      title: `Fiction: talks number ${encounter}`,
      text: `${text}\n\nText number ${n}.`,
      language,
      publishedAt: day,
    },
    textHash: `hash of text ${n}`,
    reading: aReading({
      language,
      parties: [host, partner].sort(),
      date: day.toISOString().slice(0, 10),
      principals: [personOf(encounter * 2), personOf(encounter * 2 + 1)],
      keyPoints,
    }),
  })
}

const GIVEN = 'Mirella Otto Nadia Florian Sunna Wanda Egon Livia Tarek Ulla Bruno Celeste Dagny Ivo Juno Kasper'.split(
  ' ',
)
const FAMILY = 'Fictiva Beispiel Sampleova Testwell Muster Placebo Dummovic Erfunden Utopski Nemova Ficta Schein'.split(
  ' ',
)

const personOf = (n: number): string =>
  `${GIVEN[n % GIVEN.length]} ${FAMILY[Math.floor(n / GIVEN.length) % FAMILY.length]}${n % 7}`

type Drawn<P extends KeyPoint = KeyPoint> = P extends KeyPoint ? Omit<P, 'evidence' | 'statement'> : never
type Sentence = { readonly words: string; readonly point?: Drawn }

function tell(n: number, host: string, partner: string, issuer: string) {
  let text = ''
  const keyPoints: KeyPoint[] = []
  for (const { words, point } of sentencesOf(n, host, partner, issuer)) {
    if (point) {
      const evidence: [Evidence] = [{ start: text.length, end: text.length + words.length, quote: words }]
      keyPoints.push({ ...point, statement: `A statement on ${point.topic}.`, evidence })
    }
    text += `${words} `
  }
  return { text, keyPoints }
}

const PADDING =
  'The two delegations went through the papers one by one and noted with satisfaction that the work of the joint commission had made good progress since its last session.'

function sentencesOf(n: number, host: string, partner: string, issuer: string): Sentence[] {
  const every = (nth: number, sentence: Sentence): Sentence[] => (n % nth === 0 ? [sentence] : [])
  const level = n % 90 === 0 ? 'comprehensive strategic partnership' : 'strategic partnership'
  return [
    { words: `${personOf(n * 2)} of ${host} held invented talks with ${personOf(n * 2 + 1)} of ${partner}.` },
    { words: PADDING },
    ...every(3, {
      words: `Both sides spoke of their ${level}.`,
      point: { topic: 'partnership', voice: 'joint', with: partner === issuer ? host : partner, level },
    }),
    ...every(2, {
      words: `${partner} said that it holds to the one-China principle${n % 8 === 0 ? ' and that Taiwan is part of China' : ''}.`,
      point: {
        topic: 'taiwan',
        voice: partner,
        claims: n % 8 === 0 ? ['one-china-principle', 'part-of-china'] : ['one-china-principle'],
        flags: [],
      },
    }),
    ...every(4, {
      words: `${host} said that tariff wars have no winners.`,
      point: { topic: 'trade-policy', voice: host, claims: ['tariffs', 'trade-war'] },
    }),
    ...every(5, {
      words: `${3 + (n % 20)} cooperation documents were signed.`,
      point: {
        topic: 'agreements',
        voice: 'joint',
        count: 3 + (n % 20),
        instruments: ['cooperation-documents'],
        fields: [],
      },
    }),
    { words: `${partner} spoke of investment and trade.`, point: { topic: 'economy', voice: partner } },
    ...every(2, { words: `${host} spoke of students.`, point: { topic: 'people', voice: host } }),
    ...every(7, { words: 'They spoke of ports.', point: { topic: 'maritime', voice: 'joint' } }),
    ...Array.from({ length: 8 }, () => ({ words: PADDING })),
  ]
}
