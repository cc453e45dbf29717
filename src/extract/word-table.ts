import { fold } from './units.ts'

/** One more letter added to the sum of those before. */
export const summed = (sum: number, letter: number): number => Math.imul(sum ^ letter, 0x9e3779b1)

/** Four numbers a word: the sum of its letters, its own number, where its letters begin and how many they are. */
const CELL = 4

/** Words by the sum of their letters, in a table at most half full: nothing needs to be taken out of a text to find a word of it. */
export class WordTable {
  #cells = new Int32Array(CELL * 64)
  #shift = 26
  #size = 0
  #letters = new Uint16Array(256)
  #end = 0

  add(word: string, number: number): void {
    this.#size += 1
    if (2 * CELL * this.#size > this.#cells.length) this.#grow()
    const room = this.#letters.buffer
    if (this.#end + word.length > this.#letters.length)
      this.#letters = new Uint16Array(room.transfer(4 * (this.#end + word.length)))
    let sum = 0
    for (let at = 0; at < word.length; at += 1) {
      this.#letters[this.#end + at] = word.charCodeAt(at)
      sum = summed(sum, word.charCodeAt(at))
    }
    this.#put(sum, number, this.#end, word.length)
    this.#end += word.length
  }

  /** The number of the word that stands there, whose letters have the sum; 0 of one that is not known. */
  find(sum: number, text: string, start: number, end: number): number {
    const cells = this.#cells
    for (let at = (sum >>> this.#shift) * CELL; ; at = (at + CELL) & (cells.length - 1)) {
      const number = cells[at + 1] ?? 0
      if (number === 0) return 0
      if (cells[at] === sum && cells[at + 3] === end - start && this.#isAt(cells[at + 2] ?? 0, text, start, end))
        return number
    }
  }

  #isAt(from: number, text: string, start: number, end: number): boolean {
    const letters = this.#letters
    for (let at = start; at < end; at += 1) if (fold(text.charCodeAt(at)) !== letters[from + at - start]) return false
    return true
  }

  #put(sum: number, number: number, from: number, length: number): void {
    const cells = this.#cells
    let at = (sum >>> this.#shift) * CELL
    while (cells[at + 1] !== 0) at = (at + CELL) & (cells.length - 1)
    cells[at] = sum
    cells[at + 1] = number
    cells[at + 2] = from
    cells[at + 3] = length
  }

  #grow(): void {
    const old = this.#cells
    this.#cells = new Int32Array(2 * old.length)
    this.#shift -= 1
    for (let at = 0; at < old.length; at += CELL) {
      const [sum = 0, number = 0, from = 0, length = 0] = [old[at], old[at + 1], old[at + 2], old[at + 3]]
      if (number !== 0) this.#put(sum, number, from, length)
    }
  }
}
