import { z } from 'zod'

/** A JSON Schema in the form that strict structured output takes everywhere. */
export type WireSchema = { readonly [key: string]: unknown }

/** Bounds that not every server takes; the answer is checked by zod anyway. */
const UNSENT = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'default', 'pattern', 'format']

/**
 * The schema that a server is told to keep to: every key required (one that may be missing is `null`), none besides,
 * and only keywords that strict mode knows: https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
 */
export function wireSchemaOf(schema: z.ZodType): WireSchema {
  const { $schema: _dialect, ...sent } = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      for (const key of UNSENT) delete jsonSchema[key]
      if (jsonSchema.type !== 'object' || !jsonSchema.properties) return
      jsonSchema.required = Object.keys(jsonSchema.properties)
      jsonSchema.additionalProperties = false
    },
  })
  return sent
}
