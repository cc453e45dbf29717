import type { Revisit } from '../domain/keeping.ts'
import type { FoundBy } from '../domain/readout.ts'
import type { Source } from '../domain/source.ts'

const HOUR_MS = 3_600_000

/** How long after it was stored a page is looked at again, in hours, where its source does not say otherwise. */
const REVISIT_HOURS: readonly number[] = [1, 24, 7 * 24]

/** The text of a feed's entry is compared at every poll; its page is only looked for, and not so soon. */
const LEAST_HOURS_FOR_FEED = 24

/** A page that was not found is looked for again after this. */
const SEARCH_AGAIN_MS = 12 * HOUR_MS

/** So many looks in a row, over so long, must miss a page before it counts as gone. */
const MISSES_TO_BE_GONE = 3
const ABSENCE_TO_BE_GONE_MS = 24 * HOUR_MS

/** More pages than this missing at once are a change of the site, not of its pages. */
export const MOST_MISSING = 5

/** A feed that shows a change has its page looked at at once, but no page more often than this. */
const LEAST_GAP_MS = HOUR_MS / 2

/** When a page is next to be looked at, strictly later than `after`: what was missed meanwhile is made up for by one look. Nothing once all looks are done. */
export function nextRevisit(
  { revisitHours = REVISIT_HOURS }: Pick<Source, 'revisitHours'>,
  foundBy: FoundBy,
  storedAt: Date,
  after: Date,
): Date | undefined {
  const times = revisitHours
    .filter((hours) => foundBy !== 'feed' || hours >= LEAST_HOURS_FOR_FEED)
    .map((hours) => storedAt.getTime() + hours * HOUR_MS)
    .filter((time) => time > after.getTime())
  return times.length === 0 ? undefined : new Date(Math.min(...times))
}

/** When a page is looked at because its feed shows a change: at once, unless that was done just now. */
export function revisitOnChange(seenAt: Date, now: Date): Date {
  return new Date(Math.max(now.getTime(), seenAt.getTime() + LEAST_GAP_MS))
}

/** The revisit after a look that did not find the page, though its site answered; `next` is when it was to be looked at anyway. */
export function afterMiss(revisit: Revisit, now: Date, next: Date | undefined): Revisit {
  const missed = { ...revisit, seenAt: now, misses: revisit.misses + 1, missingSince: revisit.missingSince ?? now }
  return { ...missed, dueAt: isGone(missed, now) ? next : new Date(now.getTime() + SEARCH_AGAIN_MS) }
}

/** Whether a page was missed often and long enough to be no longer at its address. */
export function isGone({ misses, missingSince }: Pick<Revisit, 'misses' | 'missingSince'>, now: Date): boolean {
  if (!missingSince || misses < MISSES_TO_BE_GONE) return false
  return now.getTime() - missingSince.getTime() >= ABSENCE_TO_BE_GONE_MS
}
