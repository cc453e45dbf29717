import { createServer } from 'node:http'
import { type Count, ModelReply, reply } from './model-reply.ts'
import { type ModelRequest, readRequest } from './model-request.ts'
import { faultOf, type Refusable } from './model-rules.ts'

export type ModelServerOptions = {
  /** What is answered: a `reply`, or the JSON that a model would give. Absent: `{}`. */
  readonly answer?: (request: ModelRequest) => unknown
  /** Asked for as a bearer's, or in Azure's header where the address names an `api-version`. */
  readonly apiKey?: string
  /** What this server knows nothing of, and says so, as Ollama, vLLM, llama.cpp, Azure and OpenAI do each of something else. */
  readonly refuses?: readonly Refusable[]
  /** Absent: a token is four bytes. */
  readonly count?: Count
}

export type ModelServer = {
  /** For the settings: ends in `/v1`. */
  readonly baseUrl: string
  /** For `allowHosts`. */
  readonly host: string
  /** What reached the model; what the server refused by itself did not. */
  readonly requests: readonly ModelRequest[]
  /** What the server refused by itself. */
  readonly refused: readonly ModelRequest[]
  /** Answers otherwise from now on. */
  answer(answer: (request: ModelRequest) => unknown): void
  /** The next requests get these, one each, and what is left of an earlier script is forgotten; then it answers as before. */
  next(...replies: readonly unknown[]): void
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** A server of Chat Completions and Responses on loopback, as strict as OpenAI's about what it is sent. */
export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const requests: ModelRequest[] = []
  const refused: ModelRequest[] = []
  const scripted: unknown[] = []
  const { count = quarterOfBytes, apiKey, refuses = [] } = options
  let answer = options.answer ?? (() => ({}))
  const server = createServer(async (incoming, response) => {
    const request = await readRequest(incoming)
    const fault = faultOf(request, apiKey, refuses)
    if (fault) {
      refused.push(request)
      return reply.status(fault.status, fault.message).write(response, request, count)
    }
    requests.push(request)
    const given = scripted.length > 0 ? scripted.shift() : answer(request)
    const chosen = given instanceof ModelReply ? given : reply.json(given)
    chosen.write(response, request, count)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the fake model server has no port')
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    host: '127.0.0.1',
    requests,
    refused,
    answer: (other) => {
      answer = other
    },
    next: (...replies) => void scripted.splice(0, Number.POSITIVE_INFINITY, ...replies),
    close,
    [Symbol.asyncDispose]: close,
  }
}

const quarterOfBytes: Count = ({ body }, words) => ({
  input: Math.ceil(Buffer.byteLength(JSON.stringify(body)) / 4),
  output: Math.ceil(Buffer.byteLength(words) / 4),
})
