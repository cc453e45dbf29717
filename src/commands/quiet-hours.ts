import type { WantedHours } from '../domain/command.ts'
import { zoneCalled } from './times.ts'

const TIME = String.raw`(\d{1,2})(?:[:.](\d{2}))?(?:\s?([ap]m))?`
const RANGE = String.raw`${TIME}\s*(?:-|–|—|~|to|until|till|and|至|到)\s*${TIME}`

const spoken = new RegExp(
  String.raw`(?:quiet(?: hours?)?|do not disturb|silent|免打扰|静音)(?: from| between)?\s*${RANGE}(?![\d:])`,
  'y',
)
const spokenNone = /(?:no quiet hours?|取消免打扰)/y
const written = new RegExp(String.raw`^${RANGE}(?:\s+(\S+))?$`, 'i')
const WRITTEN_NONE = /^(?:none|no|off|never|any|无)$/i

type Found = { readonly hours: WantedHours | 'none'; readonly end: number }

/** Quiet hours said at `start` of `folded` (small letters, plain width), `quiet 22:00-07:00`, and where that ends. */
export function quietHoursAt(folded: string, start: number): Found | undefined {
  spokenNone.lastIndex = start
  if (spokenNone.test(folded)) return { hours: 'none', end: spokenNone.lastIndex }
  spoken.lastIndex = start
  const groups = spoken.exec(folded)?.slice(1)
  const hours = groups && rangeOf(groups)
  return hours && { hours, end: spoken.lastIndex }
}

/** Quiet hours as the value of `hours:`, `22:00-07:00 Asia/Baku` or `none`; nothing where it is neither. */
export function quietHoursIn(value: string): WantedHours | 'none' | undefined {
  const text = value.trim()
  if (WRITTEN_NONE.test(text)) return 'none'
  const groups = written.exec(text)?.slice(1)
  const hours = groups && rangeOf(groups)
  const zoneWord = groups?.[6]
  if (!hours || zoneWord === undefined) return hours
  const zone = zoneCalled(zoneWord)
  return zone === undefined ? undefined : { ...hours, zone }
}

/** The hours as `hours:` takes them. */
export function quietHoursWords(hours: WantedHours | 'none'): string {
  if (hours === 'none') return hours
  const range = `${hours.from}-${hours.to}`
  return hours.zone === undefined ? range : `"${range} ${hours.zone}"`
}

/** Hours that never end would be a pause. */
function rangeOf(groups: readonly (string | undefined)[]): WantedHours | undefined {
  const [hour, minute, half, toHour, toMinute, toHalf] = groups
  const [from, to] = [timeOf(hour, minute, half), timeOf(toHour, toMinute, toHalf)]
  return from === undefined || to === undefined || from === to ? undefined : { from, to }
}

function timeOf(hour = '', minute = '00', half: string | undefined): string | undefined {
  const typed = Number(hour)
  const isLate = half?.toLowerCase() === 'pm'
  const hours = half === undefined ? typed : (typed % 12) + (isLate ? 12 : 0)
  if (hours > 23 || Number(minute) > 59 || (half !== undefined && typed > 12)) return undefined
  return `${String(hours).padStart(2, '0')}:${minute}`
}
