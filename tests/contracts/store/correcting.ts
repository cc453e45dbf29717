import { describe, expect, test } from 'vitest'
import type { CorrectionNote } from '../../../src/domain/correcting.ts'
import type { Message } from '../../../src/domain/message.ts'
import { aKeepInput, aMessage, aPlannedDigest, aReading, aSubscription } from '../../builders.ts'
import { anItem } from '../chat-adapter.ts'
import { fakeClock } from '../../fakes/clock.ts'
import type { FullStore, OpenStore } from '../store.ts'

const start = new Date('2025-04-24T04:00:00Z')
const later = (ms: number): Date => new Date(start.getTime() + ms)
const LEASE_MS = 60_000
const DESK = { platform: 'terminal', workspace: 'local', channel: 'desk' }

/** A message of one item whose line rests on a key point of that readout. */
const telling = (readout: string): Message =>
  aMessage({
    items: [
      anItem({
        publishedAt: start,
        fields: [{ label: 'Taiwan', text: 'so', tells: [{ readout, version: 1, says: 'taiwan | XB | so' }] }],
      }),
    ],
  })

/** Plans a digest that tells of a readout, in as many parts as there are `keys`, to a channel. */
async function plan(store: FullStore, readout: string, channel: string, ...keys: string[]): Promise<Message> {
  const destination = { ...DESK, channel }
  const { id } = await store.addSubscription(aSubscription({ destination }))
  const parts = keys.map((key) => ({ key, part: { text: `part ${key}` } }))
  const digest = { subscriptionId: id, plannedAt: start, message: telling(readout), items: [] }
  await store.writeDigests([aPlannedDigest(digest, { destination, parts })], new Map())
  return digest.message
}

/** Posts everything that waits, as messages of the same name. */
async function deliver(store: FullStore, now = start): Promise<string[]> {
  const sent: string[] = []
  for (;;) {
    const claimed = await store.claimDeliveries(now, LEASE_MS, 10)
    if (claimed.length === 0) return sent
    for (const delivery of claimed) {
      sent.push(`${delivery.key}${delivery.destination.replyTo ? ` to ${delivery.destination.replyTo}` : ''}`)
      await store.recordOutcome(delivery, { kind: 'sent', messageId: `m ${delivery.key}`, at: now })
    }
  }
}

async function toldOf(store: FullStore, ...readouts: string[]) {
  const { digests } = await store.toldDigests(readouts, undefined)
  return digests
}

async function firstPart(store: FullStore, readout: string) {
  const [digest] = await toldOf(store, readout)
  const [part] = digest?.parts ?? []
  if (!digest || !part) throw new Error('nothing was told')
  return { ...part, destination: digest.destination }
}

/** Keeps a readout and retracts a point of it; gives the retraction's number. */
async function retract(store: FullStore): Promise<number> {
  await store.keep(aKeepInput())
  const [point] = aReading().keyPoints
  if (!point) throw new Error('no point')
  const { readoutId } = aKeepInput()
  return (await store.retract({ readout: readoutId, version: 1, point, reason: 'other', at: start })).number
}

const aNote = (parts: Partial<CorrectionNote> & Pick<CorrectionNote, 'retractions' | 'answers'>): CorrectionNote => ({
  kind: 'correction',
  destination: { ...DESK, channel: 'one' },
  parts: [{ key: 'note', part: { text: 'Correction' } }],
  ...parts,
})

/** What was told of what is wrong. */
export function describeCorrecting(open: OpenStore): void {
  describe('correcting', () => {
    test('the digests that outbox rows belong to are found with all their parts, each once', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'r1', 'one', 'a', 'b')
      await plan(store, 'r2', 'two', 'c')
      await plan(store, 'r3', 'three', 'd')
      const [first, , third] = await toldOf(store)
      const rows = [...(third?.parts ?? []), ...(first?.parts ?? [])].map(({ delivery }) => delivery)

      expect(await store.digestsOf(rows)).toEqual([first, third])
      expect(await store.digestsOf([])).toEqual([])
    })

    test('digests that tell of a readout are found with their message and parts, others are not', async () => {
      await using store = await open(fakeClock())
      const message = await plan(store, 'r1', 'one', 'a1', 'a2')
      await plan(store, 'r2', 'two', 'b1')
      const [first] = await store.claimDeliveries(start, LEASE_MS, 1)
      if (first) await store.recordOutcome(first, { kind: 'sent', messageId: 'm1', at: start })

      expect(await toldOf(store, 'r1')).toEqual([
        {
          id: expect.any(Number),
          plannedAt: start,
          message,
          destination: { ...DESK, channel: 'one' },
          parts: [
            { delivery: expect.any(Number), part: { text: 'part a1' }, state: 'sent', attempts: 1 },
            { delivery: expect.any(Number), part: { text: 'part a2' }, state: 'waiting', attempts: 0 },
          ],
        },
      ])
      expect(await toldOf(store, 'r1', 'r2')).toHaveLength(2)
      expect(await toldOf(store, 'r3')).toEqual([])
    })

    test('a long record is looked through stretch by stretch, and nothing of it is missed', async () => {
      await using store = await open(fakeClock())
      const { id: subscriptionId } = await store.addSubscription(aSubscription({ destination: DESK }))
      const isSought = (n: number): boolean => n % 100 === 0 || n % 100 === 99
      const planned = Array.from({ length: 1_203 }, (_, n) =>
        aPlannedDigest(
          { subscriptionId, plannedAt: start, message: telling(isSought(n) ? 'sought' : 'other'), items: [] },
          { destination: DESK, parts: [{ key: `k${n}`, part: { n } }] },
        ),
      )
      await store.writeDigests(planned, new Map())
      const found: unknown[] = []
      let after: number | undefined
      do {
        const page = await store.toldDigests(['sought'], after)
        found.push(...page.digests.flatMap(({ parts }) => parts.map(({ part }) => part['n'])))
        after = page.next
      } while (after !== undefined)
      expect(found).toEqual(planned.map((_, n) => n).filter(isSought))
    })

    test('a part that nobody has seen is posted in its new form, and not changed afterwards', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'r1', 'one', 'a')
      const { delivery } = await firstPart(store, 'r1')

      await store.writeCorrections([{ delivery, part: { text: 'right' }, editable: true }], [], start)

      const [claimed] = await store.claimDeliveries(start, LEASE_MS, 5)
      expect(claimed).toMatchObject({ key: 'a', part: { text: 'right' } })
      if (claimed) await store.recordOutcome(claimed, { kind: 'sent', messageId: 'm1', at: start })
      expect(await store.claimAmendments(later(LEASE_MS), LEASE_MS, 5)).toEqual([])
    })

    test('a part that was posted is changed where it stands', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'r1', 'one', 'a')
      await deliver(store)
      const { delivery } = await firstPart(store, 'r1')

      await store.writeCorrections([{ delivery, part: { text: 'right' }, editable: true }], [], start)

      const [amendment] = await store.claimAmendments(start, LEASE_MS, 5)
      expect(amendment).toEqual({
        delivery,
        messageId: 'm a',
        destination: { ...DESK, channel: 'one' },
        part: { text: 'right' },
        attempts: 1,
      })
      expect(await store.claimAmendments(start, LEASE_MS, 5)).toEqual([])
      if (amendment) await store.recordAmendment(amendment, { kind: 'done' })
      expect(await store.claimAmendments(later(2 * LEASE_MS), LEASE_MS, 5)).toEqual([])
    })

    test('a part whose posting is under way is changed once it is known which message it became', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'r1', 'one', 'a')
      const [claimed] = await store.claimDeliveries(start, LEASE_MS, 5)
      const { delivery } = await firstPart(store, 'r1')
      await store.writeCorrections([{ delivery, part: { text: 'right' }, editable: true }], [], start)

      expect(await store.claimAmendments(start, LEASE_MS, 5)).toEqual([])
      if (claimed) await store.recordOutcome(claimed, { kind: 'sent', messageId: 'm1', at: start })

      expect(await store.claimAmendments(start, LEASE_MS, 5)).toMatchObject([{ messageId: 'm1' }])
    })

    test('what cannot be changed where it stands is left there', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'r1', 'one', 'a')
      await deliver(store)
      const { delivery } = await firstPart(store, 'r1')

      await store.writeCorrections([{ delivery, part: { text: 'right' }, editable: false }], [], start)

      expect(await store.claimAmendments(start, LEASE_MS, 5)).toEqual([])
      expect(await firstPart(store, 'r1')).toMatchObject({ part: { text: 'right' } })
    })

    test('a change that fails is tried again, and one that is overtaken by another is not taken for done', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'r1', 'one', 'a')
      await deliver(store)
      const { delivery } = await firstPart(store, 'r1')
      await store.writeCorrections([{ delivery, part: { text: 'struck' }, editable: true }], [], start)
      const [first] = await store.claimAmendments(start, LEASE_MS, 5)
      if (first) await store.recordAmendment(first, { kind: 'retry', at: later(5_000), reason: 'slow down' })
      expect(await store.claimAmendments(later(4_999), LEASE_MS, 5)).toEqual([])
      const [second] = await store.claimAmendments(later(5_000), LEASE_MS, 5)
      expect(second).toMatchObject({ attempts: 2, firstTriedAt: start })

      await store.writeCorrections([{ delivery, part: { text: 'back' }, editable: true }], [], later(5_001))
      if (second) await store.recordAmendment(second, { kind: 'done' })

      expect(await store.claimAmendments(later(5_001), LEASE_MS, 5)).toMatchObject([
        { part: { text: 'back' }, attempts: 1 },
      ])
    })

    test('what a dead worker left half changed is changed by the next', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'r1', 'one', 'a')
      await deliver(store)
      const { delivery } = await firstPart(store, 'r1')
      await store.writeCorrections([{ delivery, part: { text: 'struck' }, editable: true }], [], start)
      await store.claimAmendments(start, LEASE_MS, 5)

      expect(await store.claimAmendments(later(LEASE_MS), LEASE_MS, 5)).toMatchObject([{ delivery, attempts: 2 }])
    })

    test('a note answers the message that it is about, after whatever waits for that channel', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'r1', 'one', 'a1', 'a2')
      const retraction = await retract(store)
      const { delivery } = await firstPart(store, 'r1')

      await store.writeCorrections([], [aNote({ retractions: [retraction], answers: delivery })], start)

      expect(await deliver(store)).toEqual(['a1', 'a2', 'note to m a1'])
    })

    test('what answers a further part, and what it becomes, go beneath the first part as it does', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'r1', 'one', 'a1', 'a2')
      await deliver(store)
      const retraction = await retract(store)
      const [told] = await toldOf(store, 'r1')
      const answers = told?.parts[1]?.delivery ?? 0
      const edit = { delivery: answers, part: { text: 'right' }, editable: true }

      await store.writeCorrections([edit], [aNote({ retractions: [retraction], answers })], start)

      const beneath = { ...DESK, channel: 'one', beneath: 'm a1' }
      expect(await store.claimAmendments(start, LEASE_MS, 5)).toMatchObject([{ destination: beneath }])
      expect(await store.claimDeliveries(start, LEASE_MS, 5)).toMatchObject([
        { key: 'note', destination: { ...beneath, replyTo: 'm a2' } },
      ])
    })

    test('a place is told once of each retraction, and once of its withdrawal', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'r1', 'one', 'a')
      const retraction = await retract(store)
      const { delivery: answers, destination } = await firstPart(store, 'r1')
      const note = (key: string, kind: CorrectionNote['kind']) =>
        aNote({ kind, retractions: [retraction], answers, parts: [{ key, part: { text: key } }] })

      await store.writeCorrections([], [note('first', 'correction'), note('twice', 'correction')], start)
      await store.writeCorrections([], [note('again', 'correction')], start)
      await store.writeCorrections([], [note('withdrawn', 'withdrawal')], start)

      expect(await deliver(store)).toEqual(['a', 'first to m a', 'withdrawn to m a'])
      expect(await store.corrected([retraction])).toEqual([
        { retraction, kind: 'correction', at: destination },
        { retraction, kind: 'withdrawal', at: destination },
      ])
      expect(await store.corrected([])).toEqual([])
    })

    test('a channel and its threads are places of their own', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'r1', 'one', 'a')
      const retraction = await retract(store)
      const { delivery: answers, destination } = await firstPart(store, 'r1')
      const notes = [destination, { ...destination, thread: 't1' }].map((to, index) =>
        aNote({ retractions: [retraction], answers, destination: to, parts: [{ key: `n${index}`, part: {} }] }),
      )

      await store.writeCorrections([], notes, start)

      expect(await deliver(store)).toEqual(['a', 'n0 to m a', 'n1 to m a'])
    })

    test('all of a correction is written, or nothing of it', async () => {
      await using store = await open(fakeClock())
      await plan(store, 'r1', 'one', 'a')
      await deliver(store)
      const retraction = await retract(store)
      const { delivery } = await firstPart(store, 'r1')
      const clash = aNote({ retractions: [retraction], answers: delivery, parts: [{ key: 'a', part: {} }] })

      await expect(
        store.writeCorrections([{ delivery, part: { text: 'right' }, editable: true }], [clash], start),
      ).rejects.toThrow()

      expect(await firstPart(store, 'r1')).toMatchObject({ part: { text: 'part a' } })
      expect(await store.claimAmendments(start, LEASE_MS, 5)).toEqual([])
      expect(await store.corrected([retraction])).toEqual([])
    })
  })
}
