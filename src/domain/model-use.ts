import { type Disagreement, DROP_REASONS, type ModelReading, type ModelTask, type Usage } from './model.ts'
import type { Destination } from './subscription.ts'

/** What a workspace may turn on, each by itself: what the model adds to digests and answers, and questions to it. */
export const MODEL_FEATURES = ['assist', 'ask'] as const
/** What a workspace may let a model do. */
export type ModelFeature = (typeof MODEL_FEATURES)[number]

/** A workspace or server as its platform names it. */
export type Workspace = Pick<Destination, 'platform' | 'workspace'>

/** Where texts are sent, and to which model. */
export type Endpoint = { readonly host: string; readonly model: string }

/** That a workspace wants a feature by one model behind one host. By another it was not asked. */
export type ModelConsent = Workspace &
  Endpoint & {
    readonly feature: ModelFeature
    /** A platform's id; nobody where the operator gave it on the machine. */
    readonly who: string | undefined
    readonly at: Date
  }

/** Tokens, and what they cost in millionths of whatever unit prices are in; 0 where no price is known. */
export type Spending = Usage & { readonly money: number }

/** What may be spent at most; money in millionths, unlimited where it is absent. */
export type Allowance = {
  readonly tokensPerDay: number
  readonly tokensPerMonth: number
  readonly moneyPerDay?: number | undefined
  readonly moneyPerMonth?: number | undefined
}

/** What each workspace may spend, and all together. */
export type ModelBudget = { readonly workspace: Allowance; readonly all: Allowance }

/** Who pays for a task, on which day (`YYYY-MM-DD`, UTC). */
export type ModelAccount = Workspace & { readonly day: string; readonly task: ModelTask }

/** What an account has had. */
export type ModelUse = ModelAccount &
  Spending & {
    readonly calls: number
    /** Answers that were there already, so that nothing was sent. */
    readonly cacheHits: number
    /** Of calls that are under way, or ended with the program: counted as if it were spent. */
    readonly reservedTokens: number
    readonly reservedMoney: number
  }

/** Why the gate dropped something, or that an answer could not be used at all. */
export const LOSSES = [...DROP_REASONS, 'malformed'] as const
/** Why something of a model's was not used. */
export type Loss = (typeof LOSSES)[number]

/** How often something was lost in a day. */
export type ModelDrop = {
  readonly day: string
  readonly task: ModelTask
  readonly reason: Loss
  readonly count: number
}

/** A model's reading beside the rules'. */
export type KeptModelReading = {
  readonly readoutId: string
  /** Number of the version that was read. */
  readonly version: number
  readonly at: Date
  readonly reading: ModelReading
  /** What the rules' key points said that the model was given, in order (see `saysOf`): its lede cites them by their number. */
  readonly basis: readonly string[]
}

/** Where a model takes a text otherwise than the rules do. */
export type Disputed = {
  readonly readoutId: string
  readonly version: number
  readonly engine: string
  readonly at: Date
  readonly disagreements: readonly Disagreement[]
}
