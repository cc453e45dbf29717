import type { Messages } from './compose.ts'
import type { WireRequest } from './exchange.ts'

/** One speaker's words, as both APIs take them. */
export type Turn = { readonly role: 'system' | 'user'; readonly content: string }

/** What is said to a server of such abilities: where it does not keep to a schema by itself, the words ask for it. */
export function turnsOf({ messages, schema, features }: WireRequest): Turn[] {
  const system = features.format === 'schema' ? messages.system : withSchema(messages, schema)
  if (features.systemRole)
    return [
      { role: 'system', content: system },
      { role: 'user', content: messages.user },
    ]
  return [{ role: 'user', content: `${system}\n\n${messages.user}` }]
}

const withSchema = ({ system }: Messages, schema: WireRequest['schema']): string =>
  `${system}\n\nAnswer with one JSON object and nothing else. It must be valid against this JSON Schema:\n${JSON.stringify(schema)}`
