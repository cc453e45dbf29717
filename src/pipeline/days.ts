/** Tells on which day an instant fell in an IANA zone, `YYYY-MM-DD`. */
export function dayFormat(zone: string): (instant: Date) => string {
  const format = formatOf(zone)
  return (instant) => format.format(instant)
}

/** Making a format takes a hundred times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const made =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  formats.set(timeZone, made)
  return made
}
