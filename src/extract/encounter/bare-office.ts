import type { PartyCode } from '../../domain/key-point.ts'
import type { Decide } from '../mentions.ts'
import type { EncounterClause } from './clause.ts'
import { CUE } from './cues.ts'
import { type Head, personsOf, type ReadSentence } from './head.ts'
import { partiesOfOffice } from './office.ts'
import type { Participant } from './persons.ts'
import { type SidesInput, titleCounterpart, withParties } from './participant.ts'
import { partyOf } from './parties.ts'
import { is, isFirstPerson, type Token } from './tokens.ts'

/** "The Head of State received …": whoever of that side the head names, else the bare office of the side that reports. */
export function officeBefore({ clause, index, head, issuer, decide }: SidesInput): Participant[] {
  const { tokens } = clause.sentence
  for (let at = clause.at - 1; at >= Math.max(0, clause.at - 14); at -= 1) {
    if (isFirstPerson(tokens[at])) return issuer === undefined ? [] : [{ person: undefined, parties: [issuer] }]
    if (is(tokens[at], CUE.pronoun) && index > 0) return namedBefore(head.sentence(index - 1), issuer, clause)
    // "The two Prime Ministers held talks" means those named before.
    if (!is(tokens[at], CUE.role) || (is(tokens[at - 1], CUE.pronoun) && index > 0)) continue
    const several = officesOf(listedParties(tokens, at, decide), clause, head)
    if (several.length > 0) return several
    const party = partiesOfOffice(tokens, at, Math.min(at + 4, clause.at), decide)[0] ?? issuer
    if (party === undefined) return []
    const named = namedFor(party, clause, head)
    return named ? [named] : party === issuer ? [{ person: undefined, parties: [party] }] : []
  }
  return []
}

/** Whom "he" means: the first with an office in the sentence before; where the verb has no object, "they": all of them. */
function namedBefore(
  { persons }: ReadSentence,
  issuer: PartyCode | undefined,
  { objects }: EncounterClause,
): Participant[] {
  const titled = persons.filter((person) => person.titled)
  return (objects.length === 0 ? titled : titled.slice(0, 1)).map((person) => withParties(person, issuer))
}

/** "held talks with the Foreign Minister of Oman": whoever of that party the head names. */
export function officeAfter(input: SidesInput): Participant[] {
  const { clause, head, issuer, decide } = input
  const { tokens } = clause.sentence
  for (let at = clause.at + 1; at < tokens.length && !is(tokens[at], CUE.relative); at += 1) {
    if (!is(tokens[at], CUE.role)) continue
    const several = isRightAfter(clause, at) ? officesOf(listedParties(tokens, at, decide), clause, head) : []
    if (several.length > 0) return several
    const before = is(tokens[at - 1], CUE.party) || tokens[at - 1]?.shape === 'possessive' ? at - 2 : at
    const party = partiesOfOffice(tokens, Math.max(clause.at + 1, before), at + 4, decide)[0]
    const named =
      party === undefined ? holderBefore(input, tokens[at]) : party !== issuer && namedFor(party, clause, head)
    return named ? [named] : []
  }
  return []
}

/** "spoke today with the Foreign Ministers": nothing between the verb and the office but small words; of a session of many, "with". */
function isRightAfter({ sentence: { tokens }, at: verb, shows }: EncounterClause, office: number): boolean {
  const before = is(tokens[office - 1], CUE.the) ? tokens[office - 2] : tokens[office - 1]
  if (shows === 'multilateral') return is(before, CUE.with)
  return tokens.slice(verb + 1, office).every((token) => is(token, CUE.with | CUE.the | CUE.day | CUE.modifier))
}

/** "In his talks with the king": whoever from abroad an earlier sentence named with that office. */
function holderBefore(input: SidesInput, office: Token | undefined): Participant | undefined {
  const { head, index, issuer } = input
  for (let at = index - 1; at >= 0; at -= 1) {
    const { tokens, persons } = head.sentence(at)
    const holders = persons.filter(({ first, last }) =>
      tokens.slice(first, last).some((token) => isSameOffice(token, office)),
    )
    const [abroad] = holders.flatMap((person): Participant[] => {
      const parties = person.parties.length > 0 ? person.parties : [titleCounterpart(input) ?? []].flat()
      return parties.length > 0 && !parties.includes(issuer ?? '') ? [{ person, parties }] : []
    })
    if (abroad !== undefined) return abroad
  }
  return undefined
}

const isSameOffice = (token: Token, office: Token | undefined): boolean =>
  is(token, CUE.role) && token.text.toLowerCase() === office?.text.toLowerCase()

/** "the Foreign Ministers of China, Afghanistan and Pakistan": the parties of an office that several people hold. */
function listedParties(tokens: readonly Token[], role: number, decide: Decide): PartyCode[] {
  const parties: PartyCode[] = []
  for (let at = role + 2; is(tokens[role + 1], CUE.of) && at < tokens.length; at += 1) {
    const party = partyOf(tokens[at], decide)
    if (party !== undefined) parties.push(party)
    else if (tokens[at]?.text !== ',' && !is(tokens[at], CUE.and | CUE.the)) break
  }
  return parties.length > 1 ? parties : []
}

/** Each of them by the name that the head gives, else as a bare office. */
const officesOf = (parties: readonly PartyCode[], clause: EncounterClause, head: Head): Participant[] =>
  parties.map((party) => namedFor(party, clause, head) ?? { person: undefined, parties: [party] })

function namedFor(party: PartyCode, clause: EncounterClause, head: Head): Participant | undefined {
  const taken = [...clause.subjects, ...clause.objects]
  const person = personsOf(head, 3).find((one) => one.parties.includes(party) && !taken.includes(one))
  return person && { person, parties: person.parties }
}
