import type { Message } from '../domain/message.ts'
import type { Occasion } from './message.ts'
import { formatInstant, formatRecent, zoneName } from './days.ts'
import { sourcesLine } from './sources-line.ts'

/** A source that was not read for long; `since` its last success before that, where there was one. */
export type Silence = { readonly name: string; readonly since: Date | undefined }

/** Beyond so many, sources are counted instead of named. */
const NAMED_AT_MOST = 12

/**
 * What a channel that gets no regular digest is told of its sources: which have not been read for a day, so that their silence is not taken
 * for theirs, and which are read again.
 */
export function silenceMessage(
  silent: readonly Silence[],
  back: readonly Silence[],
  { dueAt, zone, sources }: Pick<Occasion, 'dueAt' | 'zone' | 'sources'>,
): Message {
  const lost = [
    ...Map.groupBy(silent, ({ since }) => (since ? `since ${formatRecent(since, dueAt, zone)}` : 'at all so far')),
  ]
  const sentences = [
    ...lost.map(
      ([since, some]) => `Not read ${since}: ${namesOf(some)}. What they publish will be told once they are read.`,
    ),
    ...(back.length > 0 ? [`Read again: ${namesOf(back)}. What they published meanwhile is told as it is read.`] : []),
  ]
  return {
    notification: sentences.join(' '),
    heading: 'Sources',
    dueAt,
    zone,
    window: `${formatInstant(dueAt, zone)} ${zoneName(zone)}`,
    items: [],
    footer: sourcesLine(sources, dueAt, zone),
    sample: false,
  }
}

function namesOf(sources: readonly Silence[]): string {
  const names = sources.map(({ name }) => name)
  const further = names.length - NAMED_AT_MOST
  return further > 1 ? `${names.slice(0, NAMED_AT_MOST).join(', ')} and ${further} more` : names.join(', ')
}
