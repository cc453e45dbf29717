import { describe, expect, test } from 'vitest'
import type { ChangedBy } from '../../../src/domain/audit.ts'
import { aPlannedDigest, aSubscription } from '../../builders.ts'
import { fakeClock } from '../../fakes/clock.ts'
import type { OpenStore } from '../store.ts'

const at = new Date('2025-04-24T04:00:00Z')
const by = (what: ChangedBy['what']): ChangedBy => ({ what, who: 'U1', at })
const here = { platform: 'discord', workspace: 'G1', channel: 'C1' }
const inHere = (parts: Parameters<typeof aSubscription>[0] = {}) => aSubscription({ destination: here, ...parts })

/** Who changes what is subscribed, and how that is remembered. */
export function describeManaging(open: OpenStore): void {
  describe('managing subscriptions', () => {
    test('those of a place are numbered within their channel; other places and workspaces are not shown', async () => {
      await using store = await open(fakeClock())
      await store.addSubscription(inHere({ countries: ['XA'] }))
      await store.addSubscription(inHere({ destination: { ...here, workspace: 'G2' } }))
      await store.addSubscription(inHere({ destination: { ...here, channel: 'C2' } }))
      await store.addSubscription(inHere({ destination: { ...here, thread: 'T1' } }))
      await store.addSubscription(inHere({ countries: ['XB'] }))

      const channel = await store.subscriptionsIn(here)
      const thread = await store.subscriptionsIn({ ...here, thread: 'T1' })
      const workspace = await store.subscriptionsIn({ platform: 'discord', workspace: 'G1' })

      expect(channel.map(({ number, countries }) => [number, countries])).toEqual([
        [1, ['XA']],
        [3, ['XB']],
      ])
      expect(thread.map(({ number }) => number)).toEqual([2])
      expect(workspace).toHaveLength(4)
    })

    test('a change is kept, with who made it, and what was before and after', async () => {
      await using store = await open(fakeClock())
      await store.addSubscription(inHere({ countries: ['XA'] }), 'U0')
      const [before] = await store.subscriptionsIn(here)
      if (!before) throw new Error('nothing was added')
      const after = { ...before, topics: ['aid' as const], pausedReason: 'by-hand', pausedAt: at }

      await store.saveSubscription(after, by('change'))

      expect(await store.subscriptionsIn(here)).toEqual([after])
      expect((await store.subscriptions())[0]).toMatchObject({ topics: ['aid'], pausedReason: 'by-hand' })
      expect(await store.audit(10)).toMatchObject([
        { what: 'change', who: 'U1', at, where: here, before: { topics: [] }, after: { topics: ['aid'], number: 1 } },
        { what: 'subscribe', who: 'U0', where: here, after: { countries: ['XA'] } },
      ])
    })

    test('who made a subscription is known until they are forgotten; what the operator made nobody did', async () => {
      await using store = await open(fakeClock())
      const [mine, operators] = [await store.addSubscription(inHere(), 'U0'), await store.addSubscription(inHere())]
      await store.addSubscription(inHere(), 'U1')

      expect(await store.makersOf([mine.id, operators.id])).toEqual(new Map([[mine.id, 'U0']]))
      expect(await store.makersOf([])).toEqual(new Map())
      await store.erasePerson('U0')
      expect(await store.makersOf([mine.id])).toEqual(new Map())
    })

    test('quiet hours are kept, changed and taken away', async () => {
      await using store = await open(fakeClock())
      const quietHours = { from: '22:00', to: '07:00', zone: 'Asia/Baku' }
      await store.addSubscription(inHere({ quietHours }))
      const [kept] = await store.subscriptionsIn(here)
      if (!kept) throw new Error('nothing was added')
      expect(kept.quietHours).toEqual(quietHours)

      await store.saveSubscription({ ...kept, quietHours: { ...quietHours, to: '06:00' } }, by('change'))
      expect((await store.subscriptions())[0]?.quietHours).toEqual({ ...quietHours, to: '06:00' })
      await store.saveSubscription({ ...kept, quietHours: undefined }, by('change'))
      expect((await store.subscriptions())[0]?.quietHours).toBeUndefined()
    })

    test('an ended one is gone from every list, its number is not given again, and what waits for it is given up', async () => {
      await using store = await open(fakeClock())
      const { id } = await store.addSubscription(inHere())
      await store.writeDigests([aPlannedDigest({ subscriptionId: id, items: ['a'] }, { destination: here })], new Map())

      await store.endSubscription(id, by('unsubscribe'))
      await store.endSubscription(id, by('unsubscribe'))
      await store.addSubscription(inHere())

      expect((await store.subscriptionsIn(here)).map(({ number }) => number)).toEqual([2])
      expect(await store.subscriptions()).toHaveLength(1)
      expect(await store.claimDeliveries(at, 1_000, 10)).toEqual([])
      expect(await store.hadItems([id], ['a'])).toEqual(new Map([[id, new Set(['a'])]]))
      expect((await store.audit(10)).map(({ what }) => what)).toEqual(['subscribe', 'unsubscribe', 'subscribe'])
    })

    test('one that was ended meanwhile is not brought back by a change', async () => {
      await using store = await open(fakeClock())
      await store.addSubscription(inHere())
      const [before] = await store.subscriptionsIn(here)
      if (!before) throw new Error('nothing was added')

      await store.endSubscription(before.id, by('unsubscribe'))
      await store.saveSubscription({ ...before, topics: ['aid'] }, by('change'))

      expect(await store.subscriptionsIn(here)).toEqual([])
    })

    test('an audit entry of its own is kept, newest first', async () => {
      await using store = await open(fakeClock())
      await store.recordAudit({ ...by('report'), where: here, after: { readout: 'r1', point: 2, reason: 'missing' } })
      await store.recordAudit({ what: 'pause', who: undefined, at, where: undefined })

      expect(await store.audit(1)).toEqual([{ number: 2, what: 'pause', who: undefined, at, where: undefined }])
      expect((await store.audit(2))[1]).toMatchObject({ number: 1, after: { readout: 'r1', point: 2 } })
    })
  })
}
