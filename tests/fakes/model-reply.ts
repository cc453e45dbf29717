import type { ServerResponse } from 'node:http'
import type { ModelRequest } from './model-request.ts'

/** Tokens that went in and came out. */
export type TokenCount = { readonly input: number; readonly output: number }
/** How a server counts tokens. */
export type Count = (request: ModelRequest, words: string) => TokenCount

/** What a model's server answers; see `reply`. */
export class ModelReply {
  readonly write: (response: ServerResponse, request: ModelRequest, count: Count) => void
  constructor(write: ModelReply['write']) {
    this.write = write
  }
}

type Ending = { readonly finish?: 'stop' | 'length' | 'content_filter'; readonly usage?: 'none' }

/** The ways in which a server answers, and does not. */
export const reply = {
  /** A model that says these words. */
  text: (words: string, ending: Ending = {}) =>
    new ModelReply((response, request, count) => sendJson(response, 200, completionOf(request, words, ending, count))),
  /** A model that answers with this JSON. */
  json: (value: unknown, ending: Ending = {}) => reply.text(JSON.stringify(value), ending),
  /** The server says no. */
  status: (status: number, message = 'no', headers: Readonly<Record<string, string>> = {}) =>
    new ModelReply((response) =>
      sendJson(response, status, { error: { message, type: 'invalid_request_error' } }, headers),
    ),
  /** This body, whatever it is. */
  raw: (body: string, type = 'application/json', status = 200) =>
    new ModelReply((response) => void response.writeHead(status, { 'content-type': type }).end(body)),
  /** Takes the request and never answers. */
  hang: () => new ModelReply(() => undefined),
  /** Breaks the connection off before a byte has come. */
  reset: () => new ModelReply((response) => void response.socket?.destroy()),
  /** Breaks off in the middle of an answer that would have been this. */
  cut: (value: unknown) =>
    new ModelReply((response, request, count) => {
      const body = JSON.stringify(completionOf(request, JSON.stringify(value), {}, count))
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
      response.write(body.slice(0, body.length / 2), () => response.socket?.destroy())
    }),
  /** The model declines. */
  refusal: (words = 'I cannot help with that.') =>
    new ModelReply((response, { api }) => sendJson(response, 200, refusalOf(api, words))),
}

function completionOf(request: ModelRequest, words: string, { finish = 'stop', usage }: Ending, count: Count): unknown {
  const { input, output } = count(request, words)
  const withUsage = (named: unknown) => (usage === 'none' ? {} : { usage: named })
  if (request.api === 'chat') {
    const message = { role: 'assistant', content: words, refusal: null }
    return {
      id: 'chatcmpl-1',
      object: 'chat.completion',
      model: request.body['model'],
      choices: [{ index: 0, message, finish_reason: finish }],
      ...withUsage({ prompt_tokens: input, completion_tokens: output, total_tokens: input + output }),
    }
  }
  const reason = { length: 'max_output_tokens', content_filter: 'content_filter', stop: undefined }[finish]
  const content = [{ type: 'output_text', text: words, annotations: [] }]
  return {
    id: 'resp_1',
    object: 'response',
    model: request.body['model'],
    status: reason === undefined ? 'completed' : 'incomplete',
    incomplete_details: reason === undefined ? null : { reason },
    output: [
      { type: 'reasoning', summary: [] },
      { type: 'message', role: 'assistant', content },
    ],
    ...withUsage({ input_tokens: input, output_tokens: output, total_tokens: input + output }),
  }
}

function refusalOf(api: ModelRequest['api'], refusal: string): unknown {
  const message = { role: 'assistant', content: null, refusal }
  return api === 'chat'
    ? { choices: [{ index: 0, message, finish_reason: 'stop' }], usage: { prompt_tokens: 10, completion_tokens: 2 } }
    : {
        status: 'completed',
        output: [{ type: 'message', content: [{ type: 'refusal', refusal }] }],
        usage: { input_tokens: 10, output_tokens: 2 },
      }
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
