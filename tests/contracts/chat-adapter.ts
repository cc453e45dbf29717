import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChatAdapter } from '../../src/chat/adapter.ts'
import { PlatformError } from '../../src/domain/errors.ts'
import { type Field, MARKS, type Message, type MessageItem, type Part } from '../../src/domain/message.ts'
import type { Destination } from '../../src/domain/subscription.ts'

export type PlatformFailure = PlatformError['failure']

/** One platform under test, with what it takes to look at it from outside. Disposed of after each test. */
export type ChatHarness = AsyncDisposable & {
  readonly adapter: ChatAdapter
  readonly destination: Destination
  /** Whether the platform would take the part as it stands. */
  readonly fits: (part: Part) => boolean
  /** What a person reads in the part, all of it, without the platform's marks; links by label. */
  readonly textOf: (part: Part) => string
  /** How many messages the channel shows. */
  readonly shown: () => number
  /** How many tries to write have reached the platform, taken or not. */
  readonly tries: () => number
  /** What stood for the delivery's key in each try, where the platform takes one. */
  readonly keys?: () => readonly string[]
  /** Failures that the platform can be made to answer with. */
  readonly failures: readonly PlatformFailure[]
  /** Makes the next try fail. */
  readonly failNext: (failure: PlatformFailure) => void
  /** Where the platform can edit: the channel's messages as a person reads them, and how to be rid of them. */
  readonly channel?: { readonly read: () => readonly string[]; readonly clear: () => void }
}

/** What every platform must do; its own test file holds only what is peculiar to it. */
export function describeChatAdapter(name: string, startHarness: () => Promise<ChatHarness>): void {
  const never = new AbortController().signal

  describe(`${name} as a chat platform`, () => {
    test('packs every message into parts that fit, are plain JSON, and lose nothing', async () => {
      await using harness = await startHarness()
      fc.assert(
        fc.property(messages, (message) => {
          const parts = harness.adapter.pack(message)
          expect(parts.length).toBeGreaterThan(0)
          for (const part of parts) {
            expect(harness.fits(part)).toBe(true)
            expect(JSON.parse(JSON.stringify(part))).toEqual(part)
          }
          const read = lettersOf(parts.map(harness.textOf).join('\n'))
          for (const text of textsOf(message)) expect(read).toContain(lettersOf(text))
        }),
        { numRuns: 60 },
      )
    })

    test('keeps the order of items', async () => {
      await using harness = await startHarness()
      const items = Array.from({ length: 30 }, (_, index) =>
        anItem({ id: `i${index}`, heading: `Encounter number ${String(index).padStart(2, '0')}` }),
      )
      const read = harness.adapter.pack(aMessage({ items })).map(harness.textOf).join('\n')
      const numbers = [...read.matchAll(/Encounter number (\d\d)/g)].map(([, number]) => Number(number))
      expect(numbers.filter((number, index) => number !== numbers[index - 1])).toEqual(items.map((_, index) => index))
    })

    test('packs the same message the same way each time', async () => {
      await using harness = await startHarness()
      fc.assert(
        fc.property(messages, (message) => {
          expect(harness.adapter.pack(message)).toEqual(harness.adapter.pack(message))
        }),
        { numRuns: 20 },
      )
    })

    test('writes each part once a call, and says which message it became', async () => {
      await using harness = await startHarness()
      const [part] = harness.adapter.pack(aMessage())
      const { messageId } = await harness.adapter.deliver(part ?? {}, harness.destination, 'key-one', never)
      expect(messageId).not.toBe('')
      expect([harness.shown(), harness.tries()]).toEqual([1, 1])
    })

    test('sends the same key with every try of one delivery, and another with another', async () => {
      await using harness = await startHarness()
      const [part] = harness.adapter.pack(aMessage())
      for (const key of ['key-one', 'key-one', 'key-two'])
        await harness.adapter.deliver(part ?? {}, harness.destination, key, never)
      const [first, again, other] = harness.keys?.() ?? ['a', 'a', 'b']
      expect(again).toBe(first)
      expect(other).not.toBe(first)
    })

    test('tells each failure apart, and never tries again by itself', async () => {
      for (const failure of ['rejected', 'rate-limited', 'unreachable'] as const) {
        await using harness = await startHarness()
        if (!harness.failures.includes(failure)) continue
        const [part] = harness.adapter.pack(aMessage())
        harness.failNext(failure)
        const error = await failureOf(harness.adapter.deliver(part ?? {}, harness.destination, 'key-one', never))
        expect(error).toBeInstanceOf(PlatformError)
        expect(error).toMatchObject({ failure })
        if (failure === 'rate-limited') expect(error).toMatchObject({ retryAfterMs: expect.any(Number) })
        expect([harness.shown(), harness.tries()]).toEqual([0, 1])
        await harness.adapter.deliver(part ?? {}, harness.destination, 'key-one', never)
        expect(harness.shown()).toBe(1)
      }
    })

    test('puts another part in the place of a posted one, as often as it is told to', async () => {
      await using harness = await startHarness()
      const { adapter, channel, destination } = harness
      if (!adapter.edit || !channel) return
      const [wrong, right] = ['Syldavia', 'Ruritania'].map((heading) => adapter.pack(aMessage({ heading }))[0] ?? {})
      const posted = await adapter.deliver(wrong ?? {}, destination, 'key-one', never)
      for (const _ of ['once', 'again'])
        await adapter.edit(posted, JSON.parse(JSON.stringify(right)), destination, never)

      expect(channel.read()).toEqual([expect.stringContaining('Ruritania')])
      expect(channel.read().join()).not.toContain('Syldavia')
      expect(harness.tries()).toBe(1)
    })

    test('has nothing to edit where somebody deleted the message', async () => {
      await using harness = await startHarness()
      const { adapter, channel, destination } = harness
      if (!adapter.edit || !channel) return
      const [part = {}] = adapter.pack(aMessage())
      const posted = await adapter.deliver(part, destination, 'key-one', never)
      channel.clear()

      await adapter.edit(posted, part, destination, never)

      expect(channel.read()).toEqual([])
    })

    test('tells each failure of an edit apart, and that it was aborted', async () => {
      for (const failure of ['rejected', 'rate-limited', 'unreachable'] as const) {
        await using harness = await startHarness()
        const { adapter, destination } = harness
        if (!adapter.edit || !harness.failures.includes(failure)) continue
        const [part = {}] = adapter.pack(aMessage())
        const posted = await adapter.deliver(part, destination, 'key-one', never)
        harness.failNext(failure)
        const error = await failureOf(adapter.edit(posted, part, destination, never))
        expect(error).toBeInstanceOf(PlatformError)
        expect(error).toMatchObject({ failure })
        const aborted = await failureOf(adapter.edit(posted, part, destination, AbortSignal.abort()))
        expect(aborted).toBeDefined()
        expect(aborted).not.toBeInstanceOf(PlatformError)
      }
    })

    test('does nothing once aborted, and that is none of its failures', async () => {
      await using harness = await startHarness()
      const [part] = harness.adapter.pack(aMessage())
      const error = await failureOf(
        harness.adapter.deliver(part ?? {}, harness.destination, 'key-one', AbortSignal.abort()),
      )
      expect(error).toBeDefined()
      expect(error).not.toBeInstanceOf(PlatformError)
      expect(harness.shown()).toBe(0)
    })
  })
}

async function failureOf(delivery: Promise<unknown>): Promise<unknown> {
  try {
    await delivery
    return undefined
  } catch (error) {
    return error
  }
}

/** Letters and digits: what must come through, however a platform escapes, joins and lays out. */
const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')

/** Everything that a message says. */
function textsOf({ heading, window, notification, items, footer }: Message): string[] {
  const said = items.flatMap(({ heading, subheading, fields, note = '', links, shortId }) => [
    heading,
    subheading,
    ...fields.flatMap(({ mark = '', label, text, quote = '' }) => [mark, label, text, quote]),
    note,
    ...links.map(({ label }) => label),
    shortId,
  ])
  return [heading, window, notification, ...said, footer]
}

/** An encounter of invented people. */
export function anItem(parts: Partial<MessageItem> = {}): MessageItem {
  return {
    id: 'r1',
    shortId: 'abcd',
    heading: 'China – Azerbaijan',
    subheading: 'talks, Beijing, 23 April · Wei Anran, Orkhan Velizade',
    fields: [{ mark: 'Changed', label: 'Partnership', text: 'strategic partnership announced' }],
    links: [{ label: 'China MFA en', url: 'https://mfa.example/r1' }],
    quiet: false,
    ...parts,
  }
}

/** A digest of one encounter of invented people. */
export function aMessage(parts: Partial<Message> = {}): Message {
  return {
    notification: 'New level: China – Azerbaijan.',
    heading: 'Azerbaijan',
    dueAt: new Date('2025-04-24T04:00:00Z'),
    zone: 'Asia/Baku',
    window: 'Thu 24 April, 08:00 Baku · since Wed 08:00',
    items: [anItem()],
    footer: 'Read 1 of 1 source',
    sample: false,
    ...parts,
  }
}

const characters = fc.constantFrom(
  ...'abc XYZ 019 .,;:!?-_*~`#>|<@&()[]{}"\'/\\“”–—…éßçğşİЖя中国台湾关系。，😀'.split(/(?:)/u),
)
const words = (maxLength: number) =>
  fc
    .string({ unit: characters, minLength: 1, maxLength })
    .map((text) => text.trim())
    .filter((text) => text !== '')

const field: fc.Arbitrary<Field> = fc.record(
  { label: words(60), text: words(500), mark: fc.constantFrom(...MARKS), quote: words(400), struck: fc.boolean() },
  { requiredKeys: ['label', 'text'] },
)

const item: fc.Arbitrary<MessageItem> = fc
  .record({
    heading: words(80),
    subheading: words(160),
    fields: fc.array(field, { maxLength: 8 }),
    note: fc.option(words(80), { nil: undefined }),
    links: fc.array(
      words(40).map((label) => ({ label, url: 'https://mfa.example/page' })),
      { maxLength: 4 },
    ),
    group: fc.option(words(80), { nil: undefined }),
    quiet: fc.boolean(),
  })
  // What is quiet has one link at most, and no fields.
  .map((parts) => anItem(parts.quiet ? { ...parts, fields: [], links: parts.links.slice(0, 1) } : parts))

const messages: fc.Arbitrary<Message> = fc
  .record({
    notification: words(300),
    heading: words(120),
    window: words(60),
    footer: words(300),
    items: fc.array(item, { maxLength: 30 }),
    sample: fc.boolean(),
  })
  .map((parts) =>
    aMessage({
      ...parts,
      items: parts.items.map((one, index) => ({ ...one, id: `r${index}`, shortId: `s${index}x` })),
    }),
  )
