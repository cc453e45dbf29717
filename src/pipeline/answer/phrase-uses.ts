import type { KeyPoint } from '../../domain/key-point.ts'
import type { KeptReading } from '../../domain/readout.ts'

/** Where a phrase stands in a text, and which key points carry it. */
export type PhraseUse = { readonly kept: KeptReading; readonly at: number; readonly points: readonly KeyPoint[] }

/** The first place in the text where the phrase stands word for word; capitals, kinds of quotes and dashes, and line breaks aside. */
export function usesOf(kept: KeptReading, phrase: string): PhraseUse | undefined {
  const match = patternOf(phrase)?.exec(kept.version.text)
  if (!match) return undefined
  const [from, to] = [match.index, match.index + match[0].length]
  const points = kept.reading.keyPoints.filter(({ evidence }) =>
    evidence.some(({ start, end }) => start < to && end > from),
  )
  return { kept, at: from, points }
}

/** The words of the phrase with whatever spaces and marks stand between them; nothing where it holds no word. */
function patternOf(phrase: string): RegExp | undefined {
  const words = phrase.match(/[\p{L}\p{N}\p{M}]+/gu)?.slice(0, 50)
  return words && new RegExp(words.join(BETWEEN), 'iu')
}

const BETWEEN = String.raw`[\p{P}\p{S}\s]{1,6}`
