import type { Command, Wanted } from '../domain/command.ts'
import type { PartyCode } from '../domain/key-point.ts'
import type { Topic } from '../domain/topic.ts'
import { format } from './format.ts'
import { type Parsed, refused, understood } from './parsed.ts'
import type { Settled } from './settle.ts'
import { scheduleOf } from './times.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Parties in order, one of a list each; `with` in the words, or two names side by side, makes the second list. */
export function fillLatest(text: string, things: readonly Settled[]): Parsed {
  const topics = topicsOf(things)
  if (topics.length > 1) {
    return refused(
      'One topic at a time.',
      topics.map((topic) => ({ label: topic, words: `latest topic:${topic}` })),
    )
  }
  const { countries, other } = sidesOf(text, things)
  return understood({ name: 'latest', countries, with: other, topic: topics[0] })
}

function sidesOf(
  text: string,
  things: readonly Settled[],
): { readonly countries: readonly PartyCode[]; readonly other: readonly PartyCode[] } {
  const countries: PartyCode[] = []
  const other: PartyCode[] = []
  let second = false
  for (const thing of things) {
    if (thing.kind === 'marker' && thing.marker === 'with' && countries.length > 0) second = true
    if (thing.kind === 'settled' && thing.meaning.kind === 'parties')
      (second ? other : countries).push(...thing.meaning.codes)
  }
  const named = things.filter((thing) => thing.kind === 'settled' && thing.meaning.kind === 'parties')
  const [first, last] = named
  if (!second && first && last && named.length === 2 && !isListed(text.slice(first.end, last.start))) {
    return { countries: codesOf([first]), other: codesOf([last]) }
  }
  return { countries: [...new Set(countries)], other: [...new Set(other)] }
}

/** Whether the words between two names make them a choice: a comma, `or`, or one value of `party:`. */
function isListed(between: string): boolean {
  return /[,，、;；]|\bor\b|或/iu.test(between)
}

/** What a subscription is to take: every list in the order of the words, each entry once. */
export function wantedOf(things: readonly Settled[], { zone }: Vocabulary): Wanted {
  const flags: Wanted = Object.assign({}, ...things.map((thing) => (thing.kind === 'flag' ? thing.flag : {})))
  const times = things.flatMap((thing) => (thing.kind === 'time' ? [thing.word] : []))
  const countries = codesOf(things)
  const topics = topicsOf(things)
  const sources = things.flatMap((t) => (t.kind === 'settled' && t.meaning.kind === 'source' ? [t.meaning.id] : []))
  const phrases = things.flatMap((thing) => (thing.kind === 'phrase' ? [thing.phrase] : []))
  const { quietHours } = flags
  const isAboutQuiet = quietHours !== undefined && times.every(({ kind }) => kind === 'zone')
  const schedule = isAboutQuiet ? undefined : scheduleOf(times, zone)
  const named = schedule?.kind === 'cron' ? undefined : times.find((word) => word.kind === 'zone')?.zone
  return {
    ...flags,
    ...(typeof quietHours === 'object' && named !== undefined && { quietHours: { zone: named, ...quietHours } }),
    ...(countries.length > 0 && { countries }),
    ...(topics.length > 0 && { topics }),
    ...(sources.length > 0 && { sources: [...new Set(sources)] }),
    ...(phrases.length > 0 && { phrases: [...new Set(phrases)] }),
    ...(schedule && { schedule }),
  }
}

/** The number among the words, if one is. */
export function numberOf(things: readonly Settled[]): number | undefined {
  return things.find((thing) => thing.kind === 'number')?.number
}

function codesOf(things: readonly Settled[]): PartyCode[] {
  const codes = things.flatMap((t) => (t.kind === 'settled' && t.meaning.kind === 'parties' ? t.meaning.codes : []))
  return [...new Set(codes)]
}

function topicsOf(things: readonly Settled[]): Topic[] {
  const topics = things.flatMap((t) => (t.kind === 'settled' && t.meaning.kind === 'topic' ? [t.meaning.topic] : []))
  return [...new Set(topics)]
}

/** A dossier or timeline of one country; names what is missing or too much. */
export function fillCountry(name: 'country' | 'timeline', things: readonly Settled[]): Parsed {
  const countries = codesOf(things)
  const [topic, ...furtherTopics] = topicsOf(things)
  const [country, ...further] = countries
  const aboutOne = (one: PartyCode): Command =>
    name === 'country' ? { name, country: one } : { name, country: one, topic }
  if (country === undefined) return refused(`Which country? For example: ${name} kazakhstan`)
  if (further.length === 0 && furtherTopics.length === 0) return understood(aboutOne(country))
  const choices = countries.map((one) => ({ label: `${name} ${one}`, words: format(aboutOne(one)) }))
  return refused('One country and one topic at a time.', choices)
}

/** Whether the things name one country and at most one topic. */
export function isOneCountry(things: readonly Settled[]): boolean {
  return codesOf(things).length === 1 && topicsOf(things).length <= 1
}
