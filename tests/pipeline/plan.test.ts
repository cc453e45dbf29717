import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deliverWaiting } from '../../src/pipeline/deliver.ts'
import { planAhead, planDue } from '../../src/pipeline/plan.ts'
import type { Message } from '../../src/domain/message.ts'
import type { Schedule } from '../../src/domain/subscription.ts'
import { isQuiet } from '../../src/schedule/quiet.ts'
import { planFirst } from '../../src/pipeline/plan-first.ts'
import { aKeepInput, aReading, aSubscription } from '../builders.ts'
import { inventedPair } from '../digest/builders.ts'
import { fakePlatform } from '../fakes/platform.ts'
import { planPorts, type TestPorts } from './ports.ts'

const never = new AbortController().signal
const HOUR_MS = 3_600_000

/** Keeps the n-th text: two fictional states meet on 23 April 2025, other people each time. */
async function keepText(
  { store, clock }: TestPorts,
  n: number,
  parts: Parameters<typeof aKeepInput>[0] = {},
): Promise<void> {
  await store.keep(
    aKeepInput({
      fetchedAt: clock.now(),
      reading: aReading({ date: '2025-04-23', principals: inventedPair(n) }),
      ...parts,
      fetched: {
        url: `https://mfa.ruritania.example/news/${n}`,
        publishedAt: new Date('2025-04-23T08:00:00Z'),
        ...parts?.fetched,
      },
    }),
  )
}

async function subscribe({ store, clock }: TestPorts, parts: Parameters<typeof aSubscription>[0] = {}): Promise<void> {
  await store.addSubscription(aSubscription({ createdAt: clock.now(), ...parts }))
}

/** Plans and delivers; gives what was posted by it. */
async function post(ports: TestPorts, platform: ReturnType<typeof fakePlatform>): Promise<string[]> {
  const before = platform.posted.length
  await planDue(ports, never)
  await deliverWaiting(ports, never)
  return platform.posted.slice(before).map(({ text }) => text)
}

describe('planDue', () => {
  test('a digest takes what its subscription has not had, and planning again takes nothing', async () => {
    const platform = fakePlatform()
    const ports = await planPorts(platform.adapter)
    await subscribe(ports)
    ports.clock.advance(HOUR_MS / 2)
    await keepText(ports, 1)
    ports.clock.advance(HOUR_MS)

    expect(await post(ports, platform)).toEqual([expect.stringContaining('1'), 'XA – XB'])
    expect(await post(ports, platform)).toEqual([])
  })

  test('membership decides, not time: whatever the order of keeping and planning, each item is posted exactly once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('keep', 'day'), { minLength: 1, maxLength: 10 }), async (steps) => {
        const platform = fakePlatform()
        const ports = await planPorts(platform.adapter)
        await subscribe(ports)
        ports.clock.advance(1_000)
        let kept = 0
        for (const step of [...steps, 'day']) {
          if (step === 'keep') {
            kept += 1
            const day = ports.clock.now().toISOString().slice(0, 10)
            const reading = aReading({ date: day, principals: inventedPair(kept) })
            await keepText(ports, kept, { reading })
          } else {
            ports.clock.advance(24 * HOUR_MS)
            await post(ports, platform)
            await post(ports, platform)
          }
        }
        expect(platform.posted.filter(({ text }) => text === 'XA – XB')).toHaveLength(kept)
      }),
      { numRuns: 25 },
    )
  })

  test('nothing is posted in quiet hours, and nothing is lost: it comes once, after their end', async () => {
    const time = fc.constantFrom('00:00', '03:30', '07:00', '12:00', '18:45', '22:00')
    const quietHours = fc
      .record({ from: time, to: time, zone: fc.constantFrom('Asia/Baku', 'America/New_York') })
      .filter(({ from, to }) => from !== to)
    const schedule = fc.constantFrom<Schedule>(
      { kind: 'instant' },
      { kind: 'cron', cron: '0 * * * *', zone: 'UTC' },
      { kind: 'cron', cron: '0 23 * * *', zone: 'Asia/Baku' },
    )
    const steps = fc.array(fc.constantFrom('keep', 1, 3, 10), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(quietHours, schedule, steps, async (hours, when, some) => {
        const platform = fakePlatform()
        const ports = await planPorts(platform.adapter)
        await subscribe(ports, { schedule: when, quietHours: hours })
        let kept = 0
        for (const step of [...some, ...Array.from({ length: 48 }, () => 1)]) {
          if (step === 'keep') {
            kept += 1
            ports.clock.advance(60_000)
            const reading = aReading({
              date: ports.clock.now().toISOString().slice(0, 10),
              principals: inventedPair(kept),
            })
            await keepText(ports, kept, { reading })
          } else ports.clock.advance(Number(step) * HOUR_MS)
          const posted = await post(ports, platform)
          if (isQuiet(hours, ports.clock.now())) expect(posted).toEqual([])
        }
        expect(platform.posted.filter(({ text }) => text === 'XA – XB')).toHaveLength(kept)
        await ports.store.close()
      }),
      { numRuns: 25 },
    )
  })

  test('what came in the quiet hours is one post at their end', async () => {
    const platform = fakePlatform()
    const ports = await planPorts(platform.adapter)
    const quietHours = { from: '07:00', to: '09:00', zone: 'Asia/Baku' }
    await subscribe(ports, { schedule: { kind: 'instant' }, quietHours })
    ports.clock.advance(HOUR_MS / 2)
    for (let n = 1; n <= 3; n += 1) await keepText(ports, n)
    expect(await post(ports, platform)).toEqual([])
    ports.clock.advance(2 * HOUR_MS)

    expect(await post(ports, platform)).toEqual([expect.any(String), 'XA – XB', 'XA – XB', 'XA – XB'])
  })

  test('an encounter that is older than three days when its text is stored is no news', async () => {
    const platform = fakePlatform()
    const ports = await planPorts(platform.adapter)
    await subscribe(ports)
    ports.clock.advance(1_000)
    const reading = aReading({ date: '2025-04-19' })
    await keepText(ports, 1, { reading, fetched: { publishedAt: new Date('2025-04-19T08:00:00Z') } })
    ports.clock.advance(24 * HOUR_MS)

    expect((await post(ports, platform)).join()).not.toContain('XA – XB')
  })

  test.each(['first-round', 'backfill', 'import'] as const)('what came by %s is no news', async (arrival) => {
    const platform = fakePlatform()
    const ports = await planPorts(platform.adapter)
    await subscribe(ports)
    ports.clock.advance(1_000)
    await keepText(ports, 1, { arrival })
    ports.clock.advance(24 * HOUR_MS)

    expect((await post(ports, platform)).join()).not.toContain('XA – XB')
  })

  test('what was stored before the subscription was made is not its news', async () => {
    const platform = fakePlatform()
    const ports = await planPorts(platform.adapter)
    await keepText(ports, 1)
    ports.clock.advance(1_000)
    await subscribe(ports)
    ports.clock.advance(24 * HOUR_MS)

    expect((await post(ports, platform)).join()).not.toContain('XA – XB')
  })

  test('an instant subscription posts at once, five an hour and the rest folded into the last', async () => {
    const platform = fakePlatform()
    const ports = await planPorts(platform.adapter)
    await subscribe(ports, { schedule: { kind: 'instant' } })
    ports.clock.advance(1_000)
    for (let n = 1; n <= 8; n += 1) await keepText(ports, n)

    const posted = await post(ports, platform)

    expect(posted.filter((text) => text === 'XA – XB')).toHaveLength(8)
    expect(posted).toHaveLength(8 + 5) // five posts, each with its line of counts
  })

  test('the other side’s account answers the message by which the encounter was told first', async () => {
    const platform = fakePlatform()
    const ports = await planPorts(platform.adapter)
    await subscribe(ports, { schedule: { kind: 'instant' } })
    await subscribe(ports)
    ports.clock.advance(60_000)
    await keepText(ports, 1)
    await post(ports, platform)
    ports.clock.advance(60_000)
    const source = {
      id: 'xb-mfa-en',
      issuer: 'XB',
      body: 'Ministry of Foreign Affairs',
      authority: 'official' as const,
    }
    const reading = aReading({ date: '2025-04-23', principals: inventedPair(1) })
    const fetched = { url: 'https://mfa.syldavia.example/news/1', sourceId: source.id }
    await ports.store.keep(aKeepInput({ source, reading, fetched, fetchedAt: ports.clock.now() }))
    await post(ports, platform)

    expect(platform.posted.map(({ text, replyTo }) => [text, replyTo])).toEqual([
      [expect.any(String), undefined],
      ['XA – XB', undefined],
      [expect.any(String), 'm1'],
      ['XB – XA', 'm1'],
    ])
    ports.clock.advance(24 * HOUR_MS)
    expect((await post(ports, platform)).join()).toContain('XA – XB')
    expect(platform.posted.slice(4).every(({ replyTo }) => replyTo === undefined)).toBe(true)
  })

  test('beyond the hourly cap an instant item waits, and is posted when there is room', async () => {
    const platform = fakePlatform()
    const ports = await planPorts(platform.adapter)
    await subscribe(ports, { schedule: { kind: 'instant' } })
    for (let n = 1; n <= 6; n += 1) {
      ports.clock.advance(60_000)
      await keepText(ports, n)
      await post(ports, platform)
    }
    expect(platform.posted.filter(({ text }) => text === 'XA – XB')).toHaveLength(5)
    ports.clock.advance(HOUR_MS)

    expect(await post(ports, platform)).toContain('XA – XB')
  })

  test('a subscription whose platform is not configured keeps its news until it is', async () => {
    const platform = fakePlatform()
    const ports = await planPorts()
    await subscribe(ports)
    ports.clock.advance(1_000)
    await keepText(ports, 1)
    ports.clock.advance(24 * HOUR_MS)
    await planDue(ports, never)

    const configured = { ...ports, platforms: new Map([[platform.adapter.platform, platform.adapter]]) }
    ports.clock.advance(24 * HOUR_MS)
    expect(await post(configured, platform)).toContain('XA – XB')
  })

  test('a translation that arrives after the digest is not new', async () => {
    const platform = fakePlatform()
    const ports = await planPorts(platform.adapter)
    await subscribe(ports)
    ports.clock.advance(1_000)
    await keepText(ports, 1)
    ports.clock.advance(24 * HOUR_MS)
    await post(ports, platform)
    const reading = aReading({ date: '2025-04-23', principals: inventedPair(1), language: 'fr' })
    await keepText(ports, 2, { reading, fetched: { language: 'fr', sourceId: 'xa-mfa-fr' } })
    ports.clock.advance(24 * HOUR_MS)

    expect((await post(ports, platform)).join()).not.toContain('XA – XB')
  })
})

describe('a phrase that nobody in the record used before', () => {
  const PHRASE = 'win-win railways'
  /** A text of that day, whose one key point says what is given. */
  const aText = (day: string, quote: string): Parameters<typeof aKeepInput>[0] => {
    const evidence = [{ start: 0, end: quote.length, quote }] as const
    const point = { topic: 'trade-policy', voice: 'XA', claims: ['tariffs'], statement: quote, evidence } as const
    return {
      reading: aReading({ date: day, keyPoints: [point] }),
      fetched: { url: `https://mfa.ruritania.example/${day}`, text: quote, publishedAt: new Date(`${day}T08:00:00Z`) },
    }
  }
  const EARLIER = ['2024-08-01', '2024-09-01', '2024-10-01', '2024-11-01', '2024-12-01', '2025-01-01']

  async function alertFor(quote: string, ...others: readonly string[]): Promise<string> {
    const platform = fakePlatform()
    const texts: string[] = []
    const pack = (message: Message) => {
      texts.push(JSON.stringify(message))
      return platform.adapter.pack(message)
    }
    const ports = { ...(await planPorts({ ...platform.adapter, pack })), phrases: [PHRASE] }
    for (const [n, day] of EARLIER.entries()) {
      await keepText(ports, n, { ...aText(day, others[n] ?? `Fiction ${n}: tariffs.`), arrival: 'backfill' })
    }
    await subscribe(ports, { schedule: { kind: 'instant' }, changesOnly: true })
    ports.clock.advance(HOUR_MS)
    await keepText(ports, 9, aText('2025-04-23', quote))
    await post(ports, platform)
    return texts.join('\n')
  }

  test('is told at once, with how deep the record is; the line of its topic stands as ever', async () => {
    const told = await alertFor('Fiction: tariffs harm win-win\nrailways.')
    expect(told).toContain('“win-win railways” (first in 7 accounts since August 2024)')
    expect(told).toContain('"mark":"First"')
    expect(told).toContain('{"label":"Trade — XA","text":"Fiction: tariffs harm')
    expect(told).toContain('Trade: 1 first')
  })

  test('is told of nobody once any text of the record holds it', async () => {
    expect(await alertFor('Fiction: tariffs harm win-win railways.', 'Win–win railways, and tariffs.')).toBe('')
  })
})

describe('planFirst', () => {
  test('gives one digest of the last day to who never had one, and nobody twice', async () => {
    const platform = fakePlatform()
    const ports = await planPorts(platform.adapter)
    await subscribe(ports)
    await keepText(ports, 1, { arrival: 'first-round' })

    expect(await planFirst(ports)).toBe(1)
    expect(await planFirst(ports)).toBe(0)
    await deliverWaiting(ports, never)
    expect(platform.posted.map(({ text }) => text)).toContain('XA – XB')
  })
})

describe('planAhead', () => {
  test('gives the very digests that are planned at their time where nothing comes between, and writes none of them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 6 }), fc.boolean(), async (texts, changesOnly) => {
        const platform = fakePlatform()
        const ports = await planPorts(platform.adapter)
        await subscribe(ports, { changesOnly })
        await subscribe(ports, { countries: ['XB'] })
        await subscribe(ports, { schedule: { kind: 'instant' } })
        ports.clock.advance(HOUR_MS / 2)
        for (let n = 0; n < texts; n += 1) await keepText(ports, n)
        const due = new Date('2025-04-24T04:00:00Z')

        const ahead = []
        for await (const { digests } of planAhead(ports, due, () => true)) ahead.push(...digests)
        expect((await ports.store.toldDigests([], undefined)).digests).toEqual([])

        ports.clock.advance(due.getTime() - ports.clock.now().getTime())
        await planDue(ports, never)
        const { digests: told } = await ports.store.toldDigests([], undefined)
        expect(ahead.map(({ message }) => message)).toEqual(told.slice(0, 2).map(({ message }) => message))
        expect(ahead.length).toBe(2)
        await ports.store.close()
      }),
      { numRuns: 10 },
    )
  })

  test('is only of subscriptions that it concerns', async () => {
    const ports = await planPorts(fakePlatform().adapter)
    await subscribe(ports)
    const none = []
    for await (const one of planAhead(ports, new Date('2025-04-24T04:00:00Z'), () => false)) none.push(one)
    expect(none).toEqual([])
  })
})
