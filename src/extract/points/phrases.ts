import { ConfigError } from '../../domain/errors.ts'
import type { Term } from '../scan.ts'

/** How many phrases one pattern may stand for; more is a slip of the pen. */
const MOST_PHRASES = 5_000
/** Lists may name lists so many times over. */
const DEEPEST = 6

/** The phrases of a named list, as written; throws `ConfigError` where there is none. */
type ListOf = (name: string) => readonly string[]

/**
 * The phrases that one pattern of a data file stands for:
 * `{a|b|}` one of these or nothing, `<list>` any phrase of that list, `=` in front: as written, capitals and all, `*` at the end: the last word may go on.
 * Throws `ConfigError` without a place: the caller knows the file.
 */
export function expandPattern<T>(pattern: string, value: T, listOf: ListOf): Term<T>[] {
  const exact = pattern.startsWith('=')
  const written = exact ? pattern.slice(1) : pattern
  if (!BRACKETS.test(written)) return [toTerm(written, pattern, value, exact)]
  const phrases = new Expansion(written, listOf, 0).all()
  return [...new Set(phrases)].map((phrase) => toTerm(phrase, pattern, value, exact))
}

const BRACKETS = /[{}<>|]/

/** Reads a pattern from left to right, carrying all phrases begun so far. */
class Expansion {
  readonly #pattern: string
  readonly #listOf: ListOf
  readonly #depth: number
  #at = 0

  constructor(pattern: string, listOf: ListOf, depth: number) {
    if (depth > DEEPEST) throw new ConfigError(`"${pattern}": lists that name each other go in a circle`)
    this.#pattern = pattern
    this.#listOf = listOf
    this.#depth = depth
  }

  all(): string[] {
    const phrases = this.#sequence()
    if (this.#at < this.#pattern.length) throw this.#unpaired()
    return phrases
  }

  #sequence(): string[] {
    let phrases = ['']
    while (this.#at < this.#pattern.length && !'|}>'.includes(this.#pattern[this.#at] ?? '')) {
      const options = this.#next()
      if (phrases.length * options.length > MOST_PHRASES)
        throw new ConfigError(`"${this.#pattern}" stands for over ${MOST_PHRASES} phrases`)
      phrases = phrases.flatMap((begun) => options.map((option) => begun + option))
    }
    return phrases
  }

  #next(): string[] {
    if (this.#take('{')) return this.#choice()
    if (this.#take('<')) return this.#list()
    const [text = ''] = /^[^{}<>|]+/.exec(this.#pattern.slice(this.#at)) ?? []
    this.#at += text.length
    return [text]
  }

  #choice(): string[] {
    const options = this.#sequence()
    while (this.#take('|')) options.push(...this.#sequence())
    if (!this.#take('}')) throw this.#unpaired()
    return options
  }

  #list(): string[] {
    const end = this.#pattern.indexOf('>', this.#at)
    if (end < 0) throw this.#unpaired()
    const name = this.#pattern.slice(this.#at, end)
    this.#at = end + 1
    return this.#listOf(name).flatMap((pattern) => new Expansion(pattern, this.#listOf, this.#depth + 1).all())
  }

  #take(mark: string): boolean {
    if (this.#pattern[this.#at] !== mark) return false
    this.#at += 1
    return true
  }

  #unpaired(): ConfigError {
    return new ConfigError(`"${this.#pattern}": a bracket without its partner`)
  }
}

/** White space that a phrase is not to hold: most hold none, and to ask is quicker than to take it out. */
const UNEVEN = /^\s|\s$|\s\s|[^\S ]/

function toTerm<T>(expanded: string, pattern: string, value: T, exact: boolean): Term<T> {
  const open = expanded.endsWith('*')
  const begun = open ? expanded.slice(0, -1) : expanded
  const phrase = UNEVEN.test(begun) ? begun.replace(/\s+/g, ' ').trim() : begun
  if (phrase === '') throw new ConfigError(`"${pattern}" may be empty`)
  if (phrase.includes('*')) throw new ConfigError(`"${pattern}": * stands at the end only`)
  if (open && /^.{1,2}$/.test(phrase)) throw new ConfigError(`"${pattern}" would begin half the words of the language`)
  return { phrase, value, exact, open }
}
