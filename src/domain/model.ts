import type { Evidence, EvidenceList, PartyCode, Voice } from './key-point.ts'
import type { Format } from './reading.ts'
import type { CardTopic, Topic } from './topic.ts'

/** What a language model is asked for; each has its prompt in `prompts/<task>.md`. */
export const MODEL_TASKS = ['read', 'translate', 'overview', 'compare', 'ask'] as const
/** What a model is asked to do. */
export type ModelTask = (typeof MODEL_TASKS)[number]

/** A key point as a model proposes it: nothing of it is believed before the gate. */
export type ProposedPoint = {
  readonly topic: string
  readonly voice: string
  /** One English sentence. */
  readonly statement: string
  /** In the text's own words. */
  readonly quotes: readonly string[]
  /** Of the card topics only, as the key points of a reading have them. */
  readonly claims?: readonly string[] | undefined
  readonly with?: string | undefined
  readonly level?: string | undefined
  readonly change?: string | undefined
  readonly count?: number | null | undefined
  readonly instruments?: readonly string[] | undefined
}

/** A sentence with the numbers, from 1, of what it rests on; 0 is who met whom, when and where. */
export type ProposedSentence = { readonly text: string; readonly cites: readonly number[] }

/** What a model makes of one text. */
export type Proposal = {
  readonly encounter: {
    readonly readout: boolean
    readonly format: string | null
    readonly parties: readonly string[]
    readonly date: string | null
    readonly principals: readonly string[]
  }
  readonly points: readonly ProposedPoint[]
  /** At most two sentences; they cite the given key points, then the proposed ones, counted on. */
  readonly lede: readonly ProposedSentence[]
}

/** A fact that other sentences may rest on: its words, and those of the source that prove it. */
export type Fact = { readonly statement: string; readonly quotes: readonly string[] }

/** What each task is given. Texts in it are data, whoever wrote them. */
export type ModelInputs = {
  readonly read: {
    readonly text: string
    readonly title: string
    /** ISO 639-1, or `und`. */
    readonly language: string
    readonly issuer: PartyCode
    readonly published: string | undefined
    /** What the rules took, in order. */
    readonly facts: readonly Fact[]
  }
  readonly translate: {
    readonly strings: readonly string[]
    /** ISO 639-1. */
    readonly into: string
    /** Terms of art that occur in them, and what each is called in that language. */
    readonly glossary: readonly { readonly term: string; readonly translation: string }[]
  }
  readonly overview: { readonly items: readonly (Fact & { readonly heading: string })[] }
  readonly compare: { readonly accounts: readonly { readonly issuer: string; readonly facts: readonly Fact[] }[] }
  readonly ask: {
    readonly question: string
    readonly passages: readonly { readonly heading: string; readonly text: string }[]
  }
}

/** What each task answers. Sentences cite what they were given, counted from 1 over all lists in order. */
export type ModelOutputs = {
  readonly read: Proposal
  /** As many as were given, in the same order. */
  readonly translate: { readonly translations: readonly string[] }
  readonly overview: { readonly sentences: readonly ProposedSentence[] }
  readonly compare: { readonly sentences: readonly ProposedSentence[] }
  /** Without sentences: not in the readouts. Quotes stand in the passages that are cited. */
  readonly ask: { readonly sentences: readonly (ProposedSentence & { readonly quotes: readonly string[] })[] }
}

/** Tokens that went in and came out. */
export type Usage = { readonly inputTokens: number; readonly outputTokens: number }

/** What became of one request. Whatever is not an answer costs nothing but the answer: the rules go on alone. */
export type ModelOutcome<Output> =
  | { readonly kind: 'answered'; readonly output: Output; readonly usage: Usage }
  /** It answered, but nothing that the task's schema takes, even after one repair. */
  | { readonly kind: 'malformed'; readonly usage: Usage }
  /** A request was not allowed: nothing was sent, or not what would have mended an answer of no use. */
  | { readonly kind: 'over-budget'; readonly usage: Usage }
  /** Too much failed of late: nothing was asked. */
  | { readonly kind: 'resting' }
  | { readonly kind: 'failed'; readonly reason: 'timeout' | 'unreachable' | 'rate-limited' | 'rejected' }

/** Why something that a model said is not believed. */
export const DROP_REASONS = [
  'no-quote',
  'quote-not-in-text',
  'instruction',
  'unsafe',
  'too-long',
  'unknown-topic',
  'unknown-claim',
  'unknown-voice',
  'number',
  'name',
  'country',
  /** Denied, opposed, demanded or done in the sentence, and not so in the quote. */
  'modality',
  /** Hardly a word of the sentence stands in the quote, though both are in English. */
  'strayed',
  'uncited',
  'repeats-rules',
  'card-topic',
  'glossary',
] as const
/** Why the gate let something not pass. */
export type DropReason = (typeof DROP_REASONS)[number]
/** How many were dropped for each reason. */
export type Drops = Readonly<Partial<Record<DropReason, number>>>

/** A key point that a model found and the gate let through; of no card topic, since there the rules' reading stands. */
export type MachinePoint = {
  readonly topic: Exclude<Topic, CardTopic>
  readonly voice: Voice
  readonly statement: string
  readonly evidence: EvidenceList
}

/** Where model and rules take a card topic differently; kept for a person to look at, never posted. */
export type Disagreement = {
  readonly topic: CardTopic
  readonly kind: 'only-model' | 'only-rules' | 'differs'
  /** `AZ: one-china-principle`, of each side where it has any. */
  readonly rules: string | undefined
  readonly model: string | undefined
  readonly evidence: readonly Evidence[]
}

/** What passed the gate of a model's proposal on one version of a text. */
export type ModelReading = {
  /** Model and prompt: `gpt-x@3f2a91bc`. */
  readonly engine: string
  /** One or two sentences, with the key points that they rest on: numbers from 1, the rules' first, then `points`; 0 is the encounter. */
  readonly lede: readonly ProposedSentence[]
  readonly points: readonly MachinePoint[]
  readonly disagreements: readonly Disagreement[]
  readonly dropped: Drops
}

/** The encounter's facts that a sentence may name without a quote. */
export type EncounterFacts = {
  readonly parties: readonly PartyCode[]
  readonly principals: readonly string[]
  readonly date: string | null
  readonly place: string | null
  readonly format: Format | null
}

/** What a task may take, request by request. */
export type Meter = {
  /** What an answer may be long first; one that is cut there is asked for once more, as long as any may be. Absent: that at once. */
  readonly likelyOutputTokens?: number | undefined
  /** Asked before each request with the most that it takes, never less: without leave it is not sent. */
  reserve(most: Usage): Promise<boolean>
}

/** A language model behind its endpoint. Throws nothing but on abort. */
export interface LanguageModel {
  /** Where texts are sent: a host name. */
  readonly host: string
  readonly name: string
  /** Names model and prompt; changes with either. */
  engineOf(task: ModelTask): string
  /** Tokens that the task will take at most, with all its requests; never less than it takes. */
  estimate<Task extends ModelTask>(task: Task, inputs: ModelInputs[Task]): Usage
  run<Task extends ModelTask>(
    task: Task,
    inputs: ModelInputs[Task],
    signal: AbortSignal,
    meter?: Meter,
  ): Promise<ModelOutcome<ModelOutputs[Task]>>
}
