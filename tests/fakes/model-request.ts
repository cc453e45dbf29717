import type { IncomingMessage } from 'node:http'
import type { ModelTask } from '../../src/domain/model.ts'

/** One request as the model's server got it. */
export type ModelRequest = {
  readonly api: 'chat' | 'responses'
  /** With its query. */
  readonly path: string
  readonly headers: IncomingMessage['headers']
  /** The whole body, as it was sent. */
  readonly body: Readonly<Record<string, unknown>>
  readonly task: ModelTask | undefined
  /** How the answer's form was asked for. */
  readonly format: 'schema' | 'json' | 'text'
  readonly system: string
  readonly user: string
  /** The inputs by their names in the prompt, cut out of the lines that mark them. */
  readonly data: Readonly<Record<string, string>>
}

/** Reads what came over the wire. */
export async function readRequest(incoming: IncomingMessage): Promise<ModelRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk))
  const body = recordOf(JSON.parse(Buffer.concat(chunks).toString('utf8')))
  const path = incoming.url ?? ''
  const api = /\/responses(?:\?|$)/.test(path) ? 'responses' : 'chat'
  const turns = listOf(body[api === 'chat' ? 'messages' : 'input']).map(recordOf)
  const wordsOf = (role: string) => turns.filter((turn) => turn['role'] === role).map(({ content }) => String(content))
  const user = wordsOf('user').join('\n')
  const data = dataIn(user)
  const format = recordOf(api === 'chat' ? body['response_format'] : recordOf(body['text'])['format'])
  return {
    api,
    path,
    headers: incoming.headers,
    body,
    task: taskOf(data),
    format: format['type'] === 'json_schema' ? 'schema' : format['type'] === 'json_object' ? 'json' : 'text',
    system: wordsOf('system').join('\n'),
    user,
    data,
  }
}

/** What stands between the lines that mark it. */
function dataIn(user: string): Readonly<Record<string, string>> {
  const blocks = user.matchAll(/^<<< (\w+) (\w+) begins\n([\s\S]*?)\n>>> \1 \2 ends$/gm)
  return Object.fromEntries([...blocks].map(([, , name = '', words = '']) => [name, words]))
}

function taskOf(data: Readonly<Record<string, string>>): ModelTask | undefined {
  const telling = {
    text: 'read',
    strings: 'translate',
    items: 'overview',
    accounts: 'compare',
    question: 'ask',
  } as const
  for (const [input, task] of Object.entries(telling)) if (input in data) return task
  return undefined
}

/** A value's own keys, where it is an object; none where it is not. */
export const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}

/** A value's elements, where it is a list. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
