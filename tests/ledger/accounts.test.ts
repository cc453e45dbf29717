import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { KeptReading } from '../../src/domain/readout.ts'
import { deriveAccounts } from '../../src/ledger/accounts.ts'
import { aKeptReading, anAgreementsPoint, type KeptReadingSpec } from './builders.ts'

/** The partition: readout ids of each engagement, accounts apart by a bar, everything in alphabetical order. */
function partition(texts: readonly KeptReading[]): string[] {
  return deriveAccounts(texts)
    .map(({ accounts }) =>
      accounts
        .map(({ texts }) =>
          texts
            .map(({ readout }) => readout.id)
            .sort()
            .join(' '),
        )
        .sort()
        .join(' | '),
    )
    .sort()
}

const CN = { issuer: 'CN', principals: ['Wei Anran', 'Orkhan Velizade'] } as const
const AZ = { issuer: 'AZ', principals: ['Orkhan Velizade', 'Wei Anran'] } as const

describe('one meeting, one item', () => {
  test('a translation that comes later joins its account, in either order of arrival', () => {
    const english = { id: 'en', ...CN, language: 'en' }
    const chinese = { id: 'zh', ...CN, language: 'zh', principals: ['魏安然', '维利扎德'] }
    const early = new Date('2025-04-23T10:00:00Z')
    const late = new Date('2025-04-24T10:00:00Z')
    for (const [first, second] of [
      [english, chinese],
      [chinese, english],
    ] as const) {
      const [engagement, ...others] = deriveAccounts([
        aKeptReading({ ...second, storedAt: late }),
        aKeptReading({ ...first, storedAt: early }),
      ])
      expect(others).toEqual([])
      expect(engagement?.accounts.map(({ id, texts }) => [id, texts.length])).toEqual([[first.id, 2]])
    }
  })

  test('ministry and presidency join one account, though each has words of its own', () => {
    const ministry = aKeptReading({ id: 'm', ...CN, sourceId: 'cn-mfa-en', format: 'talks' })
    const presidency = aKeptReading({
      id: 'p',
      ...CN,
      sourceId: 'cn-presidency-en',
      format: 'meeting',
      text: 'Fiction: they met.',
    })
    expect(partition([ministry, presidency])).toEqual(['m p'])
  })

  test('both sides give two accounts of one engagement, talks for one and a meeting for the other', () => {
    const ours = aKeptReading({ id: 'c', ...CN, format: 'talks' })
    const theirs = aKeptReading({ id: 'a', ...AZ, format: 'meeting', date: '2025-04-24' })
    expect(partition([ours, theirs])).toEqual(['a | c'])
  })

  test('three meetings of one visit stay three, with both accounts of each', () => {
    const hosts = ['Wei Anran', 'Luo Shuning', 'He Yuchen']
    const texts = hosts.flatMap((host, index) => [
      aKeptReading({ id: `c${index}`, ...CN, principals: [host, 'Orkhan Velizade'], text: `Fiction ${index}` }),
      aKeptReading({
        id: `a${index}`,
        ...AZ,
        principals: ['Orkhan Velizade', host],
        format: 'meeting',
        text: `Fiction ${index}`,
      }),
    ])
    expect(partition(texts)).toEqual(['a0 | c0', 'a1 | c1', 'a2 | c2'])
  })

  test('talks and tea of the same two people, on two pages of one site, stay two', () => {
    const talks = aKeptReading({
      id: 'talks',
      ...CN,
      format: 'talks',
      text: 'Fiction: they held talks about the railway and the port.',
    })
    const tea = aKeptReading({
      id: 'tea',
      ...CN,
      format: 'meeting',
      text: 'Fiction: afterwards they drank tea by the lake and spoke of poets.',
    })
    expect(partition([talks, tea])).toEqual(['talks', 'tea'])
  })

  test('a page that copies another of the same site joins it', () => {
    expect(partition([aKeptReading({ id: 'x', ...CN }), aKeptReading({ id: 'y', ...CN })])).toEqual(['x y'])
  })

  test('calls on two days running pair day by day', () => {
    const texts = ['2025-03-01', '2025-03-02'].flatMap((date, index) => [
      aKeptReading({
        id: `c${index}`,
        ...CN,
        format: 'call',
        date,
        text: `Fiction: call number ${index}, which was short.`,
      }),
      aKeptReading({
        id: `a${index}`,
        ...AZ,
        format: 'call',
        date,
        text: `Fiction: conversation ${index} by telephone.`,
      }),
    ])
    expect(partition(texts)).toEqual(['a0 | c0', 'a1 | c1'])
  })

  test('a trilateral session is none of its bilateral meetings', () => {
    const trilateral = aKeptReading({
      id: 't',
      issuer: 'JP',
      parties: ['CN', 'JP', 'KR'],
      principals: ['Wei Anran', 'Sato Minori', 'Han Da-eun'],
    })
    const bilateral = aKeptReading({
      id: 'b',
      issuer: 'CN',
      parties: ['CN', 'JP'],
      principals: ['Wei Anran', 'Sato Minori'],
      format: 'meeting',
    })
    expect(partition([trilateral, bilateral])).toEqual(['b', 't'])
  })

  test('texts without comparable names join only where there is no other choice', () => {
    const chinese = { issuer: 'CN', language: 'zh', principals: ['魏安然', '维利扎德'] } as const
    const one = aKeptReading({ id: 'zh1', ...chinese })
    const theirs = aKeptReading({ id: 'az', ...AZ })
    expect(partition([one, theirs])).toEqual(['az | zh1'])
    const other = aKeptReading({ id: 'zh2', ...chinese, principals: ['罗书宁', '维利扎德'] })
    expect(partition([one, other, theirs])).toEqual(['az', 'zh1', 'zh2'])
  })

  test.each<[string, KeptReadingSpec]>([
    ['two days later', { date: '2025-04-25' }],
    ['with other parties', { parties: ['AZ', 'KZ'] }],
    ['with another guest', { principals: ['Wei Anran', 'Farid Rzayev'] }],
    ['as an exchange of letters', { format: 'letter' }],
  ])('an account %s is of another meeting', (_, difference) => {
    const ours = aKeptReading({ id: 'c', ...CN })
    expect(partition([ours, aKeptReading({ id: 'a', ...AZ, ...difference })])).toEqual(['a', 'c'])
  })

  test('what is no readout belongs to no account, and an undated readout stands alone', () => {
    const press = aKeptReading({ id: 'p', readout: false, documentType: 'press-conference' })
    const undated = aKeptReading({ id: 'u', ...CN, date: null })
    const { publishedAt: _, ...readout } = undated.readout
    expect(partition([press, { ...undated, readout }, aKeptReading({ id: 'a', ...AZ })])).toEqual(['a', 'u'])
  })

  test('the newest version of a readout counts', () => {
    const texts = [aKeptReading({ id: 'x', version: 2 }), aKeptReading({ id: 'x', version: 1 })]
    expect(deriveAccounts(texts).map(({ accounts }) => accounts[0].texts.map(({ version }) => version.number))).toEqual(
      [[2]],
    )
  })

  test('a joint statement is listed under the talks that report it', () => {
    const talks = aKeptReading({ id: 'talks', ...CN, points: [anAgreementsPoint(20, ['joint-statement'])] })
    const other = aKeptReading({ id: 'other', ...CN, principals: ['Luo Shuning', 'Orkhan Velizade'], text: 'Fiction.' })
    const statement = aKeptReading({ id: 'js', readout: false, documentType: 'joint-statement', date: '2025-04-24' })
    const hosts = deriveAccounts([other, statement, talks]).filter(({ statements }) => statements.length > 0)
    expect(hosts.map(({ id }) => id)).toEqual(['talks'])
  })
})

describe('whatever order texts arrive in', () => {
  const text = fc.record({
    issuer: fc.constantFrom('CN', 'AZ'),
    language: fc.constantFrom('en', 'zh'),
    sourceId: fc.constantFrom('one', 'two'),
    date: fc.constantFrom('2025-04-22', '2025-04-23', '2025-04-24'),
    format: fc.constantFrom('talks' as const, 'meeting' as const, 'call' as const),
    principals: fc.constantFrom(
      ['Wei Anran', 'Orkhan Velizade'],
      ['Luo Shuning', 'Orkhan Velizade'],
      ['Orkhan Velizade'],
      ['魏安然'],
      [],
    ),
    text: fc.constantFrom('Fiction: one text of some length.', 'Another fiction, which shares no phrase.'),
  })
  const texts = fc
    .array(text, { maxLength: 9 })
    .map((specs) => specs.map((spec, index) => aKeptReading({ ...spec, id: `r${index}` })))

  test('the partition is the same, and every readout is in exactly one account', () => {
    fc.assert(
      fc.property(
        texts.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(partition(shuffled)).toEqual(partition(all))
          const ids = deriveAccounts(all).flatMap(({ accounts }) =>
            accounts.flatMap(({ texts }) => texts.map(({ readout }) => readout.id)),
          )
          expect(ids.sort()).toEqual(all.map(({ readout }) => readout.id).sort())
        },
      ),
    )
  })

  test('an engagement has at most one account an issuer, and spans at most two days', () => {
    fc.assert(
      fc.property(texts, (all) => {
        for (const { accounts } of deriveAccounts(all)) {
          expect(new Set(accounts.map(({ issuer }) => issuer)).size).toBe(accounts.length)
          const days = accounts.flatMap(({ texts }) => texts.map(({ reading }) => Date.parse(reading.date ?? '')))
          expect(Math.max(...days) - Math.min(...days)).toBeLessThanOrEqual(86_400_000)
        }
      }),
    )
  })
})

test('two texts of the same two people are one meeting if the one names the parties of the other, however many others met that day', () => {
  const parties = fc.subarray(['AZ', 'CN', 'KZ', 'UZ', 'XA'], { minLength: 1 })
  fc.assert(
    fc.property(parties, parties, fc.array(parties, { maxLength: 12 }), (ours, theirs, crowd) => {
      const others = crowd.map((met, n) =>
        aKeptReading({
          id: `o${n}`,
          issuer: 'XB',
          parties: met,
          principals: [`Nadia Other${'abcdefghijkl'[n]}`, `Egon Someone${'abcdefghijkl'[n]}`],
        }),
      )
      const pair = [
        aKeptReading({ id: 'c', ...CN, parties: ours }),
        aKeptReading({ id: 'a', ...AZ, parties: theirs, date: '2025-04-24' }),
      ]
      const isNested = ours.every((one) => theirs.includes(one)) || theirs.every((one) => ours.includes(one))
      expect(partition([...others, ...pair]).includes('a | c')).toBe(isNested)
    }),
  )
})
