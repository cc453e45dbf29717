import { describe, expect, test } from 'vitest'
import { toMessage } from '../../src/digest/message.ts'
import type { EvidenceList } from '../../src/domain/key-point.ts'
import type { NewsItem, TextChange } from '../../src/domain/news.ts'
import { aKeptReading, aLevel, aTaiwanPoint } from '../ledger/builders.ts'
import { anOccasion, itemsOf } from './builders.ts'

// The states are real, since readers know no others; the meetings, the people and their words are invented.

const quote = (words: string): EvidenceList => [{ start: 0, end: words.length, quote: words }]

const [told] = itemsOf([
  aKeptReading({
    id: 'told',
    issuer: 'CN',
    parties: ['AZ', 'CN'],
    date: '2025-04-20',
    points: [aTaiwanPoint('AZ', ['one-china-principle'])],
  }),
])

/** The item as an edit of it. */
function editOf(...changes: readonly TextChange[]): NewsItem {
  if (!told) throw new Error('the text is no account')
  const text = told.account.texts[0]
  return { ...told, id: `told:edit:2`, novelties: [], stock: [], sequel: { kind: 'edited', text, changes, from: 1 } }
}

const change = (parts: Partial<TextChange>): TextChange => ({
  what: 'key-point',
  topic: 'taiwan',
  voice: 'AZ',
  ...parts,
})

/** What an item's marked lines say. */
const lines = (...changes: readonly TextChange[]): string[] =>
  toMessage([editOf(...changes)], anOccasion()).items.flatMap(({ fields }) =>
    fields.map(({ mark, label, text }) => `${mark} ${label}: ${text}`),
  )

describe('an edit', () => {
  test.each([
    [
      'has the old words beside the new ones',
      change({ before: quote('adheres to the principle'), after: quote('has a policy') }),
      'Edited Taiwan — Azerbaijan, as reported by China: “has a policy”; before the edit: “adheres to the principle”',
    ],
    [
      'says what was added',
      change({ after: quote('has a policy') }),
      'Edited Taiwan — Azerbaijan, as reported by China: added: “has a policy”',
    ],
    [
      'says what was taken out',
      change({ topic: 'agreements', voice: 'joint', before: quote('signed 12 documents') }),
      'Edited Agreements: no longer in the text: “signed 12 documents”',
    ],
    [
      'of a number anywhere in the text',
      { what: 'number', before: quote('on 22 April'), after: quote('on 23 April') } as const,
      'Edited A number: “on 23 April”; before the edit: “on 22 April”',
    ],
    [
      'of a name anywhere in the text',
      { what: 'name', before: quote('Mr Aaa'), after: quote('Mr Bbb') } as const,
      'Edited A name: “Mr Bbb”; before the edit: “Mr Aaa”',
    ],
  ])('%s', (_, one, line) => {
    expect(lines(one)).toEqual([line])
  })

  test('quotes no more than 400 characters of both sides together', () => {
    const [line = ''] = lines(change({ before: quote('word '.repeat(300)), after: quote('other '.repeat(300)) }))
    expect(line.length).toBeLessThan(550)
    expect(line.match(/…”/g)).toHaveLength(2)
  })

  test('tells nothing of the account again, and frames no visit', () => {
    const message = toMessage([editOf(change({ after: quote('has a policy') }))], anOccasion())
    expect(message.items).toMatchObject([{ heading: 'China – Azerbaijan', shortId: expect.any(String), quiet: false }])
    expect(message.items[0]?.fields).toHaveLength(1)
    expect(message.items[0]?.group).toBeUndefined()
  })
})

describe('the line of counts', () => {
  const news = itemsOf([
    aKeptReading({
      id: 'news',
      issuer: 'CN',
      parties: ['CN', 'KZ'],
      date: '2025-04-23',
      points: [aLevel('strategic partnership', 'reaffirmed', 'KZ')],
    }),
    aKeptReading({ id: 'quiet', issuer: 'CN', parties: ['CN', 'UZ'], date: '2025-04-23' }),
  ])

  test('counts edits beside what is new, whether they are told or not', () => {
    const notification = (...items: readonly NewsItem[]) => toMessage([...news, ...items], anOccasion()).notification
    expect(notification(editOf())).toMatch(/1 edited\.$/)
    expect(notification(editOf(change({ after: quote('has a policy') })))).toMatch(/without news, 1 edited\.$/)
  })

  test('says of a digest with nothing else what it is', () => {
    const notification = (item: NewsItem) => toMessage([item], anOccasion()).notification
    expect(notification(editOf())).toMatch(/^Nothing new .*\. 1 readout edited\.$/)
    expect(notification(editOf(change({ after: quote('has a policy') })))).toBe('1 readout edited.')
  })
})
