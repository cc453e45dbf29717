import type { Usage } from '../domain/model.ts'
import type { Messages } from './compose.ts'
import type { Features } from './features.ts'
import type { WireSchema } from './json-schema.ts'

/** One request as both APIs can be asked it. */
export type WireRequest = {
  readonly model: string
  readonly messages: Messages
  /** The task, which names the schema. */
  readonly name: string
  readonly schema: WireSchema
  readonly features: Features
  readonly outputTokens: number
  /** Whether the answer is to come piece by piece. */
  readonly stream: boolean
}

/** What came back: `cut` at the bound of its length, `refused` by the model or a filter. */
export type WireAnswer = {
  readonly text: string
  readonly end: 'complete' | 'cut' | 'refused'
  /** Absent: the server does not count. */
  readonly usage: Usage | undefined
}

/** One request, one answer. Throws `ModelFailure`, or the signal's reason once it aborts; never tries again by itself. */
export type Ask = (request: WireRequest, signal: AbortSignal) => Promise<WireAnswer>
