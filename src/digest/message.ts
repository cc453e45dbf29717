import type { Message, MessageItem } from '../domain/message.ts'
import type { NewsItem } from '../domain/news.ts'
import type { Subscription } from '../domain/subscription.ts'
import { countsLine, sequelsLine } from './counts.ts'
import { dayIn, formatInstant, formatRecent, zoneName } from './days.ts'
import { type EncounterItem, encounterItem, type Manner } from './encounter-item.ts'
import { groupEncounters } from './groups.ts'
import { isReworded, sequelCounts } from './sequels.ts'
import { type SourceReport, sourcesLine } from './sources-line.ts'
import { counted, type DisplayName, TOPIC_LABELS } from './words.ts'

/** For whom and when a message is written. */
export type Occasion = {
  readonly subscription: Pick<Subscription, 'countries' | 'topics' | 'sources' | 'phrases' | 'locale'>
  readonly dueAt: Date
  /** The due time before, where there was one. */
  readonly since?: Date | undefined
  /** IANA zone of every time shown. */
  readonly zone: string
  readonly displayName: DisplayName
  /** The sources that the message rests on. */
  readonly sources: readonly SourceReport[]
  readonly sample?: boolean | undefined
  /** An instant post: what it tells is told in full, whether it is new or not. */
  readonly alert?: boolean | undefined
}

/** What writes parts of messages, each of which stands in many. */
export type Writers = { readonly encounter: typeof encounterItem; readonly footer: typeof sourcesLine }

const AFRESH: Writers = { encounter: encounterItem, footer: sourcesLine }

/** Items beyond these are told in the run-on line; what has a mark is never folded away. */
export const MOST_ITEMS = 12

/**
 * Writes the digest of `items`: what is marked first, then what is fresh, each visit or summit together; the rest in one run-on line.
 * Items of one encounter become one.
 */
export function toMessage(items: readonly NewsItem[], occasion: Occasion, write: Writers = AFRESH): Message {
  const { subscription, dueAt, zone, displayName } = occasion
  const manner: Manner = {
    locale: subscription.locale,
    topics: subscription.topics,
    displayName,
    year: dayIn(dueAt, zone).slice(0, 4),
  }
  const encounters = orderEncounters(
    tellAll(
      items.filter((item) => !isReworded(item)),
      manner,
      write.encounter,
    ),
  )
  return {
    notification: notificationOf(items, encounters, occasion),
    heading: headingOf(subscription, displayName),
    dueAt,
    zone,
    window: windowOf(occasion),
    items: occasion.alert === true ? encounters.map(({ item }) => item) : withGroups(encounters, manner),
    footer: write.footer(occasion.sources, dueAt, zone),
    sample: occasion.sample ?? false,
  }
}

function tellAll(items: readonly NewsItem[], manner: Manner, tell: Writers['encounter']): EncounterItem[] {
  const byEngagement = Map.groupBy(items, ({ engagement }) => engagement.id)
  return [...byEngagement.values()].flatMap(([first, ...others]) => (first ? [tell([first, ...others], manner)] : []))
}

const WEIGHTS: readonly EncounterItem['weight'][] = ['marked', 'fresh', 'quiet']

/** Marked before fresh before quiet; within each the newest first, then by heading. */
function orderEncounters(encounters: readonly EncounterItem[]): EncounterItem[] {
  return [...encounters].sort(
    (a, b) =>
      WEIGHTS.indexOf(a.weight) - WEIGHTS.indexOf(b.weight) ||
      b.day.localeCompare(a.day) ||
      a.item.heading.localeCompare(b.item.heading),
  )
}

/** Brings the encounters of a group together where its weightiest one stands, and folds what is beyond the cap. */
function withGroups(encounters: readonly EncounterItem[], manner: Manner): MessageItem[] {
  const groups = groupEncounters(
    encounters.filter(({ isSequel }) => !isSequel),
    manner,
  )
  const groupOf = new Map(groups.flatMap((group) => group.encounters.map((encounter) => [encounter, group] as const)))
  const placed = new Set<EncounterItem>()
  const ordered = encounters.flatMap((encounter) => {
    if (placed.has(encounter)) return []
    const group = groupOf.get(encounter)
    const together = group ? encounters.filter((other) => groupOf.get(other) === group) : [encounter]
    for (const one of together) placed.add(one)
    return together
  })
  let room = MOST_ITEMS - ordered.filter(({ weight }) => weight === 'marked').length
  return ordered.map((encounter) => {
    const { item, weight, label } = encounter
    const group = groupOf.get(encounter)?.heading
    if (weight === 'fresh') room -= 1
    const isTold = weight === 'marked' || (weight === 'fresh' && room >= 0)
    if (isTold) return { ...item, group }
    return { ...item, group, fields: [], note: label, links: item.links.slice(0, 1), quiet: true }
  })
}

/** What a heading names of a list; a region has many countries. */
const NAMED = 4

/** `Azerbaijan, Kazakhstan · Taiwan, trade`; `Brunei, Cambodia, Indonesia and 7 more`. */
function headingOf(
  { countries, topics, sources, phrases }: Occasion['subscription'],
  displayName: DisplayName,
): string {
  const lists = [
    countries.map(displayName),
    topics.map((topic, index) => (index === 0 ? TOPIC_LABELS[topic] : inSentence(TOPIC_LABELS[topic]))),
    sources,
    phrases.map((phrase) => `“${phrase}”`),
  ]
  const parts = lists.filter((list) => list.length > 0).map(listed)
  return parts.length === 0 ? 'All readouts' : parts.join(' · ')
}

const listed = (names: readonly string[]): string =>
  names.length <= NAMED
    ? names.join(', ')
    : `${names.slice(0, NAMED - 1).join(', ')} and ${names.length - NAMED + 1} more`

const PROPER = /^(?:Taiwan|Belt and Road|Ukraine|Middle East|Korea)$/
const inSentence = (label: string): string => (PROPER.test(label) ? label : label.toLowerCase())

/** `Thu 24 April, 08:00 Baku · since Wed 08:00`. */
function windowOf({ dueAt, since, zone }: Occasion): string {
  const due = `${formatInstant(dueAt, zone)} ${zoneName(zone)}`
  return since ? `${due} · since ${formatRecent(since, dueAt, zone)}` : due
}

/** The line of counts; where nothing has news, who met whom; where there is nothing at all, what that rests on. */
function notificationOf(
  items: readonly NewsItem[],
  encounters: readonly EncounterItem[],
  { sources, alert }: Occasion,
): string {
  const sequels = sequelCounts(items)
  const withNews = encounters.filter(({ weight }) => weight !== 'quiet')
  if (alert === true && withNews.length > 0 && withNews.every(({ isSequel }) => isSequel)) {
    return `${sequels.edited > 0 ? 'Edited' : 'No longer at its address'}: ${whoMetWhom(withNews)}.`
  }
  if (withNews.length > 0) {
    const noveltiesOf = ({ ids }: EncounterItem) =>
      items.filter(({ id }) => ids.includes(id)).flatMap(({ novelties }) => novelties)
    const line = countsLine(
      encounters.map((encounter) => ({ encounter, novelties: noveltiesOf(encounter) })),
      sequels,
    )
    // An alert is about one encounter as a rule: a phone shows which, where no level names it.
    return alert === true && !line.startsWith('New level') ? `${whoMetWhom(encounters)}. ${line}` : line
  }
  const later = sequelsLine(sequels, true)
  return `${nothingNew(encounters, sources, alert)}${later === '' ? '' : ` ${later}.`}`
}

function nothingNew(
  encounters: readonly EncounterItem[],
  sources: Occasion['sources'],
  alert: Occasion['alert'],
): string {
  if (alert === true && encounters.length > 0) return `New: ${whoMetWhom(encounters)}.`
  if (encounters.length > 0) return `Nothing new: ${whoMetWhom(encounters)} (no change in what we track).`
  const read = sources.filter(({ failing, readAt }) => !failing && readAt !== undefined).length
  return read === 0 ? 'No source could be read.' : `Nothing new from the ${counted(read, 'source')} that could be read.`
}

const NAMED_AT_MOST = 6

function whoMetWhom(encounters: readonly EncounterItem[]): string {
  const names = encounters.map(({ item }) => item.heading)
  const further = names.length - NAMED_AT_MOST
  return further > 1 ? `${names.slice(0, NAMED_AT_MOST).join(', ')} and ${further} more` : names.join(', ')
}
