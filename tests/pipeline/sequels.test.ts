import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Message } from '../../src/domain/message.ts'
import type { TextChange } from '../../src/domain/news.ts'
import type { Subscription } from '../../src/domain/subscription.ts'
import { deliverWaiting } from '../../src/pipeline/deliver.ts'
import { planDue } from '../../src/pipeline/plan.ts'
import { aKeepInput, aReading, aSubscription } from '../builders.ts'
import { inventedPair } from '../digest/builders.ts'
import { fakePlatform } from '../fakes/platform.ts'
import { signed } from './changes.ts'
import { planPorts, type TestPorts } from './ports.ts'

const never = new AbortController().signal
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const instant = { schedule: { kind: 'instant' } } as const
const url = 'https://mfa.ruritania.example/news/1'
const id = `id of ${url}`

/** A desk that reads what is posted to it. */
async function aDesk() {
  const platform = fakePlatform()
  const packed = new Map<string, Message>()
  const messages: Message[] = []
  const ports = await planPorts({
    ...platform.adapter,
    pack(message) {
      const of = JSON.stringify(message)
      packed.set(of, message)
      return platform.adapter.pack(message).map((part, index) => (index === 0 ? { ...part, of } : part))
    },
    async deliver(part, ...where) {
      const posted = await platform.adapter.deliver(part, ...where)
      const message = packed.get(String(part['of']))
      if (message) messages.push(message)
      return posted
    },
  })
  const seen = { count: 0 }
  return {
    ports,
    subscribe: (parts: Partial<Omit<Subscription, 'id'>> = {}) =>
      ports.store.addSubscription(aSubscription({ createdAt: ports.clock.now(), ...parts })),
    /** What is posted now, message by message. */
    async post(): Promise<readonly Message[]> {
      await planDue(ports, never)
      await deliverWaiting(ports, never)
      const fresh = messages.slice(seen.count)
      seen.count = messages.length
      return fresh
    },
  }
}

/** Keeps the text, or its next edition, with what that changed of what is reported. */
async function keep(
  { store, clock }: TestPorts,
  text = 'The first edition.',
  changes: readonly TextChange[] = [],
): Promise<void> {
  clock.advance(1)
  await store.keep(
    aKeepInput({
      fetched: { url, text, publishedAt: new Date('2025-04-24T02:00:00Z') },
      fetchedAt: clock.now(),
      reading: aReading({ date: '2025-04-23' }),
      changes,
    }),
  )
}

const edited = (messages: readonly Message[]): string[] =>
  messages.flatMap(({ items }) =>
    items.flatMap(({ fields }) => fields.filter(({ mark }) => mark === 'Edited').map(({ text }) => text)),
  )

describe('an edit of a text that a channel had', () => {
  test('is told at once where posts are instant, with the old words and the new, once', async () => {
    const { ports, subscribe, post } = await aDesk()
    await subscribe(instant)
    ports.clock.advance(1_000)
    await keep(ports)
    expect(await post()).toHaveLength(1)
    ports.clock.advance(HOUR_MS)
    await keep(ports, 'The second edition.', [signed(12, 13)])

    const [note, ...more] = await post()

    expect(more).toEqual([])
    expect(note).toMatchObject({ notification: 'Edited: XA – XB.', items: [{ heading: 'XA – XB' }] })
    expect(edited(note ? [note] : [])).toEqual(['“signed 13 documents”; before the edit: “signed 12 documents”'])
    ports.clock.advance(3 * DAY_MS)
    expect(await post()).toEqual([])
  })

  test('is in the next digest of a scheduled subscription, beside its news', async () => {
    const { ports, subscribe, post } = await aDesk()
    await subscribe()
    ports.clock.advance(1_000)
    await keep(ports)
    ports.clock.advance(DAY_MS)
    await post()
    await keep(ports, 'The second edition.', [signed(12, 13)])
    ports.clock.advance(DAY_MS)

    const [digest] = await post()

    expect(digest?.notification).toBe('1 readout edited.')
    expect(edited(digest ? [digest] : [])).toHaveLength(1)
    ports.clock.advance(DAY_MS)
    expect((await post()).map(({ notification }) => notification)).toEqual([expect.not.stringContaining('edited')])
  })

  test('is counted and no more where nothing of what is reported changed; no instant post tells it', async () => {
    const { ports, subscribe, post } = await aDesk()
    await subscribe()
    await subscribe({ ...instant, destination: { platform: 'terminal', workspace: 'local', channel: 'other' } })
    ports.clock.advance(1_000)
    await keep(ports)
    ports.clock.advance(DAY_MS)
    await post()
    await keep(ports, 'Second edition, other words.')
    ports.clock.advance(DAY_MS)

    const [digest, ...more] = await post()

    expect(more).toEqual([])
    expect(digest?.items).toEqual([])
    expect(digest?.notification).toMatch(/ 1 readout edited\.$/)
    ports.clock.advance(DAY_MS)
    expect((await post()).map(({ notification }) => notification)).toEqual([expect.not.stringContaining('edited')])
  })

  test('is nothing to who never had the text, nor where it came before the text was told', async () => {
    const { ports, subscribe, post } = await aDesk()
    await subscribe({ countries: ['XC'] })
    await subscribe({ destination: { platform: 'terminal', workspace: 'local', channel: 'other' } })
    ports.clock.advance(1_000)
    await keep(ports)
    await keep(ports, 'The second edition.', [signed(12, 13)])
    ports.clock.advance(DAY_MS)

    expect(edited(await post())).toEqual([])
    ports.clock.advance(DAY_MS)
    expect(edited(await post())).toEqual([])
  })

  test('is told once a day at most; what comes sooner is told with the next note, from the words that were told', async () => {
    const { ports, subscribe, post } = await aDesk()
    await subscribe(instant)
    ports.clock.advance(1_000)
    await keep(ports)
    await post()
    const told: string[][] = []
    for (const count of [13, 14, 15]) {
      ports.clock.advance(2 * HOUR_MS)
      await keep(ports, `Edition with ${count}.`, [signed(count - 1, count)])
      told.push(edited(await post()))
    }
    expect(told).toEqual([['“signed 13 documents”; before the edit: “signed 12 documents”'], [], []])
    for (let hour = 0; hour < 24; hour += 1) {
      ports.clock.advance(HOUR_MS)
      const now = edited(await post())
      if (now.length > 0) told.push(now)
    }

    expect(told.slice(3)).toEqual([['“signed 15 documents”; before the edit: “signed 13 documents”']])
  })

  test('that is taken back before it was told is nothing but an edit', async () => {
    const { ports, subscribe, post } = await aDesk()
    await subscribe()
    ports.clock.advance(1_000)
    await keep(ports)
    ports.clock.advance(DAY_MS)
    await post()
    await keep(ports, 'The second edition.', [signed(12, 13)])
    ports.clock.advance(HOUR_MS)
    await keep(ports, 'The first edition.', [signed(13, 12)])
    ports.clock.advance(DAY_MS)

    const [digest] = await post()

    expect(digest?.items).toEqual([])
    expect(digest?.notification).toContain('1 readout edited')
  })

  test('is told by one of several subscriptions of a channel, for all of them', async () => {
    const { ports, subscribe, post } = await aDesk()
    await subscribe(instant)
    await subscribe()
    ports.clock.advance(1_000)
    await keep(ports)
    ports.clock.advance(DAY_MS)
    await post()
    await keep(ports, 'The second edition.', [signed(12, 13)])
    expect(edited(await post())).toHaveLength(1)
    ports.clock.advance(DAY_MS)

    expect(edited(await post())).toEqual([])
  })

  test('waits while the hourly cap of instant posts is reached, and is told then', async () => {
    const { ports, subscribe, post } = await aDesk()
    await subscribe(instant)
    ports.clock.advance(1_000)
    await keep(ports)
    await post()
    for (let n = 0; n < 4; n += 1) {
      ports.clock.advance(60_000)
      const fetched = { url: `${url}${n}`, publishedAt: new Date('2025-04-24T02:00:00Z') }
      const principals = inventedPair(n + 1)
      await ports.store.keep(
        aKeepInput({ fetched, fetchedAt: ports.clock.now(), reading: aReading({ date: '2025-04-23', principals }) }),
      )
      await post()
    }
    await keep(ports, 'The second edition.', [signed(12, 13)])
    expect(await post()).toEqual([])
    ports.clock.advance(HOUR_MS)

    expect(edited(await post())).toHaveLength(1)
  })
})

describe('a page that is no longer there', () => {
  const vanish = ({ store, clock }: TestPorts) =>
    store.saveRevisit({ readoutId: id, foundBy: 'rules', seenAt: clock.now(), misses: 3 }, clock.now())

  test.each([
    ['instant posts', instant, 'No longer at its address: XA – XB.'],
    ['a digest', {}, '1 readout no longer at its address.'],
  ])('is told in %s, once, to who had it', async (_, schedule, notification) => {
    const { ports, subscribe, post } = await aDesk()
    await subscribe(schedule)
    await subscribe({
      ...schedule,
      countries: ['XC'],
      destination: { platform: 'terminal', workspace: 'local', channel: 'other' },
    })
    ports.clock.advance(1_000)
    await keep(ports)
    ports.clock.advance(DAY_MS)
    await post()
    await vanish(ports)
    ports.clock.advance(DAY_MS)

    const told = (await post()).filter(({ items }) => items.length > 0)

    expect(told).toMatchObject([
      {
        notification,
        items: [
          { fields: [{ label: 'Page', text: expect.stringContaining('no longer at its address since 25 April') }] },
        ],
      },
    ])
    ports.clock.advance(DAY_MS)
    expect((await post()).flatMap(({ items }) => items)).toEqual([])
  })
})

test('whatever the order of edits and digests, the last words are told in the end, and never more than once a day', async () => {
  const step = fc.oneof(
    fc.record({ edit: fc.integer({ min: 10, max: 14 }) }),
    fc.record({ hours: fc.integer({ min: 1, max: 40 }) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { ports, subscribe, post } = await aDesk()
      await subscribe(instant)
      ports.clock.advance(1_000)
      await keep(ports, 'Edition with 12.')
      await post()
      let current = 12
      let told = 12
      let last = Number.NEGATIVE_INFINITY
      const read = async (): Promise<void> => {
        for (const text of edited(await post())) {
          const [after = '', before = ''] = text.match(/\d+/g) ?? []
          expect(Number(before)).toBe(told)
          expect(ports.clock.now().getTime() - last).toBeGreaterThanOrEqual(23 * HOUR_MS)
          told = Number(after)
          last = ports.clock.now().getTime()
        }
      }
      for (const one of [...steps, { hours: 30 }, { hours: 30 }]) {
        if ('hours' in one) {
          ports.clock.advance(one.hours * HOUR_MS)
        } else if (one.edit !== current) {
          ports.clock.advance(1_000)
          await keep(ports, `Edition with ${one.edit}.`, [signed(current, one.edit)])
          current = one.edit
        }
        await read()
      }
      expect(told).toBe(current)
    }),
    { numRuns: 40 },
  )
})
