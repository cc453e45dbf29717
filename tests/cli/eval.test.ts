import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { NO_CARD, lying } from '../fakes/model-characters.ts'
import { reply } from '../fakes/model-reply.ts'
import { type ModelServerOptions, startModelServer } from '../fakes/model-server.ts'
import { aDesk } from './desk.ts'
import { chinaOnIceland, chinaOnUruguay } from './fiction.ts'

const talks = chinaOnIceland.paragraphs.join('\n\n')
const call = chinaOnUruguay.paragraphs.join('\n\n')

const DOCUMENTS = [
  { id: 'talks', text: talks, title: chinaOnIceland.title, published: '2025-04-23', source: 'cn-ministry', lang: 'en' },
  { id: 'call', text: call, title: chinaOnUruguay.title, published: '2025-04-24', source: 'cn-ministry', lang: 'en' },
]

/** What a careful reader takes from the two texts. */
const LABELS = [
  {
    ...{ id: 'talks', readout: true, format: 'talks', parties: ['CN', 'IS'], date: '2025-04-23' },
    principals: ['Lin Mofan', 'Sunna Hrafnsdottir'],
    partnership: [{ with: 'IS', level: 'comprehensive strategic partnership', change: 'established' }],
    taiwan: [{ voice: 'IS', claims: ['one-china-principle', 'part-of-china'] }],
    trade: [{ voice: 'CN', claims: ['tariffs', 'trade-war', 'multilateral-trading'] }],
    agreements: { count: 12, instruments: ['cooperation-documents'] },
    topics: ['partnership', 'taiwan', 'trade-policy', 'agreements', 'economy', 'energy-climate', 'people'],
  },
  {
    ...{ id: 'call', readout: true, format: 'call', parties: ['CN', 'UY'], date: '2025-04-24' },
    principals: ['Qiu Yanshu', 'Valentina Etcheverria'],
    topics: ['people'],
  },
]

const point = (topic: string, voice: string, quote: string, more: Record<string, unknown> = {}) => ({
  ...{ ...NO_CARD, topic, voice, statement: `${voice} says so.`, quotes: [quote], ...more },
})

/** A model that reads the two texts as the labels do. */
function careful({ data }: { readonly data: Readonly<Record<string, string>> }): unknown {
  const [first, second] = LABELS
  if (data['text'] === call)
    return { encounter: second, points: [point('people', 'joint', 'cultural exchanges and tourism')], lede: [] }
  const level = { with: 'IS', level: 'comprehensive strategic partnership', change: 'established' }
  return {
    encounter: first,
    points: [
      point('partnership', 'joint', 'the elevation of China-Iceland relations', level),
      point('taiwan', 'IS', 'adheres to the one-China principle', { claims: ['one-china-principle', 'part-of-china'] }),
      point('trade-policy', 'CN', 'tariff wars and trade wars', {
        claims: ['tariffs', 'trade-war', 'multilateral-trading'],
      }),
      point('agreements', 'joint', 'signed 12 cooperation documents', {
        count: 12,
        instruments: ['cooperation-documents'],
      }),
      point('economy', 'joint', 'fisheries'),
      point('energy-climate', 'joint', 'geothermal energy'),
      point('people', 'joint', 'tourism'),
    ],
    lede: [],
  }
}

/** A desk with the two documents and their labels, and a model where options are given for one. */
async function evaluating(options?: ModelServerOptions, environment: Record<string, string> = {}) {
  const server = await startModelServer({ answer: careful, count: () => ({ input: 1_000, output: 100 }), ...options })
  const model = options ? { LLM_BASE_URL: server.baseUrl, LLM_MODEL: 'fable-1' } : {}
  const desk = await aDesk('sources: []\n', undefined, { ...model, ...environment })
  const files = [join(desk.folder, 'documents.jsonl'), join(desk.folder, 'labels.jsonl')] as const
  const linesOf = (values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('')
  await Promise.all([writeFile(files[0], linesOf(DOCUMENTS)), writeFile(files[1], linesOf(LABELS))])
  return {
    server,
    files,
    run: (...args: readonly string[]) => desk.run('eval', ...files, ...args),
    async [Symbol.asyncDispose]() {
      await desk[Symbol.asyncDispose]()
      await server.close()
    },
  }
}
const PRICES = { LLM_PRICE_INPUT: '1', LLM_PRICE_OUTPUT: '10', LLM_CURRENCY: 'EUR' }

describe('attache eval', () => {
  test('scores the rules by each group, and needs no model', async () => {
    await using desk = await evaluating()
    const { code, out, err } = await desk.run()
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^rules: 2 documents, reading score [01]\.\d{3}\n/)
    expect(out).toMatch(/ {2}partnership +1\.000 +1\.000 +1\.000 {2}\(1\)/)
    expect(out).toMatch(/a document took .* s \(median\), .* s \(95th percentile\)/)
  })

  test('says what it may cost at most, and sends nothing without --yes', async () => {
    await using desk = await evaluating({}, PRICES)
    const { code, err } = await desk.run('--engine', 'model')
    expect(code).toBe(2)
    expect(err).toMatch(
      /^2 documents for fable-1 at 127\.0\.0\.1:\d+: at most [\d,]+ tokens in and 32,000 out, 0\.\d+ EUR/,
    )
    expect(err).toContain('nothing was sent; to go on, add --yes')
    expect(desk.server.requests).toEqual([])
  })

  test('what has no known price may cost something; what is free goes on by itself', async () => {
    await using unknown = await evaluating({})
    expect(await unknown.run('--engine', 'model')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/no prices are set/),
    })
    await using free = await evaluating({}, { LLM_PRICE_INPUT: '0', LLM_PRICE_OUTPUT: '0' })
    expect(await free.run('--engine', 'model')).toMatchObject({ code: 0 })
  })

  test('scores a model beside the rules and with them, with what it cost', async () => {
    await using desk = await evaluating({}, PRICES)
    const { code, out } = await desk.run('--engine', 'both', '--yes')
    expect(code).toBe(0)
    expect(out).toMatch(/^rules: 2 documents/)
    expect(out).toMatch(/\nfable-1@[0-9a-f]{8}: 2 documents, reading score 1\.000\n/)
    expect(out).toContain('answered 2 of 2; no use 0, failed 0')
    expect(out).toContain('8 of 8 proposed key points with every quote in the text')
    expect(out).toContain('tokens 2,000 in, 200 out; cost 0.004 EUR, 0.002000 a document')
    expect(out).toContain('rules with what the model adds: reading score')
  })

  test('the model reads by itself: it is told nothing of what the rules found', async () => {
    await using desk = await evaluating({})
    await desk.run('--engine', 'model', '--yes')
    expect(desk.server.requests.map(({ data }) => data['facts'])).toEqual(['(none)', '(none)'])
  })

  test('a lie is worth nothing, since its quotes stand nowhere', async () => {
    await using desk = await evaluating({ answer: lying })
    const { out } = await desk.run('--engine', 'model', '--yes')
    expect(out).toContain('0 of 4 proposed key points with every quote in the text')
    expect(out).toMatch(/ {2}topics +0\.000 +0\.000 +0\.000 {2}\(8\)/)
  })

  test('what is no answer is counted and scored as nothing found', async () => {
    await using desk = await evaluating({ answer: ({ data }) => (data['text'] === call ? {} : careful({ data })) })
    const { code, out } = await desk.run('--engine', 'model', '--yes')
    expect(code).toBe(0)
    expect(out).toContain('answered 1 of 2; no use 1, failed 0')
    expect(out).toMatch(/ {2}readout +1\.000 +0\.500 +0\.667 {2}\(2\)/)
  })

  test('a model that fails again and again ends it', async () => {
    await using desk = await evaluating({ answer: () => reply.status(401) }, { LLM_CONCURRENCY: '1' })
    const many = Array.from({ length: 6 }, (_, index) => ({ ...DOCUMENTS[0], id: `talks-${index}` }))
    await writeFile(desk.files[0], many.map((line) => `${JSON.stringify(line)}\n`).join(''))
    await writeFile(desk.files[1], many.map(({ id }) => `${JSON.stringify({ ...LABELS[0], id })}\n`).join(''))
    const { code, out, err } = await desk.run('--engine', 'model', '--yes')
    expect(code).toBe(1)
    expect(desk.server.requests).toHaveLength(3)
    expect(out).toContain('answered 0 of 3; no use 0, failed 3')
    expect(out).toContain('stopped: the model failed too often')
    expect(err).toContain('refused the key')
  })

  test('--limit bounds what is read and sent, the estimate too', async () => {
    await using desk = await evaluating({}, PRICES)
    const { out, err } = await desk.run('--engine', 'model', '--limit', '1', '--yes')
    expect(err).toMatch(/^1 document for/)
    expect(out).toContain('answered 1 of 1')
    expect(desk.server.requests).toHaveLength(1)
  })

  test('bad lines are named once and passed over, and so are documents that nobody labelled', async () => {
    await using desk = await evaluating({}, PRICES)
    await writeFile(
      desk.files[0],
      `not json\n${JSON.stringify({ id: 'other', text: 'x' })}\n${JSON.stringify(DOCUMENTS[1])}\n`,
    )
    await writeFile(desk.files[1], `{"id": "talks"}\n${JSON.stringify(LABELS[1])}\n`)
    const { code, out, err } = await desk.run('--engine', 'model', '--yes')
    expect([code, out]).toEqual([0, expect.stringContaining('answered 1 of 1')])
    expect(err.match(/documents\.jsonl:1: not JSON/g)).toHaveLength(1)
    expect(err).toMatch(/labels\.jsonl:1: not a label \(readout/)
  })

  test.each([
    [['--engine', 'model'], /no language model is set/],
    [['--engine', 'oracle'], /Allowed choices are rules, model, both/],
    [['--limit', '0'], /above nought/],
  ])('%j is refused with a word on why', async (args, reason) => {
    await using desk = await evaluating()
    expect(await desk.run(...args)).toMatchObject({ code: 2, err: expect.stringMatching(reason) })
  })
})
