import type { Calendar } from '../../domain/source.ts'
import type { Day } from './day.ts'

/** A way of counting years: a calendar that a source declares, or an era that a date names. */
export type YearCount = Exclude<Calendar, 'gregorian'> | 'reiwa' | 'heisei'

type Count = {
  /** The runtime's name of the calendar, and of the era within it. */
  readonly calendar: string
  readonly era: string
  /** The first day of its year 1 in the Gregorian calendar, or what would have been. */
  readonly begins: number
  readonly yearDays: number
  readonly monthDays: number
}

const SOLAR = { yearDays: 365.2425, monthDays: 30.44 }
const LUNAR = { yearDays: 354.367, monthDays: 29.53 }

/** Where each count begins, for a first guess only: how it goes on is the runtime's knowledge. */
const COUNTS: Readonly<Record<YearCount, Count>> = {
  roc: { calendar: 'roc', era: 'Minguo', begins: Date.UTC(1912, 0, 1), ...SOLAR },
  buddhist: { calendar: 'buddhist', era: 'BE', begins: Date.UTC(-542, 0, 1), ...SOLAR },
  persian: { calendar: 'persian', era: 'AP', begins: Date.UTC(622, 2, 22), ...SOLAR },
  hijri: { calendar: 'islamic-umalqura', era: 'AH', begins: Date.UTC(622, 6, 19), ...LUNAR },
  reiwa: { calendar: 'japanese', era: 'Reiwa', begins: Date.UTC(2019, 0, 1), ...SOLAR },
  heisei: { calendar: 'japanese', era: 'Heisei', begins: Date.UTC(1989, 0, 1), ...SOLAR },
}

const DAY_MS = 86_400_000

/** No guess is further off: months and leap years differ by so much from their means. */
const FARTHEST = 6

/** The Gregorian day of a day of another count; nothing where that count has no such day. */
export function gregorianDay({ year, month, day }: Day, count: YearCount): Day | undefined {
  const { calendar, era, begins, yearDays, monthDays } = COUNTS[count]
  const guess = begins + Math.round((year - 1) * yearDays + (month - 1) * monthDays + day - 1) * DAY_MS
  const wanted = `${year}-${month}-${day} ${era}`
  for (let off = 0; off <= FARTHEST; off += 1) {
    const found = [guess + off * DAY_MS, guess - off * DAY_MS].find((at) => nameOf(at, calendar) === wanted)
    if (found !== undefined) return dayAt(new Date(found))
  }
  return undefined
}

const dayAt = (at: Date): Day => ({ year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() })

/** A day in the words of a calendar; nothing for what is no time at all. */
function nameOf(at: number, calendar: string): string | undefined {
  if (Number.isNaN(new Date(at).getTime())) return undefined
  const parts = formatOf(calendar).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((some) => some.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')} ${part('era')}`
}

/** Making a format takes a hundred times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(calendar: string): Intl.DateTimeFormat {
  const made =
    formats.get(calendar) ??
    new Intl.DateTimeFormat(`en-u-ca-${calendar}`, {
      timeZone: 'UTC',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    })
  formats.set(calendar, made)
  return made
}
