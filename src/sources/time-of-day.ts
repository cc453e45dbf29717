/** A time of day, as clocks show it. */
export type TimeOfDay = { readonly hour: number; readonly minute: number; readonly second: number }

/** The time of day next to a date that stands at `start`: behind it rather than before it. */
export function timeNear(line: string, start: number, length: number): TimeOfDay | undefined {
  return timeIn(line.slice(start + length, start + length + 30)) ?? timeIn(line.slice(Math.max(0, start - 20), start))
}

function timeIn(text: string): TimeOfDay | undefined {
  const match = /(上午|下午|오전|오후)?\s*(?<!\d)(\d{1,2})[:：](\d{2})(?::(\d{2}))?(?!\d)(?:\s*([ap])\.?m\b)?/i.exec(
    text,
  )
  if (!match) return undefined
  const [, half, hours, minutes, seconds = '0', meridiem] = match
  const late = half === '下午' || half === '오후' || meridiem?.toLowerCase() === 'p'
  const early = meridiem?.toLowerCase() === 'a' && Number(hours) === 12
  const hour = early ? 0 : Number(hours) + (late && Number(hours) < 12 ? 12 : 0)
  return hour < 24 && Number(minutes) < 60
    ? { hour, minute: Number(minutes), second: Math.min(Number(seconds), 59) }
    : undefined
}
