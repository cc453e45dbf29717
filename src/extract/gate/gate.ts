import type { EncounterFacts, Fact, ModelInputs, ModelReading, Proposal, ProposedSentence } from '../../domain/model.ts'
import { type AnswerSentence, type CheckedAnswer, checkAnswer } from './check-answer.ts'
import { checkProposal, type Given } from './check-proposal.ts'
import { type CheckedSentences, checkSentences, knownFacts } from './check-sentences.ts'
import { type CheckedTranslation, checkTranslation } from './check-translation.ts'
import { type Languages, type TermOfArt, termsIn } from './glossary.ts'
import { compileTools, type GateParts } from './tools.ts'

export type { AnswerSentence, CheckedAnswer } from './check-answer.ts'
export type { Given } from './check-proposal.ts'
export type { CheckedSentences } from './check-sentences.ts'
export type { CheckedTranslation } from './check-translation.ts'
export type { Languages, TermOfArt } from './glossary.ts'
export type { GateParts } from './tools.ts'

/**
 * What stands between a model and a channel. Nothing that a model says is believed: each check gives back what the sources carry, in the
 * sources' own words where it quotes, and counts the rest by reason. Pure, and total on anything that has the right shape.
 */
export interface Gate {
  /** Whether a text speaks to a machine that reads it. Such a text is not sent to one. */
  speaksToMachine(text: string): boolean
  checkProposal(proposal: Proposal, given: Given): ModelReading
  /** Sentences of an overview or a comparison, or about one encounter: they cite `facts`, counted from 1, and the encounter as 0. */
  checkSentences(
    sentences: readonly ProposedSentence[],
    facts: readonly Fact[],
    encounter: EncounterFacts | undefined,
  ): CheckedSentences
  checkAnswer(sentences: readonly AnswerSentence[], passages: ModelInputs['ask']['passages']): CheckedAnswer
  /** The terms of art in some strings, and what each is called in the other language: what a translator is told. */
  termsIn(strings: readonly string[], languages: Languages): readonly TermOfArt[]
  checkTranslation(original: string, translation: string, languages: Languages): CheckedTranslation
}

/** Makes the gate; throws `ConfigError` naming the data file at fault. */
export function compileGate(parts: GateParts): Gate {
  const tools = compileTools(parts)
  return {
    speaksToMachine: tools.speaksToMachine,
    checkProposal: (proposal, given) => checkProposal(tools, proposal, given),
    checkSentences: (sentences, facts, encounter) =>
      checkSentences(tools, sentences, knownFacts(tools, facts), encounter),
    checkAnswer: (sentences, passages) => checkAnswer(tools, sentences, passages),
    termsIn: (strings, languages) => termsIn(strings, tools.glossaries(languages)),
    checkTranslation: (original, translation, languages) => checkTranslation(tools, original, translation, languages),
  }
}
