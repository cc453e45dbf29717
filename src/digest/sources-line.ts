import { conditionOf } from '../domain/condition.ts'
import type { Source, SourceState } from '../domain/source.ts'
import { formatDay, formatRecent } from './days.ts'
import { counted } from './words.ts'

/** How one source stands: its last success, and whether its last round failed. */
export type SourceReport = {
  readonly id: string
  readonly name: string
  readonly readAt: Date | undefined
  readonly failing: boolean
  /** It answers, but not with what is expected of it. */
  readonly broken?: boolean | undefined
  /** It answers with nothing newer than this day, which is unlike it. */
  readonly frozenAt?: string | undefined
}

/** The reports of the sources that are polled; what is disabled is no part of what a digest rests on. */
export function sourceReports(
  sources: readonly Source[],
  states: ReadonlyMap<string, SourceState>,
  now: Date,
): SourceReport[] {
  return sources
    .filter(({ disabled }) => disabled === undefined)
    .map((source) => {
      const state = states.get(source.id)
      const condition = conditionOf(source, state, now)
      return {
        id: source.id,
        name: source.name,
        readAt: state?.lastSuccessAt,
        failing: state === undefined || state.failures > 0,
        broken: condition.kind === 'broken',
        frozenAt: condition.kind === 'frozen' ? condition.newest : undefined,
      }
    })
}

/** Beyond so many, unread sources are counted instead of named. */
const NAMED_AT_MOST = 4

/** `Read 5 of 6 sources · not read since Tue 14:10: China MFA (English) · never read: … · nothing new since 3 March: …`. */
export function sourcesLine(reports: readonly SourceReport[], now: Date, zone: string): string {
  const unread = reports.filter(isUnread)
  const read = reports.length - unread.length
  const troubled = reports.filter((report) => isUnread(report) || report.broken || report.frozenAt !== undefined)
  const byTrouble = Map.groupBy(troubled, (report) => troubleOf(report, now, zone))
  const named = [...byTrouble].map(([trouble, sources]) => `${trouble}: ${namesOf(sources)}`)
  return [`Read ${read} of ${counted(reports.length, 'source')}`, ...named].join(' · ')
}

const isUnread = ({ failing, readAt }: SourceReport): boolean => failing || readAt === undefined

function troubleOf(report: SourceReport, now: Date, zone: string): string {
  const { broken, frozenAt, readAt } = report
  if (!isUnread(report)) return broken || frozenAt === undefined ? 'broken' : `nothing new since ${formatDay(frozenAt)}`
  if (!readAt) return 'never read'
  return `${broken ? 'broken' : 'not read'} since ${formatRecent(readAt, now, zone)}`
}

function namesOf(sources: readonly SourceReport[]): string {
  const names = sources.map(({ name }) => name)
  const further = names.length - NAMED_AT_MOST
  return further > 1 ? `${names.slice(0, NAMED_AT_MOST).join(', ')} and ${further} more` : names.join(', ')
}
