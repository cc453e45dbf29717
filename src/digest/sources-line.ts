import type { Source, SourceState } from '../domain/source.ts'
import { formatRecent } from './days.ts'
import { counted } from './words.ts'

/** How one source stands: its last success, and whether its last round failed. */
export type SourceReport = {
  readonly id: string
  readonly name: string
  readonly readAt: Date | undefined
  readonly failing: boolean
}

/** The reports of the sources that are polled; what is disabled is no part of what a digest rests on. */
export function sourceReports(sources: readonly Source[], states: ReadonlyMap<string, SourceState>): SourceReport[] {
  return sources
    .filter(({ disabled }) => disabled === undefined)
    .map(({ id, name }) => {
      const state = states.get(id)
      return { id, name, readAt: state?.lastSuccessAt, failing: state === undefined || state.failures > 0 }
    })
}

/** Beyond so many, unread sources are counted instead of named. */
const NAMED_AT_MOST = 4

/** `Read 5 of 6 sources · not read since Tue 14:10: China MFA (English) · never read: …`. */
export function sourcesLine(reports: readonly SourceReport[], now: Date, zone: string): string {
  const unread = reports.filter(({ failing, readAt }) => failing || readAt === undefined)
  const read = reports.length - unread.length
  const bySince = Map.groupBy(unread, ({ readAt }) =>
    readAt ? `not read since ${formatRecent(readAt, now, zone)}` : 'never read',
  )
  const named = [...bySince].map(([since, sources]) => `${since}: ${namesOf(sources)}`)
  return [`Read ${read} of ${counted(reports.length, 'source')}`, ...named].join(' · ')
}

function namesOf(sources: readonly SourceReport[]): string {
  const names = sources.map(({ name }) => name)
  const further = names.length - NAMED_AT_MOST
  return further > 1 ? `${names.slice(0, NAMED_AT_MOST).join(', ')} and ${further} more` : names.join(', ')
}
