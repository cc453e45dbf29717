import { CUE } from './cues.ts'
import { is, type Token } from './tokens.ts'

/** Where the encounter took place, in the text's words: what follows "in" (else "at") near the verb. */
export function placeIn(tokens: readonly Token[], verb: number): string | null {
  for (let at = verb; at < Math.min(tokens.length, verb + 40); at += 1) {
    if (!is(tokens[at], CUE.in) || is(tokens[at], CUE.of)) continue
    const place = placeAt(tokens, at + 1)
    if (place !== undefined) return place
  }
  return null
}

function placeAt(tokens: readonly Token[], from: number): string | undefined {
  const first = tokens[from]
  if (is(first, CUE.month | CUE.weekday | CUE.day | CUE.role)) return undefined
  const city = first?.cues.some(({ meaning }) => meaning?.form === 'capital') === true
  if (city) return first?.text
  let end = from
  while (tokens[end]?.shape === 'name') end += 1
  return end > from
    ? tokens
        .slice(from, end)
        .map(({ text }) => text)
        .join(' ')
    : undefined
}
