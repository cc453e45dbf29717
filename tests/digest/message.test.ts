import { describe, expect, test } from 'vitest'
import type { Field } from '../../src/domain/message.ts'
import { toMessage } from '../../src/digest/message.ts'
import {
  aKeptReading,
  aLevel,
  aMention,
  anAgreementsPoint,
  aTaiwanPoint,
  aTradePoint,
  type KeptReadingSpec,
} from '../ledger/builders.ts'
import { anOccasion, aReport, aSubscription, inventedPair, itemsOf } from './builders.ts'

const lineOf = ({ mark, label, text }: Field): string => `${mark === undefined ? '' : `*${mark}* `}${label}: ${text}`

/** Talks of invented people at which a level rises and twenty documents are signed. */
const talks = (spec: KeptReadingSpec = {}) =>
  aKeptReading({
    id: 'a7f3',
    place: 'Beijing',
    points: [
      aLevel('comprehensive strategic partnership', 'established'),
      aTaiwanPoint('AZ', ['one-china-principle'], [], 'keeps to the one-China principle.'),
      aTradePoint('CN', ['tariffs']),
      anAgreementsPoint(20, ['joint-statement', 'cooperation-documents']),
    ],
    ...spec,
  })

const quietCall = (party: string, index: number) =>
  aKeptReading({
    id: `q${index}`,
    parties: ['CN', party],
    principals: inventedPair(index),
    format: 'call',
    date: '2025-04-24',
    points: [aMention('visits')],
  })

describe('a digest', () => {
  test('tells an encounter as the card does: marks first, then what is said, by whom and as reported by whom', () => {
    const [item] = toMessage(itemsOf([talks()]), anOccasion()).items
    expect(item).toMatchObject({
      heading: 'China – Azerbaijan',
      subheading: 'talks, Beijing, 23 April · Wei Anran, Orkhan Velizade',
      note: "Only China's account so far",
      links: [{ label: 'China MFA en', url: 'https://cn-mfa-en.example/a7f3' }],
      shortId: 'a7f3',
      quiet: false,
    })
    expect(item?.fields.map(lineOf)).toEqual([
      '*Changed* Partnership: comprehensive strategic partnership announced. Before: strategic partnership (joint declaration, 3 July 2024)',
      'Taiwan — Azerbaijan, as reported by China: keeps to the one-China principle',
      'Trade — China: CN spoke on trade: tariffs',
      'Signed, according to China: 20 cooperation documents; joint statement',
    ])
  })

  test('counts in the line that a notification shows', () => {
    const texts = [talks(), ...['KZ', 'UZ', 'US'].map(quietCall)]
    expect(toMessage(itemsOf(texts), anOccasion()).notification).toBe(
      'New level: China – Azerbaijan. 3 other readouts without news.',
    )
  })

  test('is headed by what was asked for, and when in the reader’s zone', () => {
    const subscription = aSubscription({ countries: ['AZ', 'KZ'], topics: ['taiwan', 'trade-policy'] })
    const message = toMessage(itemsOf([talks()]), anOccasion({ subscription }))
    expect(message.heading).toBe('Azerbaijan, Kazakhstan · Taiwan, trade')
    expect(message.window).toBe('Thu 24 April, 08:00 Baku · since Wed 08:00')
  })

  test('with many countries names some in its heading', () => {
    const subscription = aSubscription({ countries: ['AZ', 'KZ', 'UZ', 'US', 'CN'] })
    const { heading } = toMessage([], anOccasion({ subscription }))
    expect(heading).toBe('Azerbaijan, Kazakhstan, Uzbekistan and 2 more')
  })

  test('puts what has no news into the run-on line, last', () => {
    const { items } = toMessage(itemsOf([quietCall('KZ', 1), talks()]), anOccasion())
    expect(items.map(({ heading, quiet, fields }) => [heading, quiet, fields.length > 0])).toEqual([
      ['China – Azerbaijan', false, true],
      ['China – Kazakhstan', true, false],
    ])
  })

  test('tells the topics that were subscribed to, beyond those of the card', () => {
    const subscription = aSubscription({ topics: ['visits'] })
    const [item] = toMessage(itemsOf([quietCall('KZ', 1)]), anOccasion({ subscription })).items
    expect(item?.fields.map(lineOf)).toEqual(['Visits — China: CN spoke of visits'])
  })

  test('says in the label alone whose words a line reports', () => {
    const statement = 'Azerbaijan, as reported by China, opposes “Taiwan independence”.'
    const point = { ...aTaiwanPoint('AZ', ['opposes-independence']), statement }
    const [item] = toMessage(itemsOf([talks({ points: [point] })]), anOccasion()).items
    expect(item?.fields.map(lineOf)).toEqual([
      'Taiwan — Azerbaijan, as reported by China: opposes “Taiwan independence”',
    ])
  })

  test('puts stock phrases last', () => {
    const before = aKeptReading({
      id: 'old',
      date: '2025-01-10',
      points: [aTaiwanPoint('AZ', ['one-china-principle'], [], 'keeps to it')],
    })
    const [item] = toMessage(
      itemsOf([before, talks()]).filter(({ id }) => id === 'a7f3'),
      anOccasion(),
    ).items
    expect(item?.fields.map(({ label }) => label).at(-1)).toBe('Taiwan — Azerbaijan, as reported by China')
  })

  test('tells both accounts as one encounter, and what both say alike without "as reported by"', () => {
    const theirs = talks({ id: 'b1', issuer: 'AZ', format: 'meeting', storedAt: new Date('2025-04-23T20:00:00Z') })
    const { items } = toMessage(itemsOf([talks(), theirs]), anOccasion())
    expect(items).toHaveLength(1)
    expect(items[0]?.note).toBe('Both accounts')
    expect(items[0]?.links.map(({ label }) => label)).toEqual(['China MFA en', 'Azerbaijan MFA en'])
    expect(items[0]?.fields.map(({ label }) => label)).toContain('Signed')
    expect(items[0]?.fields.map(({ label }) => label)).toContain('Taiwan — Azerbaijan')
  })

  test('says of a later account whose it is, and where the other one stands', () => {
    const theirs = talks({ id: 'b1', issuer: 'AZ', storedAt: new Date('2025-04-24T02:00:00Z') })
    const later = itemsOf([talks(), theirs]).filter(({ id }) => id === 'b1')
    expect(toMessage(later, anOccasion()).items[0]?.note).toBe("Azerbaijan's account; China's: a7f3")
  })

  test('tells nothing but the difference when a translation of an account that was told differs', () => {
    const chinese = talks({
      id: 'zh',
      language: 'zh',
      points: [anAgreementsPoint(21)],
      storedAt: new Date('2025-04-24T02:00:00Z'),
    })
    const later = itemsOf([talks(), chinese]).filter(({ id }) => id === 'zh')
    const [item] = toMessage(later, anOccasion()).items
    expect(item?.fields.map(lineOf)).toEqual(['*Differs* Agreements: 21 documents signed, in Chinese; 20, in English'])
    expect(item?.links.map(({ label }) => label)).toEqual(['China MFA en', 'zh'])
  })

  test('labels what is no official text', () => {
    const mirror = talks({ authority: 'mirror', points: [] })
    const { items } = toMessage(itemsOf([mirror]), anOccasion())
    expect(items[0]?.note).toBe("Unofficial copy of China's account")
  })

  test('lists a joint statement without telling what is in it', () => {
    const statement = aKeptReading({ id: 'js', readout: false, documentType: 'joint-statement' })
    const [item] = toMessage(itemsOf([talks(), statement]), anOccasion()).items
    expect(item?.fields).toContainEqual({ label: 'Joint statement', text: 'published, not analysed' })
    expect(item?.links.at(-1)).toEqual({ label: 'Joint statement', url: statement.readout.url })
  })

  test('links to https addresses only', () => {
    const [item] = toMessage(itemsOf([talks({ url: 'file:///samples/a.md' })]), anOccasion()).items
    expect(item?.links).toEqual([])
  })

  test('folds what is beyond twelve encounters, but nothing that has a mark', () => {
    const fresh = Array.from({ length: 15 }, (_, index) =>
      aKeptReading({
        id: `f${index}`,
        parties: ['CN', 'KZ'],
        principals: inventedPair(index),
        points: [anAgreementsPoint(index + 1)],
        date: '2025-04-22',
      }),
    )
    const { items } = toMessage(itemsOf([...fresh, talks()]), anOccasion())
    expect(items.filter(({ quiet }) => !quiet)).toHaveLength(12)
    expect(items[0]?.fields[0]?.mark).toBe('Changed')
    expect(items).toHaveLength(16)
  })
})

describe('encounters that one frame holds', () => {
  test('of a visit stand together', () => {
    const hosts = ['Wei Anran', 'Luo Shuning', 'He Yuchen']
    const visit = hosts.map((host, index) =>
      aKeptReading({
        id: `v${index}`,
        principals: [host, 'Orkhan Velizade'],
        date: `2025-04-2${index + 2}`,
        points: [anAgreementsPoint(index + 1)],
        text: `Fiction ${index}`,
      }),
    )
    const { items } = toMessage(itemsOf(visit), anOccasion())
    expect(new Set(items.map(({ group }) => group))).toEqual(new Set(['China – Azerbaijan, 22–24 April: 3 meetings']))
  })

  test('of a visit, of which one is a call, are not called meetings', () => {
    const visit = (['talks', 'call'] as const).map((format, index) => {
      const date = `2025-04-2${index + 2}`
      const kept = aKeptReading({
        id: `v${index}`,
        date,
        points: [anAgreementsPoint(index + 1)],
        text: `Fiction ${index}`,
      })
      return { ...kept, reading: { ...kept.reading, format } }
    })
    const { items } = toMessage(itemsOf(visit), anOccasion())
    expect(items[0]?.group).toBe('China – Azerbaijan, 22–23 April: 2 encounters')
  })

  test('of a summit are counted, and those with a change named', () => {
    const guests = ['KZ', 'UZ', 'US', 'KG', 'TJ']
    const quiet = guests.map((party, index) => ({ ...quietCall(party, index), ...{} }))
    const atSummit = quiet.map((kept) => ({
      ...kept,
      reading: { ...kept.reading, place: 'Tianjin', format: 'meeting' as const },
    }))
    const { items } = toMessage(itemsOf([...atSummit, talks({ place: 'Tianjin' })]), anOccasion())
    expect(items[0]?.group).toBe('Tianjin, 23–24 April: 6 meetings with China; 5 without change, 1 with: Azerbaijan')
    expect(new Set(items.map(({ group }) => group)).size).toBe(1)
  })
})

describe('when nothing is new', () => {
  test('one line names who met whom', () => {
    const texts = [quietCall('KZ', 1), quietCall('UZ', 2)]
    expect(toMessage(itemsOf(texts), anOccasion()).notification).toBe(
      'Nothing new: China – Kazakhstan, China – Uzbekistan (no change in what we track).',
    )
  })

  test('a zero is said only about sources that were read', () => {
    const sources = [aReport(), aReport({ id: 'b', failing: true, readAt: undefined })]
    expect(toMessage([], anOccasion({ sources })).notification).toBe(
      'Nothing new from the 1 source that could be read.',
    )
    expect(toMessage([], anOccasion({ sources: sources.slice(1) })).notification).toBe('No source could be read.')
  })
})

describe('the last line', () => {
  test('says which sources were not read, and since when', () => {
    const sources = [
      aReport({ id: 'a' }),
      aReport({ id: 'b', name: 'China MFA (Chinese)', failing: true, readAt: new Date('2025-04-22T10:10:00Z') }),
      aReport({ id: 'c', name: 'White House', failing: true, readAt: undefined }),
      aReport({ id: 'd', name: 'Kremlin', failing: true, readAt: new Date('2025-03-02T10:10:00Z') }),
    ]
    expect(toMessage([], anOccasion({ sources })).footer).toBe(
      'Read 1 of 4 sources · not read since Tue 14:10: China MFA (Chinese) · never read: White House · not read since 2 March, 14:10: Kremlin',
    )
  })

  test('counts unread sources where they are many', () => {
    const sources = Array.from({ length: 9 }, (_, index) =>
      aReport({ id: `s${index}`, name: `S${index}`, failing: true, readAt: undefined }),
    )
    expect(toMessage([], anOccasion({ sources })).footer).toBe(
      'Read 0 of 9 sources · never read: S0, S1, S2, S3 and 5 more',
    )
  })
})
