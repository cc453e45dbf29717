import type { Automaton } from './automaton.ts'
import { withRoom } from './numbers.ts'
import type { Pattern } from './pattern.ts'
import { APOSTROPHE, behind, fold, SPACE } from './units.ts'
import { END, isLetter, LABEL, OPENING, ROW, START, Vocabulary } from './vocabulary.ts'
import { Weaver } from './weaver.ts'

/** What is looked for, and the number that it gives; with `written` one phrase, which must be written so, capitals and all. */
export type Entry = { readonly pattern: Pattern; readonly value: number; readonly written: string | undefined }

/** Three numbers a phrase that was found: where it starts and ends, and what it gives; in order of start, shorter ones first. */
export type Found = Int32Array
/** Numbers a phrase. */
export const FOUND = 3

/** Which dictionary the scanners of a language share; undefined where each has its own. */
export type DictionaryOf = (language: string) => Dictionary | undefined

/** The texts that are kept: a text and its title are asked about in turn. */
const KEPT = 2

/** At the ends of the automaton stands what the phrase gives, whose it is, and what more is asked of the text: `REACHING`, `EXACT`. */
const [VALUE, OWNER] = [6, 2]
const OWNERS = 1 << (VALUE - OWNER)
/** The phrase ends in a mark, and the word right behind that belongs to it. */
const REACHING = 1
/** Capitals count. */
const EXACT = 2

/**
 * Phrases of several owners in one automaton over words: a text is gone through once for all of them, however many phrases there are, since
 * from most words none goes on. A phrase that begins or ends with a letter or digit of a script with spaces matches whole words only; Han,
 * Kana and Thai match anywhere.
 */
export class Dictionary {
  readonly #vocabulary = new Vocabulary()
  readonly #weaver = new Weaver(this.#vocabulary)
  /** By the end of an exact phrase: how it must be written. */
  readonly #written = new Map<number, string>()
  readonly #found: FoundRows[] = []
  #waiting: { readonly owner: number; readonly entries: () => readonly Entry[] }[] = []
  #automaton: Automaton | undefined
  #kept: { readonly text: string; readonly found: readonly Found[] }[] = []

  /** Takes in phrases when a text is first asked about; gives the owner's number. */
  add(entries: () => readonly Entry[]): number {
    const owner = this.#found.push(new FoundRows()) - 1
    if (owner >= OWNERS) throw new RangeError('a dictionary of too many owners')
    this.#waiting.push({ owner, entries })
    return owner
  }

  /** The phrases of an owner that the text holds. */
  lookUp(text: string, owner: number): Found {
    const automaton = this.#woven()
    const known = this.#kept.find((one) => one.text === text) ?? { text, found: this.#read(automaton, text) }
    if (this.#kept[0] !== known) this.#kept = [known, ...this.#kept.filter((one) => one !== known)].slice(0, KEPT)
    return known.found[owner] ?? NOTHING
  }

  #woven(): Automaton {
    if (this.#automaton && this.#waiting.length === 0) return this.#automaton
    for (const { owner, entries } of this.#waiting) for (const entry of entries()) this.#weave(entry, owner)
    this.#waiting = []
    this.#kept = []
    this.#automaton = this.#weaver.weave()
    return this.#automaton
  }

  #weave({ pattern, value, written }: Entry, owner: number): void {
    const end = (value << VALUE) | (owner << OWNER) | (written === undefined ? 0 : EXACT)
    if (written !== undefined) this.#written.set(end, written)
    this.#weaver.add(pattern, end, end | REACHING)
  }

  #read(automaton: Automaton, text: string): readonly Found[] {
    const vocabulary = this.#vocabulary
    const { rows, length } = vocabulary.cut(text)
    for (let from = 0; from < length; from += ROW) {
      const start = rows[from + START] ?? 0
      let end = rows[from + END] ?? 0
      for (let open = rows[from + OPENING] ?? 0; open !== 0; open = vocabulary.opening(open))
        this.#note(automaton, automaton.first(open), text, start, end)
      let state = automaton.first((rows[from + LABEL] ?? 0) >> 1)
      for (let at = from + ROW; state !== 0; at += ROW) {
        this.#note(automaton, state, text, start, end)
        const label = at < length ? (rows[at + LABEL] ?? 0) : 0
        if (label < 2) break
        end = rows[at + END] ?? 0
        for (let open = rows[at + OPENING] ?? 0; open !== 0; open = vocabulary.opening(open))
          this.#note(automaton, automaton.next(state, 2 * open + (label & 1)), text, start, end)
        state = automaton.next(state, label)
      }
    }
    return this.#found.map((found) => found.take())
  }

  #note(automaton: Automaton, state: number, text: string, start: number, end: number): void {
    const to = automaton.endsFrom(state + 1)
    for (let at = automaton.endsFrom(state); at < to; at += 1) {
      const given = automaton.endAt(at)
      if ((given & EXACT) !== 0 && !isWritten(text, start, this.#written.get(given & ~REACHING) ?? '')) continue
      const reached = (given & REACHING) === 0 ? end : behindWord(text, end)
      this.#found[(given >> OWNER) & (OWNERS - 1)]?.push(start, reached, given >> VALUE)
    }
  }
}

/** Rows of phrases while a text is gone through. */
class FoundRows {
  #rows = new Int32Array(FOUND * 64)
  #length = 0

  push(start: number, end: number, value: number): void {
    if (this.#length + FOUND > this.#rows.length) this.#rows = withRoom(this.#rows, this.#length + FOUND)
    this.#rows[this.#length] = start
    this.#rows[this.#length + 1] = end
    this.#rows[this.#length + 2] = value
    this.#length += FOUND
  }

  /** What there is, and begins anew. */
  take(): Found {
    const found = this.#length === 0 ? NOTHING : this.#rows.slice(0, this.#length)
    this.#length = 0
    return found
  }
}

const NOTHING: Found = new Int32Array(0)

function behindWord(text: string, from: number): number {
  let end = from
  while (isLetter(text.charCodeAt(end))) end += 1
  return end
}

/** Whether the phrase found at `start` is written so, capitals and all; runs of white space and curly apostrophes aside. */
function isWritten(text: string, start: number, phrase: string): boolean {
  let at = start
  for (let place = 0; place < phrase.length; place += 1) {
    const unit = phrase.charCodeAt(place)
    const found = text.charCodeAt(at)
    if (found !== unit && !((unit === SPACE || unit === APOSTROPHE) && fold(found) === unit)) return false
    at = behind(text, at)
  }
  return true
}
