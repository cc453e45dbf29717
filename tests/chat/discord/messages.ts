import fc from 'fast-check'
import type { Answer, Field, Message, MessageItem } from '../../../src/domain/message.ts'
import { MARKS } from '../../../src/domain/message.ts'
import { anyAddress } from '../../any-address.ts'
import { anyString } from '../../any-string.ts'

// Ruritania, Syldavia and everybody who speaks for them are fiction.

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

/** What would do harm in Discord if it were let through. */
export const MISCHIEF = [
  '@everyone',
  '@here',
  '@every\u200bone',
  '<@123456789012345678>',
  '<@&123456789012345678>',
  '<#123456789012345678>',
  '<t:1745467200:R>',
  '</readout latest:123456789012345678>',
  '<:flag:123456789012345678>',
  '<id:customize>',
  ':tada:',
  'https://evil.example/a',
  'http://evil.example',
  '<https://evil.example>',
  '[mfa.gov](https://evil.example)',
  '**bold**',
  '__under__',
  '_em_',
  '*em*',
  '~~gone~~',
  '||spoiler||',
  '`code`',
  '```\nblock\n```',
  '# heading',
  '-# small',
  '> quote',
  '>>> quotes',
  '- item',
  '* item',
  '1. item',
  '\u202etxet desrever\u202c',
  '\u2066isolated\u2069',
  'a\u200bb\u200cc\u200dd\ufeff',
  '\u3164',
  'a\nb\r\n# c',
  '\u2028# line',
  '\\',
  '\\*',
  '](https://evil.example)',
  '\ud800',
]

const word = fc.oneof(
  { weight: 4, arbitrary: fc.lorem({ maxCount: 12 }) },
  { weight: 2, arbitrary: fc.constantFrom(...MISCHIEF) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 1, arbitrary: anyString(40) },
)

/** Foreign text: ordinary words, mischief, anything at all; sometimes long. */
export const foreignText = fc
  .array(word, { maxLength: 6 })
  .map((words) => words.join(' '))
  .chain((text) => fc.constantFrom(text, text, text, text.repeat(8)))

const field: fc.Arbitrary<Field> = fc.record({
  mark: fc.option(fc.constantFrom(...MARKS), { nil: undefined }),
  label: foreignText.map((text) => text.slice(0, 120)),
  text: foreignText,
  quote: fc.option(foreignText, { nil: undefined }),
  translation: fc.option(foreignText, { nil: undefined }),
  struck: fc.boolean(),
})

const item: fc.Arbitrary<MessageItem> = fc.record({
  id: fc.string({ unit: fc.constantFrom(...'abcdef0123456789'), minLength: 32, maxLength: 32 }),
  shortId: fc.string({ unit: fc.constantFrom(...'abcdef0123456789'), minLength: 4, maxLength: 6 }),
  heading: foreignText,
  subheading: foreignText,
  publishedAt: fc.option(fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }), {
    nil: undefined,
  }),
  fields: fc.array(field, { maxLength: 8 }),
  note: fc.option(foreignText, { nil: undefined }),
  links: fc.array(
    fc.record({ label: foreignText, url: fc.oneof(anyAddress, fc.constant('https://mfa.example/a(b)c')) }),
    {
      maxLength: 4,
    },
  ),
  quiet: fc.boolean(),
  group: fc.option(fc.constantFrom('Summit, Strelsau: 22 meetings', '# Visit'), { nil: undefined }),
})

export const anyMessage: fc.Arbitrary<Message> = fc.record({
  overview: fc.option(foreignText, { nil: undefined }),
  notification: foreignText,
  heading: foreignText,
  dueAt: fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
  zone: fc.constant('Asia/Baku'),
  window: foreignText,
  items: fc.array(item, { maxLength: 40 }),
  footer: foreignText,
  sample: fc.boolean(),
})

export const anyAnswer: fc.Arbitrary<Answer> = fc.record({
  heading: foreignText,
  summary: fc.option(foreignText, { nil: undefined }),
  items: fc.array(item, { maxLength: 15 }),
  footer: fc.option(foreignText, { nil: undefined }),
  choices: fc.array(fc.record({ label: foreignText, words: foreignText }), { maxLength: 40 }),
})
