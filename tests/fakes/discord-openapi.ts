import { existsSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'

/** Discord's own description of its API, where somebody has put it beside the project; too large to carry along. */
const FILE = process.env['DISCORD_OPENAPI'] ?? '../shared/schemas/discord-openapi.json'

/** Says what the description has against a body; absent where the description is. */
export const openApiFaults: ((schema: string, body: unknown) => string[]) | undefined = existsSync(FILE)
  ? openApiValidator(JSON.parse(readFileSync(FILE, 'utf8')))
  : undefined

function openApiValidator(description: object): (schema: string, body: unknown) => string[] {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema(description, 'discord')
  return (schema, body) => {
    const validate = ajv.getSchema(`discord#/components/schemas/${schema}`)
    if (!validate) throw new Error(`the description has no schema named ${schema}`)
    if (validate(body)) return []
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`)
  }
}
