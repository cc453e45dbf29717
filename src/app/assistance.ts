import { join } from 'node:path'
import { loadEncounterLexicon } from '../config/encounter-lexicon.ts'
import { loadGateLexicon } from '../config/gate-lexicon.ts'
import { loadOfficials } from '../config/names.ts'
import type { ModelSettings } from '../config/model-settings.ts'
import type { Settings } from '../config/settings.ts'
import type { Gazetteer } from '../countries/gazetteer.ts'
import { compileOfficials } from '../countries/officials.ts'
import type { Clock } from '../domain/clock.ts'
import { compileGate, type Gate } from '../extract/gate/gate.ts'
import type { HttpClient } from '../http/request.ts'
import { createLanguageModel } from '../llm/language-model.ts'
import { createAsker, type ModelHealth } from '../pipeline/assist/asker.ts'
import type { Assistance } from '../pipeline/assist/ports.ts'
import { budgetOf } from '../pipeline/assist/spending.ts'
import type { ModelUseStore } from '../pipeline/ports/modelling.ts'
import type { Cache } from '../store/cache.ts'

/** What a model is built with besides the settings. */
export type AssistancePorts = {
  readonly clock: Clock
  readonly http: HttpClient
  readonly cache: Cache
  readonly gazetteer: Gazetteer
  readonly store: ModelUseStore
  /** Told what went wrong with the model; never a reason to stop. */
  readonly fault: (error: unknown) => void
  /** In place of one over the data files. */
  readonly gate?: Gate | undefined
}

/** The language model `llm`, with its budget and its gate; its prompts and words are checked. Throws `ConfigError`. */
export async function openAssistance(
  settings: Settings,
  llm: ModelSettings,
  { clock, http, cache, gazetteer, store, fault, gate }: AssistancePorts,
): Promise<Assistance> {
  const [model, checks] = await Promise.all([
    createLanguageModel(llm, { clock, http, fault }),
    gate ?? openGate(settings, gazetteer),
  ])
  const budget = budgetOf(llm.budget)
  const caches = {
    read: cache.keyv('model-read'),
    overview: cache.keyv('model-overview'),
    compare: cache.keyv('model-compare'),
  } as const
  const health = cache.keyv<ModelHealth>('model-health')
  const { asksPerHour, answerSeconds } = llm
  return {
    model,
    endpoint: { host: model.host, model: model.name },
    budget,
    asker: createAsker({ model, store, caches, health, clock, budget, prices: llm.prices }),
    gate: checks,
    overviews: cache.keyv('model-overviews-waiting'),
    translations: cache.keyv('model-translations'),
    // Who asks is not to wait for what is prepared.
    concurrency: Math.max(1, llm.concurrency - 1),
    asksPerHour,
    answerSeconds,
  }
}

/** The gate over the data files of `configFolder`. Throws `ConfigError`. */
export async function openGate({ configFolder }: Pick<Settings, 'configFolder'>, gazetteer: Gazetteer): Promise<Gate> {
  const lexiconFolder = join(configFolder, 'lexicon')
  const [officials, encounterWords, lexicon] = await Promise.all([
    loadOfficials(configFolder),
    loadEncounterLexicon(lexiconFolder),
    loadGateLexicon(lexiconFolder),
  ])
  return compileGate({ gazetteer, officials: compileOfficials(officials), encounterWords, lexicon })
}
