import type { ModelFailure } from './failure.ts'

/** What the field is called that bounds an answer. Ollama and llama.cpp know the old name only, OpenAI's newer models the new one. */
export type LimitName = 'max_tokens' | 'max_completion_tokens'

/** What a server can do, as far as is known; found out by what it refuses. */
export type Features = {
  /** How an answer's form is asked for. `schema`: the server keeps to it; `json`: to JSON alone; `text`: by words only. */
  readonly format: 'schema' | 'json' | 'text'
  /** The name that is used, then the one that is left to try. */
  readonly limits: readonly [LimitName, ...LimitName[]]
  /** Whether it may be told to answer the same to the same; models that think before they answer refuse. */
  readonly temperature: boolean
  /** Whether what to do may come from somebody else than the user; some models' templates know no system. */
  readonly systemRole: boolean
}

/** What is tried first. */
export function firstFeatures(host: string): Features {
  const isOpenAi = /(?:^|\.)(?:openai\.com|azure\.com)(?::\d+)?$/.test(host)
  return {
    format: 'schema',
    limits: isOpenAi ? ['max_completion_tokens', 'max_tokens'] : ['max_tokens', 'max_completion_tokens'],
    temperature: true,
    systemRole: true,
  }
}

/**
 * What to ask without after a refusal; nothing where the request itself is at fault, or nothing is left to do without. Each step leaves less,
 * so that no server can be asked for ever.
 */
export function without(features: Features, { complaint }: ModelFailure): Features | undefined {
  if (complaint === undefined || /context.?(?:length|size|window)|too (?:long|large|many)/i.test(complaint))
    return undefined
  const [limit, other] = features.limits
  if (other !== undefined && new RegExp(`${limit}\\b`).test(complaint)) return { ...features, limits: [other] }
  if (features.temperature && /temperature/i.test(complaint)) return { ...features, temperature: false }
  if (features.systemRole && /system.{0,20}role|role.{0,20}system/i.test(complaint)) {
    return { ...features, systemRole: false }
  }
  return plainer(features)
}

/** The next way of asking for JSON that needs less of the server. */
export function plainer(features: Features): Features | undefined {
  if (features.format === 'text') return undefined
  return { ...features, format: features.format === 'schema' ? 'json' : 'text' }
}
