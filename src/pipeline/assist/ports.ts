import type { LanguageModel } from '../../domain/model.ts'
import type { Endpoint, ModelBudget } from '../../domain/model-use.ts'
import type { Gate } from '../../extract/gate/gate.ts'
import type { Asker } from './asker.ts'
import type { OverviewCache } from './overview.ts'

/** A translation that passed the gate; or that there is none to be had. */
export type KeptTranslation = { readonly text: string } | { readonly none: true }

/** Keeps translations; a Keyv is one. */
export interface TranslationCache {
  get(key: string): Promise<KeptTranslation | undefined>
  set(key: string, value: KeptTranslation, ttlMs: number): Promise<unknown>
}

/** A language model as the use cases see it: what it may cost, whether it may be asked at all, and what of its answers is believed. */
export type Assistance = {
  readonly model: LanguageModel
  readonly endpoint: Endpoint
  readonly budget: ModelBudget
  readonly asker: Asker
  readonly gate: Gate
  readonly overviews: OverviewCache
  readonly translations: TranslationCache
  /** Requests under way at once, of what is prepared ahead. */
  readonly concurrency: number
  /** Questions that a person may ask in an hour. */
  readonly asksPerHour: number
  /** How long somebody who asked waits for the model. */
  readonly answerSeconds: number
}
