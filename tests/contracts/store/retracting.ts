import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { KeyPoint } from '../../../src/domain/key-point.ts'
import type { KeptReading } from '../../../src/domain/readout.ts'
import { type Retraction, saysOf } from '../../../src/domain/retraction.ts'
import type { Topic } from '../../../src/domain/topic.ts'
import { aFetched, aKeepInput, aReading } from '../../builders.ts'
import { fakeClock } from '../../fakes/clock.ts'
import type { FullStore, OpenStore } from '../store.ts'

// `XA` (Ruritania) and `XB` (Syldavia) are fiction.

const at = new Date('2025-04-24T04:00:00Z')
const later = new Date('2025-04-24T05:00:00Z')
const { readoutId } = aKeepInput()

/** The sentence that all of these points are drawn from, so that each stands in the text. */
const evidence = aReading().keyPoints[0]?.evidence ?? [{ start: 0, end: 0, quote: '' }]
const level: KeyPoint = { ...drawn('joint'), topic: 'partnership', with: 'XB', level: 'strategic partnership' }
const principle: KeyPoint = { ...drawn('XB'), topic: 'taiwan', claims: ['one-china-principle'], flags: [] }
const policy: KeyPoint = { ...drawn('XB'), topic: 'taiwan', claims: ['one-china-policy'], flags: [] }
const visits: KeyPoint = { ...drawn('XA'), topic: 'visits' }

function drawn(voice: string) {
  return { voice, statement: `${voice} said so.`, evidence }
}

function aRetraction(point: KeyPoint, parts: Partial<Retraction> = {}): Omit<Retraction, 'number' | 'undoneAt'> {
  return { readout: readoutId, version: 1, point, reason: 'wrong-claim', at, ...parts }
}

const keepWith = (store: FullStore, keyPoints: readonly KeyPoint[], text = aFetched().text) =>
  store.keep(aKeepInput({ fetched: { text }, reading: aReading({ keyPoints }) }))

/** What every way to a reading shows of the one readout that is kept: they must agree. */
async function shown(store: FullStore): Promise<string[]> {
  const ways: (KeptReading | undefined)[] = [
    await store.find(readoutId),
    ...(await store.latest({ limit: 5 })),
    ...(await store.latest({ parties: ['XA'], limit: 5 })),
    ...(await store.search('testwell', 5)),
    ...(await store.batch(undefined, 5)),
    ...(await store.holding('held talks with', 'newest', 5)),
    ...(await store.holding('held talks with', 'oldest', 5)),
  ]
  const said = ways.map((kept) => kept?.reading.keyPoints.map(saysOf))
  expect(said).toHaveLength(7)
  for (const one of said) expect(one).toEqual(said[0])
  return said[0] ?? []
}

async function isListedUnder(store: FullStore, topic: Topic): Promise<boolean> {
  return (await store.latest({ topic, limit: 5 })).length === 1
}

/** Key points that were found wrong. */
export function describeRetracting(open: OpenStore): void {
  describe('retracting', () => {
    test('a retracted key point leaves every look-up at once, and what it alone was listed under', async () => {
      await using store = await open(fakeClock())
      await keepWith(store, [level, principle, visits])

      const made = await store.retract(aRetraction(principle, { says: 'XB takes note of it.', who: 'U1' }))

      expect(made).toMatchObject({ number: 1, readout: readoutId, point: principle })
      expect(await shown(store)).toEqual([level, visits].map(saysOf))
      expect(await isListedUnder(store, 'taiwan')).toBe(false)
      expect(await isListedUnder(store, 'visits')).toBe(true)
      expect(await store.retractions(5)).toEqual([made])
      expect(await store.retractionsOf([readoutId, 'another'])).toEqual([made])
    })

    test('undone, it is back everywhere, and remembered as undone', async () => {
      await using store = await open(fakeClock())
      await keepWith(store, [principle])
      const { number } = await store.retract(aRetraction(principle))

      expect(await store.undoRetraction(number, later)).toMatchObject({ number, undoneAt: later })

      expect(await shown(store)).toEqual([saysOf(principle)])
      expect(await isListedUnder(store, 'taiwan')).toBe(true)
      expect(await store.retractions(5)).toMatchObject([{ number, undoneAt: later }])
      expect(await store.retractionsOf([readoutId])).toEqual([])
      expect(await store.undoRetraction(number, later)).toBeUndefined()
      expect(await store.undoRetraction(99, later)).toBeUndefined()
    })

    test('it stays out when the text is read anew, unless the new reading says something else', async () => {
      await using store = await open(fakeClock())
      await keepWith(store, [principle])
      await store.retract(aRetraction(principle))

      await store.replaceReading(readoutId, 1, aReading({ engine: 'rules@2', keyPoints: [principle, visits] }), later)
      expect(await shown(store)).toEqual([saysOf(visits)])
      expect(await isListedUnder(store, 'taiwan')).toBe(false)

      await store.replaceReading(readoutId, 1, aReading({ engine: 'rules@3', keyPoints: [policy] }), later)
      expect(await shown(store)).toEqual([saysOf(policy)])
      expect(await isListedUnder(store, 'taiwan')).toBe(true)
    })

    test('it stays out when the page is edited elsewhere', async () => {
      await using store = await open(fakeClock())
      await keepWith(store, [principle])
      await store.retract(aRetraction(principle))

      expect(await keepWith(store, [principle, visits], `${aFetched().text} They held talks with guests.`)).toBe(
        'new-version',
      )

      expect(await shown(store)).toEqual([saysOf(visits)])
      expect(await isListedUnder(store, 'taiwan')).toBe(false)
    })

    test('whatever is retracted, undone, read anew and edited, in whatever order, no look-up shows what is found wrong', async () => {
      const points = [level, principle, policy, visits]
      const point = fc.constantFrom(...points)
      const step = fc.oneof(
        fc.record({ do: fc.constant('retract' as const), point }),
        fc.record({ do: fc.constant('undo' as const), number: fc.integer({ min: 1, max: 4 }) }),
        fc.record({ do: fc.constantFrom('reread' as const, 'edit' as const), keyPoints: fc.subarray(points) }),
      )
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
          await using store = await open(fakeClock())
          await keepWith(store, points)
          let [read, version]: [readonly KeyPoint[], number] = [points, 1]
          for (const one of steps) {
            if (one.do === 'retract') await store.retract(aRetraction(one.point, { version }))
            else if (one.do === 'undo') await store.undoRetraction(one.number, later)
            else {
              read = one.keyPoints
              const reading = aReading({ keyPoints: read })
              if (one.do === 'reread') await store.replaceReading(readoutId, version, reading, later)
              else {
                version += 1
                await keepWith(store, read, `${aFetched().text} Edited ${version} times.`)
              }
            }
            const wrong = new Set(
              (await store.retractionsOf([readoutId])).map((retraction) => saysOf(retraction.point)),
            )
            const standing = read.filter((each) => !wrong.has(saysOf(each)))
            expect(await shown(store)).toEqual(standing.map(saysOf))
            for (const { topic } of points)
              expect(await isListedUnder(store, topic)).toBe(standing.some((each) => each.topic === topic))
          }
        }),
        { numRuns: 15 },
      )
    })

    test('who retracted what and who took it back stands in the audit', async () => {
      await using store = await open(fakeClock())
      await keepWith(store, [principle])
      const { number } = await store.retract(aRetraction(principle, { who: 'U1', reason: 'misread “notes”' }))
      await store.undoRetraction(number, later)

      const after = { retraction: number, readout: readoutId, point: saysOf(principle), reason: 'misread “notes”' }
      expect(await store.audit(5)).toMatchObject([
        { what: 'restore', at: later, after },
        { what: 'retract', at, who: 'U1', after },
      ])
      expect(await store.audit(5, 'retract')).toHaveLength(1)
    })

    test('of what is not kept nothing is retracted', async () => {
      await using store = await open(fakeClock())
      await expect(store.retract(aRetraction(principle))).rejects.toThrow(readoutId)
      expect(await store.retractions(5)).toEqual([])
    })

    test('a retraction is due until it is settled, and again when it is undone', async () => {
      await using store = await open(fakeClock())
      await keepWith(store, [principle, visits])
      const first = await store.retract(aRetraction(principle))
      const second = await store.retract(aRetraction(visits))
      expect(await store.dueRetractions(new Date(at.getTime() - 1))).toEqual([])
      expect(await store.dueRetractions(at)).toEqual([first, second])

      await store.settleRetraction(first, undefined)
      await store.settleRetraction(second, later)
      expect(await store.dueRetractions(at)).toEqual([])
      expect(await store.dueRetractions(later)).toEqual([second])

      const undone = await store.undoRetraction(first.number, at)
      // Whoever had read it before cannot settle what came since.
      await store.settleRetraction(first, undefined)
      expect(await store.dueRetractions(at)).toEqual([undone])
    })

    test('a point is found in the reading that had it, long after', async () => {
      await using store = await open(fakeClock())
      await keepWith(store, [principle])
      await store.replaceReading(readoutId, 1, aReading({ engine: 'rules@2', keyPoints: [policy] }), later)

      expect(await store.pointOnceRead(readoutId, 1, saysOf(principle))).toEqual(principle)
      expect(await store.pointOnceRead(readoutId, 1, saysOf(visits))).toBeUndefined()
      expect(await store.pointOnceRead(readoutId, 2, saysOf(principle))).toBeUndefined()
    })
  })
}
