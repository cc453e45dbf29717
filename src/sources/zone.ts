/** A moment as clocks on the wall show it; `month` from 1. */
export type WallTime = {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** The instant at which clocks in an IANA zone show `wall`; of two the first, and where clocks skip it, the instant by the offset before. */
export function instantOf(wall: WallTime, zone: string): Date {
  const { year, month, day, hour, minute, second } = wall
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second)
  const before = offsetMs(zone, asUtc - 24 * 3_600_000)
  const after = offsetMs(zone, asUtc + 24 * 3_600_000)
  const first = [Math.max(before, after), Math.min(before, after)].find(
    (offset) => offsetMs(zone, asUtc - offset) === offset,
  )
  return new Date(asUtc - (first ?? before))
}

/** How far a zone’s clocks are ahead of UTC at an instant (milliseconds since the epoch), in milliseconds. */
export function offsetMs(zone: string, instantMs: number): number {
  const parts = formatOf(zone).formatToParts(instantMs)
  const at = (type: string): number => Number(parts.find((part) => part.type === type)?.value)
  const shown = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'))
  return shown - Math.floor(instantMs / 1000) * 1000
}

/** Making a format takes a hundred times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const made =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  formats.set(zone, made)
  return made
}
