import { type Groups, groupOf, withRoom } from './numbers.ts'

/** What patterns are woven into: nodes, from 1. */
export type Net = {
  /** By the number of a word: the nodes behind it, where phrases begin with it. */
  readonly starts: Groups
  /** By node: the labels that lead on from it, each followed by the node to which it leads. */
  readonly arcs: Groups
  /** By node: what ends there. */
  readonly ends: Groups
}

/**
 * Patterns as one automaton over words. It is woven without writing patterns out: options of a choice lead into one node. What texts go
 * through is a second, deterministic one, each state of which is a set of nodes (Rabin and Scott, 1959), made when a text first comes there:
 * texts meet a small part of all there are. What ends somewhere is a whole number.
 */
export class Automaton {
  readonly #net: Net
  /** By the number of a word: the state behind it, where phrases begin with it; `NOT_MADE` where no text has asked. */
  readonly #first: Int32Array
  /** By state: the nodes that one may have come to, in order. */
  readonly #nodesOf: (readonly number[])[] = [[]]
  /**
   * Four numbers a state, since what a text costs is mostly the memory that is touched: where its ends begin in `#ends`, before those of the
   * next; from where to before where its followers stand in `#followers`, 0 where no text has asked; and a bit for each kind of label that
   * leads on from it, since mostly none does.
   */
  #states = new Int32Array(STATE * 64)
  #ends = new Int32Array(64)
  /** Labels in order within a state, each before the state to which it leads. */
  #followers = new Int32Array(64)
  #behindFollowers = PAIR
  /** The states of one node, by node, and those of several. */
  readonly #single: Int32Array
  readonly #several = new Map<string, number>()

  constructor(net: Net) {
    this.#net = net
    this.#first = new Int32Array(net.starts.from.length).fill(NOT_MADE)
    this.#single = new Int32Array(net.arcs.from.length)
  }

  /** The state behind the first word of a phrase, by the word's number; 0 where no phrase begins so. */
  first(number: number): number {
    const known = this.#first[number] ?? 0
    if (known !== NOT_MADE) return known
    const state = this.#state([...groupOf(this.#net.starts, number)])
    this.#first[number] = state
    return state
  }

  /** The state behind one more word, by its label; 0 where no phrase goes on so. */
  next(state: number, label: number): number {
    if (this.#states[STATE * state + TO] === 0) this.#open(state)
    const sieve = this.#states[STATE * state + SIEVE] ?? 0
    if (((sieve >>> bitOf(label)) & 1) === 0) return 0
    let low = this.#states[STATE * state + FROM] ?? 0
    let high = this.#states[STATE * state + TO] ?? 0
    while (low < high) {
      const middle = (low + ((high - low) >> 1)) & -PAIR
      const there = this.#followers[middle] ?? 0
      if (there === label) return this.#followers[middle + 1] ?? 0
      if (there > label) high = middle
      else low = middle + PAIR
    }
    return 0
  }

  /** What ends in a state: the places of `endAt` from `endsFrom(state)` to before `endsFrom(state + 1)`. */
  endsFrom(state: number): number {
    return this.#states[STATE * state] ?? 0
  }

  endAt(place: number): number {
    return this.#ends[place] ?? 0
  }

  #open(state: number): void {
    const { arcs } = this.#net
    const byLabel = new Map<number, number[]>()
    for (const node of this.#nodesOf[state] ?? []) {
      const to = arcs.from[node + 1] ?? 0
      for (let at = arcs.from[node] ?? 0; at < to; at += PAIR) {
        const [label = 0, follower = 0] = [arcs.all[at], arcs.all[at + 1]]
        const nodes = byLabel.get(label)
        if (nodes) nodes.push(follower)
        else byLabel.set(label, [follower])
      }
    }
    const from = this.#behindFollowers
    const to = from + PAIR * byLabel.size
    this.#behindFollowers = to
    this.#followers = withRoom(this.#followers, to)
    let sieve = 0
    let at = from
    for (const label of [...byLabel.keys()].sort((a, b) => a - b)) {
      sieve |= 1 << bitOf(label)
      this.#followers[at] = label
      this.#followers[at + 1] = this.#state(byLabel.get(label) ?? [])
      at += PAIR
    }
    this.#states.set([from, to, sieve], STATE * state + FROM)
  }

  #state(nodes: readonly number[]): number {
    const [node, another] = nodes
    if (node === undefined) return 0
    if (another === undefined) {
      this.#single[node] ||= this.#made(nodes)
      return this.#single[node] ?? 0
    }
    const distinct = [...new Set(nodes)].sort((a, b) => a - b)
    const key = distinct.join(' ')
    const known = this.#several.get(key) ?? this.#made(distinct)
    this.#several.set(key, known)
    return known
  }

  #made(nodes: readonly number[]): number {
    const state = this.#nodesOf.push(nodes) - 1
    const ends = new Set(nodes.flatMap((node) => [...groupOf(this.#net.ends, node)]))
    const from = this.#states[STATE * state] ?? 0
    this.#ends = withRoom(this.#ends, from + ends.size)
    this.#ends.set([...ends], from)
    this.#states = withRoom(this.#states, STATE * (state + 2))
    this.#states[STATE * (state + 1)] = from + ends.size
    return state
  }
}

const NOT_MADE = -1

/** Numbers a state, and where they stand. */
const STATE = 4
const [FROM, TO, SIEVE] = [1, 2, 3]
/** Numbers a follower. */
const PAIR = 2

const bitOf = (label: number): number => (label >> 1) & 31
