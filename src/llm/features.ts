import type { ModelFailure } from './failure.ts'

/** What a server can do, as far as is known; found out by what it refuses. */
export type Features = {
  /** How an answer's form is asked for. `schema`: the server keeps to it; `json`: to JSON alone; `text`: by words only. */
  readonly format: 'schema' | 'json' | 'text'
  /** What the field is called that bounds an answer. Ollama and llama.cpp know the old name only, OpenAI's newer models the new one. */
  readonly limit: 'max_tokens' | 'max_completion_tokens'
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
    limit: isOpenAi ? 'max_completion_tokens' : 'max_tokens',
    temperature: true,
    systemRole: true,
  }
}

/** What to ask without after a refusal; nothing where the request itself is at fault, or nothing is left to do without. */
export function without(features: Features, { complaint }: ModelFailure): Features | undefined {
  if (complaint === undefined || /context.?(?:length|size|window)|too (?:long|large|many)/i.test(complaint))
    return undefined
  if (/max_(?:completion_)?tokens/.test(complaint)) return otherLimit(features, complaint)
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

/** Changed only once: the second name is the last. */
function otherLimit(features: Features, complaint: string): Features | undefined {
  const limit = features.limit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens'
  const refused = new RegExp(`${features.limit}\\b`).test(complaint)
  return refused ? { ...features, limit } : undefined
}
