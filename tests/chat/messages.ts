import fc from 'fast-check'
import type { Answer, Field, Message, MessageItem } from '../../src/domain/message.ts'
import { MARKS } from '../../src/domain/message.ts'
import { anyAddress } from '../any-address.ts'
import { anyString } from '../any-string.ts'

// Ruritania, Syldavia, Borduria and everybody who speaks for them are fiction.

/** An item with news: a partnership that went up a level. */
export function anItem(parts: Partial<MessageItem> = {}): MessageItem {
  return {
    id: 'a7f3a7f3a7f3a7f3a7f3a7f3a7f3a7f3',
    shortId: 'a7f3',
    heading: 'Ruritania – Syldavia',
    subheading: 'talks, Strelsau, 22 April · Florian Testwell, Nadia Sampleova',
    publishedAt: new Date('2025-04-23T06:00:00Z'),
    fields: [
      {
        mark: 'Changed',
        label: 'Partnership',
        text: 'comprehensive strategic partnership announced. Before: strategic partnership (joint declaration, 3 July 2024)',
      },
      {
        label: 'Trade — Syldavia, as reported by Ruritania',
        text: 'supports the multilateral trading system',
        quote: 'Syldavia stands by the multilateral trading system.',
      },
    ],
    note: 'Only Ruritania’s account so far',
    links: [{ label: 'Ruritania MFA en', url: 'https://mfa.ruritania.example/news/1' }],
    quiet: false,
    ...parts,
  }
}

/** A digest with one item of news and one without. */
export function aMessage(parts: Partial<Message> = {}): Message {
  return {
    notification: 'New level: Ruritania–Syldavia. 1 other readout without news.',
    heading: 'Ruritania, Syldavia · Partnership, trade',
    dueAt: new Date('2025-04-24T04:00:00Z'),
    zone: 'Asia/Baku',
    window: 'Thu 24 April, 08:00 Baku · since Wed 08:00',
    items: [anItem(), anItem({ id: 'b', shortId: 'b2c4', heading: 'Ruritania – Borduria', fields: [], quiet: true })],
    footer: 'Read 5 of 6 sources · not read since Tue 14:10: Syldavia MFA',
    sample: false,
    ...parts,
  }
}

/** An answer with one item and two things to do next. */
export function anAnswer(parts: Partial<Answer> = {}): Answer {
  return {
    heading: 'Ruritania, newest first',
    summary: 'One readout since 22 April.',
    items: [anItem()],
    footer: 'Read 5 of 6 sources',
    choices: [
      { label: 'Compare both accounts', words: 'compare a7f3' },
      { label: 'Report', words: 'report a7f3' },
    ],
    ...parts,
  }
}

/** Text, messages and answers with what would do harm on a platform mixed into ordinary words and anything at all. */
export function foreign(mischief: readonly string[]) {
  const word = fc.oneof(
    { weight: 4, arbitrary: fc.lorem({ maxCount: 12 }) },
    { weight: 2, arbitrary: fc.constantFrom(...mischief) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
    { weight: 1, arbitrary: anyString(40) },
  )
  const text = fc
    .array(word, { maxLength: 6 })
    .map((words) => words.join(' '))
    .chain((short) => fc.constantFrom(short, short, short, short.repeat(8)))
  const item = anyItem(text)
  const anyMessage: fc.Arbitrary<Message> = fc.record({
    notification: text,
    heading: text,
    dueAt: instant,
    zone: fc.constant('Asia/Baku'),
    window: text,
    overview: fc.option(text, { nil: undefined }),
    items: fc.array(item, { maxLength: 40 }),
    footer: text,
    sample: fc.boolean(),
  })
  const anyAnswer: fc.Arbitrary<Answer> = fc.record({
    heading: text,
    summary: fc.option(text, { nil: undefined }),
    items: fc.array(item, { maxLength: 15 }),
    footer: fc.option(text, { nil: undefined }),
    choices: fc.array(fc.record({ label: text, words: text }), { maxLength: 40 }),
  })
  return { foreignText: text, anyMessage, anyAnswer }
}

const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })

const hex = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'abcdef0123456789'), minLength, maxLength })

function anyItem(text: fc.Arbitrary<string>): fc.Arbitrary<MessageItem> {
  const field: fc.Arbitrary<Field> = fc.record({
    mark: fc.option(fc.constantFrom(...MARKS), { nil: undefined }),
    label: text.map((label) => label.slice(0, 120)),
    text,
    quote: fc.option(text, { nil: undefined }),
    translation: fc.option(text, { nil: undefined }),
    struck: fc.boolean(),
  })
  const url = fc.oneof(anyAddress, fc.constant('https://mfa.example/a(b|c)>d'))
  return fc.record({
    id: hex(32, 32),
    shortId: hex(4, 6),
    heading: text,
    subheading: text,
    publishedAt: fc.option(instant, { nil: undefined }),
    fields: fc.array(field, { maxLength: 8 }),
    note: fc.option(text, { nil: undefined }),
    links: fc.array(fc.record({ label: text, url }), { maxLength: 4 }),
    quiet: fc.boolean(),
    group: fc.option(fc.constantFrom('Summit, Strelsau: 22 meetings', '*Visit*'), { nil: undefined }),
  })
}
