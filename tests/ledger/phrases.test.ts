import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Novelty } from '../../src/domain/news.ts'
import type { KeptReading } from '../../src/domain/readout.ts'
import { deriveAccounts } from '../../src/ledger/accounts.ts'
import { openLedger } from '../../src/ledger/novelty.ts'
import { usesOf } from '../../src/ledger/phrases.ts'
import { aKeptReading, aMention, aTaiwanPoint, aTradePoint, type KeptReadingSpec } from './builders.ts'

const PHRASES = ['no winners', 'tariff and trade wars', 'trade wars', 'win-win cooperation']

const KNOWN = [aTradePoint('CN', ['trade-war']), aTaiwanPoint('AZ', ['one-china-principle'])]

const monthsBefore = (months: number): string => new Date(Date.UTC(2025, 3 - months, 20)).toISOString().slice(0, 10)

/** Six earlier accounts of the pair over ten months, which say the same in other words. */
const quietRecord = (parts: KeptReadingSpec = {}): KeptReading[] =>
  [10, 8, 6, 4, 3, 1].map((months) =>
    aKeptReading({ id: `before${months}`, date: monthsBefore(months), points: KNOWN, ...parts }),
  )

const saying = (quote: string) => ({
  ...aTradePoint('CN', ['trade-war']),
  evidence: [{ start: 0, end: quote.length, quote }] as const,
})

const now = (...points: NonNullable<KeptReadingSpec['points']>): KeptReading =>
  aKeptReading({ id: 'now', date: '2025-04-23', points })

/** What is told of an account's phrases, in a record of which every text is known. */
function told(record: readonly KeptReading[], id: string, phrases = PHRASES): Novelty[] {
  const engagements = deriveAccounts(record)
  const ledger = openLedger(engagements, { partnerships: { tiers: [], known: [] }, phrases })
  const [engagement] = engagements.filter(({ accounts }) => accounts.some((account) => account.id === id))
  if (!engagement) throw new Error(`there is no account ${id}`)
  const uses = new Map(
    ledger.phrasesOf(engagement).map((phrase) => [phrase, record.filter((text) => usesOf(text, phrase))] as const),
  )
  return ledger.itemsOf(engagement, uses).flatMap(({ novelties }) => novelties.filter(({ phrase }) => phrase))
}

const whatIs = (novelties: readonly Novelty[]): string[] => novelties.map(({ what }) => what)

describe('a phrase that the record never held', () => {
  test('is First, with its quote, its voice and how deep the record is', () => {
    const quote = 'Fiction: tariff wars have no\nwinners.'
    expect(told([...quietRecord(), now(saying(quote))], 'now')).toEqual([
      {
        mark: 'First',
        phrase: true,
        topic: 'trade-policy',
        voice: 'CN',
        what: '“no winners”',
        depth: { accounts: 7, since: '2024-06-20' },
        after: expect.objectContaining({ evidence: [expect.objectContaining({ quote })], date: '2025-04-23' }),
      },
    ])
  })

  test('stands with others of its point, and not with a part of itself', () => {
    const both = saying('Fiction: tariff and trade wars have no winners.')
    expect(whatIs(told([...quietRecord(), now(both)], 'now'))).toEqual(['“no winners” and “tariff and trade wars”'])
  })

  test.each([
    [
      'somebody else held it before',
      aKeptReading({ id: 'x', issuer: 'KZ', parties: ['KZ', 'UZ'], date: '2023-01-01', text: 'No winners!' }),
    ],
    [
      'a document that is no readout held it before',
      aKeptReading({ id: 'x', readout: false, date: '2023-01-01', text: 'no winners' }),
    ],
    ['a text of an unknown day holds it', aKeptReading({ id: 'x', date: null, text: 'no winners', readout: false })],
  ])('is no First where %s', (_why, other) => {
    const undated =
      other.reading.date === null ? { ...other, readout: { ...other.readout, publishedAt: undefined } } : other
    expect(told([...quietRecord(), undated, now(saying('Fiction: it has no winners.'))], 'now')).toEqual([])
  })

  test('is First all the same where a later text holds it too, or its own account in another language', () => {
    const later = aKeptReading({
      id: 'later',
      issuer: 'KZ',
      parties: ['KZ', 'UZ'],
      date: '2025-04-24',
      text: 'no winners',
    })
    expect(whatIs(told([...quietRecord(), later, now(saying('It has no winners.'))], 'now'))).toEqual(['“no winners”'])
  })

  test('is no First where no key point carries it: nobody is known to have said it', () => {
    const text = aKeptReading({
      id: 'now',
      date: '2025-04-23',
      text: 'Fiction. There were no winners at chess.',
      points: [aMention('people')],
    })
    expect(told([...quietRecord(), text], 'now')).toEqual([])
  })

  test('is no First in a thin record, nor in one of another language', () => {
    const said = now(saying('It has no winners.'))
    expect(told([...quietRecord().slice(2), said], 'now')).toEqual([])
    expect(told([...quietRecord({ language: 'zh' }), said], 'now')).toEqual([])
  })

  test('is not told twice where what its key point says is First as well', () => {
    const others = quietRecord({ points: [aMention('people')] })
    expect(told([...others, now(saying('It has no winners.'))], 'now')).toEqual([])
  })

  test('leaves the line of its topic as it was, and adds one', () => {
    const point = aTaiwanPoint('AZ', ['one-china-principle'], [], 'Fiction: win-win cooperation rests on it.')
    expect(told([...quietRecord(), now(point)], 'now')).toMatchObject([
      { topic: 'taiwan', voice: 'AZ', what: '“win-win cooperation”' },
    ])
  })
})

describe('the laws of firsts', () => {
  const spec = fc.record({
    months: fc.integer({ min: 0, max: 14 }),
    issuer: fc.constantFrom('CN', 'AZ'),
    says: fc.subarray(PHRASES, { maxLength: 2 }),
    language: fc.constantFrom('en', 'en', 'zh'),
  })
  const record = fc.array(spec, { minLength: 1, maxLength: 20 }).map((specs) => [
    ...quietRecord(),
    ...specs.map(({ months, issuer, says, language }, n) =>
      aKeptReading({
        id: `t${String(n).padStart(2, '0')}`,
        issuer,
        language,
        date: monthsBefore(months),
        principals: [`Wei Number${n}`, `Orkhan Number${n}`],
        points: says.map((phrase) => saying(`Fiction ${n}: ${phrase}, they say.`)),
      }),
    ),
  ])
  const firsts = (texts: readonly KeptReading[]) =>
    deriveAccounts(texts).flatMap(({ accounts }) =>
      accounts.flatMap((account) =>
        told(texts, account.id).flatMap((novelty) => {
          const text = account.texts.find(({ readout }) => readout.id === novelty.after?.point?.readout)
          return text ? [{ id: account.id, text, novelty }] : []
        }),
      ),
    )

  test('nothing of an earlier day holds what is First; its quote is in its text and holds it; the record is deep', () => {
    let found = 0
    fc.assert(
      fc.property(record, (texts) => {
        for (const { text, novelty } of firsts(texts)) {
          found += 1
          const [evidence] = novelty.after?.evidence ?? []
          expect(text.version.text.slice(evidence?.start, evidence?.end)).toBe(evidence?.quote)
          const said = [...novelty.what.matchAll(/“([^”]*)”/g)].map(([, words = '']) => words)
          expect(said.length).toBeGreaterThan(0)
          for (const words of said) {
            expect(evidence?.quote).toContain(words)
            const before = texts.filter(({ reading }) => (reading.date ?? '') < (text.reading.date ?? ''))
            expect(before.filter(({ version }) => version.text.includes(words))).toEqual([])
          }
          expect(novelty.depth?.accounts).toBeGreaterThan(5)
        }
      }),
      { numRuns: 60 },
    )
    expect(found).toBeGreaterThan(0)
  })

  test('the order in which texts arrive changes nothing', () => {
    fc.assert(
      fc.property(record, (texts) => {
        const tell = (some: readonly KeptReading[]) =>
          firsts(some)
            .map(({ id, novelty }) => `${id} ${novelty.what}`)
            .sort()
        expect(tell(texts.toReversed())).toEqual(tell(texts))
      }),
      { numRuns: 30 },
    )
  })
})
