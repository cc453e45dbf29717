import type { KeptReading } from '../domain/readout.ts'
import { type Tie, tieOf } from './pairing.ts'

/** Two texts that may tell of one meeting. */
export type TiedPair = {
  readonly a: KeptReading
  readonly b: KeptReading
  readonly tie: Extract<Tie, { kind: 'together' }>
}

/** Texts that are accounts of one encounter. */
export type Group = readonly KeptReading[]

/** Texts in groups that only grow: each text is in exactly one. */
export class Groups {
  readonly #groupOf = new Map<KeptReading, Group>()

  constructor(texts: readonly KeptReading[]) {
    for (const text of texts) this.#groupOf.set(text, [text])
  }

  of(text: KeptReading): Group {
    return this.#groupOf.get(text) ?? [text]
  }

  all(): Group[] {
    return [...new Set(this.#groupOf.values())]
  }

  /** Makes one of several groups, unless that would bring together two texts that are held apart. */
  join(groups: readonly Group[]): void {
    const distinct = [...new Set(groups)]
    if (distinct.length < 2 || haveTextsApart(distinct)) return
    const joined = distinct.flat()
    for (const text of joined) this.#groupOf.set(text, joined)
  }
}

function haveTextsApart(groups: readonly Group[]): boolean {
  return groups.some((group, index) => {
    const others = groups.slice(index + 1).flat()
    return group.some((a) => others.some((b) => tieOf(a, b).kind === 'apart'))
  })
}

/** For each set of groups that ties without a name connect, all of them: where one is a choice too many, `join` refuses the lot. */
export function onlyChoices(groups: Groups, ties: readonly TiedPair[]): Group[][] {
  const neighbours = new Map<Group, Set<Group>>()
  for (const { a, b, tie } of ties) {
    const [from, to] = [groups.of(a), groups.of(b)]
    if (tie.named || from === to) continue
    neighbours.set(from, (neighbours.get(from) ?? new Set()).add(to))
    neighbours.set(to, (neighbours.get(to) ?? new Set()).add(from))
  }
  const seen = new Set<Group>()
  return [...neighbours.keys()].map((start) => reachable(start, neighbours, seen))
}

/** What can be reached from `start` and was not `seen` before. */
function reachable(start: Group, neighbours: ReadonlyMap<Group, ReadonlySet<Group>>, seen: Set<Group>): Group[] {
  const found: Group[] = []
  const waiting = [start]
  for (let group = waiting.pop(); group; group = waiting.pop()) {
    if (seen.has(group)) continue
    seen.add(group)
    found.push(group)
    waiting.push(...(neighbours.get(group) ?? []))
  }
  return found
}
