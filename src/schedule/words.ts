import type { Schedule } from '../domain/subscription.ts'
import { isCron } from './due.ts'

/** What was understood, or what to write instead. */
export type ScheduleWords =
  | { readonly kind: 'understood'; readonly schedule: Schedule }
  | { readonly kind: 'unclear'; readonly reason: string }

const DAYS: readonly string[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

const FORMS =
  '`instant`, `daily 18:00`, `weekdays 09:00`, `weekly mon 08:00`, or five cron fields such as `0 8 * * 1-5`'

/** Reads `instant`, `daily 18:00`, `weekdays 09:00`, `weekly mon 08:00` or a cron line, in `zone` (IANA). */
export function parseSchedule(words: string, zone: string): ScheduleWords {
  const text = words.trim().toLowerCase().replace(/\s+/g, ' ')
  if (text === 'instant') return { kind: 'understood', schedule: { kind: 'instant' } }
  const cron = cronOfWords(text) ?? text
  if (!isCron(cron)) return { kind: 'unclear', reason: `"${words.trim()}" is no time to post at: write ${FORMS}` }
  return { kind: 'understood', schedule: { kind: 'cron', cron, zone } }
}

function cronOfWords(text: string): string | undefined {
  const match = /^(daily|weekdays|weekly ([a-z]{3})[a-z]*)(?: at)? (\d{1,2}):(\d{2})$/.exec(text)
  if (!match) return undefined
  const [, often = '', day = '', hour, minute] = match
  const days = often === 'daily' ? '*' : often === 'weekdays' ? '1-5' : String(DAYS.indexOf(day))
  return `${Number(minute)} ${Number(hour)} * * ${days}`
}

/** The schedule in the words that `parseSchedule` reads; a cron line that is none of them stands as it is. */
export function formatSchedule(schedule: Schedule): string {
  if (schedule.kind === 'instant') return 'instant'
  const match = /^(\d{1,2}) (\d{1,2}) \* \* (\*|1-5|[0-6])$/.exec(schedule.cron)
  if (!match) return schedule.cron
  const [, minute = '', hour = '', days = ''] = match
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  if (days === '*') return `daily ${time}`
  return days === '1-5' ? `weekdays ${time}` : `weekly ${DAYS[Number(days)]} ${time}`
}
