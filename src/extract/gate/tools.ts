import type { Gazetteer } from '../../countries/gazetteer.ts'
import type { Officials } from '../../countries/officials.ts'
import type { EncounterWords } from '../../domain/encounter-words.ts'
import {
  GATE_LISTS,
  type GateLexicon,
  type GateList,
  type GateWords,
  type GlossaryEntry,
} from '../../domain/gate-lexicon.ts'
import { compileMentions, type Mentions } from '../mentions.ts'
import { compilePrepare, type Preparation } from '../prepare.ts'
import { compileScanner, type Hit, type Scanner } from '../scan.ts'
import type { Document } from '../../domain/reading.ts'
import { compileGlossaries, type Direction, type Languages, termOf } from './glossary.ts'
import { compileMachineTalk } from './machine-talk.ts'
import { compileNumbers, type NumberFinder } from './numbers.ts'
import { patternPhrases, patternTerms } from './patterns.ts'

/** What the gate is made from. */
export type GateParts = {
  readonly gazetteer: Gazetteer
  readonly officials: Officials
  readonly encounterWords: readonly EncounterWords[]
  readonly lexicon: GateLexicon
}

/** What the gate's checks look things up with; compiled once. */
export type Tools = {
  readonly gazetteer: Gazetteer
  readonly speaksToMachine: (text: string) => boolean
  readonly numbers: NumberFinder
  readonly prepare: (document: Document) => Preparation
  /** The parties that an English sentence names. */
  readonly mentionsIn: (sentence: string) => Mentions
  /** People by what a text of any script calls them, as English writes them and with their party. */
  readonly people: (text: string) => readonly { readonly name: string; readonly party: string }[]
  /** Terms of art in any language. */
  readonly terms: Scanner<GlossaryEntry>
  readonly glossaries: (languages: Languages) => Direction | undefined
  /** How a text of any language is meant, and how an English sentence is. */
  readonly cuesIn: (text: string) => ReadonlySet<GateList>
  readonly englishCuesIn: (sentence: string) => ReadonlySet<GateList>
  readonly isOpener: (word: string) => boolean
  /** Words that an English sentence is told with, whatever it tells; and those with which it is told that two sides met. */
  readonly isTelling: (word: string) => boolean
  readonly meetingWords: readonly string[]
  /** Offices and forms of address, and what stands beside an office. */
  readonly titles: Scanner<'title' | 'beside'>
}

/** Compiles the gate's parts; throws `ConfigError` naming the file of a pattern that cannot be. */
export function compileTools({ gazetteer, officials, encounterWords, lexicon }: GateParts): Tools {
  const english = compileMentions(gazetteer, 'en')
  return {
    gazetteer,
    speaksToMachine: compileMachineTalk(lexicon.machineTalk),
    numbers: compileNumbers(encounterWords),
    prepare: compilePrepare(gazetteer, encounterWords),
    mentionsIn: (sentence) => english(sentence, ''),
    people: compilePeople(officials),
    terms: compileScanner(
      lexicon.glossaries.flatMap(({ entries }) =>
        entries.flatMap((value) =>
          [value.term, ...value.also, ...value.translations].map((phrase) => termOf(phrase, value)),
        ),
      ),
    ),
    glossaries: compileGlossaries(lexicon.glossaries),
    ...compileCues(lexicon),
    titles: compileTitles(encounterWords),
  }
}

/** "Has trained": done, whatever was done. */
const PERFECT = /\b(?:has|have) (?:already |now |since |just |been )*[a-z]+(?:ed|en|wn|lt|nt|pt|ght)\b/i

type Cues = 'cuesIn' | 'englishCuesIn' | 'isOpener' | 'isTelling' | 'meetingWords'

function compileCues({ words }: GateLexicon): Pick<Tools, Cues> {
  const of = (files: readonly GateWords[], lists: readonly GateList[]): ((text: string) => ReadonlySet<GateList>) => {
    const scanner = compileScanner(
      files.flatMap(({ file, words: patterns }) =>
        lists.flatMap((list) => patternTerms(file, patterns[list] ?? [], list)),
      ),
    )
    return (text) => {
      const hits = scanner.scanAll(text)
      const refusals = hits.filter(({ value }) => value === 'refuse')
      // "Does not support" supports nothing.
      const isRefused = (hit: Hit<GateList>): boolean =>
        hit.value === 'support' && refusals.some(({ start, end }) => hit.start >= start && hit.end <= end)
      const cues = new Set(hits.filter((hit) => !isRefused(hit)).map(({ value }) => value))
      return PERFECT.test(text) ? cues.add('done') : cues
    }
  }
  const english = words.filter(({ language }) => language === 'en')
  const wordsOf = (list: GateList): readonly string[] =>
    english.flatMap(({ file, words: patterns }) => patternPhrases(file, patterns[list] ?? []))
  const [openers, telling] = [new Set(wordsOf('openers')), new Set(wordsOf('telling'))]
  const meant = GATE_LISTS.filter((list) => list !== 'openers' && list !== 'telling' && list !== 'meeting')
  return {
    cuesIn: of(words, meant),
    englishCuesIn: of(english, meant),
    isOpener: (word) => openers.has(word.toLowerCase()),
    isTelling: (word) => telling.has(word),
    meetingWords: wordsOf('meeting'),
  }
}

function compileTitles(words: readonly EncounterWords[]): Scanner<'title' | 'beside'> {
  const english = words.find(({ language }) => language === 'en')
  if (!english) return compileScanner<'title' | 'beside'>([])
  const { roles, rolesOf, honorifics, offices, modifiers } = english
  return compileScanner([
    ...[...roles, ...Object.values(rolesOf).flat(), ...honorifics].map((phrase) => ({
      phrase,
      value: 'title' as const,
    })),
    ...[...offices, ...modifiers].map((phrase) => ({ phrase, value: 'beside' as const })),
  ])
}

/** By full names in Latin and Chinese letters, and by what Russian texts call them. */
function compilePeople(officials: Officials): Tools['people'] {
  const names = compileScanner(
    [...officials.fullNames, ...officials.chineseNames].map(({ phrase, official }) => ({ phrase, value: official })),
  )
  return (text) => {
    const russian = [...text.matchAll(/\p{Lu}\p{sc=Cyrillic}+(?:[ -]\p{sc=Cyrillic}+)?/gu)].flatMap(([words]) => {
      const parts = words.split(' ')
      return [words, ...parts].flatMap((name) => officials.byForeignName(name))
    })
    return [...names.scan(text).map(({ value }) => value), ...russian]
  }
}
