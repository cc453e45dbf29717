import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { QuietHours } from '../../src/domain/subscription.ts'
import { deliverWaiting } from '../../src/pipeline/deliver.ts'
import { isQuiet } from '../../src/schedule/quiet.ts'
import { aPlannedDigest, aSubscription } from '../builders.ts'
import { fakePlatform } from '../fakes/platform.ts'
import { planPorts, type TestPorts } from './ports.ts'

const never = new AbortController().signal

/** Puts parts into the outbox of a channel. */
async function outbox(ports: TestPorts, channel: string, ...texts: readonly string[]): Promise<void> {
  await quietOutbox(ports, channel, undefined, ...texts)
}

/** As `outbox`, of a subscription with quiet hours. */
async function quietOutbox(
  { store, clock }: TestPorts,
  channel: string,
  quietHours: QuietHours | undefined,
  ...texts: readonly string[]
): Promise<void> {
  const destination = { platform: 'terminal', workspace: 'local', channel }
  const { id } = await store.addSubscription(aSubscription({ destination, quietHours, createdAt: clock.now() }))
  const parts = texts.map((text) => ({ key: `${channel} ${text}`, part: { text } }))
  await store.writeDigests(
    [aPlannedDigest({ subscriptionId: id, plannedAt: clock.now() }, { destination, parts })],
    new Map(),
  )
}

const texts = (platform: ReturnType<typeof fakePlatform>): string[] => platform.posted.map(({ text }) => text)

describe('deliverWaiting', () => {
  test('posts the parts of a channel once each, in order', async () => {
    const platform = fakePlatform()
    const ports = await planPorts(platform.adapter)
    await outbox(ports, 'desk', 'one', 'two', 'three')

    expect(await deliverWaiting(ports, never)).toBe(3)
    expect(texts(platform)).toEqual(['one', 'two', 'three'])
    expect(await deliverWaiting(ports, never)).toBe(0)
  })

  test('an unreachable platform is tried again later under the same key, and the next part waits for it', async () => {
    const platform = fakePlatform()
    const ports = await planPorts(platform.adapter)
    await outbox(ports, 'desk', 'one', 'two')
    platform.failNext('unreachable')

    await deliverWaiting(ports, never)
    expect(texts(platform)).toEqual([])
    ports.clock.advance(60_000)
    await deliverWaiting(ports, never)

    expect(texts(platform)).toEqual(['one', 'two'])
    expect(platform.tries).toEqual(['desk one', 'desk one', 'desk two'])
  })

  test('what a platform rejects is given up at once, and the next part goes', async () => {
    const platform = fakePlatform()
    const ports = await planPorts(platform.adapter)
    await outbox(ports, 'desk', 'one', 'two')
    platform.failNext('rejected')

    await deliverWaiting(ports, never)

    expect(texts(platform)).toEqual(['two'])
    ports.clock.advance(24 * 3_600_000)
    await deliverWaiting(ports, never)
    expect(platform.tries).toHaveLength(2)
  })

  test('where the platform can look, a try whose answer was lost is not posted again', async () => {
    const platform = fakePlatform()
    const ports = await planPorts(platform.able())
    await outbox(ports, 'desk', 'one')
    platform.failNext('lost-answer')

    await deliverWaiting(ports, never)
    ports.clock.advance(60_000)
    await deliverWaiting(ports, never)

    expect(texts(platform)).toEqual(['one'])
  })

  test('a worker that died in the middle repeats at most the one part it was posting', async () => {
    const platform = fakePlatform()
    const ports = await planPorts(platform.adapter)
    await outbox(ports, 'desk', 'one', 'two')
    const [claimed] = await ports.store.claimDeliveries(ports.clock.now(), 120_000, 10)
    if (!claimed) throw new Error('nothing was claimed')
    await platform.adapter.deliver(claimed.part, claimed.destination, claimed.key, never) // … and dies before it records that

    expect(await deliverWaiting(ports, never)).toBe(0) // the claim still holds
    ports.clock.advance(121_000)
    await deliverWaiting(ports, never)

    expect(texts(platform)).toEqual(['one', 'one', 'two'])
  })

  test('a slow channel delays no other', async () => {
    const platform = fakePlatform()
    const ports = await planPorts(platform.adapter)
    await outbox(ports, 'slow', 'late')
    await outbox(ports, 'quick', 'one', 'two', 'three')
    const { promise, resolve } = Promise.withResolvers<void>()
    platform.hold('slow', promise)

    const delivering = deliverWaiting(ports, never)
    while (platform.posted.length < 3) await new Promise(setImmediate)
    expect(texts(platform)).toEqual(['one', 'two', 'three'])
    resolve()
    expect(await delivering).toBe(4)
  })

  test('a platform that is not configured any more is named in the outbox', async () => {
    const ports = await planPorts()
    await outbox(ports, 'desk', 'one')

    expect(await deliverWaiting(ports, never)).toBe(0)
    expect(await ports.store.nextDeliveryAt()).toBeUndefined()
  })

  test('a try that failed just before the quiet hours is repeated when they are over, and nothing is given up for them', async () => {
    const platform = fakePlatform()
    const ports = await planPorts(platform.adapter)
    await quietOutbox(ports, 'desk', { from: '07:01', to: '09:00', zone: 'Asia/Baku' }, 'one', 'two')
    ports.clock.advance(58_000)
    platform.failNext('unreachable')

    await deliverWaiting(ports, never)
    ports.clock.advance(3_600_000)
    expect(await deliverWaiting(ports, never)).toBe(0)
    expect(platform.tries).toHaveLength(1)

    ports.clock.advance(3_600_000)
    expect(await deliverWaiting(ports, never)).toBe(2)
    expect(texts(platform)).toEqual(['one', 'two'])
  })

  test('whatever fails, dies or takes its time, no try lies in quiet hours, and all is posted in the end', async () => {
    const minutes = fc.integer({ min: 1, max: 720 })
    const fate = fc.constantFrom('well', 'unreachable', 'rate-limited', 'lost-answer', 'died' as const)
    const quiet = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 20 }))
      .map(([from, hours]) => ({ from: clockTime(from), to: clockTime(from + hours), zone: 'Asia/Baku' }))
    await fc.assert(
      fc.asyncProperty(quiet, fc.array(fc.tuple(minutes, fate), { maxLength: 6 }), async (hours, steps) => {
        const platform = fakePlatform()
        const tried: Date[] = []
        const watched = { ...platform.able() }
        const ports = await planPorts(watched)
        watched.deliver = async (...given) => {
          tried.push(ports.clock.now())
          return platform.adapter.deliver(...given)
        }
        await quietOutbox(ports, 'desk', hours, 'one', 'two', 'three')
        for (const [wait, happens] of [...steps, ...Array.from({ length: 72 }, () => [60, 'well'] as const)]) {
          ports.clock.advance(wait * 60_000)
          if (happens === 'died') await ports.store.claimDeliveries(ports.clock.now(), 120_000, 1)
          else if (happens !== 'well') platform.failNext(happens)
          await deliverWaiting(ports, never)
        }
        expect(tried.filter((at) => isQuiet(hours, at))).toEqual([])
        expect(texts(platform)).toEqual(['one', 'two', 'three'])
        await ports.store.close()
      }),
      { numRuns: 20 },
    )
  })
})

const clockTime = (hour: number): string => `${String(hour % 24).padStart(2, '0')}:00`
