import type OpenAI from 'openai'
import { z } from 'zod'
import { turnsOf } from './asked.ts'
import { throwErrorIn } from './body-error.ts'
import type { WireAnswer, WireRequest } from './exchange.ts'

const usage = z
  .object({ prompt_tokens: z.int().nonnegative(), completion_tokens: z.int().nonnegative() })
  .nullish()
  .catch(undefined)
type Count = z.infer<typeof usage>
type Words = string | null | undefined

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
  usage,
})

const piece = z.object({
  choices: z.array(
    z.object({
      delta: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }).nullish(),
      finish_reason: z.string().nullish(),
    }),
  ),
  usage,
})

/** Asks by Chat Completions, which every compatible server has: https://platform.openai.com/docs/api-reference/chat/create */
export async function askChat(client: OpenAI, request: WireRequest, signal: AbortSignal): Promise<WireAnswer> {
  const { model, features, outputTokens } = request
  const body = {
    model,
    messages: turnsOf(request),
    [features.limits[0]]: outputTokens,
    ...(features.temperature ? { temperature: 0 } : {}),
    ...formatOf(request),
  }
  if (request.stream) {
    const streamed = { ...body, stream: true, stream_options: { include_usage: true } } as const
    return gathered(await client.chat.completions.create(streamed, { signal }))
  }
  const raw: unknown = await client.chat.completions.create(body, { signal })
  throwErrorIn(raw)
  const { choices, usage: count } = answered.parse(raw)
  const [{ message, finish_reason: reason }] = choices
  return answerOf(message.content, message.refusal, reason, count)
}

/** The answer that the pieces make; one that nobody has ended is cut. */
async function gathered(pieces: AsyncIterable<unknown>): Promise<WireAnswer> {
  const said = { content: '', refusal: '', reason: 'length', count: undefined as Count }
  for await (const raw of pieces) {
    throwErrorIn(raw)
    const { choices, usage: count } = piece.parse(raw)
    const [choice] = choices
    said.content += choice?.delta?.content ?? ''
    said.refusal += choice?.delta?.refusal ?? ''
    said.reason = choice?.finish_reason ?? said.reason
    said.count = count ?? said.count
  }
  return answerOf(said.content, said.refusal, said.reason, said.count)
}

function answerOf(content: Words, refusal: Words, reason: Words, count: Count): WireAnswer {
  const end = reason === 'length' ? 'cut' : refusal || reason === 'content_filter' ? 'refused' : 'complete'
  return {
    text: content ?? '',
    end,
    usage: count ? { inputTokens: count.prompt_tokens, outputTokens: count.completion_tokens } : undefined,
  }
}

type Format = Pick<OpenAI.ChatCompletionCreateParamsNonStreaming, 'response_format'>

function formatOf({ name, schema, features }: WireRequest): Format {
  if (features.format === 'text') return {}
  if (features.format === 'json') return { response_format: { type: 'json_object' } }
  return { response_format: { type: 'json_schema', json_schema: { name, strict: true, schema } } }
}
