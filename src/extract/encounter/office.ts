import type { PartyCode } from '../../domain/key-point.ts'
import type { Decide } from '../mentions.ts'
import { CUE } from './cues.ts'
import { is, type Token } from './tokens.ts'

/** Where the words of a person's office stand: tokens [first, nameAt) before the name and [nameEnd, last) after it. */
export type OfficeSpan = {
  readonly first: number
  readonly nameAt: number
  readonly nameEnd: number
  readonly last: number
}

/** Finds the office around a name of tokens [from, end); nothing before `free` belongs to it. */
export function officeAround(tokens: readonly Token[], free: number, from: number, end: number): OfficeSpan {
  const first = startOfOffice(tokens, free, from)
  const nameAt = startOfName(tokens, first, from, end)
  return { first, nameAt, nameEnd: end, last: endOfOffice(tokens, skipSuffix(tokens, end)) }
}

/** Whether the token is part of a name: a capitalised word that is nothing else, or a person whom the data knows. */
export const isNamePart = (token: Token | undefined): boolean => token?.shape === 'name' || is(token, CUE.official)

const OFFICE_WORDS =
  CUE.role | CUE.honorific | CUE.office | CUE.party | CUE.of | CUE.for | CUE.the | CUE.and | CUE.modifier | CUE.in

/** Walks left over the words of an office, as far as they reach to the name. */
function startOfOffice(tokens: readonly Token[], free: number, from: number): number {
  let first = from
  for (let at = from - 1; at >= free; at -= 1) {
    const token = tokens[at]
    if (is(token, CUE.role | CUE.honorific | CUE.office | CUE.party)) first = at
    else if (token?.shape === 'name' && is(tokens[at - 1], CUE.of | CUE.the)) continue
    else if (!isOfficeLink(token)) break
  }
  return isOtherOffice(tokens, first, from) ? from : afterAside(tokens, first, from)
}

/** "In his talks with the king, Xi said": an office without a state and, behind a comma, a bare surname are two people. */
function isOtherOffice(tokens: readonly Token[], first: number, from: number): boolean {
  const bare = tokens[from - 1]?.text === ',' && !isNamePart(tokens[from + 1]) && !is(tokens[from], CUE.official)
  return bare && tokens[from + 1]?.shape === 'word' && !tokens.slice(first, from).some((token) => is(token, CUE.party))
}

/** "…, where he attends the BRICS Summit, Premier A": what stands before a comma and holds no office is not of this one. */
function afterAside(tokens: readonly Token[], first: number, from: number): number {
  for (let at = from - 1; at > first; at -= 1) {
    if (tokens[at]?.text !== ',' || !tokens.slice(at, from).some((token) => is(token, CUE.role))) continue
    if (!tokens.slice(first, at).some((token) => is(token, CUE.role | CUE.honorific))) return at + 1
  }
  return first
}

const isOfficeLink = (token: Token | undefined): boolean =>
  is(token, OFFICE_WORDS) ||
  token?.shape === 'possessive' ||
  (token?.shape === 'mark' && /^[,/()\-–]$/.test(token.text))

/** "Minister of Antiquities Khaled El-Enany": what follows "of" belongs to the office, the last two words are the name. */
function startOfName(tokens: readonly Token[], first: number, from: number, end: number): number {
  const official = tokens.findIndex((token, at) => at >= from && at < end && is(token, CUE.official))
  if (official === from && isOnBehalf(tokens, first, from, end)) return from + 1
  if (official >= 0) return official > from && end - from > 2 && first < from ? official : from
  let before = from - 1
  while (is(tokens[before], CUE.the)) before -= 1
  const bound = is(tokens[before], CUE.of | CUE.for) && tokens.slice(first, before).some((token) => is(token, CUE.role))
  return bound && end - from >= 3 ? end - 2 : from
}

/** "Special Envoy of President A B C": of two names in a row the first tells only whose envoy the second is. */
function isOnBehalf(tokens: readonly Token[], first: number, from: number, end: number): boolean {
  const of = tokens.findIndex((token, at) => at > first && at < from && is(token, CUE.of))
  if (of < 0 || end - from <= 2) return false
  return [tokens.slice(first, of), tokens.slice(of, from)].every((part) => part.some((token) => is(token, CUE.role)))
}

function skipSuffix(tokens: readonly Token[], end: number): number {
  const at = tokens[end]?.text === ',' ? end + 1 : end
  return /^(?:Jr|Sr|I{2,3}|IV)\.?$/.test(tokens[at]?.text ?? '') ? at + 1 : end
}

/** What after the name still tells of the office: "of Estonia", "(Ecuador)", ", Director of the … ,". */
function endOfOffice(tokens: readonly Token[], end: number): number {
  if (is(tokens[end], CUE.of)) {
    const at = is(tokens[end + 1], CUE.the) ? end + 2 : end + 1
    return is(tokens[at], CUE.party) ? at + 1 : end
  }
  if (tokens[end]?.text === '(') return tokens[end + 2]?.text === ')' && is(tokens[end + 1], CUE.party) ? end + 3 : end
  // ", and the President of …" is the next person's office.
  if (tokens[end]?.text !== ',' || is(tokens[end + 1], CUE.and)) return end
  let at = end + 1
  while (at < tokens.length && (is(tokens[at], OFFICE_WORDS) || tokens[at]?.shape === 'possessive')) at += 1
  const role = tokens.slice(end + 1, at).some((token) => is(token, CUE.role))
  // A name right after an office is the next person's.
  return role && !isNamePart(tokens[at]) && !is(tokens[at], CUE.particle) ? trimmedEnd(tokens, end, at) : end
}

function trimmedEnd(tokens: readonly Token[], from: number, end: number): number {
  let at = end
  while (
    at > from &&
    is(tokens[at - 1], CUE.of | CUE.for | CUE.the | CUE.and | CUE.in) &&
    !is(tokens[at - 1], CUE.role)
  )
    at -= 1
  return at
}

/** Parties of an office: not those for whose affairs it is ("Special Representative for the DPRK"), nor cities. */
export function partiesOfOffice(tokens: readonly Token[], from: number, to: number, decide: Decide): PartyCode[] {
  const parties: PartyCode[] = []
  for (let at = from; at < to; at += 1) {
    const token = tokens[at]
    let before = at - 1
    while (before >= from && is(tokens[before], CUE.the)) before -= 1
    if (before >= from && is(tokens[before], CUE.for | CUE.in) && !is(tokens[before], CUE.of)) continue
    for (const { meaning } of token?.cues ?? []) {
      const party = meaning === undefined || meaning.form === 'capital' ? undefined : decide(meaning)
      if (party !== undefined) parties.push(party)
    }
  }
  return parties.length > 0 ? parties : ownedOffices(tokens.slice(from, to))
}

const ownedOffices = (tokens: readonly Token[]): PartyCode[] =>
  tokens.flatMap(({ cues }) => cues.flatMap(({ party }) => (party === undefined ? [] : [party])))
