import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MachinePoint, ModelReading } from '../../../src/domain/model.ts'
import type { Allowance, KeptModelReading, ModelAccount, ModelBudget, Spending } from '../../../src/domain/model-use.ts'
import { byMachine } from '../../../src/domain/retraction.ts'
import { aKeepInput } from '../../builders.ts'
import { fakeClock } from '../../fakes/clock.ts'
import type { OpenStore } from '../store.ts'

const at = new Date('2025-04-24T04:00:00Z')
const later = new Date('2025-04-24T05:00:00Z')
const id = aKeepInput().readoutId

const HERE = { platform: 'slack', workspace: 'T1' }
const THERE = { platform: 'slack', workspace: 'T2' }
const account = (parts: Partial<ModelAccount> = {}): ModelAccount => ({
  ...HERE,
  day: '2025-04-24',
  task: 'read',
  ...parts,
})
const tokens = (count: number, money = 0): Spending => ({ inputTokens: count, outputTokens: 0, money })
const PLENTY: Allowance = { tokensPerDay: 1_000_000, tokensPerMonth: 1_000_000 }
const budget = (workspace: Partial<Allowance>, all: Partial<Allowance> = {}): ModelBudget => ({
  workspace: { ...PLENTY, ...workspace },
  all: { ...PLENTY, ...all },
})

function aModelReading(parts: Partial<ModelReading> = {}): ModelReading {
  return {
    engine: 'm@1',
    lede: [{ text: 'They met.', cites: [0] }],
    points: [],
    disagreements: [],
    dropped: {},
    ...parts,
  }
}

const aKept = (parts: Partial<KeptModelReading> = {}): KeptModelReading => ({
  readoutId: id,
  version: 1,
  at,
  reading: aModelReading(),
  basis: ['partnership | joint'],
  ...parts,
})

const aMachinePoint = (statement: string): MachinePoint => ({
  topic: 'visits',
  voice: 'XA',
  statement,
  evidence: [{ start: 0, end: 2, quote: 'On' }],
})

/** What a language model read, cost, and is allowed. */
export function describeModelling(open: OpenStore): void {
  describe('readings of a model', () => {
    test('stand beside the rules’ reading, which stays the current one', async () => {
      await using store = await open(fakeClock())
      await store.keep(aKeepInput())
      const before = await store.find(id)

      await store.keepModelReading(aKept())

      expect(await store.modelReadingsOf([id, 'unknown'])).toEqual(new Map([[id, aKept()]]))
      expect(await store.find(id)).toEqual(before)
    })

    test('an engine reads a version once; of two engines the later reading is given', async () => {
      await using store = await open(fakeClock())
      await store.keep(aKeepInput())
      await store.keepModelReading(aKept())
      await store.keepModelReading(aKept({ at: later, reading: aModelReading({ lede: [] }) }))
      expect((await store.modelReadingsOf([id])).get(id)).toEqual(aKept())

      const newer = aKept({ at: later, reading: aModelReading({ engine: 'm@2' }) })
      await store.keepModelReading(newer)
      expect((await store.modelReadingsOf([id])).get(id)).toEqual(newer)
    })

    test('those of an edited text are not given for its newest version, and it is unread again', async () => {
      await using store = await open(fakeClock())
      await store.keep(aKeepInput())
      expect(await store.unreadByModel('m@1', at, 9)).toEqual([id])
      await store.keepModelReading(aKept())
      expect(await store.unreadByModel('m@1', at, 9)).toEqual([])
      expect(await store.unreadByModel('m@2', at, 9)).toEqual([id])

      await store.keep(aKeepInput({ fetched: { text: 'edited' }, fetchedAt: later }))
      expect((await store.modelReadingsOf([id])).size).toBe(0)
      expect(await store.unreadByModel('m@1', at, 9)).toEqual([id])
    })

    test('those that were found wrong are gone from it, and come back when that is taken back', async () => {
      await using store = await open(fakeClock())
      await store.keep(aKeepInput())
      const before = await store.find(id)
      const [first, second] = [aMachinePoint('one sentence'), aMachinePoint('another sentence')]
      const lede = [
        { text: 'On the first.', cites: [1, 2] },
        { text: 'On the second.', cites: [1, 3] },
      ]
      const kept = aKept({ reading: aModelReading({ points: [first, second], lede }) })
      await store.keepModelReading(kept)

      const { number } = await store.retract({ readout: id, version: 1, point: byMachine(first), reason: 'other', at })
      expect((await store.modelReadingsOf([id])).get(id)?.reading).toMatchObject({
        points: [second],
        lede: [{ text: 'On the second.', cites: [1, 2] }],
      })
      expect(await store.find(id)).toEqual(before)

      await store.undoRetraction(number, later)
      expect((await store.modelReadingsOf([id])).get(id)).toEqual(kept)
    })

    test('what no poll found, or was stored before, is not waiting to be read', async () => {
      await using store = await open(fakeClock())
      await store.keep(aKeepInput({ arrival: 'backfill' }))
      await store.keep(aKeepInput({ fetched: { url: 'https://x.example/2' } }))
      expect(await store.unreadByModel('m@1', later, 9)).toEqual([])
      expect(await store.unreadByModel('m@1', at, 9)).toEqual(['id of https://x.example/2'])
      expect(await store.unreadByModel('m@1', at, 0)).toEqual([])
    })

    test('of a version that is not kept none can be', async () => {
      await using store = await open(fakeClock())
      await expect(store.keepModelReading(aKept())).rejects.toThrow('no version 1')
    })

    test('that differ from the rules are listed newest first', async () => {
      await using store = await open(fakeClock())
      await store.keep(aKeepInput())
      const disagreements = [
        { topic: 'taiwan', kind: 'only-model', rules: undefined, model: 'XB: one-china-policy', evidence: [] },
      ] as const
      await store.keepModelReading(aKept())
      for (const [engine, when] of [
        ['m@2', at],
        ['m@3', later],
      ] as const) {
        await store.keepModelReading(aKept({ at: when, reading: aModelReading({ engine, disagreements }) }))
      }

      const disputed = await store.disputedReadings(9)
      expect(disputed.map(({ engine }) => engine)).toEqual(['m@3', 'm@2'])
      expect(disputed[0]).toMatchObject({ readoutId: id, version: 1, at: later, disagreements: [{ topic: 'taiwan' }] })
      expect(await store.disputedReadings(1)).toHaveLength(1)
    })
  })

  describe('the budget of a model', () => {
    test('is kept for the day and the month, for each workspace and for all, by tokens and by money', async () => {
      await using store = await open(fakeClock())
      const reserve = (parts: Partial<ModelAccount>, spending: Spending, within: ModelBudget): Promise<boolean> =>
        store.reserveModelUse(account(parts), spending, within)
      expect(await reserve({}, tokens(60), budget({ tokensPerDay: 100 }))).toBe(true)
      expect(await reserve({ task: 'translate' }, tokens(41), budget({ tokensPerDay: 100 }))).toBe(false)
      expect(await reserve(THERE, tokens(41), budget({ tokensPerDay: 100 }))).toBe(true)
      expect(await reserve({ workspace: 'T3' }, tokens(1), budget({}, { tokensPerDay: 101 }))).toBe(false)
      expect(await reserve({ day: '2025-04-25' }, tokens(41), budget({ tokensPerMonth: 100 }))).toBe(false)
      expect(await reserve({ day: '2025-05-01' }, tokens(41), budget({ tokensPerMonth: 100 }))).toBe(true)
      expect(await reserve({}, tokens(1, 11), budget({ moneyPerDay: 10 }))).toBe(false)
      expect(await reserve({}, tokens(1, 10), budget({ moneyPerDay: 10 }, { moneyPerMonth: 10 }))).toBe(true)
      expect(await reserve(THERE, tokens(1, 1), budget({}, { moneyPerMonth: 10 }))).toBe(false)
    })

    test('what was spent takes the place of what was reserved', async () => {
      await using store = await open(fakeClock())
      const within = budget({ tokensPerDay: 100 })
      await store.reserveModelUse(account(), tokens(100, 7), within)
      expect(await store.reserveModelUse(account(), tokens(1), within)).toBe(false)
      await store.settleModelUse(account(), tokens(100, 7), { inputTokens: 30, outputTokens: 10, money: 3 })
      expect(await store.reserveModelUse(account(), tokens(61), within)).toBe(false)
      expect(await store.reserveModelUse(account(), tokens(60), within)).toBe(true)
      await store.settleModelUse(account(), tokens(60), undefined)
      await store.countModelCacheHits(account(), 2)
      await store.countModelCacheHits(account({ task: 'compare' }), 0)

      const spent = { calls: 1, inputTokens: 30, outputTokens: 10, money: 3 }
      expect(await store.modelUses('2025-04-24')).toEqual([
        { ...account(), ...spent, cacheHits: 2, reservedTokens: 0, reservedMoney: 0 },
      ])
      expect(await store.modelUses('2025-04-25')).toEqual([])
    })

    test('never lets more be reserved than is allowed, however many ask at once', async () => {
      const limit = fc.integer({ min: 0, max: 60 })
      const asked = fc.record({
        workspace: fc.constantFrom('T1', 'T2'),
        day: fc.constantFrom('2025-04-23', '2025-04-24'),
        count: fc.integer({ min: 1, max: 30 }),
      })
      const limits = fc.record({ tokensPerDay: limit, tokensPerMonth: limit })
      await fc.assert(
        fc.asyncProperty(limits, limits, fc.array(asked, { maxLength: 12 }), async (workspace, all, requests) => {
          await using store = await open(fakeClock())
          await Promise.all(
            requests.map(({ count, ...of }) => store.reserveModelUse(account(of), tokens(count), { workspace, all })),
          )
          const uses = await store.modelUses('2025-04-01')
          const sum = (of: Partial<ModelAccount>): number =>
            uses
              .filter((use) => (of.day ?? use.day) === use.day && (of.workspace ?? use.workspace) === use.workspace)
              .reduce((total, { reservedTokens }) => total + reservedTokens, 0)
          expect(sum({})).toBeLessThanOrEqual(all.tokensPerMonth)
          for (const day of ['2025-04-23', '2025-04-24']) {
            expect(sum({ day })).toBeLessThanOrEqual(all.tokensPerDay)
            for (const name of ['T1', 'T2']) {
              expect(sum({ day, workspace: name })).toBeLessThanOrEqual(workspace.tokensPerDay)
              expect(sum({ workspace: name })).toBeLessThanOrEqual(workspace.tokensPerMonth)
            }
          }
        }),
        { numRuns: 25 },
      )
    })

    test('what the gate dropped is counted by day, task and reason', async () => {
      await using store = await open(fakeClock())
      await store.countModelDrops(account(), { number: 2, name: 1 })
      await store.countModelDrops(account(), { number: 1, malformed: 1 })
      await store.countModelDrops(account({ task: 'ask' }), {})
      const of = { day: '2025-04-24', task: 'read' }
      expect(await store.modelDrops('2025-04-24')).toEqual([
        { ...of, reason: 'malformed', count: 1 },
        { ...of, reason: 'name', count: 1 },
        { ...of, reason: 'number', count: 3 },
      ])
    })
  })

  describe('consent to a model', () => {
    const to = { host: 'llm.example', model: 'm', who: 'U1', at }
    const where = { ...HERE, channel: 'C1' }

    test('is each workspace’s own, for each feature by itself', async () => {
      await using store = await open(fakeClock())
      await store.giveModelConsent({ ...HERE, ...to, feature: 'assist' }, where)
      await store.giveModelConsent({ ...HERE, ...to, feature: 'ask' }, where)
      await store.giveModelConsent({ ...THERE, ...to, feature: 'assist', who: undefined }, undefined)
      expect(await store.withdrawModelConsent(HERE, 'assist', { who: 'U2', at: later, where })).toBe(true)
      expect(await store.withdrawModelConsent(HERE, 'assist', { who: 'U2', at: later, where })).toBe(false)

      expect(await store.modelConsents()).toEqual([
        { ...HERE, ...to, feature: 'ask' },
        { ...THERE, ...to, feature: 'assist', who: undefined },
      ])
    })

    test('to another model takes the place of the one before; the same again changes nothing', async () => {
      await using store = await open(fakeClock())
      const consent = { ...HERE, ...to, feature: 'assist' } as const
      for (const model of ['m', 'm', 'n']) await store.giveModelConsent({ ...consent, model }, where)

      expect(await store.modelConsents()).toEqual([{ ...consent, model: 'n' }])
      expect(await store.audit(9, 'model-consent')).toMatchObject([
        { who: 'U1', where, before: { feature: 'assist', model: 'm' }, after: { feature: 'assist', model: 'n' } },
        { who: 'U1', where, after: { ...HERE, feature: 'assist', host: 'llm.example', model: 'm' } },
      ])
    })
  })
}
