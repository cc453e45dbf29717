import { isInOffice, type KnownOfficial, type Officials } from '../../countries/officials.ts'
import type { PartyCode } from '../../domain/key-point.ts'
import type { Decide } from '../mentions.ts'
import type { Span } from '../segment.ts'
import { CUE } from './cues.ts'
import { plainSpelling } from './names.ts'
import { isNamePart, officeAround, type OfficeSpan, partiesOfOffice } from './office.ts'
import { is, type Token } from './tokens.ts'

/** A person where the text names one: `start` and `end` take in the office, before and after the name. */
export type NamedPerson = Span & {
  /** The data's form where it knows the person, else the text's without initials. */
  readonly name: string
  /** The name alone, as the text has it. */
  readonly written: string
  readonly official: KnownOfficial | undefined
  /** The states and organisations of the office, as the text says; else what the data says; else none. */
  readonly parties: readonly PartyCode[]
  /** Whether the text itself says the party. */
  readonly stated: boolean
  /** Whether an office or courtesy title stands with the name. */
  readonly titled: boolean
  /** Whether they are there as somebody's spouse. */
  readonly spouse: boolean
  /** Tokens [first, last) of the whole, office included; `nameAt` is where the name begins. */
  readonly first: number
  readonly last: number
  readonly nameAt: number
}

/** One who takes part: a person, or an office that the text leaves unnamed ("The Foreign Secretary spoke to …"). */
export type Participant = { readonly person: NamedPerson | undefined; readonly parties: readonly PartyCode[] }

/** What naming a person depends on besides the words. */
export type PersonContext = {
  readonly officials: Officials
  readonly decide: Decide
  /** Of the text, to tell apart people of one surname. */
  readonly year: number | undefined
}

/** Every person whom the tokens of one sentence or title name, in order. */
export function findPersons(tokens: readonly Token[], context: PersonContext): NamedPerson[] {
  const persons: NamedPerson[] = []
  let free = 0
  for (let at = 0; at < tokens.length; at += 1) {
    if (!isNamePart(tokens[at])) continue
    const end = endOfName(tokens, at)
    const person = readPerson(tokens, free, at, end, context) ?? sharingOffice(tokens, persons, at, end)
    if (person) {
      persons.push(person)
      free = person.last
    }
    at = Math.max(end, person?.last ?? end) - 1
  }
  return persons
}

/**
 * "the counterparts A and B", "the ministers of Iran and Iraq, A and B": a second name after an office of several; of as many states
 * as there are names each has one.
 */
function sharingOffice(
  tokens: readonly Token[],
  persons: NamedPerson[],
  from: number,
  end: number,
): NamedPerson | undefined {
  const first = persons.at(-1)
  const joined = first !== undefined && first.last === from - 1 && is(tokens[from - 1], CUE.and) && end - from > 1
  if (!joined || !tokens.slice(first.first, first.nameAt).some(isPlural)) return undefined
  const [one, two] = first.parties
  if (one !== undefined && two !== undefined) persons[persons.length - 1] = { ...first, parties: [one] }
  const written = tokens
    .slice(from, end)
    .map(({ text }) => text)
    .join(' ')
  const span = { start: tokens[from]?.start ?? 0, end: tokens[end - 1]?.end ?? 0 }
  const parties = two === undefined ? first.parties : [two]
  return {
    ...first,
    ...span,
    name: plainSpelling(written),
    written,
    official: undefined,
    parties,
    first: from,
    nameAt: from,
    last: end,
  }
}

/** Ministers, counterparts, presidentes. */
const isPlural = (token: Token): boolean => is(token, CUE.role) && /s$/i.test(token.text)

/** A name goes on over small words (bin, von der) when a capital follows; after one of them even a title is a name (bin Sultan). */
function endOfName(tokens: readonly Token[], from: number): number {
  let end = from
  for (let at = from; at < tokens.length; at += 1) {
    const bound = is(tokens[at - 1], CUE.particle) && at > from && is(tokens[at], CUE.role)
    if (isNamePart(tokens[at]) || bound) end = at + 1
    else if (!is(tokens[at], CUE.particle)) break
  }
  return end
}

function readPerson(
  tokens: readonly Token[],
  free: number,
  from: number,
  end: number,
  context: PersonContext,
): NamedPerson | undefined {
  if (isBody(tokens, from, end)) return undefined
  const office = officeAround(tokens, free, from, end)
  const { first, nameAt, nameEnd, last } = office
  const around = [...tokens.slice(first, nameAt), ...tokens.slice(nameEnd, last)]
  const titled = around.some((token) => is(token, CUE.role | CUE.honorific))
  const words = tokens.slice(nameAt, nameEnd)
  const stated = statedParties(tokens, office, context.decide)
  const official = knownAs(words, stated, context)
  if (!titled && !standsAlone(tokens, nameAt, nameEnd, official !== undefined)) return undefined
  const written = words.map(({ text }) => text).join(' ')
  return {
    start: tokens[first]?.start ?? 0,
    end: tokens[last - 1]?.end ?? 0,
    name: official?.name ?? plainSpelling(written),
    written,
    official,
    parties: stated.length > 0 ? stated : official ? [official.party] : [],
    stated: stated.length > 0,
    titled,
    spouse: around.some((token) => is(token, CUE.company)),
    first,
    last,
    nameAt,
  }
}

/** "the CCP", "Indo-Pacific Coordinator": letters after "of the", and what an office follows, name a body. */
function isBody(tokens: readonly Token[], from: number, end: number): boolean {
  const letters = end - from === 1 && /^\p{Lu}{2,5}$/u.test(tokens[from]?.text ?? '')
  if (letters && is(tokens[from - 1], CUE.the | CUE.of)) return true
  return is(tokens[end], CUE.office | CUE.role) && !is(tokens[end - 1], CUE.official)
}

function statedParties(tokens: readonly Token[], office: OfficeSpan, decide: Decide): PartyCode[] {
  const { first, nameAt, nameEnd, last } = office
  const before = partiesOfOffice(tokens, first, nameAt, decide)
  return [...new Set([...before, ...partiesOfOffice(tokens, nameEnd, last, decide)])]
}

/** Without any title a name counts if the data knows it in full, and else where nothing else could stand: beside the verb, or after "with". */
function standsAlone(tokens: readonly Token[], from: number, end: number, known: boolean): boolean {
  const besideVerb = is(tokens[end], CUE.verb | CUE.weak | CUE.light)
  if (end - from < 2) return known && (besideVerb || is(tokens[from], CUE.official))
  // "телефонный разговор Виктора Орлова с …"
  const ofNoun = is(tokens[from - 1], CUE.noun) && is(tokens[end], CUE.with)
  return known || besideVerb || ofNoun || is(tokens[from - 1], CUE.with | CUE.verb)
}

/** Whom the data knows by these words: by the full name in any form, in Russian by its surname, else by surname and party. */
function knownAs(
  words: readonly Token[],
  parties: readonly PartyCode[],
  { officials, year }: PersonContext,
): KnownOfficial | undefined {
  const full = words.flatMap(({ cues }) => cues.flatMap(({ official }) => official ?? []))
  const known =
    full.find(({ party }) => parties.includes(party)) ?? full.find((one) => isInOffice(one, year)) ?? full[0]
  if (known !== undefined) return known
  const [party] = parties
  // "С.В.Лавров": the initials stand with the surname.
  const surname = words.at(-1)?.text.split('.').at(-1) ?? ''
  const twoWords = `${words.at(-2)?.text ?? ''} ${surname}`
  const foreign = [twoWords, surname].flatMap(officials.byForeignName)
  if (foreign.length > 0) return foreign.find((one) => one.party === party) ?? foreign[0]
  if (party === undefined) return undefined
  return officials.bySurname(words.map(({ text }) => text).join(' '), party, year)
}
