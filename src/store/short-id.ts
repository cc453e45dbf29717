import { createHash } from 'node:crypto'

/** No vowels, so that no word comes about; no `l`, which looks like a one. */
const LETTERS = 'bcdfghjkmnpqrstvwxz'

/** Longer where the shorter is taken; six letters are 47 million, so that nine tries find a free one among millions of readouts. */
const LENGTHS = [4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6]

/** The short ids that a readout may have, best first: the first that is free is taken. The same id gives the same list. */
export function shortIdCandidates(readoutId: string): string[] {
  const letters = Array.from(createHash('sha512').update(readoutId).digest(), (byte) => LETTERS[byte % LETTERS.length])
  // Each from bytes of its own: two readouts that clash in four letters are not likely to in five.
  return LENGTHS.map((length) => letters.splice(0, length).join(''))
}
