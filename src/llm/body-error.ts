import { z } from 'zod'

/** A status in the body of a 200: how OpenRouter says that the provider behind it failed (https://openrouter.ai/docs/api-reference/errors). */
class BodyError extends Error {
  override readonly name = 'BodyError'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

const error = z.object({ code: z.coerce.number().int().min(400).max(599).catch(502), message: z.string().catch('') })
const failed = z.union([
  z.object({ error }),
  z.object({ choices: z.tuple([z.object({ error })], z.unknown()) }).transform(({ choices }) => choices[0]),
])

/** Throws what an answer says went wrong, where that is what it says. */
export function throwErrorIn(answer: unknown): void {
  const found = failed.safeParse(answer)
  if (found.success) throw new BodyError(found.data.error.code, found.data.error.message)
}
