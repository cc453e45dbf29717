import type { PartyCode } from '../domain/key-point.ts'
import type { Field } from '../domain/message.ts'
import type { Novelty, Quoted } from '../domain/news.ts'
import type { PointRef } from '../domain/retraction.ts'
import { formatDay } from './days.ts'
import { withArticle } from '../countries/article.ts'
import { type DisplayName, TOPIC_LABELS, voiceName } from './words.ts'

/** A marked line: what is said now, and what it is new against. */
export function markField(novelty: Novelty, issuer: PartyCode, displayName: DisplayName): Field {
  const { mark, topic, voice } = novelty
  const isPairs = topic === 'agreements' || (topic === 'partnership' && voice === 'joint')
  const label = isPairs
    ? TOPIC_LABELS[topic]
    : `${TOPIC_LABELS[topic]} — ${voiceName(voice, issuer, mark === 'Differs', displayName)}`
  return { mark, label, text: markText(novelty, displayName), tells: tellsOf(novelty) }
}

/** What is absent rests on what was said before alone; every other mark on both of its sides. */
function tellsOf({ mark, before, after }: Novelty): PointRef[] {
  return [before, mark === 'Absent' ? undefined : after].flatMap((quoted) => quoted?.point ?? [])
}

function markText({ mark, what, was, before, after, depth }: Novelty, displayName: DisplayName): string {
  switch (mark) {
    case 'Changed':
      return before ? `${what}. Before: ${was ?? ''} (${whereSaid(before)})` : what
    case 'First':
      return depth ? `${what} (first in ${depth.accounts} accounts since ${monthOf(depth.since)})` : what
    case 'Absent':
      return `not in this account, was in the two before: ${what}${before ? ` (${whereSaid(before)})` : ''}`
    case 'Differs':
      return before && after
        ? `${what}, ${teller(after, before, displayName)}; ${was ?? ''}, ${teller(before, after, displayName)}`
        : what
    case 'Edited':
      return was === undefined ? what : `${what}. Before the edit: ${was}`
  }
}

/** `talks, 3 July 2024`. */
const whereSaid = ({ origin, date }: Quoted): string =>
  [origin.replaceAll('-', ' '), formatDay(date)].filter((word) => word !== '').join(', ')

const monthOf = (day: string): string => formatDay(day.slice(0, 7))

/** What tells a telling from the other: its issuer, else its language, else its site. */
function teller(told: Quoted, other: Quoted, displayName: DisplayName): string {
  if (told.issuer !== other.issuer && told.issuer !== undefined)
    return `according to ${withArticle(displayName(told.issuer))}`
  if (told.language !== other.language && told.language !== undefined)
    return `in ${LANGUAGES.of(told.language) ?? told.language}`
  return `at ${told.url === undefined ? 'another site' : new URL(told.url).host}`
}

const LANGUAGES = new Intl.DisplayNames(['en'], { type: 'language' })
