import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { format } from '../../src/commands/format.ts'
import { commandFrom } from '../../src/commands/from-options.ts'
import { parse } from '../../src/commands/parse.ts'
import { COMMANDS } from '../../src/commands/spec.ts'
import { type Command, REPORT_REASONS, type Wanted } from '../../src/domain/command.ts'
import type { Schedule } from '../../src/domain/subscription.ts'
import { TOPICS } from '../../src/domain/topic.ts'
import { anyString } from '../any-string.ts'
import { vocabulary } from './vocabulary.ts'

const codes = ['AZ', 'CN', 'KZ', 'TW', 'UA', 'IN', 'NO', 'TO', 'EU', 'ASEAN', 'GB']
const party = fc.constantFrom(...codes)
const parties = fc.uniqueArray(party, { maxLength: 4 })
const topic = fc.constantFrom(...TOPICS)
const marks = fc
  .array(fc.constantFrom('"', '\\', '“', '”', '，', ':', 'a', '中', ' '), { maxLength: 12 })
  .map((some) => some.join(''))
const text = fc
  .oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), marks)
  .map((any) => any.trim())
  .filter((any) => any !== '')
const number = fc.integer({ min: 1, max: 9_999 })
const id = fc.oneof(
  fc.stringMatching(/^[bcdfghjkmnpqrstvwxz]{4,6}$/),
  fc.stringMatching(/^[0-9a-f]{64}$/),
  fc.stringMatching(/^[a-z0-9/?=.-]{1,20}[a-z0-9]$/).map((path) => `https://mfa.ruritania.example/${path}`),
  fc.stringMatching(/^[0-9]{17,19}$/).map((message) => `message:${message}`),
)

const clock = fc.tuple(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 23 }))
const days = fc.constantFrom('*', '1-5', '0', '1', '2', '6', '1,4', 'mon-fri')
const cron = fc.oneof(
  fc.tuple(clock, days).map(([[minute, hour], day]) => `${minute} ${hour} * * ${day}`),
  fc.constantFrom('*/15 8-18 * * 1-5', '0 9,18 1 * *', '0 * * * *', '30 6 1 1 *'),
)
const zone = fc.constantFrom('UTC', 'Asia/Baku', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'Europe/Paris')
const schedule: fc.Arbitrary<Schedule> = fc.oneof(
  fc.constant<Schedule>({ kind: 'instant' }),
  fc.record({ kind: fc.constant('cron' as const), cron, zone }),
)

const wanted: fc.Arbitrary<Wanted> = fc.record(
  {
    countries: parties,
    topics: fc.uniqueArray(topic, { maxLength: 4 }),
    sources: fc.uniqueArray(fc.constantFrom(...vocabulary.sources.map((source) => source.id))),
    phrases: fc.uniqueArray(text, { maxLength: 3 }),
    schedule,
    changesOnly: fc.boolean(),
    whenQuiet: fc.constantFrom('line' as const, 'silence' as const),
    quietHours: fc.oneof(
      fc.constant('none' as const),
      fc.record({ from: fc.constantFrom('22:00', '00:30'), to: fc.constantFrom('07:00', '12:05') }),
      fc.record({ from: fc.constant('21:15'), to: fc.constant('06:45'), zone }),
    ),
    locale: fc.constantFrom('en', 'zh', 'zh-TW', 'en-GB'),
  },
  { requiredKeys: [] },
)

const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2025-04-24'), noInvalidDate: true })

const command: fc.Arbitrary<Command> = fc.oneof(
  fc
    .record({
      name: fc.constant('latest' as const),
      countries: parties,
      with: parties,
      topic: fc.option(topic, { nil: undefined }),
    })
    .map((latest) => (latest.countries.length === 0 ? { ...latest, with: [] } : latest)),
  fc.record({ name: fc.constant('country' as const), country: party }),
  fc.record({ name: fc.constant('timeline' as const), country: party, topic: fc.option(topic, { nil: undefined }) }),
  fc.record({ name: fc.constant('search' as const), words: text }),
  fc.record({ name: fc.constant('ask' as const), question: text }),
  fc.record({
    name: fc.constant('model' as const),
    change: fc.option(
      fc.record({
        feature: fc.constantFrom('assist' as const, 'ask' as const),
        on: fc.boolean(),
        shown: fc.option(fc.stringMatching(/^[0-9a-f]{8}$/), { nil: undefined }),
      }),
      { nil: undefined },
    ),
  }),
  fc.record({ name: fc.constantFrom('show' as const, 'compare' as const, 'diff' as const, 'why' as const), id }),
  fc.record({ name: fc.constant('precedent' as const), phrase: text }),
  fc.record({
    name: fc.constant('since' as const),
    date: day.map((date) => date.toISOString().slice(0, 10)),
    form: fc.constantFrom('markdown' as const, 'csv' as const),
  }),
  fc.record({ name: fc.constant('subscribe' as const), wanted }),
  fc.record({
    name: fc.constant('change' as const),
    number: fc.option(number, { nil: undefined }),
    wanted,
  }),
  fc.record({
    name: fc.constantFrom('unsubscribe' as const, 'pause' as const, 'resume' as const, 'preview' as const),
    number: fc.option(number, { nil: undefined }),
  }),
  fc.record({
    name: fc.constant('report' as const),
    id,
    point: fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined }),
    reason: fc.constantFrom(...REPORT_REASONS),
  }),
  fc.record({ name: fc.constantFrom('subscriptions' as const, 'sources' as const, 'help' as const) }),
)

describe('words and commands', () => {
  test('every command, put in words, is read as itself', () => {
    fc.assert(
      fc.property(command, (any) => {
        expect(parse(format(any), vocabulary)).toEqual({ kind: 'command', command: any })
      }),
      { numRuns: 100 },
    )
  })

  const anything = fc.oneof(
    anyString(60),
    fc
      .array(
        fc.oneof(
          fc.constantFrom(
            'latest',
            'subscribe',
            'taiwan',
            'korea',
            'with',
            '"',
            '“',
            'party:',
            'topic:',
            'when:"',
            'hours:"',
            'quiet 22:00-',
            ',',
            '每周',
            '0 8 * * 1',
          ),
          fc.string({ unit: 'grapheme', maxLength: 8 }),
        ),
        { maxLength: 8 },
      )
      .map((words) => words.join(' ')),
  )

  test('no words make the parser throw, and every choice it offers can be taken', () => {
    fc.assert(
      fc.property(anything, (words) => {
        const parsed = parse(words, vocabulary)
        const choices = parsed.kind === 'command' ? [] : parsed.choices
        for (const choice of choices) expect(parse(choice.words, vocabulary).kind).toBeTypeOf('string')
      }),
      { numRuns: 200 },
    )
  })

  test('no options make the parser throw', () => {
    const options = fc.dictionary(
      fc.constantFrom('country', 'with', 'topic', 'countries', 'when', 'phrases', 'id', 'number', 'date'),
      anything,
    )
    fc.assert(
      fc.property(fc.constantFrom(...COMMANDS.map(({ name }) => name), 'nonsense'), options, (name, some) => {
        commandFrom(name, some, vocabulary)
      }),
      { numRuns: 100 },
    )
  })

  test('a very long text is refused at once', () => {
    expect(parse(`search ${'a '.repeat(5_000)}`, vocabulary).kind).toBe('refusal')
  })
})
