import type { Gazetteer } from '../../countries/gazetteer.ts'
import type { KnownOfficial, Officials } from '../../countries/officials.ts'
import type { NameMeaning } from '../../countries/terms.ts'
import {
  DOCUMENT_CUES,
  type DocumentCue,
  type EncounterWords,
  LINK_KINDS,
  SHOWN_FORMATS,
  type ShownFormat,
} from '../../domain/encounter-words.ts'
import type { PartyCode } from '../../domain/key-point.ts'
import { compileScanner, type Scanner, type Term } from '../scan.ts'
import type { Dictionary } from '../dictionary.ts'

/** What a word may be; a token carries any number of them, as bits. */
export const CUE = {
  verb: 1,
  weak: 1 << 1,
  noun: 1 << 2,
  light: 1 << 3,
  happened: 1 << 4,
  exchange: 1 << 5,
  messages: 1 << 6,
  press: 1 << 7,
  remote: 1 << 8,
  planned: 1 << 9,
  role: 1 << 10,
  office: 1 << 11,
  honorific: 1 << 12,
  particle: 1 << 13,
  modifier: 1 << 14,
  stop: 1 << 15,
  company: 1 << 16,
  relative: 1 << 17,
  of: 1 << 18,
  for: 1 << 19,
  the: 1 << 20,
  and: 1 << 21,
  with: 1 << 22,
  in: 1 << 23,
  party: 1 << 24,
  official: 1 << 25,
  month: 1 << 26,
  weekday: 1 << 27,
  day: 1 << 28,
  between: 1 << 29,
  pronoun: 1 << 30,
  infinitive: 1 << 31,
} as const

/** One meaning of a phrase. */
export type Cue = {
  readonly bit: number
  /** Of a verb or noun: the format it shows. */
  readonly format?: ShownFormat
  /** Of a role: the only party that has such an office. */
  readonly party?: PartyCode
  readonly meaning?: NameMeaning
  readonly official?: KnownOfficial
  /** Of a month 1 to 12, of a weekday 1 (Monday) to 7, of a day the days from publication. */
  readonly value?: number
}

/** One language's words, ready to scan with. */
export type Cues = {
  readonly language: string
  /** Everything that may stand in the lines that say who met whom. */
  readonly scanner: Scanner<Cue>
  /** Words that are no name even in capitals, in lower case. */
  readonly stops: ReadonlySet<string>
  /** The nouns of talks, for a quick look whether a text speaks of any. */
  readonly talks: readonly string[]
  /** What kind of text a title or first line announces. */
  readonly documents: Scanner<DocumentCue>
}

/** Compiles one language's words together with the names of parties and people. */
export function compileCues(
  words: EncounterWords,
  gazetteer: Gazetteer,
  officials: Officials,
  dictionary?: Dictionary,
): Cues {
  const terms: Term<Cue>[] = [
    ...formatTerms(words),
    ...plainTerms(words),
    ...roleTerms(words),
    ...calendarTerms(words),
    ...gazetteer.terms(words.language).map((term) => ({ ...term, value: { bit: CUE.party, meaning: term.value } })),
    ...officials.fullNames.map(({ phrase, official }) => ({ phrase, value: { bit: CUE.official, official } })),
    ...(words.language === 'zh' ? nativeNames(gazetteer, officials) : []),
  ]
  const documents = DOCUMENT_CUES.flatMap((cue) => words.documents[cue].map((phrase) => ({ phrase, value: cue })))
  const { language, nouns } = words
  const stops = new Set(words.stops.map((word) => word.toLowerCase()))
  return {
    language,
    stops,
    talks: nouns.talks,
    scanner: compileScanner(terms, dictionary),
    documents: compileScanner(documents, dictionary),
  }
}

/** Chinese names of people who write their own in characters: unlike transliterated ones they are no part of longer names. */
function nativeNames(gazetteer: Gazetteer, { chineseNames }: Officials): Term<Cue>[] {
  const native = chineseNames.filter(({ official }) => gazetteer.writesFamilyFirst(official.party))
  return native.map(({ phrase, official }) => ({ phrase, value: { bit: CUE.official, official } }))
}

function formatTerms({ verbs, weak, nouns }: EncounterWords): Term<Cue>[] {
  const of = (bit: number, lists: EncounterWords['verbs']): Term<Cue>[] =>
    SHOWN_FORMATS.flatMap((format) => lists[format].map((phrase) => ({ phrase, value: { bit, format } })))
  return [...of(CUE.verb, verbs), ...of(CUE.weak, weak), ...of(CUE.noun, nouns)]
}

function plainTerms(words: EncounterWords): Term<Cue>[] {
  const lists: [number, readonly string[]][] = [
    [CUE.light, words.light],
    [CUE.happened, words.happened],
    [CUE.exchange, words.exchange],
    [CUE.messages, words.messages],
    [CUE.press, words.press],
    [CUE.remote, words.remote],
    [CUE.planned, words.planned],
    [CUE.office, words.offices],
    [CUE.honorific, words.honorifics],
    [CUE.particle, words.particles],
    [CUE.modifier, words.modifiers],
    [CUE.stop, words.stops],
    [CUE.company, words.company],
    [CUE.relative, words.relative],
    [CUE.pronoun, words.pronouns],
    [CUE.infinitive, words.infinitive],
    ...LINK_KINDS.map((kind): [number, readonly string[]] => [CUE[kind], words.links[kind]]),
  ]
  return lists.flatMap(([bit, phrases]) =>
    phrases.map((phrase) => ({ phrase, exact: CAPITALS.test(phrase), value: { bit } })),
  )
}

/** A word that the lexicon writes in capitals is found in capitals only: HE is His Excellency, "he" is not. */
const CAPITALS = /^\p{Lu}{2,}$/u

function roleTerms({ roles, rolesOf }: EncounterWords): Term<Cue>[] {
  const owned = Object.entries(rolesOf).flatMap(([party, phrases]) =>
    phrases.map((phrase) => ({ phrase, value: { bit: CUE.role, party } })),
  )
  return [...owned, ...roles.map((phrase) => ({ phrase, value: { bit: CUE.role } }))]
}

function calendarTerms({ months, weekdays, days }: EncounterWords): Term<Cue>[] {
  const numbered = (bit: number, lists: readonly (readonly string[])[]): Term<Cue>[] =>
    lists.flatMap((phrases, at) => phrases.map((phrase) => ({ phrase, value: { bit, value: at + 1 } })))
  const relative = Object.entries(days).map(([phrase, value]) => ({ phrase, value: { bit: CUE.day, value } }))
  return [...numbered(CUE.month, months), ...numbered(CUE.weekday, weekdays), ...relative]
}
