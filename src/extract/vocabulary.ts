import { withRoom } from './numbers.ts'
import { FOLDED, fold, isSpace, isSpacedLetter } from './units.ts'
import { summed, WordTable } from './word-table.ts'

/**
 * A text cut into words as a vocabulary knows them; a mark, and a letter of a script without spaces, stand alone. Four numbers a word: where
 * it starts, where it ends, and its label, which is twice its number and one more behind white space; and the number of the longest other word
 * that is open and begins it, or 0.
 */
export type Cut = { readonly rows: Int32Array; readonly length: number }

/** Numbers a word, and where each of them stands. */
export const ROW = 4
export const [START, END, LABEL, OPENING] = [0, 1, 2, 3] as const

/**
 * Words and their numbers, from 1: whole ones, and open ones, which stand for every word that begins so.
 */
export class Vocabulary {
  readonly #whole = new Map<string, number>()
  readonly #open = new Map<string, number>()
  readonly #wholeTable = new WordTable()
  readonly #openTable = new WordTable()
  /** By number: the word. */
  readonly #words: string[] = ['']
  /** By number: twice the longest other open word that begins the word, and one more; 0 where nobody has asked. */
  #openings = new Int32Array(64)
  #rows = new Int32Array(ROW * 64)

  /** The number of a folded word; a new one where it is not yet known. */
  number(word: string, open: boolean): number {
    const numbers = open ? this.#open : this.#whole
    const known = numbers.get(word)
    if (known !== undefined) return known
    const number = this.#words.push(word) - 1
    numbers.set(word, number)
    if (open) this.#openTable.add(word, number)
    else this.#wholeTable.add(word, number)
    if (open) this.#openings = new Int32Array(2 * number)
    else this.#openings = withRoom(this.#openings, number + 1)
    return number
  }

  /** Every number is below it. */
  get size(): number {
    return this.#words.length
  }

  /** By the number of a word, that of the longest other one which is open and begins it; 0 where there is none. */
  opening(number: number): number {
    const known = this.#openings[number] ?? 0
    if (known !== 0) return known >> 1
    const word = this.#words[number] ?? ''
    const opening = this.#longestOpen(word, 0, this.#whole.get(word) === number ? word.length : word.length - 1)
    this.#openings[number] = 2 * opening + 1
    return opening
  }

  /** A word that is not known has the number of the longest open one that begins it, or 0. What is given is good until the next text is cut. */
  cut(text: string): Cut {
    const length = this.#read(text)
    return { rows: this.#rows, length }
  }

  #read(text: string): number {
    let length = 0
    let spaced = 0
    for (let at = 0; at < text.length; ) {
      const start = at
      const unit = text.charCodeAt(start)
      at += 1
      if (isSpace(unit)) {
        spaced = 1
        continue
      }
      let sum = summed(0, fold(unit))
      if (isLetter(unit)) {
        for (; at < text.length; at += 1) {
          const letter = LETTERS[text.charCodeAt(at)] ?? 0
          if (letter === 0) break
          sum = summed(sum, letter)
        }
      }
      if (length + ROW > this.#rows.length) this.#rows = withRoom(this.#rows, length + ROW)
      const rows = this.#rows
      rows[length + START] = start
      rows[length + END] = at
      const number = this.#wholeTable.find(sum, text, start, at) || this.#longestOpen(text, start, at)
      rows[length + LABEL] = 2 * number + spaced
      rows[length + OPENING] = this.opening(number)
      length += ROW
      spaced = 0
    }
    return length
  }

  /** The number of the longest open word that begins the text's from `start` to `end`. */
  #longestOpen(text: string, start: number, end: number): number {
    let [longest, sum] = [0, 0]
    for (let at = start; at < end; at += 1) {
      sum = summed(sum, fold(text.charCodeAt(at)))
      longest = this.#openTable.find(sum, text, start, at + 1) || longest
    }
    return longest
  }
}

/** The letters of a word, each as it is compared. */
export function folded(word: string): string {
  for (let at = 0; at < word.length; at += 1) {
    const unit = word.charCodeAt(at)
    if (fold(unit) !== unit) return word.slice(0, at) + String.fromCharCode(fold(unit)) + folded(word.slice(at + 1))
  }
  return word
}

/** Each letter as it is compared; 0 of what is none. An apostrophe that counts as a letter is compared as one that does not. */
const LETTERS = FOLDED.map((unit) => (isSpacedLetter(unit) ? unit : 0))

/** Whether it is part of words that have spaces between them. */
export const isLetter = (unit: number): boolean => (LETTERS[unit | 0] ?? 0) !== 0

/** Where the word, mark or letter that begins at `start` ends. */
export function endOfWord(text: string, start: number): number {
  let end = start + 1
  if (isLetter(text.charCodeAt(start))) while (isLetter(text.charCodeAt(end))) end += 1
  return end
}
