import type { EncounterClause } from './clause.ts'
import { CUE } from './cues.ts'
import { findDays, type NamedDay } from './dates.ts'
import type { Head } from './head.ts'
import { is, type Token } from './tokens.ts'

/** The day of the encounter: as its sentence gives it, else that of the dateline, else the day of publication; null where neither is known. */
export function dayOfEncounter(head: Head, clause: EncounterClause, published: string | undefined): string | null {
  const opening = head.sentence(0).tokens
  const dateline = datelineOf(opening, findDays(opening, published))
  // "PUTRAJAYA, 20 June: … met yesterday" counts from the dateline.
  const near = dateline?.day ?? published
  const { tokens } = clause.sentence
  const days = findDays(tokens, near).filter((day) => tokens !== opening || day.token !== dateline?.token)
  const before = days.filter(({ token }) => !isInAside(tokens, clause.at, token))
  return before[0]?.day ?? openingDay(head, clause, near) ?? near ?? null
}

/** Where another sentence than the first, or the title, tells of the encounter: the day that the first begins with. */
function openingDay(head: Head, { sentence }: EncounterClause, near: string | undefined): string | undefined {
  const { tokens, persons } = head.sentence(0)
  const day = tokens === sentence.tokens ? undefined : findDays(tokens, near)[0]
  const opens = day !== undefined && (persons[0] === undefined || day.token < persons[0].first || day.token < 4)
  return opens && near !== undefined && day.day <= near ? day.day : undefined
}

/** "BEIJING, April 25 (Xinhua) --", "Beijing, October 18, 2024 --", "date 2025-04-24": a day before the sentence proper begins. */
function datelineOf(tokens: readonly Token[], days: readonly NamedDay[]): NamedDay | undefined {
  const first = days[0]
  if (first === undefined || first.token > 9) return undefined
  if (first.token <= 1 && tokens[first.token]?.shape === 'number') return first
  const after = tokens.slice(first.token + 1, first.token + 5)
  const place = tokens[0]?.shape === 'name' || is(tokens[0], CUE.party)
  const closed = after.some((token) => token.text === '(' || /^[-–—:]$/.test(token.text) || token.text === ')')
  return place && closed && !tokens.slice(0, first.token).some((token) => is(token, CUE.verb | CUE.light))
    ? first
    : undefined
}

/** A day that what follows the verb tells of something else: "…, who is on a visit from 18 to 20 June", "to discuss the summit of 9 July". */
function isInAside(tokens: readonly Token[], verb: number, day: number): boolean {
  return tokens.slice(0, day).some((token, at) => at > verb && (is(token, CUE.relative) || isInfinitive(tokens, at)))
}

const isInfinitive = (tokens: readonly Token[], at: number): boolean =>
  is(tokens[at], CUE.infinitive) && tokens[at + 1]?.shape === 'word' && tokens[at + 1]?.bits === 0
