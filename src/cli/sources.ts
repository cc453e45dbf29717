import type { Source, SourceState } from '../domain/source.ts'
import { openRecordFor } from './open.ts'
import type { AddCommand } from './context.ts'

/** `attache sources`: every source with how it is doing. */
export const addSourcesCommand: AddCommand = (program, context, finish) => {
  program
    .command('sources')
    .description('every source: last read, last new text, newest content, and what went wrong')
    .action(async () => {
      const app = await openRecordFor(context, await context.settings())
      try {
        const states = await app.store.sourceStates()
        const lines = app.sources.map((source) => sourceLine(source, states.get(source.id)))
        await context.out(`${lines.join('\n')}\n`)
        finish(0)
      } finally {
        await app.close()
      }
    })
}

/** `cn-mfa-en-top  read 24 Apr 08:02 · last new … · newest … · China MFA (English)`. */
function sourceLine(source: Source, state: SourceState | undefined): string {
  return [source.id.padEnd(28), `${source.name}:`, conditionOf(source, state)].join(' ')
}

function conditionOf({ disabled }: Source, state: SourceState | undefined): string {
  if (disabled !== undefined) return `disabled (${disabled})`
  if (!state) return 'not polled yet'
  const { lastSuccessAt, lastNewItemAt, newestContent, lastError, failures, nextPollAt } = state
  return [
    failures > 0 ? `not read ${failures} times in a row: ${lastError}` : 'read',
    lastSuccessAt ? `last read ${minute(lastSuccessAt)}` : 'never read',
    ...(lastNewItemAt ? [`last new text ${minute(lastNewItemAt)}`] : []),
    ...(newestContent === undefined ? [] : [`newest content ${newestContent}`]),
    `next ${minute(nextPollAt)}`,
  ].join(' · ')
}

const minute = (instant: Date): string => `${instant.toISOString().slice(0, 16).replace('T', ' ')} UTC`
