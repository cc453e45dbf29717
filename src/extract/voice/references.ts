import type { PartyCode } from '../../domain/key-point.ts'
import type { HitIndex } from '../points/hits.ts'
import type { LanguageLexicon } from '../points/lexicon.ts'
import type { FoundEncounter, Person, PartyMention } from '../prepared.ts'
import type { Span } from '../segment.ts'
import { isSpacedLetter } from '../units.ts'

/**
 * Something that may be the subject of speech: a named person, a side ("the Chinese side", 中方), a bare title ("the President"),
 * a country's name, a pronoun ("he", "they"), the writer ("I"), both sides ("the two sides", 双方), whom the teller met ("the guest",
 * "his host"), or the side that did not speak last ("the latter", 对方).
 */
export type Reference = Span & {
  readonly kind: 'person' | 'side' | 'title' | 'country' | Standing
  /** Absent for pronouns and bare titles, which the context resolves. */
  readonly party: PartyCode | undefined
}

/** Kinds that stand alone. */
const STANDING = ['one', 'many', 'self', 'both', 'guest', 'other'] as const
type Standing = (typeof STANDING)[number]

type Piece = Span & {
  readonly kind: 'person' | 'title' | 'role' | 'mention' | Standing
  readonly party: PartyCode | undefined
  readonly side: boolean
}

/** Every reference of the text, in order; neighbouring pieces ("President of" "Peru" "Dina Boluarte") make one. */
export function findReferences(
  text: string,
  { people, parties }: Pick<FoundEncounter, 'people' | 'parties'>,
  mentions: readonly PartyMention[],
  lexicon: LanguageLexicon,
  hits: HitIndex,
): Reference[] {
  const whole: Span = { start: 0, end: text.length }
  const pieces = people.flatMap((person) => occurrences(text, person))
  for (const { start, end, party, form } of mentions)
    pieces.push({ start, end, kind: 'mention', party, side: form === 'side' })
  const addListed = (name: string, kind: Piece['kind'], party?: PartyCode): void => {
    for (const { start, end } of hits.within(lexicon.list('voice', name), whole))
      pieces.push({ start, end, kind, party, side: false })
  }
  for (const party of parties) addListed(`side-${party}`, 'role', party)
  for (const kind of STANDING) addListed(kind, kind)
  addListed('titles', 'title')
  addListed('roles', 'role')
  return chains(text, longestFirst(pieces))
}

function occurrences(text: string, { forms, party }: Person): Piece[] {
  const found: Piece[] = []
  for (const form of forms) {
    if (form === '') continue
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
      const end = at + form.length
      if (isWord(text, at, end)) found.push({ start: at, end, kind: 'person', party, side: false })
    }
  }
  return found
}

/** Han names may touch other characters; others must stand alone. */
function isWord(text: string, start: number, end: number): boolean {
  const joined = (one: number, other: number): boolean =>
    isSpacedLetter(text.charCodeAt(one)) && isSpacedLetter(text.charCodeAt(other))
  return !joined(start - 1, start) && !joined(end, end - 1)
}

/** Of pieces that overlap, the longest from the leftmost start; of equal ones, the first kind given. */
function longestFirst(pieces: readonly Piece[]): Piece[] {
  const kept: Piece[] = []
  let end = -1
  for (const piece of pieces.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (piece.start < end) continue
    kept.push(piece)
    end = piece.end
  }
  return kept
}

/** What may stand between the pieces of one reference. */
const LINK = /^(?:|\s|\s?['’]s?\s|\s(?:of|for)\s(?:the\s)?)$/

function chains(text: string, pieces: readonly Piece[]): Reference[] {
  const references: Reference[] = []
  for (let i = 0; i < pieces.length; ) {
    const from = i
    for (i += 1; i < pieces.length; i += 1) {
      const [last, piece] = [pieces[i - 1], pieces[i]]
      if (!last || !piece || !(isLinkable(last) && isLinkable(piece) && isLinked(text, last, piece))) break
    }
    const reference = toReference(pieces.slice(from, i))
    if (reference) references.push(reference)
  }
  return references
}

/** "Crown Prince and Prime Minister Omar": two offices of one person. */
function isLinked(text: string, last: Piece, next: Piece): boolean {
  const between = text.slice(last.end, next.start)
  return LINK.test(between) || (last.kind === 'title' && next.kind === 'title' && between === ' and ')
}

const STANDING_KINDS: ReadonlySet<Piece['kind']> = new Set(STANDING)
const isStanding = (kind: Piece['kind']): kind is Standing => STANDING_KINDS.has(kind)
const isLinkable = ({ kind }: Piece): boolean => !isStanding(kind)

function toReference(chain: readonly Piece[]): Reference | undefined {
  const first = chain[0]
  const last = chain.at(-1)
  if (!first || !last) return undefined
  const span: Span = { start: first.start, end: last.end }
  const person = chain.findLast(({ kind }) => kind === 'person')
  if (person) return { ...span, kind: 'person', party: person.party }
  if (isStanding(first.kind)) return { ...span, kind: first.kind, party: undefined }
  const party = chain.findLast((piece) => piece.party !== undefined)?.party
  const named = chain.some(({ kind, side }) => kind === 'title' || kind === 'role' || side)
  if (party !== undefined) return { ...span, kind: named ? 'side' : 'country', party }
  return chain.some(({ kind }) => kind === 'title') ? { ...span, kind: 'title', party: undefined } : undefined
}

/** "Omar Sel, Chairperson of the Assembly": what stands behind a name and a comma, up to the next mark. */
const APPOSITION = /^,\s(?:the\s)?\p{Lu}[^,.;:]*/u

/** Which sides a bare title may mean here: those whose people the text calls by it. */
export function titlesInUse(
  text: string,
  references: readonly Reference[],
  lexicon: LanguageLexicon,
  hits: HitIndex,
): ReadonlyMap<string, ReadonlySet<PartyCode>> {
  const titles = new Map<string, Set<PartyCode>>()
  for (const { kind, party, start, end } of references) {
    if (kind !== 'person' || party === undefined) continue
    const [apposition = ''] = APPOSITION.exec(text.slice(end, end + 60)) ?? []
    for (const title of hits.within(lexicon.list('voice', 'titles'), { start, end: end + apposition.length })) {
      const words = text.slice(title.start, title.end).toLowerCase()
      titles.set(words, (titles.get(words) ?? new Set()).add(party))
    }
  }
  return titles
}
