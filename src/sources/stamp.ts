import { type Day, dayOf, realDay } from './calendars/day.ts'
import { monthNamed } from './month-names.ts'
import { instantOf } from './zone.ts'

type Part = string | undefined

/** The instant of a machine-readable stamp, whose parts stand in a fixed order: ISO 8601 with a time, and RFC 822. Without an offset, in `zone`. */
export function instantOfStamp(line: string, zone: string): Date | undefined {
  const iso = /(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2}(?!\d))?/.exec(
    line,
  )
  if (iso) return stamped(dayOf(iso[1], iso[2], iso[3]), iso[4], iso[5], iso[6], iso[7], zone)
  const rfc =
    /(\d{1,2})[\s-]+([A-Z][a-z]{2})[a-z]*[\s-]+(\d{4}),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(GMT|UTC?|Z|[ECMP][SD]T|[+-]\d{4})?/.exec(
      line,
    )
  return rfc
    ? stamped(dayOf(rfc[3], monthNamed(rfc[2], 'en'), rfc[1]), rfc[4], rfc[5], rfc[6], rfc[7], zone)
    : undefined
}

function stamped(day: Day, hour: Part, minute: Part, second: Part, offset: Part, zone: string): Date | undefined {
  const real = realDay(day)
  if (!real || Number(hour) > 23 || Number(minute) > 59) return undefined
  const time = { hour: Number(hour), minute: Number(minute), second: Math.min(Number(second ?? 0), 59) }
  if (offset === undefined) return instantOf({ ...real, ...time }, zone)
  const { year, month, day: date } = real
  return new Date(Date.UTC(year, month - 1, date, time.hour, time.minute - minutesOf(offset), time.second))
}

/** RFC 822's names of zones, in hours. */
const NAMED_OFFSETS: Readonly<Record<string, number>> = {
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
}

function minutesOf(offset: string): number {
  const numbers = /([+-])(\d{2}):?(\d{2})/.exec(offset)
  if (!numbers) return (NAMED_OFFSETS[offset] ?? 0) * 60
  return (numbers[1] === '-' ? -1 : 1) * (Number(numbers[2]) * 60 + Number(numbers[3]))
}
