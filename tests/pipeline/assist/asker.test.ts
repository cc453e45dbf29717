import { describe, expect, test } from 'vitest'
import type { LanguageModel, ModelOutcome, ModelOutputs, ModelTask } from '../../../src/domain/model.ts'
import { createAsker, type ModelHealth } from '../../../src/pipeline/assist/asker.ts'
import { openCache } from '../../../src/store/cache.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { ENDPOINT } from './assistance.ts'
import { anEmptyStore } from '../../store/empty.ts'

const never = new AbortController().signal
const payer = { platform: 'slack', workspace: 'T1' }
const usage = { inputTokens: 40, outputTokens: 20 }
const sentences = { sentences: [{ text: 'They met.', cites: [1] }] }
const compare = (issuer = 'China') =>
  ({ task: 'compare', inputs: { accounts: [{ issuer, facts: [] }] }, payer }) as const
const HOUR_MS = 3_600_000
const MOST = { inputTokens: 60, outputTokens: 40 }

/** An asker whose model does as it is told, task by task; each of its `requests` takes 100 tokens at most. */
async function anAsker(outcomes: readonly ModelOutcome<ModelOutputs['compare']>[], tokensPerDay = 1_000, requests = 1) {
  const clock = fakeClock()
  const store = await anEmptyStore(clock)
  const cache = await openCache({ clock })
  const asked: ModelTask[] = []
  const likely: (number | undefined)[] = []
  let engine = 'fable@1'
  const model: LanguageModel = {
    host: ENDPOINT.host,
    name: ENDPOINT.model,
    engineOf: () => engine,
    estimate: () => MOST,
    async run(task, _inputs, _signal, meter) {
      const outcome = outcomes[asked.length]
      likely.push(meter?.likelyOutputTokens)
      if (outcome?.kind === 'resting') {
        asked.push(task)
        return outcome
      }
      for (let request = 0; request < requests; request += 1) {
        if (await meter?.reserve(MOST)) continue
        return { kind: 'over-budget', usage: request === 0 ? { inputTokens: 0, outputTokens: 0 } : usage }
      }
      asked.push(task)
      if (!outcome) throw new DOMException('stopped', 'AbortError')
      // Every task of these tests answers in sentences.
      return outcome as never
    },
  }
  const allowance = { tokensPerDay, tokensPerMonth: 10_000 }
  const asker = createAsker({
    model,
    store,
    clock,
    caches: { read: cache.keyv('r'), overview: cache.keyv('o'), compare: cache.keyv('c') },
    health: cache.keyv<ModelHealth>('h'),
    budget: { workspace: allowance, all: allowance },
    prices: { inputPerMillion: 1, outputPerMillion: 2 },
  })
  return {
    asker,
    asked,
    likely,
    clock,
    store,
    health: () => cache.keyv<ModelHealth>('h').get('model'),
    change: (to: string) => {
      engine = to
    },
    use: async () => (await store.modelUses('2025-04-01'))[0],
    async [Symbol.asyncDispose]() {
      await cache.close()
      await store.close()
    },
  }
}

const answered = { kind: 'answered', output: sentences, usage } as const

describe('asking a model', () => {
  test('the same is sent once, and what it cost is kept; another model or prompt is asked anew', async () => {
    await using test = await anAsker([answered, answered])
    const first = await test.asker.once({ ...compare(), basis: ['a fact'] }, 'key', never)
    expect(first).toEqual({ kind: 'answered', output: sentences, basis: ['a fact'] })
    expect(await test.asker.once({ ...compare(), basis: ['another'] }, 'key', never)).toEqual(first)
    expect(test.asked).toHaveLength(1)
    const spent = { calls: 1, cacheHits: 1, inputTokens: 40, outputTokens: 20, money: 80, reservedTokens: 0 }
    expect(await test.use()).toMatchObject({ ...payer, task: 'compare', day: '2025-04-24', ...spent })

    test.change('fable@2')
    await test.asker.once(compare(), 'key', never)
    expect(test.asked).toHaveLength(2)
  })

  test('what would go beyond the budget is not sent', async () => {
    await using test = await anAsker([answered, answered], 100)
    expect((await test.asker.anew(compare(), never)).kind).toBe('answered')
    expect((await test.asker.anew(compare(), never)).kind).toBe('over-budget')
    expect(test.asked).toHaveLength(1)
    test.clock.advance(24 * HOUR_MS)
    expect((await test.asker.anew(compare(), never)).kind).toBe('answered')
  })

  test('an answer of no use is paid for, counted, and not asked for again', async () => {
    await using test = await anAsker([{ kind: 'malformed', usage }])
    expect((await test.asker.once(compare(), 'key', never)).kind).toBe('none')
    expect((await test.asker.once(compare(), 'key', never)).kind).toBe('none')
    expect(test.asked).toHaveLength(1)
    expect(await test.use()).toMatchObject({ calls: 1, inputTokens: 40 })
    expect(await test.store.modelDrops('2025-04-24')).toMatchObject([{ reason: 'malformed', count: 1 }])
  })

  test.each([
    ['unreachable', 0, 0],
    ['rate-limited', 0, 0],
    ['rejected', 0, 1],
    // Who took too long may still have worked: it counts as spent.
    ['timeout', 100, 1],
  ] as const)('%s: costs %i tokens, and is asked again after %i hours', async (reason, tokens, hours) => {
    await using test = await anAsker([{ kind: 'failed', reason }, answered])
    const kind = reason === 'rejected' ? 'refused' : 'unavailable'
    expect((await test.asker.once(compare(), 'key', never)).kind).toBe(kind)
    const { inputTokens = 0, outputTokens = 0, reservedTokens = 0 } = (await test.use()) ?? {}
    expect([inputTokens + outputTokens, reservedTokens]).toEqual([tokens, 0])
    if (hours > 0) {
      expect((await test.asker.once(compare(), 'key', never)).kind).toBe('none')
      test.clock.advance(hours * HOUR_MS + 1)
    }
    expect((await test.asker.once(compare(), 'key', never)).kind).toBe('answered')
  })

  test('what is broken off stays reserved, since it may have been worked on', async () => {
    await using test = await anAsker([])
    await expect(test.asker.anew(compare(), never)).rejects.toThrow('stopped')
    expect(await test.use()).toMatchObject({ calls: 0, reservedTokens: 100, reservedMoney: 140 })
  })

  test('a second request is reserved by itself; where there is no room for it the first is paid for, and asked again later', async () => {
    await using test = await anAsker([answered, answered], 199, 2)
    expect((await test.asker.once(compare(), 'key', never)).kind).toBe('over-budget')
    expect(await test.use()).toMatchObject({ calls: 1, inputTokens: 40, outputTokens: 20, reservedTokens: 0 })
    test.clock.advance(24 * HOUR_MS)
    expect((await test.asker.once(compare(), 'key', never)).kind).toBe('over-budget')
  })

  test('of a task that fails at its second request the first is paid for', async () => {
    await using test = await anAsker([{ kind: 'failed', reason: 'unreachable' }], 1_000, 2)
    await test.asker.anew(compare(), never)
    expect(await test.use()).toMatchObject({ inputTokens: 60, outputTokens: 40, reservedTokens: 0, reservedMoney: 0 })
  })

  test('how long answers are as a rule is told once there were some; of translations and after a month it is not', async () => {
    await using test = await anAsker(
      Array.from({ length: 12 }, () => ({ ...answered, usage: { ...usage, outputTokens: 500 } })),
      10_000,
    )
    for (let n = 0; n < 9; n += 1) await test.asker.anew(compare(), never)
    expect(test.likely).toEqual([...Array.from({ length: 8 }, () => undefined), 2_000])
    const strings = { task: 'translate', inputs: { strings: [], into: 'zh', glossary: [] }, payer } as const
    await test.asker.anew(strings, never)
    test.clock.advance(33 * 24 * HOUR_MS)
    await test.asker.anew(compare(), never)
    expect(test.likely.slice(-2)).toEqual([undefined, undefined])
  })

  test('tells other processes since when the model does not answer, and that it does again', async () => {
    await using test = await anAsker([{ kind: 'failed', reason: 'timeout' }, { kind: 'resting' }, answered])
    const since = test.clock.now().toISOString()
    await test.asker.anew(compare(), never)
    test.clock.advance(1_000)
    await test.asker.anew(compare(), never)
    expect(await test.health()).toEqual({
      at: test.clock.now().toISOString(),
      failing: { since, reason: 'timeout' },
    })
    await test.asker.anew(compare(), never)
    expect(await test.health()).toEqual({ at: test.clock.now().toISOString() })
  })
})
