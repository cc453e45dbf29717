import type OpenAI from 'openai'
import { z } from 'zod'
import { turnsOf } from './asked.ts'
import { throwErrorIn } from './body-error.ts'
import type { WireAnswer, WireRequest } from './exchange.ts'

const answered = z.object({
  status: z.string().nullish(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  output: z.array(
    z.object({
      type: z.string(),
      content: z
        .array(z.object({ type: z.string(), text: z.string().nullish(), refusal: z.string().nullish() }))
        .nullish()
        .catch(undefined),
    }),
  ),
  usage: z
    .object({ input_tokens: z.int().nonnegative(), output_tokens: z.int().nonnegative() })
    .nullish()
    .catch(undefined),
})

/** Asks by Responses; the server is told to keep nothing: https://platform.openai.com/docs/api-reference/responses/create */
export async function askResponses(client: OpenAI, request: WireRequest, signal: AbortSignal): Promise<WireAnswer> {
  const { model, features, outputTokens } = request
  const body = {
    model,
    input: turnsOf(request),
    max_output_tokens: outputTokens,
    store: false,
    ...(features.temperature ? { temperature: 0 } : {}),
    ...formatOf(request),
  }
  const raw: unknown = request.stream
    ? await lastOf(await client.responses.create({ ...body, stream: true }, { signal }))
    : await client.responses.create(body, { signal })
  throwErrorIn(raw)
  const { output, status, incomplete_details: incomplete, usage } = answered.parse(raw)
  const parts = output.filter(({ type }) => type === 'message').flatMap(({ content }) => content ?? [])
  const isRefused = incomplete?.reason === 'content_filter' || parts.some(({ refusal }) => refusal)
  return {
    text: parts.map(({ text }) => text ?? '').join(''),
    end: isRefused ? 'refused' : status === 'incomplete' ? 'cut' : 'complete',
    usage: usage ? { inputTokens: usage.input_tokens, outputTokens: usage.output_tokens } : undefined,
  }
}

const ended = z.object({ type: z.enum(['response.completed', 'response.incomplete']), response: z.unknown() })

/** The whole answer, which the last event holds. */
async function lastOf(events: AsyncIterable<unknown>): Promise<unknown> {
  for await (const event of events) {
    const end = ended.safeParse(event)
    if (end.success) return end.data.response
  }
  return undefined
}

type Format = Pick<OpenAI.Responses.ResponseCreateParamsNonStreaming, 'text'>

function formatOf({ name, schema, features }: WireRequest): Format {
  if (features.format === 'text') return {}
  if (features.format === 'json') return { text: { format: { type: 'json_object' } } }
  return { text: { format: { type: 'json_schema', name, strict: true, schema } } }
}
