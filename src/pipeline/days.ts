/** Tells on which day an instant fell in an IANA zone, `YYYY-MM-DD`. Made once for many: making it is what takes time. */
export function dayFormat(zone: string): (instant: Date) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return (instant) => format.format(instant)
}
