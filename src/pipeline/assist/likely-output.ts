import type { Clock } from '../../domain/clock.ts'
import type { ModelTask } from '../../domain/model.ts'
import type { ModelUseStore } from '../ports/modelling.ts'

/** So many answers tell how long they are as a rule. */
const ENOUGH_ANSWERS = 8
const LOOKED_BACK_MS = 31 * 24 * 3_600_000

/** How much longer than as a rule an answer may be before it is cut and asked for again; and what is never cut. */
const TIMES_LONGER = 4
const NEVER_CUT_TOKENS = 1_000

/**
 * What answers of a task take as a rule, with room to spare, by the figures of the last month; nothing before there are some, and of translations,
 * which are as long as what is translated. The less is set aside, the less of a small budget lies idle.
 */
export async function likelyOutput(
  task: ModelTask,
  store: Pick<ModelUseStore, 'modelUses'>,
  clock: Clock,
): Promise<number | undefined> {
  if (task === 'translate') return undefined
  const since = new Date(clock.now().getTime() - LOOKED_BACK_MS).toISOString().slice(0, 10)
  const uses = (await store.modelUses(since)).filter((use) => use.task === task)
  const calls = uses.reduce((sum, use) => sum + use.calls, 0)
  if (calls < ENOUGH_ANSWERS) return undefined
  const outputTokens = uses.reduce((sum, use) => sum + use.outputTokens, 0)
  return Math.max(NEVER_CUT_TOKENS, Math.ceil((TIMES_LONGER * outputTokens) / calls))
}
