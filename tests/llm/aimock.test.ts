import { LLMock } from '@copilotkit/aimock'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fakeClock } from '../fakes/clock.ts'
import { type Asking, askingAt, aReading, forever, PROPOSAL } from './asking.ts'

/** Another's idea of an OpenAI server: not written by us, so that it does not share our mistakes. */
const mock = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent' })
const asked: Asking[] = []
const clock = fakeClock()

beforeAll(async () => void (await mock.start()))
afterAll(() => mock.stop())
afterEach(async () => {
  await Promise.all(asked.splice(0).map((one) => one[Symbol.asyncDispose]()))
  mock.clearFixtures()
  mock.clearRequests()
})

async function read(environment: Record<string, string>) {
  const one = await askingAt(`${mock.url}/v1`, environment, { clock })
  asked.push(one)
  return one.model.run('read', aReading(), forever)
}

const usage = { prompt_tokens: 812, completion_tokens: 96, total_tokens: 908 }
const answered = { kind: 'answered', output: { points: [{ voice: 'IS' }] } }

describe.each([
  ['chat', '/v1/chat/completions'],
  ['responses', '/v1/responses'],
])('by %s', (LLM_API, path) => {
  test.each(['0', '1'])('an answer by JSON Schema, with what it took (LLM_STREAM=%s)', async (LLM_STREAM) => {
    mock.on({ userMessage: /Iceland hopes/ }, { content: JSON.stringify(PROPOSAL), usage })
    expect(await read({ LLM_API, LLM_STREAM })).toMatchObject({
      ...answered,
      usage: { inputTokens: 812, outputTokens: 96 },
    })
    expect(mock.getRequests()).toMatchObject([{ path, response: { status: 200 } }])
    expect(mock.getRequests().map(({ body }) => body !== null && 'stream' in body && body.stream === true)).toEqual([
      LLM_STREAM === '1',
    ])
  })

  test('an answer among other words, mended by the second request', async () => {
    mock.on({ userMessage: /Iceland hopes/, sequenceIndex: 0 }, { content: 'A friendly meeting.', usage })
    mock.on({ userMessage: /Iceland hopes/, sequenceIndex: 1 }, { content: `So: ${JSON.stringify(PROPOSAL)}`, usage })
    expect(await read({ LLM_API })).toMatchObject({ ...answered, usage: { inputTokens: 1_624, outputTokens: 192 } })
  })

  test('an answer that was cut is malformed', async () => {
    mock.on({ userMessage: /Iceland hopes/ }, { content: '{"encounter": {', finishReason: 'length', usage })
    expect(await read({ LLM_API })).toMatchObject({ kind: 'malformed' })
  })

  test('429 with Retry-After is waited for and asked again', async () => {
    mock.on({ userMessage: /Iceland hopes/ }, { content: JSON.stringify(PROPOSAL), usage })
    mock.prependFixture({
      match: { userMessage: /Iceland hopes/, sequenceIndex: 0 },
      response: { error: { message: 'Rate limit reached' }, status: 429, retryAfter: 7 },
    })
    const before = clock.slept.length
    expect(await read({ LLM_API })).toMatchObject(answered)
    expect(clock.slept.slice(before)).toEqual([7_000])
    expect(mock.getRequests().map(({ response }) => response.status)).toEqual([429, 200])
  })
})

test('the schema goes over the wire as the API has it', async () => {
  mock.on({ userMessage: /Iceland hopes/, responseFormat: 'json_schema' }, { content: JSON.stringify(PROPOSAL) })
  expect(await read({})).toMatchObject(answered)
})

test('pieces that end without an end are no answer', async () => {
  mock.on({ userMessage: /Iceland hopes/ }, { content: JSON.stringify(PROPOSAL) }, { truncateAfterChunks: 2 })
  expect(await read({ LLM_STREAM: '1' })).toMatchObject({ kind: 'failed', reason: 'unreachable' })
})
