import { type ModelSettings, modelOf } from '../../src/config/model-settings.ts'
import type { Clock } from '../../src/domain/clock.ts'
import type { LanguageModel, ModelInputs } from '../../src/domain/model.ts'
import { createHttp } from '../../src/http/client.ts'
import { createLanguageModel } from '../../src/llm/language-model.ts'
import { fakeClock } from '../fakes/clock.ts'
import { NO_CARD } from '../fakes/model-characters.ts'

/** The settings of a model at an address, as the environment would give them. */
export function modelSettings(baseUrl: string, environment: Record<string, string> = {}): ModelSettings {
  const settings = modelOf(undefined, { LLM_BASE_URL: baseUrl, LLM_MODEL: 'fable-1', ...environment })
  if (!settings) throw new Error('no model is set')
  return settings
}

export type Asking = {
  readonly model: LanguageModel
  /** What the operator was told. */
  readonly faults: string[]
  [Symbol.asyncDispose](): Promise<void>
}

/** A model over the wire, with loopback allowed; `environment` as `modelSettings` takes it. */
export async function askingAt(
  baseUrl: string,
  environment: Record<string, string> = {},
  { clock = fakeClock(), allowHosts = ['127.0.0.1'] }: { clock?: Clock; allowHosts?: readonly string[] } = {},
): Promise<Asking> {
  const http = createHttp({ clock, userAgent: 'Attache/test', allowHosts })
  const faults: string[] = []
  const fault = (error: Error): void => void faults.push(error.message)
  const model = await createLanguageModel(modelSettings(baseUrl, environment), { clock, http, fault })
  return { model, faults, [Symbol.asyncDispose]: () => http.close() }
}

/** A text to be read; everybody in it is invented. */
export function aReading(changes: Partial<ModelInputs['read']> = {}): ModelInputs['read'] {
  return {
    text: 'On 3 March 2025 Foreign Minister Qiu Yanshu met Icelandic Foreign Minister Sunna Hrafnsdottir. Iceland hopes for more flights.',
    title: 'Qiu Yanshu meets Sunna Hrafnsdottir',
    language: 'en',
    issuer: 'CN',
    published: '2025-03-04',
    facts: [],
    ...changes,
  }
}

/** What a careful model makes of `aReading`. */
export const PROPOSAL = {
  encounter: {
    readout: true,
    format: 'meeting',
    parties: ['CN', 'IS'],
    date: '2025-03-03',
    principals: ['Qiu Yanshu', 'Sunna Hrafnsdottir'],
  },
  points: [
    {
      ...NO_CARD,
      topic: 'people',
      voice: 'IS',
      statement: 'Iceland hopes for more flights.',
      quotes: ['Iceland hopes for more flights.'],
    },
  ],
  lede: [{ text: 'Qiu Yanshu met Sunna Hrafnsdottir on 3 March 2025.', cites: [0] }],
}

/** A signal that never aborts. */
export const forever = new AbortController().signal
