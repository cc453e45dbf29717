import type { Reply } from '../../chat/adapter.ts'
import { formatDay, formatRecent, zoneName } from '../../digest/days.ts'
import { sourceReports, sourcesLine } from '../../digest/sources-line.ts'
import type { Source, SourceState } from '../../domain/source.ts'
import type { Asking } from './ports.ts'

/** Which sites are read, when last, and their newest text; those that could not be read first. */
export async function answerSources({ ports, now, zone }: Asking): Promise<Reply> {
  const states = await ports.store.sourceStates()
  const polled = ports.sources.filter(({ disabled }) => disabled === undefined)
  const failing = (source: Source): boolean => (states.get(source.id)?.failures ?? 1) > 0
  const ordered = [...polled.filter(failing), ...polled.filter((source) => !failing(source))]
  const lines = ordered.map((source) => lineOf(source, states.get(source.id), now, zone))
  const answer = {
    heading: 'Sources',
    summary: [sourcesLine(sourceReports(polled, states, now), now, zone), ...lines].join('\n'),
    items: [],
    footer: `All times: ${zoneName(zone)}.`,
    choices: [],
  }
  return { kind: 'answer', answer, shareable: false }
}

/** `China MFA (English): read Thu 08:50, newest text 23 April 2025`. */
function lineOf({ name }: Source, state: SourceState | undefined, now: Date, zone: string): string {
  if (!state) return `${name}: not read yet`
  const { lastSuccessAt, newestContent, failures, lastError } = state
  const since = lastSuccessAt && formatRecent(lastSuccessAt, now, zone)
  const read = since === undefined ? 'never read' : failures === 0 ? `read ${since}` : `not read since ${since}`
  const newest = newestContent === undefined ? '' : `, newest text ${formatDay(newestContent)}`
  const reason = failures === 0 || lastError === undefined ? '' : ` (${lastError})`
  return `${name}: ${read}${newest}${reason}`
}
