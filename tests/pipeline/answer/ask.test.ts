import { describe, expect, test } from 'vitest'
import type { Reply } from '../../../src/chat/adapter.ts'
import type { ModelInputs, ModelOutputs } from '../../../src/domain/model.ts'
import type { Assistance } from '../../../src/pipeline/assist/ports.ts'
import { anAssistance, ENDPOINT } from '../assist/assistance.ts'
import { here, openBot, type TestBot } from './bot.ts'

type Answer = ModelOutputs['ask']['sentences']

/** A model that answers so, whatever it is asked; behind a gate that believes it. */
function answering(sentences: Answer, parts: Partial<Assistance> = {}) {
  const given: ModelInputs['ask'][] = []
  const base = anAssistance()
  const assist = anAssistance({
    gate: { ...base.gate, checkAnswer: (all) => ({ sentences: all, dropped: {} }) },
    asker: {
      ...base.asker,
      async anew(request) {
        if (request.task === 'ask') given.push(request.inputs as ModelInputs['ask'])
        // Nothing else is asked for here.
        return { kind: 'answered', output: { sentences }, basis: [] } as never
      },
    },
    ...parts,
  })
  return { assist, given }
}

async function consented(assist: Assistance): Promise<TestBot> {
  const test = await openBot({ assist })
  const { platform, workspace } = here
  const by = { who: 'U9', at: test.clock.now() }
  await test.store.giveModelConsent({ platform, workspace, feature: 'ask', ...ENDPOINT, ...by }, here)
  return test
}

const tariffs = {
  name: 'tariffs',
  said: [{ topic: 'economy', voice: 'AZ', quote: 'Azerbaijan spoke of the fictional tariff on quinces.' }],
} as const
const railways = {
  name: 'railways',
  parties: ['CN', 'KZ'],
  said: [{ topic: 'economy', voice: 'KZ', quote: 'Kazakhstan spoke of invented railways and quinces.' }],
} as const

const answerIn = (reply: Reply) => (reply.kind === 'answer' ? reply.answer : expect.fail(JSON.stringify(reply)))

describe('a question', () => {
  test('is not answered before the workspace has turned questions on', async () => {
    await using test = await openBot({ assist: anAssistance() })
    await test.keep(tariffs)
    expect(await test.ask('ask what was said about quinces')).toMatchObject({
      kind: 'refusal',
      choices: [{ words: 'model' }],
    })
  })

  test('goes to the model with passages that are about it, the likeliest first; nothing else does', async () => {
    const { assist, given } = answering([])
    await using test = await consented(assist)
    await test.keep(tariffs)
    await test.keep(railways)
    await test.keep({ name: 'elsewhere', parties: ['CN', 'UZ'], text: 'Uzbekistan spoke of melons alone.' })

    await test.ask('ask What did Azerbaijan say about quinces?')

    expect(given.map(({ question }) => question)).toEqual(['What did Azerbaijan say about quinces?'])
    const [passages = []] = given.map((one) => one.passages)
    expect(passages).toHaveLength(1)
    expect(passages[0]?.heading).toMatch(/^[a-z]{4,6}: China – Azerbaijan, .*, as China published it$/)
    expect(passages[0]?.text).toContain('fictional tariff on quinces')
  })

  test('is answered in sentences, each under its readout, with its words and the others that it rests on', async () => {
    const quotes = ['spoke of the fictional tariff on quinces']
    const { assist } = answering([
      { text: 'Azerbaijan spoke of quinces.', cites: [1], quotes },
      { text: 'Quinces came up twice.', cites: [2, 1], quotes: ['invented railways and quinces'] },
    ])
    await using test = await consented(assist)
    await test.keep(tariffs)
    await test.keep(railways)
    const answer = answerIn(await test.ask('ask who spoke of quinces and a tariff'))

    const [first, second] = answer.items
    expect(answer.summary).toContain('Machine-written')
    expect(first?.shortId).toBe(await test.idOf('tariffs'))
    expect(first?.links).not.toEqual([])
    expect(first?.fields).toEqual([
      { label: 'Machine-written', text: 'Azerbaijan spoke of quinces.', quote: quotes[0] },
    ])
    expect(second?.shortId).toBe(await test.idOf('railways'))
    expect(second?.fields[0]?.text).toBe(`Quinces came up twice. (also ${await test.idOf('tariffs')})`)
  })

  test('that no text is about, or that the texts do not answer, is not in the readouts; the question is not repeated', async () => {
    const { assist, given } = answering([])
    await using test = await consented(assist)
    await test.keep(tariffs)
    const nothing = answerIn(await test.ask('ask did anybody mention zeppelins'))
    expect(nothing.heading).toBe('Not in the readouts')
    expect(given).toEqual([])
    const unanswered = answerIn(await test.ask('ask how many quinces are there'))
    expect(unanswered.heading).toBe('Not in the readouts')
    expect(given).toHaveLength(1)
    expect(JSON.stringify([nothing, unanswered])).not.toMatch(/zeppelin|quince/)
  })

  test('is asked so often an hour, each person for themselves', async () => {
    const { assist } = answering([])
    await using test = await consented(assist)
    for (let n = 0; n < 3; n += 1) expect((await test.ask('ask about zeppelins')).kind).toBe('answer')
    expect(await test.ask('ask about zeppelins')).toMatchObject({ kind: 'refusal', text: /ask again in 60 minutes/ })
    expect((await test.ask('ask about zeppelins', { user: 'U2' })).kind).toBe('answer')
    test.clock.advance(3_600_000)
    expect((await test.ask('ask about zeppelins')).kind).toBe('answer')
  })

  test.each([
    ['over-budget', /spent for now/],
    ['unavailable', /did not answer in time/],
  ] as const)('%s: says so', async (kind, said) => {
    const base = anAssistance()
    await using test = await consented(anAssistance({ asker: { ...base.asker, anew: async () => ({ kind }) } }))
    await test.keep(tariffs)
    expect(await test.ask('ask about quinces')).toMatchObject({ kind: 'refusal', text: said })
  })

  test('never waits for longer than the settings say', async () => {
    const base = anAssistance()
    const hanging: Assistance['asker']['anew'] = (_request, signal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    await using test = await consented(anAssistance({ asker: { ...base.asker, anew: hanging }, answerSeconds: 0.02 }))
    await test.keep(tariffs)
    expect(await test.ask('ask about quinces')).toMatchObject({ kind: 'refusal', text: /did not answer in time/ })
  })

  test('leaves out of what is shown to the model any text that speaks to machines', async () => {
    const { assist, given } = answering([])
    const gate = { ...assist.gate, speaksToMachine: (text: string) => text.includes('tariff') }
    await using test = await consented({ ...assist, gate })
    await test.keep(tariffs)
    await test.keep(railways)
    await test.ask('ask about quinces')
    expect(JSON.stringify(given)).toContain('railways')
    expect(JSON.stringify(given)).not.toContain('tariff')
  })
})
