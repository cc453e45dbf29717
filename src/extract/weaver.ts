import { Automaton, type Net } from './automaton.ts'
import { grouped, NO_GROUPS, rowsOf } from './numbers.ts'
import type { Choice, Pattern, Words } from './pattern.ts'
import { isSpace } from './units.ts'
import { endOfWord, folded, isLetter, type Vocabulary } from './vocabulary.ts'

/** Where a pattern has got to: behind which node, and which word stands behind that and leads to no node yet. */
class Place {
  readonly node: number
  /** Whether white space stands before the word. */
  readonly spaced: boolean
  /** The word so far; empty where none has begun. */
  readonly word: string
  readonly after: After

  constructor(node: number, spaced: boolean, word = '', after: After = 'letters') {
    this.node = node
    this.spaced = spaced
    this.word = word
    this.after = after
  }
}

/** What has come since the word's last letter: more may follow, it has ended, it has ended in white space, or it may go on in the text. */
type After = 'letters' | 'end' | 'space' | 'open'

const START = 0

/** Weaves patterns into an automaton, each with what its end gives. */
export class Weaver {
  readonly #vocabulary: Vocabulary
  /** What is woven so far; and since then the nodes of ends, and rows of what is to be woven in. */
  #net: Net = { starts: NO_GROUPS, arcs: NO_GROUPS, ends: NO_GROUPS }
  #endings = new Map<number, number>()
  #starts: number[] = []
  #arcs: number[] = []
  #ends: number[] = []
  /** Every node is below it. */
  #size = START + 1

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
  }

  /** Weaves in a pattern, at the end of which stands `end`; or `reaching` where that is a mark and the word behind that belongs to it. */
  add(pattern: Pattern, end: number, reaching: number): void {
    for (const last of this.#follow([new Place(START, false)], pattern)) {
      const given = last.after === 'open' && !endsInLetter(last.word) ? reaching : end
      if (last.word !== '') this.#lead(last, this.#ending(given))
      else this.#ends.push(last.node, given)
    }
  }

  /** The one node from which nothing goes on and at which that end stands. */
  #ending(end: number): number {
    const known = this.#endings.get(end)
    if (known !== undefined) return known
    const node = this.#node()
    this.#ends.push(node, end)
    this.#endings.set(end, node)
    return node
  }

  /** The automaton of all patterns added so far. No end is given both before and after. */
  weave(): Automaton {
    const { starts, arcs, ends } = this.#net
    this.#net = {
      starts: grouped([...rowsOf(starts, 1), ...this.#starts], 1, this.#vocabulary.size),
      arcs: grouped([...rowsOf(arcs, 2), ...this.#arcs], 2, this.#size),
      ends: grouped([...rowsOf(ends, 1), ...this.#ends], 1, this.#size),
    }
    this.#endings = new Map()
    this.#starts = []
    this.#arcs = []
    this.#ends = []
    return new Automaton(this.#net)
  }

  #node(): number {
    this.#size += 1
    return this.#size - 1
  }

  #lead({ node, word, after, spaced }: Place, to: number): void {
    const number = this.#vocabulary.number(word, after === 'open' && endsInLetter(word))
    if (node === START) this.#starts.push(number, to)
    else this.#arcs.push(node, 2 * number + (spaced ? 1 : 0), to)
  }

  #follow(places: readonly Place[], { pieces }: Pattern): readonly Place[] {
    let here = places
    for (const piece of pieces) here = 'options' in piece ? this.#choose(here, piece) : this.#spell(here, piece)
    return here
  }

  #choose(places: readonly Place[], { options }: Choice): readonly Place[] {
    const from = this.#settled(places, false)
    const here: Place[] = []
    for (const option of options) for (const one of this.#follow(from, option)) here.push(one)
    return here
  }

  #spell(places: readonly Place[], { words, open }: Words): readonly Place[] {
    let at = behindSpaces(words, 0)
    let here =
      at === 0 ? places : places.map(({ node, spaced, word }) => new Place(node, spaced || word === '', word, 'space'))
    while (at < words.length) {
      const end = endOfWord(words, at)
      const next = folded(words.slice(at, end))
      const isMark = !isLetter(words.charCodeAt(at))
      at = behindSpaces(words, end)
      const after = at > end ? 'space' : open && at === words.length ? 'open' : isMark ? 'end' : 'letters'
      here = this.#settled(here, isMark).map(({ node, spaced, word }) => new Place(node, spaced, word + next, after))
    }
    return here
  }

  /** Words that have ended lead to a node: one for all behind which white space stands, and one for the others. `all`: every word ends here. */
  #settled(places: readonly Place[], all: boolean): readonly Place[] {
    const settled: Place[] = []
    let [close, apart] = [0, 0]
    for (const one of places) {
      if (one.word === '' || (one.after === 'letters' && !all)) settled.push(one)
      else if (one.after === 'space') {
        apart ||= this.#node()
        this.#lead(one, apart)
      } else {
        close ||= this.#node()
        this.#lead(one, close)
      }
    }
    if (close !== 0) settled.push(new Place(close, false))
    if (apart !== 0) settled.push(new Place(apart, true))
    return settled
  }
}

const endsInLetter = (word: string): boolean => isLetter(word.charCodeAt(word.length - 1))

function behindSpaces(words: string, from: number): number {
  let at = from
  while (isSpace(words.charCodeAt(at))) at += 1
  return at
}
