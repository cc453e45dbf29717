import type { SourceOutcome } from '../pipeline/collect.ts'
import type { RevisitOutcome } from '../pipeline/revisit.ts'
import type { CliContext } from './context.ts'

/** One source's outcome in one line. */
export function outcomeLine(outcome: SourceOutcome): string {
  const name = outcome.source.name
  switch (outcome.kind) {
    case 'read': {
      const { listed, fresh, changed, skipped, partlyHidden } = outcome
      const parts = [
        `${listed} listed`,
        `${fresh} new`,
        ...(changed > 0 ? [`${changed} changed`] : []),
        ...(partlyHidden > 0 ? [`${partlyHidden} with text hidden from sight, which is left out`] : []),
      ]
      return `read      ${name}: ${parts.join(', ')}${skipped.length > 0 ? `; passed over: ${skipped.join('; ')}` : ''}`
    }
    case 'not-modified':
      return `unchanged ${name}`
    case 'failed':
      return `not read  ${name}: ${withoutId(outcome)}; next try ${outcome.nextPollAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  }
}

/** What came of looking again at a source's pages, as far as there is anything to say. */
export function revisitLines({ source, changed, gone, putOff }: RevisitOutcome): string[] {
  const parts = [
    ...(changed > 0 ? [`${changed} changed`] : []),
    ...(gone > 0 ? [`${gone} no longer at the address`] : []),
    ...(putOff === undefined ? [] : [`put off: ${withoutId({ reason: putOff })}`]),
  ]
  return parts.length === 0 ? [] : [`looked at ${source.name} again: ${parts.join(', ')}`]
}

/** Messages begin with the id of a source; beside its name that says nothing. */
const withoutId = ({ reason }: { readonly reason: string }): string => reason.replace(/^[a-z0-9-]+: /, '')

/** Prints each outcome as it comes, on a terminal with a line below that says how far the round is. `done` clears it. */
export function roundProgress({ err, interactive, redraw }: CliContext, total: number) {
  let count = 0
  return {
    show(outcome: SourceOutcome): void {
      count += 1
      if (interactive) redraw('')
      err(outcomeLine(outcome))
      if (interactive) redraw(`reading: ${count} of ${total} sources`)
    },
    done(): void {
      if (interactive) redraw('')
    },
  }
}
