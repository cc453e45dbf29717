import type { GateList } from '../../domain/gate-lexicon.ts'
import type { PartyCode } from '../../domain/key-point.ts'
import type { EncounterFacts } from '../../domain/model.ts'
import type { Numbers } from './numbers.ts'
import type { Tools } from './tools.ts'
import { plainWords } from './words.ts'

/** What a sentence may rest on: all that stands in the words that carry it. */
export type Grounds = {
  readonly numbers: Numbers
  readonly parties: ReadonlySet<PartyCode>
  /** Plain words, and the names among them as English writes them, with a bar between. */
  readonly words: string
  readonly cues: ReadonlySet<GateList>
  /** Whether all of it is in English: then a sentence shares words with it. */
  readonly isEnglish: boolean
}

/** What may be named besides: parties that the words mean without saying so, and whom they may name by half. */
export type Granted = {
  readonly parties: readonly PartyCode[]
  readonly encounter: EncounterFacts | undefined
  readonly isEnglish: boolean
  /** Whether it may be told that two sides met. */
  readonly ofEncounter?: boolean
}

/** Gathers what stands in `texts`, in any language; `mentioned` are the parties that they name in their context. */
export function gatherGrounds(
  tools: Tools,
  texts: readonly string[],
  mentioned: Iterable<PartyCode>,
  { parties, encounter, isEnglish, ofEncounter = false }: Granted,
): Grounds {
  const text = texts.join('\n')
  const people = tools.people(text)
  const cues = tools.cuesIn(text)
  const named = new Set([...mentioned, ...parties, ...people.map(({ party }) => party)])
  // "The two sides" of an encounter of two are these two.
  if (encounter?.parties.length === 2 && cues.has('both')) for (const party of encounter.parties) named.add(party)
  const words = plainWords(text)
  const terms = tools.terms.scan(text).flatMap(({ value }) => [value.term, ...value.also])
  const principals = encounter?.principals.filter((name) => isNamedByHalf(name, words)) ?? []
  const names = [...people.map(({ name }) => name), ...terms, ...principals, ...(ofEncounter ? tools.meetingWords : [])]
  return {
    numbers: tools.numbers.stated(text),
    parties: named,
    words: [words, ...names.map(plainWords)].join('|'),
    cues,
    isEnglish,
  }
}

/** Whether a word of the name stands there: "Aliyev", and "Xi" of Xi Jinping. */
const isNamedByHalf = (name: string, words: string): boolean =>
  plainWords(name)
    .trim()
    .split(' ')
    .some((word) => word.length > 1 && words.includes(` ${word} `))
