import type {
  Drops,
  EncounterFacts,
  Fact,
  LanguageModel,
  ModelReading,
  ProposedSentence,
  DropReason,
  Proposal,
} from '../../domain/model.ts'
import type { KeyPoint, PartyCode } from '../../domain/key-point.ts'
import type { Endpoint, ModelBudget } from '../../domain/model-use.ts'
import type { Asker } from './asker.ts'
export type Gate = {
  speaksToMachine(text: string): boolean
  checkProposal(
    proposal: Proposal,
    given: {
      readonly engine: string
      readonly text: string
      readonly title?: string | undefined
      readonly language?: string | undefined
      readonly published?: string | undefined
      readonly issuer: PartyCode
      readonly encounter: EncounterFacts
      readonly rulePoints: readonly KeyPoint[]
    },
  ): ModelReading
  checkSentences(
    sentences: readonly ProposedSentence[],
    facts: readonly Fact[],
    encounter: EncounterFacts | undefined,
  ): { readonly sentences: readonly ProposedSentence[]; readonly dropped: Drops }
  checkAnswer(
    sentences: readonly (ProposedSentence & { readonly quotes: readonly string[] })[],
    passages: readonly { readonly heading: string; readonly text: string }[],
  ): {
    readonly sentences: readonly (ProposedSentence & { readonly quotes: readonly string[] })[]
    readonly dropped: Drops
  }
  termsIn(
    strings: readonly string[],
    languages: { readonly from: string; readonly into: string },
  ): readonly { readonly term: string; readonly translation: string }[]
  checkTranslation(
    original: string,
    translation: string,
    languages: { readonly from: string; readonly into: string },
  ): { readonly kind: 'kept'; readonly text: string } | { readonly kind: 'dropped'; readonly reason: DropReason }
}

/** A language model as the use cases see it: what it may cost, whether it may be asked at all, and what of its answers is believed. */
export type Assistance = {
  readonly model: LanguageModel
  readonly endpoint: Endpoint
  readonly budget: ModelBudget
  readonly asker: Asker
  readonly gate: Gate
  /** Requests under way at once, of what is prepared ahead. */
  readonly concurrency: number
  /** Questions that a person may ask in an hour. */
  readonly asksPerHour: number
  /** How long somebody who asked waits for the model. */
  readonly answerSeconds: number
}
