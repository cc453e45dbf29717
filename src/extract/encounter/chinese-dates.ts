import { dayOf, latestDay, nearestDay, shiftDay } from '../days.ts'
import { CUE } from './cues.ts'
import { is, type Token } from './tokens.ts'

/** 李强16日同…: a day of which the month goes without saying. */
const BARE_DAY = /(?<![月\d])(\d{1,2})日/

const DATE = /(?:((?:19|20)\d{2})年)?(\d{1,2})月(\d{1,2})日/

/** The day that the first of the sentences with one gives; `near` is the day of publication. */
export function findChineseDay(
  sentences: readonly (readonly Token[])[],
  text: string,
  near: string | undefined,
): string | undefined {
  for (const tokens of sentences) {
    const day = dayIn(tokens, text, near)
    if (day !== undefined) return day
  }
  return undefined
}

function dayIn(tokens: readonly Token[], text: string, near: string | undefined): string | undefined {
  const start = tokens[0]?.start ?? 0
  const sentence = text.slice(start, tokens.at(-1)?.end ?? start)
  const match = DATE.exec(sentence)
  const [year, month, day] = [match?.[1], match?.[2], match?.[3]].map((part) => Number(part ?? 0))
  if (month && day) {
    if (year) return dayOf(year, month, day)
    return near === undefined ? undefined : nearestDay(month, day, near)
  }
  const bare = Number(BARE_DAY.exec(sentence)?.[1])
  if (near !== undefined && bare >= 1 && bare <= 31) return latestDay(bare, near)
  const relative = tokens.find((token) => is(token, CUE.day))
  const offset = relative?.cues.find((cue) => cue.bit === CUE.day)?.value
  return near === undefined || offset === undefined ? undefined : shiftDay(near, offset)
}
