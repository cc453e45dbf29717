import { describe, expect, test } from 'vitest'
import { openCache } from '../../src/store/cache.ts'
import { openStore } from '../../src/store/sqlite.ts'
import { aKeepInput, aReading } from '../builders.ts'
import { join } from 'node:path'
import { reply } from '../fakes/model-reply.ts'
import { startModelServer } from '../fakes/model-server.ts'
import { aDesk, type Desk } from './desk.ts'

const MODEL = {
  LLM_BASE_URL: 'https://llm.ruritania.example/v1',
  LLM_MODEL: 'ruritanian-7b',
  LLM_PRICE_INPUT: '0.5',
  LLM_PRICE_OUTPUT: '1.5',
  LLM_MONEY_PER_MONTH: '20',
}
const SLACK = { platform: 'slack', workspace: 'T1' }

/** A desk whose database is there, with what `fill` puts into it. */
async function aDeskWith(
  environment: Readonly<Record<string, string>>,
  fill: (store: Awaited<ReturnType<typeof openStore>>, desk: Desk) => Promise<void> = async () => undefined,
): Promise<Desk> {
  const desk = await aDesk('sources: []\n', undefined, environment)
  await using store = await openStore({ file: desk.database, clock: desk.clock })
  await fill(store, desk)
  return desk
}

describe('attache llm', () => {
  test('tells use, cost and hit rate of today and this month, per workspace and in all, and who consented to what', async () => {
    await using desk = await aDeskWith(MODEL, async (store, { clock }) => {
      const allowance = { tokensPerDay: 1e9, tokensPerMonth: 1e9 }
      const budget = { workspace: allowance, all: allowance }
      const spent = { inputTokens: 1_000, outputTokens: 200, money: 800_000 }
      for (const day of ['2025-03-31', '2025-04-02', '2025-04-24']) {
        const account = { ...SLACK, day, task: 'read' } as const
        await store.reserveModelUse(account, spent, budget)
        await store.settleModelUse(account, spent, spent)
      }
      await store.countModelCacheHits({ ...SLACK, day: '2025-04-24', task: 'read' }, 1)
      await store.countModelDrops({ day: '2025-04-24', task: 'read' }, { number: 3, name: 5 })
      const at = clock.now()
      const to = { host: 'llm.ruritania.example', model: 'ruritanian-7b', who: 'U1', at }
      await store.giveModelConsent({ ...SLACK, ...to, feature: 'assist' }, undefined)
      await store.giveModelConsent({ ...SLACK, ...to, model: 'older', feature: 'ask' }, undefined)
    })
    await using cache = await openCache({ file: join(desk.folder, 'data', 'cache.db'), clock: desk.clock })
    const failing = { since: '2025-04-24T03:00:00.000Z', reason: 'timeout' }
    await cache.keyv('model-health').set('model', { at: '2025-04-24T03:59:00.000Z', failing })

    const { code, out } = await desk.run('llm')

    expect(code).toBe(0)
    expect(out).toContain('model: ruritanian-7b at llm.ruritania.example\n')
    expect(out).toContain('does not answer since 2025-04-24 03:00 UTC (timeout; tried 2025-04-24 03:59 UTC)')
    expect(out).toContain('prices: 0.5 in, 1.5 out (USD a million tokens)')
    expect(out).toContain('20 USD a month')
    const spent =
      'today 1,200 tokens, 0.8000 USD, 1 call, 50 % were there already · this month 2,400 tokens, 1.6000 USD, 2 calls, 33 % were there already'
    expect(out).toMatch(/^slack:T1 +assist on · ask lapsed \(was for older at llm\.ruritania\.example\)/m)
    for (const name of ['slack:T1', 'all'])
      expect(out.split('\n').find((line) => line.startsWith(name))).toContain(spent)
    expect(out).toContain('dropped this month: name 5, number 3\n')
  })

  test('switches it on and off where nobody can be asked, and says what leaves and where to', async () => {
    await using desk = await aDeskWith(MODEL)
    const on = await desk.run('llm', '--on', 'webhook:local')
    expect(on.out).toContain('On for webhook:local: summaries and translations.')
    expect(on.out).toContain('Sent to llm.ruritania.example (ruritanian-7b): the texts of public readouts')
    await desk.run('llm', '--on', 'webhook:local', '--ask')
    expect((await desk.run('llm')).out).toMatch(/^webhook:local +assist on · ask on/m)
    expect((await desk.run('audit')).out).toContain('operator  model-consent')

    expect((await desk.run('llm', '--off', 'webhook:local', '--ask')).out).toContain(
      'Off for webhook:local: questions.',
    )
    expect((await desk.run('llm', '--off', 'webhook:local', '--ask')).out).toContain('It was off already')
    expect((await desk.run('llm')).out).toMatch(/^webhook:local +assist on · ask off/m)
  })

  test('without a model there is nothing to switch on, and it says so', async () => {
    await using desk = await aDeskWith({})
    expect((await desk.run('llm')).out).toContain('no language model is configured')
    expect(await desk.run('llm', '--on', 'webhook:local')).toMatchObject({ code: 2, err: /LLM_BASE_URL/ })
    expect((await desk.run('llm', '--on', 'webhook')).code).toBe(2)
    expect((await desk.run('llm', '--on', 'a:b', '--off', 'a:b')).code).toBe(2)
  })
})

describe('attache start', () => {
  test('says for whom nothing is sent, since the model is another than the one that they agreed to', async () => {
    await using desk = await aDeskWith(MODEL, async (store, { clock }) => {
      const to = { host: 'llm.ruritania.example', model: 'older', who: 'U1', at: clock.now() }
      await store.giveModelConsent({ ...SLACK, ...to, feature: 'assist' }, undefined)
    })
    const { err } = await desk.run('start', '--once')
    expect(err).toContain('slack:T1 agreed to older at llm.ruritania.example, which is not the model now')
  })
})

describe('attache review', () => {
  test('lists what the model takes otherwise, newest first, with the words and what to do', async () => {
    await using desk = await aDeskWith({}, async (store, { clock }) => {
      const input = aKeepInput()
      await store.keep(input)
      const [point] = aReading().keyPoints
      const evidence = point?.evidence ?? []
      const disagreements = [
        {
          topic: 'partnership',
          kind: 'differs',
          rules: 'XB: strategic partnership',
          model: 'XB: partnership',
          evidence,
        },
        { topic: 'taiwan', kind: 'only-model', rules: undefined, model: 'XB: own-policy-unchanged', evidence: [] },
      ] as const
      const reading = { engine: 'ruritanian-7b@1', lede: [], points: [], disagreements, dropped: {} }
      await store.keepModelReading({ readoutId: input.readoutId, version: 1, at: clock.now(), reading, basis: [] })
    })
    const { code, out } = await desk.run('review')
    expect(code).toBe(0)
    expect(out).toMatch(
      /^2025-04-24 04:00 UTC {2}([a-z]{4,6}) {2}President Testwell Holds Talks .* {2}\(ruritanian-7b@1\)$/m,
    )
    expect(out).toContain('  partnership: rules XB: strategic partnership · model XB: partnership\n')
    expect(out).toContain('“Both sides agreed to build a strategic partnership.”')
    expect(out).toMatch(/if the rules are wrong: attache retract [a-z]+#1 --reason wrong-claim/)
    expect(out).toContain('  taiwan: rules nothing · model XB: own-policy-unchanged\n')
    expect(out).toContain('a phrase for config/lexicon/taiwan.en.yaml')
  })

  test('says when there is nothing', async () => {
    await using desk = await aDeskWith({})
    expect((await desk.run('review')).out).toBe('nothing is taken differently\n')
  })
})

describe('attache doctor', () => {
  test('names the model, says that money is not bounded without prices, and asks it on request alone', async () => {
    await using server = await startModelServer({ answer: () => ({ translations: ['Bonjour.'] }) })
    const environment = { LLM_BASE_URL: server.baseUrl, LLM_MODEL: 'ruritanian-7b' }
    await using desk = await aDesk('sources: []\n', undefined, environment)
    const { out } = await desk.run('doctor')
    expect(out).toContain(`ok   language model: ruritanian-7b at 127.0.0.1`)
    expect(out).toContain('note language model: its prices are not set')
    expect(server.requests).toEqual([])

    expect((await desk.run('doctor', '--model')).out).toContain('ok   language model: it answered')
    server.answer(() => reply.status(401))
    const refused = await desk.run('doctor', '--model')
    expect(refused).toMatchObject({ code: 1, out: /BAD {2}language model: it refuses to answer/ })
  })
})

describe('attache ask', () => {
  test('asks the model about what is kept, once questions are on for the terminal', async () => {
    const quote = 'Both sides agreed to build a strategic partnership.'
    const sentences = [{ text: 'Both sides agreed to build a strategic partnership.', cites: [1], quotes: [quote] }]
    await using server = await startModelServer({ answer: () => ({ sentences }) })
    await using desk = await aDeskWith({ LLM_BASE_URL: server.baseUrl, LLM_MODEL: 'm' }, async (store) => {
      await store.keep(aKeepInput())
    })
    const question = ['ask', 'who', 'agreed', 'on', 'a', 'strategic', 'partnership']
    const refused = await desk.run(...question)
    expect(refused).toMatchObject({ code: 2, err: /attache llm --on terminal:local --ask/ })
    await desk.run('llm', '--on', 'terminal:local', '--ask')
    const { code, out } = await desk.run(...question)
    expect(code).toBe(0)
    expect(out).toContain('From the readouts')
    expect(out).toContain('Both sides agreed to build a strategic partnership')
    expect(server.requests).toHaveLength(1)
  })
})
