import type { App } from '../app.ts'
import type { Settings } from '../config/settings.ts'
import { listen } from '../app/listen.ts'
import { tellOperator } from '../pipeline/operator.ts'
import { eraseLeft } from '../pipeline/retention.ts'
import { beginRevisits } from '../pipeline/revisit.ts'
import { createCollector, post } from '../pipeline/rounds.ts'
import { planSilence } from '../pipeline/silence.ts'
import { Turns } from '../pipeline/turns.ts'
import type { WorkerDuties } from '../pipeline/worker.ts'
import type { CliContext } from './context.ts'
import { outcomeLine, revisitLines } from './outcomes.ts'
import { counted } from './wording.ts'

/** What `attache start` does at its ticks, telling of it on standard error. */
export function tickingDuties(
  app: App,
  settings: Settings,
  { err }: Pick<CliContext, 'err'>,
): Omit<WorkerDuties, 'begin'> {
  const [polls, revisits] = [new Turns(), new Turns()]
  const fault = (error: unknown): void => err(`attache: ${error instanceof Error ? error.message : String(error)}`)
  return {
    collect: createCollector(app, polls, (outcome) => err(outcomeLine(outcome))),
    revisit: (until) => beginRevisits(app, revisits, (outcome) => revisitLines(outcome).forEach(err), until),
    post: async (until) => void (await post(app, until)),
    async watch() {
      await planSilence(app)
      const erased = await eraseLeft(app)
      if (erased > 0)
        err(`erased what was kept of ${counted(erased, 'workspace')} that the bot was removed from 30 days ago`)
      const line = await tellOperator(app, settings.ops)
      if (line !== undefined) err(line)
    },
    assist: async (until) => app.assistant?.round(until),
    listen: (until) => listen(app, settings, fault, until),
    async end() {
      await polls.settled()
      await revisits.settled()
    },
  }
}
