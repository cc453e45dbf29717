import type { Gazetteer } from '../countries/gazetteer.ts'
import type { PartyCode } from '../domain/key-point.ts'
import type { Source } from '../domain/source.ts'
import type { Subscription } from '../domain/subscription.ts'
import type { Topic } from '../domain/topic.ts'
import { quote } from './text.ts'
import { topicName } from './topic-words.ts'

/** The lists of a subscription: within one *or*, between them *and*. */
export type Asked = Pick<Subscription, 'countries' | 'topics' | 'sources' | 'phrases'>

/** What names are written by. */
export type Naming = { readonly gazetteer: Gazetteer; readonly sources: readonly Pick<Source, 'id' | 'name'>[] }

/** How many readouts were found in the last 30 days; `more` where the search stopped there. */
export type Found = { readonly count: number; readonly more: boolean }

/** `Readouts with Kazakhstan as a party and Taiwan as a topic; 9 in the last 30 days.` */
export function confirmation(asked: Asked, changesOnly: boolean, found: Found, naming: Naming): string {
  const { count, more } = found
  const only = changesOnly ? ', only what changed' : ''
  const number = count === 0 ? 'none' : more ? `more than ${count}` : String(count)
  return `${askedFor(asked, naming)}${only}; ${number} in the last 30 days.`
}

/** What is asked for, as the beginning of a sentence: `Readouts with Kazakhstan as a party and Taiwan as a topic`. */
export function askedFor({ countries, topics, sources, phrases }: Asked, naming: Naming): string {
  const what = [
    ...(countries.length > 0 ? [`${partiesNamed(countries, naming.gazetteer)} as a party`] : []),
    ...(topics.length > 0 ? [`${topicsNamed(topics)} as a topic`] : []),
  ]
  const words = [
    ...(what.length > 0 ? [`with ${what.join(' and ')}`] : []),
    ...(sources.length > 0 ? [`from ${either(sources.map((id) => sourceNamed(id, naming)))}`] : []),
    ...(phrases.length > 0 ? [`in the words ${either(phrases.map(quote))}`] : []),
  ]
  return words.length === 0 ? 'All readouts' : `Readouts ${words.join(', ')}`
}

/** Beyond so many, a list of parties is cut short. */
const NAMED_AT_MOST = 6

/** `Kazakhstan or Uzbekistan`; a region's countries, where all are there, by the region's name. */
export function partiesNamed(codes: readonly PartyCode[], gazetteer: Gazetteer): string {
  const regions = largestRegionsIn(codes, gazetteer)
  const covered = new Set(regions.flatMap(({ members }) => members))
  const others = codes.filter((code) => !covered.has(code)).map((code) => gazetteer.displayName(code))
  const names = [...regions.map(({ name }) => name), ...others]
  const further = names.length - NAMED_AT_MOST
  return further > 1 ? either([...names.slice(0, NAMED_AT_MOST), `any of ${further} more`]) : either(names)
}

type Region = { readonly name: string; readonly members: readonly PartyCode[] }

/** The regions whose countries are all among `codes`, largest first, none within what the others cover. */
function largestRegionsIn(codes: readonly PartyCode[], { entries }: Gazetteer): Region[] {
  const left = new Set(codes)
  const regions = entries.flatMap(({ match }) => (match.kind === 'region' && match.members.length > 2 ? [match] : []))
  return regions
    .sort((a, b) => b.members.length - a.members.length)
    .filter(({ members }) => {
      const isWhole = members.every((member) => left.has(member))
      if (isWhole) for (const member of members) left.delete(member)
      return isWhole
    })
}

/** `Taiwan or trade`. */
export function topicsNamed(topics: readonly Topic[]): string {
  return either(topics.map((topic) => inSentence(topicName(topic).en)))
}

const PROPER = /^(?:Taiwan|Ukraine|Korea|Middle East|Belt and Road)$/

/** The name of a topic where no sentence begins. */
export const inSentence = (name: string): string => (PROPER.test(name) ? name : name.toLowerCase())

const either = (words: readonly string[]): string => new Intl.ListFormat('en', { type: 'disjunction' }).format(words)

const sourceNamed = (id: string, { sources }: Naming): string => sources.find((source) => source.id === id)?.name ?? id
