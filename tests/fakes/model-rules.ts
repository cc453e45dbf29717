import { listOf, type ModelRequest, recordOf } from './model-request.ts'

/** What a server may know nothing of. */
export type Refusable =
  | 'json_schema'
  | 'json_object'
  | 'max_tokens'
  | 'max_completion_tokens'
  | 'temperature'
  | 'system'

type Fault = { readonly status: number; readonly message: string }

/** What such a server finds wrong with a request before any model sees it, in the words that real ones use. */
export function faultOf(
  request: ModelRequest,
  apiKey: string | undefined,
  refuses: readonly Refusable[],
): Fault | undefined {
  const { body, path } = request
  if (!/^\/[^?]*\/(?:chat\/completions|responses)(?:\?|$)/.test(path)) return { status: 404, message: 'Not Found' }
  if (apiKey !== undefined && keyIn(request) !== apiKey)
    return { status: 401, message: `Incorrect API key provided: ${keyIn(request)}` }
  if (typeof body['model'] !== 'string') return { status: 400, message: 'you must provide a model parameter' }
  if (body['max_tokens'] !== undefined && body['max_completion_tokens'] !== undefined) {
    return {
      status: 400,
      message: "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
    }
  }
  const refused = refuses.find((refusable) => asks(request, refusable))
  if (refused !== undefined) return { status: 400, message: REFUSALS[refused] }
  const schema = schemaIn(request)
  const loose = schema && looseIn(schema)
  if (loose !== undefined) return { status: 400, message: `Invalid schema for response_format: ${loose}` }
  return undefined
}

const REFUSALS: Readonly<Record<Refusable, string>> = {
  json_schema: "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
  json_object: "'response_format.type' must be 'text'",
  max_tokens:
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
  max_completion_tokens: 'Extra inputs are not permitted: max_completion_tokens',
  temperature:
    "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
  system: 'System role not supported',
}

function asks({ body, format, system }: ModelRequest, refusable: Refusable): boolean {
  switch (refusable) {
    case 'json_schema':
      return format === 'schema'
    case 'json_object':
      return format === 'json'
    case 'system':
      return system !== ''
    case 'max_tokens':
    case 'max_completion_tokens':
    case 'temperature':
      return body[refusable] !== undefined
  }
}

/** Azure's form has a header of its own, and takes no other. */
function keyIn({ path, headers }: ModelRequest): string | undefined {
  if (path.includes('api-version=')) return headers.authorization === undefined ? String(headers['api-key']) : undefined
  return headers.authorization?.replace(/^Bearer /, '')
}

function schemaIn({ api, body }: ModelRequest): unknown {
  const format = recordOf(api === 'chat' ? body['response_format'] : recordOf(body['text'])['format'])
  return api === 'chat' ? recordOf(format['json_schema'])['schema'] : format['schema']
}

/** Strict mode: every key required, none besides, and no keyword that it does not know. */
function looseIn(schema: unknown, at = 'root'): string | undefined {
  const { type, properties, required, additionalProperties, items, anyOf, enum: _list, ...others } = recordOf(schema)
  const unknown = Object.keys(others)
  if (unknown.length > 0) return `In context=${at}, '${unknown[0]}' is not permitted.`
  if (type === 'object') {
    if (additionalProperties !== false) return `In context=${at}, 'additionalProperties' is required to be false.`
    const missing = Object.keys(recordOf(properties)).find((key) => !listOf(required).includes(key))
    if (missing !== undefined) return `In context=${at}, 'required' must include every key. Missing '${missing}'.`
  }
  const inner = [
    ...Object.entries(recordOf(properties)),
    ...[items, ...listOf(anyOf)].map((one) => ['items', one] as const),
  ]
  for (const [key, one] of inner) {
    const loose = one === undefined ? undefined : looseIn(one, `${at}.${key}`)
    if (loose !== undefined) return loose
  }
  return undefined
}
