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

/** By method and path, what of the description a body must fit: one of these. */
const SCHEMAS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^POST \/channels\/\d+\/messages$/, ['MessageCreateRequest']],
  [/^PATCH \/channels\/\d+\/messages\/\d+$/, ['MessageEditRequestPartial']],
  [/^PATCH \/webhooks\/\d+\/[^/]+\/messages\/@original$/, ['IncomingWebhookUpdateRequestPartial']],
  [/^POST \/webhooks\/\d+\/[^/]+$/, ['IncomingWebhookRequestPartial']],
  [
    /^POST \/interactions\/\d+\/[^/]+\/callback$/,
    [
      'CreateMessageInteractionCallbackRequest',
      'UpdateMessageInteractionCallbackRequest',
      'ApplicationCommandAutocompleteCallbackRequest',
      'ModalInteractionCallbackRequest',
    ],
  ],
  [/^POST \/users\/@me\/channels$/, ['CreatePrivateChannelRequest']],
]

/** What the description has against a request; that it knows no such request, where it is none of ours. */
export function faultsOfRequest(request: { readonly method: string; readonly path: string; readonly body: unknown }) {
  const line = `${request.method} ${request.path}`
  const schemas = SCHEMAS.find(([matches]) => matches.test(line))?.[1]
  if (!schemas) return [`${line}: not among the requests that are looked at`]
  const faults = schemas.map((schema) => openApiFaults?.(schema, request.body) ?? [])
  return faults.some(({ length }) => length === 0) ? [] : faults.flat().map((fault) => `${line}: ${fault}`)
}
