import type { KeyPoint } from '../domain/key-point.ts'
import type { Novelty } from '../domain/news.ts'
import type { KeptReading } from '../domain/readout.ts'
import type { FiledAccount } from './filing.ts'
import { dayOf, languageOf } from './pairing.ts'
import { depthOf } from './record.ts'
import { quoted } from './wording.ts'

/** Where a phrase stands in a text, [at, end), and which key points carry it. */
export type PhraseUse = {
  readonly kept: KeptReading
  readonly at: number
  readonly end: number
  readonly points: readonly KeyPoint[]
}

/** The first place in the text where the phrase stands word for word; capitals, kinds of quotes and dashes, and line breaks aside. */
export function usesOf(kept: KeptReading, phrase: string): PhraseUse | undefined {
  const match = patternOf(phrase)?.exec(kept.version.text)
  if (!match) return undefined
  const [at, end] = [match.index, match.index + match[0].length]
  const points = kept.reading.keyPoints.filter(({ evidence }) =>
    evidence.some((words) => words.start < end && words.end > at),
  )
  return { kept, at, end, points }
}

/** The words of the phrase with whatever spaces and marks stand between them; nothing where it holds no word. */
function patternOf(phrase: string): RegExp | undefined {
  const words = phrase.match(/[\p{L}\p{N}\p{M}]+/gu)?.slice(0, 50)
  return words && new RegExp(words.join(BETWEEN), 'iu')
}

const BETWEEN = String.raw`[\p{P}\p{S}\s]{1,6}`

/** For each phrase the texts of the record that hold it, whoever's they are: the oldest, and more of them than one account has. */
export type PhraseRecord = ReadonlyMap<string, readonly KeptReading[]>

/** The uses of phrases in the key points of a text; each text is looked through once. */
export type PhraseFinder = (text: KeptReading) => readonly Carried[]

/** The phrases that an account carries in its key points and that may be the first of their kind: where the record is deep enough to tell. */
export function tellablePhrases(
  account: FiledAccount,
  history: readonly FiledAccount[],
  carriedIn: PhraseFinder,
): string[] {
  return account.texts
    .filter((text) => carriedIn(text).length > 0 && depthFor(text, account, history))
    .flatMap((text) => carriedIn(text).map(({ phrase }) => phrase))
}

/**
 * The phrases that no text of the record holds from an earlier day, nor any whose day is unknown: one *First* for each key point that carries
 * some, with how many comparable accounts there are in that language. Of phrases that overlap, the longest.
 */
export function firstPhrases(
  account: FiledAccount,
  history: readonly FiledAccount[],
  carriedIn: PhraseFinder,
  record: PhraseRecord,
): Novelty[] {
  const own = new Set(account.account.texts.map(({ readout }) => readout.id))
  const isHeldBefore = (phrase: string): boolean =>
    (record.get(phrase) ?? []).some((text) => !own.has(text.readout.id) && (dayOf(text) ?? '') < account.day)
  for (const text of account.texts) {
    const first = longest(carriedIn(text)).filter(({ phrase }) => !isHeldBefore(phrase))
    const depth = first.length > 0 ? depthFor(text, account, history) : undefined
    if (!depth) continue
    const byPoint = Map.groupBy(first, ({ point }) => point)
    return [...byPoint].map(([point, uses]) => {
      const words = uses.map(({ at, end }) => `“${text.version.text.slice(at, end).replace(/\s+/g, ' ')}”`)
      const what = new Intl.ListFormat('en').format(words)
      return {
        mark: 'First',
        topic: point.topic,
        voice: point.voice,
        what,
        after: quoted(point, text),
        depth,
        phrase: true,
      }
    })
  }
  return []
}

/** In another language the same would be said in other words: only accounts that have that one are counted. */
function depthFor(text: KeptReading, account: FiledAccount, history: readonly FiledAccount[]) {
  const language = languageOf(text)
  const alike = history.filter(({ texts }) => texts.some((earlier) => languageOf(earlier) === language))
  return depthOf({ account, history: alike })
}

type Carried = { readonly phrase: string; readonly at: number; readonly end: number; readonly point: KeyPoint }

/** Looks for one word of each phrase first: most texts hold none of most phrases. */
export function openPhrases(phrases: readonly string[]): PhraseFinder {
  const words = phrases.map((phrase) => ({ phrase, word: longestWord(phrase) }))
  const found = new WeakMap<KeptReading, readonly Carried[]>()
  return (text) => {
    const known = found.get(text)
    if (known) return known
    const folded = words.length > 0 ? text.version.text.toLowerCase() : ''
    const carried = words.flatMap(({ phrase, word }) => (folded.includes(word) ? carriedUse(text, phrase) : []))
    found.set(text, carried)
    return carried
  }
}

function carriedUse(text: KeptReading, phrase: string): Carried[] {
  const use = usesOf(text, phrase)
  const [point] = use?.points ?? []
  return use && point ? [{ phrase, at: use.at, end: use.end, point }] : []
}

const longestWord = (phrase: string): string =>
  (phrase.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).reduce(
    (best, word) => (word.length > best.length ? word : best),
    '',
  )

const longest = (all: readonly Carried[]): Carried[] =>
  all.filter((one) => !all.some((other) => other !== one && holds(other, one)))

const holds = (outer: Carried, inner: Carried): boolean =>
  outer.at <= inner.at && outer.end >= inner.end && outer.end - outer.at > inner.end - inner.at
