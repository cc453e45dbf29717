import type { PartyCode } from '../domain/key-point.ts'
import type { NamesData } from '../domain/names.ts'
import { once } from '../domain/once.ts'
import { closest } from './distance.ts'
import { commonTerms, languageTerms, type NameTerm, unclearWords } from './terms.ts'

/** What a word that a person typed may mean. */
export type NameMatch =
  | { readonly kind: 'party'; readonly party: PartyCode; readonly name: string }
  | { readonly kind: 'region'; readonly name: string; readonly members: readonly PartyCode[] }
  /** Something of that name that is no party: the U.S. state of Georgia. */
  | { readonly kind: 'other'; readonly name: string }

/** A party or region with the words that people know it by, in English and Chinese, its own name first. */
export type NameEntry = { readonly match: NameMatch; readonly words: readonly string[] }

/** Every name of every party. Built once at start; holds no state. */
export type Gazetteer = {
  /** The words of English and Chinese, and of `language` where the data knows it; for scanning texts. */
  readonly terms: (language: string) => readonly NameTerm[]
  /** As Attaché writes it; the code itself where it is none that the data knows. */
  readonly displayName: (party: PartyCode) => string
  readonly isParty: (code: string) => boolean
  /** Whether it may be a side of an encounter: a state or an organisation, not a part of one. */
  readonly isSide: (party: PartyCode) => boolean
  /** Whether people of that party are often called by the first word of their name. */
  readonly writesFamilyFirst: (party: PartyCode) => boolean
  /** What a typed word means, by code, name, demonym, capital or region: none, one, or several to ask about. */
  readonly resolve: (word: string) => readonly NameMatch[]
  /** The match of the known word that is spelt most nearly so, for "did you mean". */
  readonly nearest: (word: string) => NameMatch | undefined
  /** Every party, then every region, as the data lists them; for completing what is typed. */
  readonly entries: readonly NameEntry[]
}

/** Compiles `config/names.yaml`. */
export function compileGazetteer(data: NamesData): Gazetteer {
  // Who reads needs no index of what people type, nor the reverse.
  const common = once(() => commonTerms(data))
  const words = once(() => indexWords(data))
  return {
    terms: (language) => [...common(), ...languageTerms(data, language)],
    displayName: (party) => data.parties[party]?.name ?? party,
    isParty: (code) => Object.hasOwn(data.parties, code),
    isSide: (party) => data.parties[party]?.territory !== true,
    writesFamilyFirst: (party) => data.familyFirst.includes(party),
    resolve: (word) => words().get(plain(word)) ?? [],
    nearest: (word) => {
      const known = closest(plain(word), words().keys())
      return known === undefined ? undefined : words().get(known)?.[0]
    },
    entries: entriesOf(data),
  }
}

function entriesOf(data: NamesData): NameEntry[] {
  const parties = Object.entries(data.parties).map(([party, names]): NameEntry => {
    const words = [names.name, party, names.official ?? '', ...(names.also ?? []), ...names.zh]
    return { match: { kind: 'party', party, name: names.name }, words: words.filter((word) => word !== '') }
  })
  const regions = Object.entries(data.regions).map(([key, { name, also, members }]): NameEntry => {
    return { match: { kind: 'region', name, members }, words: [name, key, ...(also ?? [])] }
  })
  return [...parties, ...regions]
}

/** Lower case without accents, articles and punctuation at the ends, so that `the UAE`, `côte d’ivoire` and `U.S.` are found. */
function plain(word: string): string {
  const letters = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[’ʼ]/g, "'")
  return letters
    .replace(/^the\s+/, '')
    .replace(/\./g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function indexWords(data: NamesData): Map<string, NameMatch[]> {
  const words = new Map<string, NameMatch[]>()
  const add = (word: string, match: NameMatch): void => {
    const matches = words.get(plain(word)) ?? []
    const known = matches.some((other) => other.kind === match.kind && other.name === match.name)
    words.set(plain(word), known ? matches : [...matches, match])
  }
  const party = (code: PartyCode): NameMatch => ({ kind: 'party', party: code, name: data.parties[code]?.name ?? code })
  for (const code of Object.keys(data.parties)) add(code, party(code))
  for (const { phrase, value } of typedTerms(data)) for (const code of value.candidates) add(phrase, party(code))
  for (const entry of data.ambiguous) {
    const { not } = entry
    for (const word of unclearWords(entry)) for (const { name } of not ?? []) add(word, { kind: 'other', name })
  }
  for (const [key, { name, also, members }] of Object.entries(data.regions)) {
    for (const word of [key, name, ...(also ?? [])]) add(word, { kind: 'region', name, members })
  }
  return words
}

/** Every word of every language that a person may type: adjectives of other languages would be too many to be told apart. */
function typedTerms(data: NamesData): NameTerm[] {
  const foreign = Object.keys(data.languages).flatMap((language) => languageTerms(data, language))
  return [...commonTerms(data), ...foreign.filter(({ value }) => value.form !== 'demonym')]
}
