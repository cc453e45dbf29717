import { ConfigError } from '../domain/errors.ts'
import { isSpace } from './units.ts'

/** Words as they are written; the last of them may go on where `open`. */
export type Words = { readonly words: string; readonly open: boolean }

/** One of several patterns. */
export type Choice = { readonly options: readonly Pattern[] }

/** What a line of a data file looks for, piece by piece. It stays folded up: written out, some stand for thousands of phrases. */
export type Pattern = Size & { readonly pieces: readonly (Words | Choice)[] }

/** For how many phrases something stands; the units, white space aside, of the shortest and the longest, and of the shortest whose last word may go on. */
type Size = {
  readonly phrases: number
  readonly shortest: number
  readonly longest: number
  readonly shortestOpen: number
}

/** A pattern, and whether its capitals count. */
export type ReadPattern = { readonly pattern: Pattern; readonly exact: boolean }

/** How many phrases one pattern may stand for; more is a slip of the pen. */
const MOST_PHRASES = 5_000
/** Lists may name lists so many times over. */
const DEEPEST = 6
/** A word that may go on and has no more letters begins half the words of a language. */
const TOO_SHORT = 2

/** The patterns of a named list, as written; throws `ConfigError` where there is none. */
type ListOf = (name: string) => readonly string[]

/** The pattern that stands for one phrase. */
export const plainPattern = (words: string, open: boolean): Pattern => {
  return { pieces: [{ words, open }], ...sizeOf(words, open) }
}

/**
 * Reads a pattern of a data file: `{a|b|}` one of these or nothing, `<list>` any phrase of that list, `=` in front: as written, capitals
 * and all, `*` at the end: the last word may go on. Throws `ConfigError` without a place: the caller knows the file.
 */
export function readPattern(written: string, listOf: ListOf): ReadPattern {
  const exact = written.startsWith('=')
  const pattern = new PatternReader(exact ? written.slice(1) : written, listOf, 0).all()
  if (pattern.shortest === 0) throw new ConfigError(`"${written}" may be empty`)
  if (pattern.shortestOpen <= TOO_SHORT)
    throw new ConfigError(`"${written}" would begin half the words of the language`)
  return { pattern, exact }
}

/** Reads a pattern from left to right. */
class PatternReader {
  readonly #written: string
  readonly #listOf: ListOf
  readonly #depth: number
  #at = 0

  constructor(written: string, listOf: ListOf, depth: number) {
    if (depth > DEEPEST) throw new ConfigError(`"${written}": lists that name each other go in a circle`)
    this.#written = written
    this.#listOf = listOf
    this.#depth = depth
  }

  all(): Pattern {
    const pattern = this.#sequence()
    if (this.#at < this.#written.length) throw this.#unpaired()
    return pattern
  }

  #sequence(): Pattern {
    const pieces: (Words | Choice)[] = []
    let size = NOTHING
    for (;;) {
      const mark = this.#written[this.#at]
      if (mark === undefined || mark === '|' || mark === '}' || mark === '>') return { pieces, ...size }
      if (mark !== '{' && mark !== '<') {
        const words = this.#words()
        pieces.push(words)
        size = this.#joined(size, sizeOf(words.words, words.open))
      } else {
        this.#at += 1
        const options = mark === '{' ? this.#options() : this.#list()
        pieces.push({ options })
        size = this.#joined(size, sizeOfChoice(options))
      }
    }
  }

  #words(): Words {
    const from = this.#at
    while (this.#at < this.#written.length && !BRACKETS.includes(this.#written[this.#at] ?? '')) this.#at += 1
    const words = this.#written.slice(from, this.#at)
    const star = words.indexOf('*')
    if (star >= 0 && star < words.length - 1) throw this.#wronglyOpen()
    return star < 0 ? { words, open: false } : { words: words.slice(0, -1), open: true }
  }

  #options(): readonly Pattern[] {
    const options = [this.#sequence()]
    for (; this.#written[this.#at] === '|'; options.push(this.#sequence())) this.#at += 1
    if (this.#written[this.#at] !== '}') throw this.#unpaired()
    this.#at += 1
    return options
  }

  #list(): readonly Pattern[] {
    const end = this.#written.indexOf('>', this.#at)
    if (end < 0) throw this.#unpaired()
    const name = this.#written.slice(this.#at, end)
    this.#at = end + 1
    return this.#listOf(name).map((written) => new PatternReader(written, this.#listOf, this.#depth + 1).all())
  }

  #joined(before: Size, next: Size): Size {
    if (before.shortestOpen !== NEVER && next.longest > 0) throw this.#wronglyOpen()
    const phrases = before.phrases * next.phrases
    if (phrases > MOST_PHRASES) throw new ConfigError(`"${this.#written}" stands for over ${MOST_PHRASES} phrases`)
    return {
      phrases,
      shortest: before.shortest + next.shortest,
      longest: before.longest + next.longest,
      shortestOpen: Math.min(before.shortestOpen, before.shortest + next.shortestOpen),
    }
  }

  #unpaired(): ConfigError {
    return new ConfigError(`"${this.#written}": a bracket without its partner`)
  }

  #wronglyOpen(): ConfigError {
    return new ConfigError(`"${this.#written}": * stands at the end only`)
  }
}

const BRACKETS = '{}<>|'

const NEVER = Number.POSITIVE_INFINITY
const NOTHING: Size = { phrases: 1, shortest: 0, longest: 0, shortestOpen: NEVER }

function sizeOf(words: string, open: boolean): Size {
  let length = 0
  for (let at = 0; at < words.length; at += 1) if (!isSpace(words.charCodeAt(at))) length += 1
  return { phrases: 1, shortest: length, longest: length, shortestOpen: open ? length : NEVER }
}

function sizeOfChoice(options: readonly Pattern[]): Size {
  let [phrases, shortest, longest, shortestOpen] = [0, NEVER, 0, NEVER]
  for (const option of options) {
    phrases += option.phrases
    shortest = Math.min(shortest, option.shortest)
    longest = Math.max(longest, option.longest)
    shortestOpen = Math.min(shortestOpen, option.shortestOpen)
  }
  return { phrases, shortest, longest, shortestOpen }
}

/** The phrases that a pattern stands for, each once, with single spaces. */
export function phrasesOf(pattern: Pattern): Words[] {
  const phrases = new Map<string, Words>()
  for (const { words, open } of writtenOut(pattern)) {
    const phrase = { words: words.replace(/\s+/g, ' ').trim(), open }
    phrases.set(`${phrase.words}${open ? '*' : ''}`, phrase)
  }
  return [...phrases.values()]
}

const writtenOut = ({ pieces }: Pattern): Words[] =>
  pieces.reduce<Words[]>(
    (begun, piece) => {
      const next = 'options' in piece ? piece.options.flatMap(writtenOut) : [piece]
      return begun.flatMap((before) =>
        next.map(({ words, open }) => ({ words: before.words + words, open: before.open || open })),
      )
    },
    [{ words: '', open: false }],
  )
