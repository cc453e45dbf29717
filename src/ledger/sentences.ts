import type { Evidence } from '../domain/key-point.ts'

const sentences = new Intl.Segmenter('und', { granularity: 'sentence' })
const words = new Intl.Segmenter('und', { granularity: 'word' })

/** Where so many sentences are new, the text is another one, and pairing them would take long. */
const MOST_CHANGED = 150

/** A line that is shorter than this is a caption, a counter or a button, not what a text says: in words. */
const FEWEST_WORDS = 6

/** Two sentences are one, edited, if they share so much of their words. */
const ALIKE = 0.6

/** A sentence as it stands in the older text and in the newer one; offsets count into each. */
export type SentencePair = { readonly before: Evidence; readonly after: Evidence }

/** The sentences of the newer text that are an edit of one in the older, in order; each sentence is in one pair at most. */
export function sentencePairs(before: string, after: string): SentencePair[] {
  const [old, now] = [sentencesOf(before), sentencesOf(after)]
  const removed = onlyIn(old, now)
  const added = onlyIn(now, old)
  if (removed.length > MOST_CHANGED || added.length > MOST_CHANGED) return []
  const free = new Set(removed.map(withWords).filter(saysSomething))
  return added
    .map(withWords)
    .filter(saysSomething)
    .flatMap((sentence) => {
      const nearest = nearestOf(sentence, free)
      if (!nearest) return []
      free.delete(nearest)
      return [{ before: nearest.evidence, after: sentence.evidence }]
    })
}

function sentencesOf(text: string): Evidence[] {
  return [...sentences.segment(text)].map(({ segment, index }) => {
    const quote = segment.trim()
    const start = index + segment.indexOf(quote)
    return { start, end: start + quote.length, quote }
  })
}

/** Whatever its layout, a sentence is the same. */
const keyOf = ({ quote }: Evidence): string => quote.replace(/\s+/g, ' ')

function onlyIn(here: readonly Evidence[], there: readonly Evidence[]): Evidence[] {
  const known = new Set(there.map(keyOf))
  return here.filter((sentence) => !known.has(keyOf(sentence)))
}

type Sentence = { readonly evidence: Evidence; readonly words: readonly string[] }

/** Cutting into words takes time: it is done for changed sentences alone. */
const withWords = (evidence: Evidence): Sentence => ({ evidence, words: wordsOf(evidence.quote) })

const saysSomething = ({ words: found }: Sentence): boolean => found.length >= FEWEST_WORDS

const wordsOf = (text: string): string[] =>
  [...words.segment(text)].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment.toLowerCase()] : []))

function nearestOf(sentence: Sentence, candidates: ReadonlySet<Sentence>): Sentence | undefined {
  const rated = [...candidates].map((candidate) => ({ candidate, likeness: likeness(sentence, candidate) }))
  const best = rated.reduce<(typeof rated)[number] | undefined>(
    (most, one) => (!most || one.likeness > most.likeness ? one : most),
    undefined,
  )
  return best && best.likeness >= ALIKE ? best.candidate : undefined
}

/** 0 to 1: how many words two sentences share. */
function likeness(a: Sentence, b: Sentence): number {
  const left = new Map<string, number>()
  for (const word of a.words) left.set(word, (left.get(word) ?? 0) + 1)
  let common = 0
  for (const word of b.words) {
    const count = left.get(word) ?? 0
    if (count === 0) continue
    common += 1
    left.set(word, count - 1)
  }
  return (2 * common) / (a.words.length + b.words.length)
}
