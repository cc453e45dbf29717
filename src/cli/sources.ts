import { type Condition, conditionOf } from '../domain/condition.ts'
import type { Source, SourceState } from '../domain/source.ts'
import type { AddCommand } from './context.ts'
import { openRecordFor } from './open.ts'
import { addSourceProposals } from './sources-add.ts'
import { addSourcesCheck } from './sources-check.ts'
import { counted, minuteUtc } from './wording.ts'

/** `attache sources`: every source with how it is doing; below it, looking at sources and adding one. */
export const addSourcesCommand: AddCommand = (program, context, finish) => {
  const sources = program
    .command('sources')
    .description('every source: how it stands, last read, last new text, newest content, and what went wrong')
    .action(async () => {
      const app = await openRecordFor(context, await context.settings())
      try {
        const states = await app.store.sourceStates()
        const now = context.clock.now()
        const lines = app.sources.map((source) => sourceLine(source, states.get(source.id), now))
        await context.out(`${lines.join('\n')}\n`)
        finish(0)
      } finally {
        await app.close()
      }
    })
  addSourcesCheck(sources, context, finish)
  addSourceProposals(sources, context, finish)
}

/** `cn-mfa-en-top  China MFA (English): read · last read … · last new text … · newest content … · next …`. */
function sourceLine(source: Source, state: SourceState | undefined, now: Date): string {
  const parts = [inWords(conditionOf(source, state, now)), ...(source.disabled === undefined ? factsOf(state) : [])]
  return `${source.id.padEnd(28)} ${source.name}: ${parts.join(' · ')}`
}

function inWords(condition: Condition): string {
  switch (condition.kind) {
    case 'disabled':
      return `disabled (${condition.reason})`
    case 'new':
      return 'not polled yet'
    case 'well':
      return 'read'
    case 'unread':
      return `not read: ${condition.reason}`
    case 'refused':
      return `refused: ${condition.reason}`
    case 'broken':
      return `broken: ${condition.reason}`
    case 'frozen':
      return `frozen: nothing newer than ${condition.newest}, and it never paused for more than ${counted(condition.longestGapDays, 'day')}`
  }
}

function factsOf(state: SourceState | undefined): string[] {
  if (!state) return []
  const { lastSuccessAt, lastNewItemAt, newestContent, failures, nextPollAt } = state
  return [
    lastSuccessAt ? `last read ${minuteUtc(lastSuccessAt)}` : 'never read',
    ...(failures > 1 ? [`${counted(failures, 'failure')} in a row`] : []),
    ...(lastNewItemAt ? [`last new text ${minuteUtc(lastNewItemAt)}`] : []),
    ...(newestContent === undefined ? [] : [`newest content ${newestContent}`]),
    `next ${minuteUtc(nextPollAt)}`,
  ]
}
