// Encounter dates are plain text, so that a reader's zone never moves a meeting; only due times and the like are instants.

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** `23 April 2025`; `May 2024` or `2016` where no more is known. With `year` given, that year goes without saying. */
export function formatDay(date: string, year?: string): string {
  const [ofYear = '', month, day] = date.split('-')
  const words = [
    day === undefined ? undefined : String(Number(day)),
    month === undefined ? undefined : MONTHS[Number(month) - 1],
    ofYear === year && month !== undefined ? undefined : ofYear,
  ]
  return words.filter((word) => word !== undefined).join(' ')
}

/** `31 August – 1 September`, `22–24 April`; one day alone where both are the same. */
export function formatDays(from: string, to: string, year?: string): string {
  if (from === to) return formatDay(from, year)
  if (from.slice(0, 7) !== to.slice(0, 7)) return `${formatDay(from, year)} – ${formatDay(to, year)}`
  return `${Number(from.slice(8))}–${formatDay(to, year)}`
}

/** `Thu 24 April, 08:00`, in the zone. */
export function formatInstant(instant: Date, zone: string): string {
  const { weekday, day, month, time } = partsOf(instant, zone)
  return `${weekday} ${day} ${month}, ${time}`
}

/** `Wed 08:00` within six days of `now`, else `14 April, 08:00`. */
export function formatRecent(instant: Date, now: Date, zone: string): string {
  const { weekday, day, month, time } = partsOf(instant, zone)
  const isRecent = Math.abs(now.getTime() - instant.getTime()) < 6 * 86_400_000
  return isRecent ? `${weekday} ${time}` : `${day} ${month}, ${time}`
}

/** `Baku` for `Asia/Baku`. */
export function zoneName(zone: string): string {
  return zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone
}

/** The day on which an instant falls in the zone, `YYYY-MM-DD`. */
export function dayIn(instant: Date, zone: string): string {
  const { year, monthNumber, dayNumber } = partsOf(instant, zone)
  return `${year}-${monthNumber}-${dayNumber}`
}

/** By zone: making a format takes some fifty times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(zone, format)
  return format
}

type Parts = ReturnType<typeof showParts>

/** What was shown last: the digests of one planning show the same few instants thousands of times. */
const shown = new Map<string, Parts>()
const MOST_SHOWN = 64

function partsOf(instant: Date, zone: string): Parts {
  const key = `${instant.getTime()} ${zone}`
  const parts = shown.get(key) ?? showParts(instant, zone)
  if (shown.size >= MOST_SHOWN) shown.clear()
  shown.set(key, parts)
  return parts
}

function showParts(instant: Date, zone: string) {
  const parts = new Map(
    formatIn(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? ''
  return {
    weekday: part('weekday'),
    day: String(Number(part('day'))),
    month: MONTHS[Number(part('month')) - 1] ?? '',
    time: `${part('hour')}:${part('minute')}`,
    year: part('year'),
    monthNumber: part('month'),
    dayNumber: part('day'),
  }
}
