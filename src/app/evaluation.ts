import type { ModelSettings } from '../config/model-settings.ts'
import type { Settings } from '../config/settings.ts'
import type { Clock } from '../domain/clock.ts'
import type { LanguageModel } from '../domain/model.ts'
import { createLanguageModel } from '../llm/language-model.ts'
import { createOutgoing } from './outgoing.ts'

/** A language model by itself, for measuring it: without budget, consent or anything kept. */
export type OpenModel = { readonly model: LanguageModel; close(): Promise<void> }

/** Opens the model `llm` with the settings' way out; `close` ends that. Throws `ConfigError`. */
export async function openModel(
  settings: Settings,
  llm: ModelSettings,
  clock: Clock,
  fault: (error: Error) => void,
): Promise<OpenModel> {
  const http = createOutgoing(settings, clock)
  try {
    return { model: await createLanguageModel(llm, { clock, http, fault }), close: () => http.close() }
  } catch (error) {
    await http.close()
    throw error
  }
}
