import type { DropReason, Drops, ModelInputs, ModelOutputs } from '../../domain/model.ts'
import { checkForm, checkGrounds } from './check-sentence.ts'
import { evidenceOf } from './evidence.ts'
import { gatherGrounds } from './grounds.ts'
import { type Folding, foldQuotes } from './quotes.ts'
import { createTally } from './tally.ts'
import type { Tools } from './tools.ts'

type Passage = ModelInputs['ask']['passages'][number] & { readonly folding: Folding; readonly isPoisoned: boolean }

/** A sentence of a model's answer, with the readouts that it rests on. */
export type AnswerSentence = ModelOutputs['ask']['sentences'][number]

/** Sentences that the passages carry, with quotes as they stand there; the rest is counted. */
export type CheckedAnswer = { readonly sentences: readonly AnswerSentence[]; readonly dropped: Drops }

/** Checks the sentences of an answer against the passages that they cite, counted from 1. */
export function checkAnswer(
  tools: Tools,
  sentences: readonly AnswerSentence[],
  passages: ModelInputs['ask']['passages'],
): CheckedAnswer {
  const tally = createTally()
  const known = passages.map(
    (passage): Passage => ({
      ...passage,
      folding: foldQuotes(passage.text),
      isPoisoned: tools.speaksToMachine(`${passage.heading}\n${passage.text}`),
    }),
  )
  const kept = sentences.flatMap((sentence) => {
    const checked = checkOne(tools, sentence, known)
    if (typeof checked !== 'string') return [checked]
    tally.drop(checked)
    return []
  })
  return { sentences: kept, dropped: tally.drops() }
}

function checkOne(tools: Tools, sentence: AnswerSentence, passages: readonly Passage[]): AnswerSentence | DropReason {
  const cites = [...new Set(sentence.cites)].toSorted((a, b) => a - b)
  const cited = cites.flatMap((cite) => (Number.isInteger(cite) ? (passages[cite - 1] ?? []) : []))
  if (cites.length === 0 || cited.length < cites.length) return 'uncited'
  if (cited.some(({ isPoisoned }) => isPoisoned)) return 'instruction'
  const text = sentence.text.trim()
  const form = checkForm(tools, text)
  if (form !== undefined) return form
  const quotes = quotesIn(cited, sentence.quotes)
  if (typeof quotes === 'string') return quotes
  const texts = [...quotes, ...cited.map(({ heading }) => heading)]
  const { mentions, language } = tools.prepare({ text: texts.join('\n') }).prepared
  const grounds = gatherGrounds(
    tools,
    texts,
    mentions.map(({ party }) => party),
    { parties: [], encounter: undefined, isEnglish: language === 'en' },
  )
  return checkGrounds(tools, text, grounds, { issuer: undefined, sides: 2 }) ?? { text, cites, quotes }
}

/** Every quote as the first of the passages that has it has it. */
function quotesIn(passages: readonly Passage[], quotes: readonly string[]): readonly string[] | DropReason {
  if (quotes.length === 0) return 'no-quote'
  const found: string[] = []
  for (const quote of quotes) {
    const tried = passages.map(({ folding }) => evidenceOf(folding, [quote]))
    const evidence = tried.find((one) => typeof one !== 'string')
    if (evidence === undefined || typeof evidence === 'string') {
      const [reason] = tried
      return typeof reason === 'string' ? reason : 'quote-not-in-text'
    }
    found.push(evidence[0].quote)
  }
  return found
}
