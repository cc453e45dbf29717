import type { PartyCode } from '../domain/key-point.ts'
import type { AmbiguousWords, LanguageNames, NamesData, PartyNames } from '../domain/names.ts'
import { inflectAdjective, inflectName } from './inflect.ts'

/** How a word names a party. `side` is the Chinese 中方. */
export type NameForm = 'name' | 'demonym' | 'capital' | 'code' | 'side'

/** What a word may mean: one of `candidates`, decided by the text it stands in; no candidate at all masks a longer name. */
export type NameMeaning = {
  readonly form: NameForm
  readonly candidates: readonly PartyCode[]
  /** The candidate that is meant where the text does not tell; without one, the word then names nobody. */
  readonly prefer?: PartyCode | undefined
  /** Other things of that name, by words that show that they are meant. */
  readonly unless?: readonly string[] | undefined
}

/** One phrase of the gazetteer. */
export type NameTerm = { readonly phrase: string; readonly exact?: boolean; readonly value: NameMeaning }

/** Every English and Chinese word for a party, and the longer names that mean none. */
export function commonTerms(data: NamesData): NameTerm[] {
  const terms: NameTerm[] = []
  const ordinary = new Set(data.ordinary)
  const unclear = new Map(data.ambiguous.flatMap((entry) => unclearWords(entry).map((word) => [word, entry] as const)))
  for (const [party, names] of Object.entries(data.parties)) {
    for (const [form, words] of formsOf(names)) {
      for (const phrase of words) if (!unclear.has(phrase)) terms.push(clearTerm(phrase, party, form, ordinary))
    }
  }
  for (const [phrase, { demonyms, candidates, prefer, not }] of unclear) {
    const form = demonyms?.includes(phrase) === true ? 'demonym' : 'name'
    const unless = not?.flatMap(({ words }) => words)
    terms.push({ phrase, exact: ordinary.has(phrase), value: { form, candidates, prefer, unless } })
  }
  for (const phrase of data.masks) terms.push({ phrase, value: { form: 'name', candidates: [] } })
  return [...terms, ...sideTerms(data, ordinary)]
}

/** What `language` adds: the runtime's own names, declined, and the data file's. */
export function languageTerms(data: NamesData, language: string): NameTerm[] {
  const extra = data.languages[language]
  if (extra === undefined) return []
  const terms: NameTerm[] = []
  const add = (party: PartyCode, form: NameForm, phrases: readonly string[]): void => {
    for (const phrase of phrases) terms.push(clearTerm(phrase, party, form, new Set()))
  }
  const regions = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
  for (const [party, names] of Object.entries(data.parties)) {
    if (names.organisation !== true) add(party, 'name', inflected(regions.of(party), language, names))
  }
  addLanguage(extra, language, add)
  return terms
}

function addLanguage(
  { names, adjectives, capitals }: LanguageNames,
  language: string,
  add: (party: PartyCode, form: NameForm, phrases: readonly string[]) => void,
): void {
  for (const [party, phrases] of Object.entries(names)) {
    add(
      party,
      'name',
      phrases.flatMap((phrase) => inflectName(language, phrase)),
    )
  }
  for (const [party, stem] of Object.entries(adjectives)) add(party, 'demonym', inflectAdjective(language, stem))
  for (const [party, phrases] of Object.entries(capitals)) add(party, 'capital', phrases)
}

/** `Myanmar (Birma)` gives both names; behind a territory's stands whose it is: `RAE de Hong Kong (China)`. */
function inflected(known: string | undefined, language: string, { territory }: PartyNames): string[] {
  const parts = known?.split(/[()]/).map((name) => name.trim()) ?? []
  const names = territory === true ? parts.slice(0, 1) : parts
  return names.filter((name) => name !== '').flatMap((name) => inflectName(language, name))
}

function formsOf(names: PartyNames): [NameForm, readonly string[]][] {
  return [
    [
      'name',
      [names.name, ...(names.official === undefined ? [] : [names.official]), ...(names.also ?? []), ...names.zh],
    ],
    ['demonym', names.demonyms ?? []],
    ['capital', [...(names.capitals ?? []), ...(names.seats ?? [])]],
  ]
}

function clearTerm(phrase: string, party: PartyCode, form: NameForm, ordinary: ReadonlySet<string>): NameTerm {
  const code = isAbbreviation(phrase)
  const value: NameMeaning = { form: code ? 'code' : form, candidates: [party], prefer: party }
  return { phrase, exact: code || ordinary.has(phrase), value }
}

/** `UAE`, `U.S.`: found in capitals only. */
const isAbbreviation = (phrase: string): boolean => /^[A-Z][A-Z0-9.]*\.?$/.test(phrase)

/** Every word of an entry of unclear ones. */
export const unclearWords = ({ words, demonyms }: AmbiguousWords): string[] => [...words, ...(demonyms ?? [])]

/** 中方, 阿方: one of the parties with that short form, which the text must name elsewhere unless only one has it. */
function sideTerms(data: NamesData, ordinary: ReadonlySet<string>): NameTerm[] {
  const byHan = new Map<string, PartyCode[]>()
  for (const [party, names] of Object.entries(data.parties)) {
    const han = names.han ?? names.zh[0]?.[0]
    if (han !== undefined) byHan.set(han, [...(byHan.get(han) ?? []), party])
  }
  return [...byHan].map(([han, candidates]) => {
    const phrase = `${han}方`
    const prefer = candidates.length === 1 && !ordinary.has(phrase) ? candidates[0] : undefined
    return { phrase, value: { form: 'side', candidates, prefer } }
  })
}
