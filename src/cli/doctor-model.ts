import type { App } from '../app.ts'
import type { ModelSettings } from '../config/model-settings.ts'
import type { Finding } from './finding.ts'

/** How the language model stands, where one is configured; `ask` sends it one word, which costs a few tokens. */
export async function modelFindings(
  { assist }: Pick<App, 'assist'>,
  llm: ModelSettings | undefined,
  ask: boolean,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  if (!llm || !assist) return ask ? [{ what: WHAT, state: 'note', found: 'none is configured: rules alone read' }] : []
  const { host, model } = assist.endpoint
  const named = `${model} at ${host}; a workspace that consents sends it public texts, see \`attache llm\``
  const unpriced = 'its prices are not set (LLM_PRICE_INPUT, LLM_PRICE_OUTPUT): tokens are bounded, money is not'
  return [
    { what: WHAT, state: 'good', found: named },
    ...(llm.prices ? [] : [{ what: WHAT, state: 'note', found: unpriced } as const]),
    ...(ask ? [await reachability(assist, signal)] : []),
  ]
}

const WHAT = 'language model'

/** On the operator's own account, and within the budget like anything else. */
async function reachability({ asker }: NonNullable<App['assist']>, signal: AbortSignal): Promise<Finding> {
  const inputs = { strings: ['Good morning.'], into: 'fr', glossary: [] }
  const payer = { platform: 'terminal', workspace: 'local' }
  const asked = await asker.anew({ task: 'translate', inputs, payer }, signal)
  switch (asked.kind) {
    case 'answered':
      return { what: WHAT, state: 'good', found: 'it answered' }
    case 'none':
      return { what: WHAT, state: 'bad', found: 'it answers, but not in the form that is asked for: try another model' }
    case 'refused':
      return { what: WHAT, state: 'bad', found: 'it refuses to answer: check LLM_API_KEY and LLM_MODEL' }
    case 'over-budget':
      return { what: WHAT, state: 'note', found: 'not asked: the budget is spent' }
    case 'unavailable':
      return { what: WHAT, state: 'bad', found: 'it cannot be had: check LLM_BASE_URL and the way there' }
  }
}
