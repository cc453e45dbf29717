import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSupported, type KeyPoint } from '../../src/domain/key-point.ts'
import type { NewsItem, Novelty } from '../../src/domain/news.ts'
import type { Partnerships } from '../../src/domain/partnership.ts'
import type { KeptReading } from '../../src/domain/readout.ts'
import { deriveAccounts } from '../../src/ledger/accounts.ts'
import { ledgerLines } from '../../src/ledger/lines.ts'
import { openLedger } from '../../src/ledger/novelty.ts'
import {
  aKeptReading,
  aLevel,
  aMention,
  anAgreementsPoint,
  aTaiwanPoint,
  aTradePoint,
  type KeptReadingSpec,
} from './builders.ts'

const NOTHING_KNOWN: Partnerships = { tiers: [], known: [] }

function itemsOf(texts: readonly KeptReading[], partnerships = NOTHING_KNOWN): NewsItem[] {
  const engagements = deriveAccounts(texts)
  const ledger = openLedger(engagements, { partnerships, phrases: [] })
  return engagements.flatMap((engagement) => ledger.itemsOf(engagement))
}

const noveltiesOf = (id: string, texts: readonly KeptReading[], partnerships = NOTHING_KNOWN): readonly Novelty[] =>
  itemsOf(texts, partnerships).find((item) => item.id === id)?.novelties ?? []

/** A full account with something said by each side. */
const aText = (id: string, date: string, points: readonly KeyPoint[], spec: KeptReadingSpec = {}): KeptReading =>
  aKeptReading({ id, date, points: [...points, aMention('economy', 'CN'), aMention('people', 'AZ')], ...spec })

describe('a mark', () => {
  test('of change has the old words and the new, and where the old ones stand', () => {
    const [novelty] = noveltiesOf('b', [
      aText('a', '2024-03-01', [aTaiwanPoint('AZ', ['one-china-policy'], [], 'keeps to its one-China policy')]),
      aText('b', '2025-03-01', [aTaiwanPoint('AZ', ['one-china-principle'], [], 'keeps to the one-China principle')]),
    ])
    expect(novelty).toMatchObject({
      mark: 'Changed',
      topic: 'taiwan',
      voice: 'AZ',
      what: 'one-China principle',
      was: 'one-China policy',
      before: { origin: 'talks', date: '2024-03-01', evidence: [{ quote: 'keeps to its one-China policy' }] },
      after: { date: '2025-03-01', evidence: [{ quote: 'keeps to the one-China principle' }] },
    })
  })

  test('of a first says how deep the record is, this account included', () => {
    const days = ['2023-01-09', '2023-06-01', '2023-10-01', '2024-02-01', '2024-09-01']
    const texts = days.map((day, index) => aText(`a${index}`, day, []))
    const [novelty] = noveltiesOf('z', [...texts, aText('z', '2025-01-01', [aTaiwanPoint('AZ', ['part-of-china'])])])
    expect(novelty).toMatchObject({ mark: 'First', depth: { accounts: 6, since: '2023-01-09' } })
  })

  test('of absence shows what was said last, and what the voice does speak of now', () => {
    const said = [aTradePoint('CN', ['protectionism'])]
    const [novelty] = noveltiesOf('c', [
      aText('a', '2024-01-01', said),
      aText('b', '2024-05-01', said),
      aText('c', '2024-09-01', []),
    ])
    expect(novelty).toMatchObject({
      mark: 'Absent',
      what: 'against protectionism',
      before: { date: '2024-05-01' },
      after: { evidence: [{ quote: 'CN spoke of economy' }] },
    })
  })

  test('against a level known from outside names its source', () => {
    const known = [
      {
        parties: ['AZ', 'CN'],
        level: 'strategic partnership',
        date: '2024-07-03',
        origin: 'joint declaration',
        url: 'https://x.example',
      },
    ] as const
    const tiers = [
      { level: 'strategic partnership', rank: 3 },
      { level: 'comprehensive strategic partnership', rank: 4 },
    ]
    const [novelty] = noveltiesOf(
      'a',
      [aText('a', '2025-04-23', [aLevel('comprehensive strategic partnership', 'established')])],
      { tiers, known },
    )
    expect(novelty).toMatchObject({
      what: 'comprehensive strategic partnership announced',
      was: 'strategic partnership',
      before: { origin: 'joint declaration', date: '2024-07-03', url: 'https://x.example' },
    })
  })

  test('of a level is not lost where the list knows it since the eve: the account may be a day late', () => {
    const tiers = [
      { level: 'strategic partnership', rank: 3 },
      { level: 'comprehensive strategic partnership', rank: 4 },
    ]
    const known = (level: string, date: string) =>
      ({ parties: ['AZ', 'CN'], level, date, origin: 'joint statement', url: 'https://x.example' }) as const
    const partnerships = {
      tiers,
      known: [known('strategic partnership', '2024-07-03'), known('comprehensive strategic partnership', '2025-04-23')],
    }
    const announced = [aLevel('comprehensive strategic partnership', 'established')]
    expect(noveltiesOf('a', [aText('a', '2025-04-24', announced)], partnerships)).toMatchObject([{ mark: 'Changed' }])
    expect(noveltiesOf('a', [aText('a', '2025-04-25', announced)], partnerships)).toEqual([])
  })

  test('is not given to a level that a text only names and that only a list does not know', () => {
    const known = [
      { parties: ['CN', 'AZ'], level: 'strategic partnership', date: '2016', origin: 'list', url: 'https://x.example' },
    ] as const
    const tiers = [
      { level: 'strategic partnership', rank: 3 },
      { level: 'comprehensive strategic partnership', rank: 4 },
    ]
    expect(
      noveltiesOf('a', [aText('a', '2025-04-23', [aLevel('comprehensive strategic partnership')])], { tiers, known }),
    ).toEqual([])
  })
})

describe('two tellings of one meeting', () => {
  const wording = (claim: 'one-china-principle' | 'one-china-policy') => [aTaiwanPoint('AZ', [claim])]
  const ours: KeptReadingSpec = { issuer: 'CN', storedAt: new Date('2025-04-23T10:00:00Z') }
  const theirs: KeptReadingSpec = { issuer: 'AZ', storedAt: new Date('2025-04-23T18:00:00Z') }

  test('differ where one voice takes one position here and its alternative there', () => {
    const texts = [
      aText('c', '2025-04-23', wording('one-china-principle'), ours),
      aText('a', '2025-04-23', wording('one-china-policy'), theirs),
    ]
    expect(noveltiesOf('c', texts)).toEqual([])
    expect(noveltiesOf('a', texts)).toMatchObject([
      {
        mark: 'Differs',
        voice: 'AZ',
        what: 'one-China policy',
        was: 'one-China principle',
        before: { issuer: 'CN' },
        after: { issuer: 'AZ' },
      },
    ])
  })

  test('do not differ where only one mentions it', () => {
    const texts = [
      aText('c', '2025-04-23', wording('one-china-principle'), ours),
      aText('a', '2025-04-23', [anAgreementsPoint(20)], theirs),
    ]
    expect(itemsOf(texts).flatMap(({ novelties }) => novelties)).toEqual([])
  })

  test('differ in the number of documents signed', () => {
    const texts = [
      aText('c', '2025-04-23', [anAgreementsPoint(20)], ours),
      aText('a', '2025-04-24', [anAgreementsPoint(21)], theirs),
    ]
    expect(noveltiesOf('a', texts)).toMatchObject([
      { mark: 'Differs', topic: 'agreements', what: '21 documents signed', was: '20' },
    ])
  })

  test('in two languages of one account make an item of the later text, in either order of arrival', () => {
    const english = (storedAt: string) =>
      aText('en', '2025-04-23', wording('one-china-policy'), { language: 'en', storedAt: new Date(storedAt) })
    const chinese = (storedAt: string) =>
      aText('zh', '2025-04-23', wording('one-china-principle'), { language: 'zh', storedAt: new Date(storedAt) })
    const [early, late] = ['2025-04-23T10:00:00Z', '2025-04-24T10:00:00Z'] as const
    expect(
      itemsOf([chinese(early), english(late)]).map(({ id, novelties }) => [id, novelties.map(({ mark }) => mark)]),
    ).toEqual([
      ['zh', []],
      ['en', ['Differs']],
    ])
    expect(itemsOf([chinese(late), english(early)]).map(({ id }) => id)).toEqual(['en', 'zh'])
  })

  test('a translation that says the same is no item', () => {
    const texts = ['en', 'zh'].map((language) =>
      aText(language, '2025-04-23', wording('one-china-policy'), { language }),
    )
    expect(itemsOf(texts).map(({ id }) => id)).toEqual(['en'])
  })
})

describe('what is stock', () => {
  test('is what the record holds already; what nothing can be compared with is not', () => {
    const points = [aTaiwanPoint('AZ', ['one-china-principle']), aTradePoint('CN', ['protectionism'])]
    const texts = [aText('a', '2024-01-01', points), aText('b', '2024-06-01', [...points, aTradePoint('AZ', ['fta'])])]
    const stock = new Map(itemsOf(texts).map((item) => [item.id, item.stock]))
    expect(stock.get('a')).toEqual([])
    expect(stock.get('b')).toEqual([
      { topic: 'taiwan', voice: 'AZ' },
      { topic: 'trade-policy', voice: 'CN' },
    ])
  })
})

describe('the ledger', () => {
  test('has one line for each account, voice and topic, in order of encounter day', () => {
    const late = aText('a', '2025-02-01', [aTaiwanPoint('AZ', ['part-of-china']), aTaiwanPoint('CN', ['core-issue'])], {
      storedAt: new Date(1),
    })
    const early = aText('b', '2024-02-01', [aTaiwanPoint('AZ', ['part-of-china'])])
    const lines = ledgerLines(deriveAccounts([late, early])).filter(({ topic }) => topic === 'taiwan')
    expect(lines.map(({ day, issuer, party, voice }) => `${day} ${issuer} ${party} ${voice}`)).toEqual([
      '2024-02-01 CN AZ AZ',
      '2025-02-01 CN AZ AZ',
      '2025-02-01 CN AZ CN',
    ])
  })

  test('takes nothing from mirrors and agencies', () => {
    expect(ledgerLines(deriveAccounts([aText('a', '2025-02-01', [], { authority: 'mirror' })]))).toEqual([])
  })
})

describe('whatever a record holds', () => {
  const point: fc.Arbitrary<KeyPoint> = fc.oneof(
    fc
      .tuple(
        fc.constantFrom('AZ', 'CN', 'joint'),
        fc.uniqueArray(
          fc.constantFrom('one-china-principle', 'one-china-policy', 'part-of-china', 'supports-reunification'),
          { minLength: 1 },
        ),
        fc.uniqueArray(fc.constantFrom('part-of-prc', 'peaceful', 'all-efforts')),
      )
      .map(([voice, claims, flags]) => aTaiwanPoint(voice, claims, flags)),
    fc.constantFrom('tariffs', 'fta', 'protectionism').map((claim) => aTradePoint('CN', [claim])),
    fc
      .tuple(
        fc.constantFrom('strategic partnership', 'comprehensive strategic partnership'),
        fc.constantFrom('established', 'reaffirmed', 'proposed'),
      )
      .map(([level, change]) => aLevel(level, change)),
    fc.constantFrom(12, 20).map((count) => anAgreementsPoint(count)),
  )
  const text = fc.record({
    date: fc.constantFrom(
      '2023-01-01',
      '2023-05-01',
      '2023-09-01',
      '2024-01-01',
      '2024-05-01',
      '2024-09-01',
      '2025-01-01',
    ),
    issuer: fc.constantFrom('CN', 'CN', 'AZ'),
    language: fc.constantFrom('en', 'zh'),
    points: fc.array(point, { maxLength: 4 }),
  })
  const texts = fc
    .array(text, { maxLength: 14 })
    .map((specs) => specs.map(({ date, points, ...spec }, index) => aText(`r${index}`, date, points, spec)))

  test('no mark comes without both quotes (for a first: its depth), each verbatim where it says it stands', () => {
    fc.assert(
      fc.property(texts, (all) => {
        const byUrl = new Map(all.map(({ readout, version }) => [readout.url, version.text]))
        for (const { mark, topic, voice, before, after, depth } of itemsOf(all).flatMap(({ novelties }) => novelties)) {
          expect(after).toBeDefined()
          expect(mark === 'First' ? depth : before).toBeDefined()
          for (const quoted of [before, after]) {
            if (!quoted) continue
            const point = { topic: 'aid', voice, statement: topic, evidence: quoted.evidence } as const
            expect(isSupported(point, byUrl.get(quoted.url ?? '') ?? '')).toBe(true)
          }
        }
      }),
    )
  })

  test('marks do not depend on the order in which texts are given', () => {
    const shuffled = texts.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    )
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(itemsOf(other)).toEqual(itemsOf(all))
      }),
    )
  })
})
