import type OpenAI from 'openai'
import { z } from 'zod'
import { turnsOf } from './asked.ts'
import type { WireAnswer, WireRequest } from './wire.ts'

const answered = z.object({
  choices: z.tuple(
    [
      z.object({
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
        finish_reason: z.string().nullish(),
      }),
    ],
    z.unknown(),
  ),
  usage: z
    .object({ prompt_tokens: z.int().nonnegative(), completion_tokens: z.int().nonnegative() })
    .nullish()
    .catch(undefined),
})

/** Asks by Chat Completions, which every compatible server has: https://platform.openai.com/docs/api-reference/chat/create */
export async function askChat(client: OpenAI, request: WireRequest, signal: AbortSignal): Promise<WireAnswer> {
  const { model, features, outputTokens } = request
  const raw: unknown = await client.chat.completions.create(
    {
      model,
      messages: turnsOf(request),
      [features.limit]: outputTokens,
      ...(features.temperature ? { temperature: 0 } : {}),
      ...formatOf(request),
    },
    { signal },
  )
  const { choices, usage } = answered.parse(raw)
  const [{ message, finish_reason: reason }] = choices
  return {
    text: message.content ?? '',
    end: reason === 'length' ? 'cut' : message.refusal || reason === 'content_filter' ? 'refused' : 'complete',
    usage: usage ? { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens } : undefined,
  }
}

type Format = Pick<OpenAI.ChatCompletionCreateParamsNonStreaming, 'response_format'>

function formatOf({ name, schema, features }: WireRequest): Format {
  if (features.format === 'text') return {}
  if (features.format === 'json') return { response_format: { type: 'json_object' } }
  return { response_format: { type: 'json_schema', json_schema: { name, strict: true, schema } } }
}
