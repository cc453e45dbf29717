import { describe, expect, test } from 'vitest'
import type { Subscription } from '../../../src/domain/subscription.ts'
import { consentsTo } from '../../../src/pipeline/assist/consents.ts'
import { Passed, wantedUnread } from '../../../src/pipeline/assist/unread.ts'
import { aKeepInput, aReading, aSubscription } from '../../builders.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { ENDPOINT } from './assistance.ts'
import { anEmptyStore } from '../../store/empty.ts'

const HOUR_MS = 3_600_000

/** A store that two workspaces post from; the first of them consented. */
async function aNewsroom() {
  const clock = fakeClock()
  const store = await anEmptyStore(clock)
  const passed = new Passed()
  const at = clock.now()
  const subscribe = (workspace: string, parts: Partial<Omit<Subscription, 'id'>> = {}) =>
    store.addSubscription(
      aSubscription({ destination: { platform: 'slack', workspace, channel: 'C1' }, createdAt: at, ...parts }),
    )
  const consent = (workspace: string) =>
    store.giveModelConsent(
      { platform: 'slack', workspace, feature: 'assist', ...ENDPOINT, who: undefined, at },
      undefined,
    )
  await consent('T1')
  clock.advance(HOUR_MS)
  return {
    store,
    clock,
    subscribe,
    consent,
    keep: (parts: Parameters<typeof aKeepInput>[0] = {}) =>
      store.keep(aKeepInput({ fetchedAt: clock.now(), reading: aReading({ date: '2025-04-24' }), ...parts })),
    wanted: async () => {
      const consents = await consentsTo(ENDPOINT, store)
      const now = { now: clock.now(), maxAgeHours: 72 }
      const found = await wantedUnread('m@1', consents, passed, store, now)
      return found.map(({ kept, payers }) => [kept.readout.url, ...payers.map(({ workspace }) => workspace)])
    },
    [Symbol.asyncDispose]: () => store.close(),
  }
}

const url = aKeepInput().fetched.url

describe('what a model is to read', () => {
  test('is news that a subscription of a workspace that consented asks for; the first who asked pays, then the others', async () => {
    await using room = await aNewsroom()
    await room.subscribe('T2')
    await room.subscribe('T1', { countries: ['XB'] })
    await room.subscribe('T1')
    await room.keep()
    expect(await room.wanted()).toEqual([[url, 'T1']])
    await room.consent('T2')
    expect(await room.wanted()).toEqual([[url, 'T2', 'T1']])
  })

  test.each<[string, Parameters<typeof aKeepInput>[0]]>([
    ['what a backfill brought', { arrival: 'backfill' }],
    ['what a mirror tells', { source: { id: 's', issuer: 'XA', body: 'x', authority: 'mirror' } }],
    ['what is no readout', { reading: aReading({ readout: false, keyPoints: [] }) }],
    ['what happened long ago', { reading: aReading({ date: '2024-01-01' }), fetched: { publishedAt: undefined } }],
    ['what nobody asks for', { reading: aReading({ date: '2025-04-24', parties: ['XC', 'XD'] }) }],
  ])('is not %s', async (_what, parts) => {
    await using room = await aNewsroom()
    await room.subscribe('T1', { countries: ['XB'] })
    await room.keep(parts)
    expect(await room.wanted()).toEqual([])
  })

  test('is nothing for a subscription that is paused, or was made later', async () => {
    await using room = await aNewsroom()
    await room.subscribe('T1', { pausedReason: 'by-hand' })
    await room.keep()
    room.clock.advance(HOUR_MS)
    await room.subscribe('T1', { createdAt: room.clock.now() })
    expect(await room.wanted()).toEqual([])
  })

  test('is looked at again some minutes after nobody wanted it: a subscription may be another by then', async () => {
    await using room = await aNewsroom()
    await room.subscribe('T1', { countries: ['XC'] })
    await room.keep()
    expect(await room.wanted()).toEqual([])
    const [subscription] = await room.store.subscriptionsIn({ platform: 'slack', workspace: 'T1' })
    if (!subscription) throw new Error('nothing is subscribed')
    const by = { what: 'change', who: undefined, at: room.clock.now() } as const
    await room.store.saveSubscription({ ...subscription, countries: ['XB'] }, by)
    expect(await room.wanted()).toEqual([])
    room.clock.advance(HOUR_MS / 6)
    expect(await room.wanted()).toEqual([[url, 'T1']])
  })
})
