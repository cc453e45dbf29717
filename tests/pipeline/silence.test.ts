import { describe, expect, test } from 'vitest'
import type { SourceState } from '../../src/domain/source.ts'
import type { Subscription } from '../../src/domain/subscription.ts'
import { deliverWaiting } from '../../src/pipeline/deliver.ts'
import { tellOperator } from '../../src/pipeline/operator.ts'
import { planSilence } from '../../src/pipeline/silence.ts'
import { aKeepInput, aPlannedDigest, aSubscription } from '../builders.ts'
import { fakePlatform } from '../fakes/platform.ts'
import { aSource } from '../sources/builders.ts'
import { planPorts } from './ports.ts'

const never = new AbortController().signal
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** A desk over two sources, the states of which the test sets. */
async function aDesk() {
  const platform = fakePlatform()
  const ports = {
    ...(await planPorts(platform.adapter)),
    sources: [aSource({ id: 'xa-mfa', name: 'Ruritania' }), aSource({ id: 'xb-mfa', name: 'Syldavia', issuer: 'XB' })],
  }
  const { store, clock } = ports
  return {
    ports,
    platform,
    subscribe: (parts: Partial<Omit<Subscription, 'id'>> = {}) =>
      store.addSubscription(aSubscription({ createdAt: clock.now(), schedule: { kind: 'instant' }, ...parts })),
    state: (source: string, parts: Partial<SourceState> = {}) =>
      store.saveSourceState({ source, nextPollAt: clock.now(), failures: 0, lastSuccessAt: clock.now(), ...parts }),
    /** What channels are told now. */
    async tell(): Promise<string[]> {
      const before = platform.posted.length
      await planSilence(ports)
      await deliverWaiting(ports, never)
      return platform.posted.slice(before).map(({ channel, text }) => `${channel}: ${text}`)
    },
  }
}

const failing = (since: Date): Partial<SourceState> => ({
  failures: 8,
  lastSuccessAt: since,
  lastFailure: 'unreachable',
  lastError: 'timed out',
})

describe('a source that has not been read for a day', () => {
  test('is told once to channels that would hear nothing, and once when it is read again', async () => {
    const { ports, subscribe, state, tell } = await aDesk()
    await subscribe()
    await state('xa-mfa')
    await state('xb-mfa')
    const since = ports.clock.now()
    await state('xa-mfa', failing(since))
    ports.clock.advance(23 * HOUR_MS)
    expect(await tell()).toEqual([])

    ports.clock.advance(HOUR_MS)
    expect(await tell()).toEqual([expect.stringMatching(/^stdout: Not read since .*: Ruritania\./)])
    ports.clock.advance(5 * DAY_MS)
    expect(await tell()).toEqual([])

    await state('xa-mfa')
    expect(await tell()).toEqual([expect.stringMatching(/^stdout: Read again: Ruritania\./)])
    ports.clock.advance(5 * DAY_MS)
    expect(await tell()).toEqual([])
  })

  test('is told after the quiet hours of the channel', async () => {
    const { ports, subscribe, state, tell } = await aDesk()
    const now = ports.clock.now()
    const inBaku = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Baku', timeStyle: 'short' })
    const until = new Date(now.getTime() + 2 * HOUR_MS)
    await subscribe({ quietHours: { from: inBaku.format(now), to: inBaku.format(until), zone: 'Asia/Baku' } })
    await state('xb-mfa')
    await state('xa-mfa', failing(now))

    ports.clock.advance(DAY_MS)
    expect(await tell()).toEqual([])
    ports.clock.advance(2 * HOUR_MS)
    expect(await tell()).toEqual([expect.stringContaining('Ruritania')])
  })

  test('is told anew when it falls silent another time', async () => {
    const { ports, subscribe, state, tell } = await aDesk()
    await subscribe()
    const told: string[] = []
    for (let time = 0; time < 2; time += 1) {
      const since = ports.clock.now()
      await state('xa-mfa', failing(since))
      ports.clock.advance(DAY_MS)
      told.push(...(await tell()))
      await state('xa-mfa')
      told.push(...(await tell()))
      ports.clock.advance(HOUR_MS)
    }
    expect(told.map((text) => text.slice(0, 18))).toEqual([
      'stdout: Not read s',
      'stdout: Read again',
      'stdout: Not read s',
      'stdout: Read again',
    ])
  })

  test('is told once a channel, however many subscriptions it has there', async () => {
    const { ports, subscribe, state, tell } = await aDesk()
    await subscribe()
    await subscribe({ changesOnly: true, schedule: { kind: 'cron', cron: '0 8 * * *', zone: 'Asia/Baku' } })
    await subscribe({ destination: { platform: 'terminal', workspace: 'local', channel: 'other' } })
    await state('xa-mfa', failing(ports.clock.now()))
    ports.clock.advance(DAY_MS)

    expect((await tell()).map((text) => text.split(':')[0])).toEqual(['stdout', 'other'])
    expect(await tell()).toEqual([])
  })

  test('is nothing to a channel whose digests say what they rest on, to one that is paused, or in the first day of a subscription', async () => {
    const { ports, subscribe, state, tell } = await aDesk()
    await state('xa-mfa', failing(ports.clock.now()))
    ports.clock.advance(3 * DAY_MS)
    await subscribe({ schedule: { kind: 'cron', cron: '0 8 * * *', zone: 'Asia/Baku' } })
    await subscribe({ pausedReason: 'asked for' })
    await subscribe()
    expect(await tell()).toEqual([])
    ports.clock.advance(DAY_MS)

    expect(await tell()).toHaveLength(1)
  })

  test('is told to those who rest on it: by its name, its country, or a country it ever wrote about', async () => {
    const { ports, subscribe, state, tell } = await aDesk()
    const at = (channel: string) => ({ destination: { platform: 'terminal', workspace: 'local', channel } })
    await ports.store.keep(aKeepInput({ fetched: { sourceId: 'xb-mfa' } })) // of XA and XB
    await subscribe({ ...at('by name'), sources: ['xb-mfa'] })
    await subscribe({ ...at('another source'), sources: ['xa-mfa'], countries: ['XB'] })
    await subscribe({ ...at('its country'), countries: ['XB'] })
    await subscribe({ ...at('wrote about'), countries: ['XA'] })
    await subscribe({ ...at('another country'), countries: ['XC'] })
    await state('xa-mfa')
    await state('xb-mfa', failing(ports.clock.now()))
    ports.clock.advance(DAY_MS)

    expect((await tell()).map((text) => text.split(':')[0])).toEqual(['by name', 'its country', 'wrote about'])
  })

  test('is told of one that was never read once it was tried for a day', async () => {
    const { ports, subscribe, state, tell } = await aDesk()
    await subscribe()
    ports.clock.advance(DAY_MS)
    await state('xa-mfa', { lastSuccessAt: undefined, failures: 6 })
    expect(await tell()).toEqual([])
    await state('xa-mfa', { lastSuccessAt: undefined, failures: 7 })

    expect(await tell()).toEqual([expect.stringContaining('Not read at all so far: Ruritania')])
  })
})

describe('what the operator is told', () => {
  const ops = { platform: 'terminal', workspace: 'local', channel: 'ops' }

  test('is one line a week at most, as long as something needs a human', async () => {
    const { ports, platform, state } = await aDesk()
    await state('xa-mfa', { ...failing(ports.clock.now()), lastFailure: 'refused' })
    let lines = 0
    for (let hour = 0; hour < 24 * 15; hour += 1) {
      ports.clock.advance(HOUR_MS)
      expect(await tellOperator(ports, ops)).toBeUndefined()
      await deliverWaiting(ports, never)
    }
    for (const { channel, text } of platform.posted) {
      expect(channel).toBe('ops')
      expect(text).toBe('Attaché needs a look. refused: Ruritania. See: attache sources')
      lines += 1
    }
    expect(lines).toBe(3)
  })

  test('is nothing while all is well, or while it may pass by itself', async () => {
    const { ports, state } = await aDesk()
    await state('xa-mfa', { ...failing(ports.clock.now()) })
    ports.clock.advance(2 * DAY_MS)
    expect(await tellOperator(ports, undefined)).toBeUndefined()
    ports.clock.advance(DAY_MS)
    expect(await tellOperator(ports, undefined)).toContain('not reachable: Ruritania')
  })

  test.each([
    ['no place is named', undefined],
    ['its platform is not configured', { ...ops, platform: 'slack' }],
    ['the place is a subscriber’s', { ...ops, channel: 'stdout' }],
  ])('comes back as a line for standard error where %s', async (_, to) => {
    const { ports, platform, subscribe, state } = await aDesk()
    await subscribe()
    await state('xa-mfa', { newestContent: '2025-01-01', longestGapDays: 2 })

    expect(await tellOperator(ports, to)).toContain('frozen: Ruritania')
    expect(await tellOperator(ports, to)).toBeUndefined()
    await deliverWaiting(ports, never)
    expect(platform.posted).toEqual([])
  })

  test('names messages that were given up, once', async () => {
    const { ports, platform, subscribe } = await aDesk()
    const { id } = await subscribe()
    await ports.store.writeDigests([aPlannedDigest({ subscriptionId: id, plannedAt: ports.clock.now() })], new Map())
    platform.failNext('rejected')
    await deliverWaiting(ports, never)

    expect(await tellOperator(ports, undefined)).toContain('1 message given up (terminal failed as told)')
    ports.clock.advance(8 * DAY_MS)
    expect(await tellOperator(ports, undefined)).toBeUndefined()
  })

  test('counts what a platform no longer lets post, and nothing that somebody paused', async () => {
    const { ports, subscribe } = await aDesk()
    await subscribe({ pausedReason: 'permission-lost' })
    await subscribe({ pausedReason: 'by-hand' })
    await subscribe({ pausedReason: 'removed' })

    expect(await tellOperator(ports, undefined)).toBe(
      'Attaché needs a look. 1 subscription paused since Attaché may not post there (terminal:local:stdout). See: attache sources',
    )
  })

  test('names a site many pages of which are missing at once', async () => {
    const { ports } = await aDesk()
    for (let n = 0; n < 6; n += 1) {
      const fetched = { url: `https://x.example/${n}`, sourceId: 'xa-mfa', foundBy: 'rules' } as const
      const input = aKeepInput({ fetched })
      await ports.store.keep(input)
      const missingSince = ports.clock.now()
      await ports.store.saveRevisit(
        { readoutId: input.readoutId, foundBy: 'rules', seenAt: missingSince, misses: 3, missingSince },
        undefined,
      )
    }

    expect(await tellOperator(ports, undefined)).toContain('many pages missing at once: Ruritania (6)')
  })
})
