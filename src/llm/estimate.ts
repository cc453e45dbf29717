import type { Usage } from '../domain/model.ts'
import type { Wish } from './sender.ts'

/** What chat templates put around two messages, and a preface of their own that some have. */
const AROUND = 512
/** What is said besides to a server that keeps to no form, and what was wrong with its answer. */
const MOST_WORDS_OF_REPAIR = 1_024

/**
 * The most tokens that one request takes. A token of any vocabulary in use is at least one byte of UTF-8 (what no longer token covers falls
 * back to bytes), so bytes bound them from above; readouts take about a quarter of it in English. The schema is counted, since it is sent.
 */
export const boundOf = ({ messages, schema, outputTokens }: Wish): Usage => ({
  inputTokens: bytes(messages.system) + bytes(messages.user) + bytes(JSON.stringify(schema)) + AROUND,
  outputTokens,
})

/** The most tokens that a task takes: it is asked once, and once more where the answer is no use. */
export function estimateOf(wish: Wish): Usage {
  const { inputTokens, outputTokens } = boundOf(wish)
  return { inputTokens: 2 * inputTokens + MOST_WORDS_OF_REPAIR, outputTokens: 2 * outputTokens }
}

const bytes = (text: string): number => Buffer.byteLength(text, 'utf8')
