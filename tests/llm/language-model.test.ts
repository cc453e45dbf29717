import { describe, expect, test } from 'vitest'
import { reply } from '../fakes/model-reply.ts'
import { type ModelServerOptions, startModelServer } from '../fakes/model-server.ts'
import { askingAt, aReading, forever, PROPOSAL } from './asking.ts'

async function asking(options: ModelServerOptions = {}, environment: Record<string, string> = {}) {
  const server = await startModelServer({ answer: () => PROPOSAL, ...options })
  const { model, faults, [Symbol.asyncDispose]: end } = await askingAt(server.baseUrl, environment)
  return {
    server,
    model,
    faults,
    async [Symbol.asyncDispose]() {
      await end()
      await server.close()
    },
  }
}

describe('an answer', () => {
  test.each(['chat', 'responses'] as const)('comes by %s, with what it took', async (api) => {
    await using desk = await asking({ count: () => ({ input: 700, output: 80 }) }, { LLM_API: api })
    const outcome = await desk.model.run('read', aReading(), forever)
    expect(outcome).toMatchObject({
      kind: 'answered',
      output: { encounter: { parties: ['CN', 'IS'] }, points: [{ topic: 'people', voice: 'IS' }] },
      usage: { inputTokens: 700, outputTokens: 80 },
    })
    expect(desk.server.requests).toMatchObject([{ api, format: 'schema', task: 'read' }])
  })
})

test.each(['hang', 'reset'] as const)('a server that does %s is a failure, not an error', async (how) => {
  await using desk = await asking({ answer: () => reply[how]() }, { LLM_TIMEOUT_SECONDS: '0.2' })
  const outcome = await desk.model.run('read', aReading(), forever)
  expect(outcome).toEqual({ kind: 'failed', reason: how === 'hang' ? 'timeout' : 'unreachable' })
})
