import { closest } from '../countries/distance.ts'
import type { Gazetteer, NameMatch } from '../countries/gazetteer.ts'
import type { PartyCode } from '../domain/key-point.ts'
import type { Source } from '../domain/source.ts'
import type { Topic } from '../domain/topic.ts'
import { keyOf } from './text.ts'
import { TOPIC_BY_WORD, topicName } from './topic-words.ts'

/** What typed words are matched against, and from where they are seen. */
export type Vocabulary = {
  readonly gazetteer: Gazetteer
  readonly sources: readonly Pick<Source, 'id' | 'name' | 'issuer'>[]
  /** IANA zone of times that name none. */
  readonly zone: string
  /** `YYYY-MM-DD` where the person is. */
  readonly today: string
}

/** What a word may stand for. */
export type Meaning =
  | { readonly kind: 'parties'; readonly name: string; readonly codes: readonly PartyCode[] }
  | { readonly kind: 'topic'; readonly name: string; readonly topic: Topic }
  | { readonly kind: 'source'; readonly name: string; readonly id: string }
  /** Something of that name that no readout is filed under. */
  | { readonly kind: 'elsewhere'; readonly name: string }

/** What a command can do with words. */
export type Accepts = {
  readonly parties: 'none' | 'one' | 'many'
  readonly topics: boolean
  readonly sources: boolean
}

/** Organisations that meet states as one party: their bare name may mean them or their members, and is asked about. */
const MEET_AS_ONE: ReadonlySet<PartyCode> = new Set(['EU', 'NATO'])

/** Words whose namesake also receives foreign ministers. */
const NAMESAKES: ReadonlySet<string> = new Set(['georgia'])

/** Everything that `word` may stand for among what is accepted: none, one, or several to ask about. A `code` in capitals is that party. */
export function meaningsOf(
  word: string,
  { gazetteer, sources }: Pick<Vocabulary, 'gazetteer' | 'sources'>,
  accepts: Accepts,
  code = false,
): Meaning[] {
  if (code && gazetteer.isParty(word)) return [{ kind: 'parties', name: gazetteer.displayName(word), codes: [word] }]
  const key = keyOf(word)
  const topic = accepts.topics ? TOPIC_BY_WORD.get(key) : undefined
  const source = accepts.sources ? sources.find(({ id, name }) => key === keyOf(id) || key === keyOf(name)) : undefined
  return [
    ...(accepts.parties === 'none' ? [] : partiesCalled(word, key, gazetteer, accepts.parties)),
    ...(topic === undefined ? [] : [topicMeaning(topic)]),
    ...(source === undefined ? [] : [{ kind: 'source', name: source.name, id: source.id } as const]),
  ]
}

/** What `word` may be a slip of, nearest kinds first: party, topic, source. */
export function nearestTo(word: string, vocabulary: Vocabulary, accepts: Accepts): Meaning[] {
  const { gazetteer, sources } = vocabulary
  const key = keyOf(word)
  const party = accepts.parties === 'none' ? undefined : gazetteer.nearest(word)
  const topicWord = accepts.topics ? closest(key, TOPIC_BY_WORD.keys()) : undefined
  const topic = topicWord === undefined ? undefined : TOPIC_BY_WORD.get(topicWord)
  const sourceName = accepts.sources
    ? closest(
        key,
        sources.flatMap(({ id, name }) => [keyOf(id), keyOf(name)]),
      )
    : undefined
  return [
    ...(party ? meaningOfMatch(party, accepts.parties) : []),
    ...(topic === undefined ? [] : [topicMeaning(topic)]),
    ...(sourceName === undefined
      ? []
      : meaningsOf(sourceName, vocabulary, { ...accepts, parties: 'none', topics: false })),
  ]
}

function partiesCalled(word: string, key: string, gazetteer: Gazetteer, most: 'one' | 'many'): Meaning[] {
  const exact = gazetteer.resolve(word)
  const matches = exact.length > 0 ? exact : gazetteer.resolve(key)
  const named = matches.filter((match) => match.kind === 'party')
  // A country's own name is that country, also where it is a part of another's.
  const own = named.filter(({ name }) => keyOf(name) === key)
  const parties = own.length > 0 ? own : named
  const region = most === 'many' ? matches.find((match) => match.kind === 'region') : undefined
  const namesakes = most === 'many' && NAMESAKES.has(key) ? matches.filter((match) => match.kind === 'other') : []
  const [only] = parties
  if (region && only && parties.length === 1 && !MEET_AS_ONE.has(only.party)) {
    return [{ kind: 'parties', name: region.name, codes: [...region.members, only.party] }]
  }
  return [...parties, ...(region ? [region] : []), ...namesakes].flatMap((match) => meaningOfMatch(match, most))
}

function meaningOfMatch(match: NameMatch, most: Accepts['parties']): Meaning[] {
  switch (match.kind) {
    case 'party':
      return [{ kind: 'parties', name: match.name, codes: [match.party] }]
    case 'region':
      return most === 'many' ? [{ kind: 'parties', name: match.name, codes: match.members }] : []
    case 'other':
      return [{ kind: 'elsewhere', name: match.name }]
  }
}

const topicMeaning = (topic: Topic): Meaning => ({ kind: 'topic', name: topicName(topic).en, topic })
