import type { Officials, KnownOfficial } from '../../countries/officials.ts'
import type { PartyCode } from '../../domain/key-point.ts'
import type { Decide } from '../mentions.ts'
import type { Span } from '../segment.ts'
import { CUE } from './cues.ts'
import { plainSpelling } from './names.ts'
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
  /** The words of the office: `president`. */
  readonly roles: readonly string[]
  /** Tokens [first, last) of the whole, office included; `nameAt` is where the name begins. */
  readonly first: number
  readonly last: number
  readonly nameAt: number
}

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
    const person = readPerson(tokens, free, at, end, context)
    if (person) {
      persons.push(person)
      free = person.last
    }
    at = Math.max(end, person?.last ?? end) - 1
  }
  return persons
}

const isNamePart = (token: Token | undefined): boolean => token?.shape === 'name' || is(token, CUE.official)

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
  // "the CCP": letters after "of the" are a body.
  if (end - from === 1 && /^\p{Lu}{2,5}$/u.test(tokens[from]?.text ?? '') && is(tokens[from - 1], CUE.the | CUE.of))
    return undefined
  // "Indo-Pacific Coordinator", "Rossotrudnichestvo Head": what an office follows is part of an office.
  if (is(tokens[end], CUE.office | CUE.role) && !is(tokens[end - 1], CUE.official)) return undefined
  const first = startOfOffice(tokens, free, from)
  const nameAt = startOfName(tokens, first, from, end)
  const last = endOfOffice(tokens, skipSuffix(tokens, end))
  const around = [...tokens.slice(first, nameAt), ...tokens.slice(end, last)]
  const titled = around.some((token) => is(token, CUE.role | CUE.honorific))
  const words = tokens.slice(nameAt, end)
  const stated = [
    ...partiesOfOffice(tokens, first, nameAt, context.decide),
    ...partiesOfOffice(tokens, end, last, context.decide),
  ]
  const official = knownAs(words, stated, context)
  if (!titled && !standsAlone(tokens, nameAt, end, official !== undefined)) return undefined
  const written = words.map(({ text }) => text).join(' ')
  return {
    start: tokens[first]?.start ?? 0,
    end: tokens[last - 1]?.end ?? 0,
    name: official?.name ?? plainSpelling(written),
    written,
    official,
    parties: stated.length > 0 ? [...new Set(stated)] : official ? [official.party] : [],
    stated: stated.length > 0,
    titled,
    spouse: around.some((token) => is(token, CUE.company)),
    roles: around.filter((token) => is(token, CUE.role)).map(({ text }) => text.toLowerCase()),
    first,
    last,
    nameAt,
  }
}

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
  return first
}

const isOfficeLink = (token: Token | undefined): boolean =>
  is(token, OFFICE_WORDS) ||
  token?.shape === 'possessive' ||
  (token?.shape === 'mark' && /^[,/()\-–]$/.test(token.text))

/** "Minister of Antiquities Khaled El-Enany": what follows "of" belongs to the office, the last two words are the name. */
function startOfName(tokens: readonly Token[], first: number, from: number, end: number): number {
  const official = tokens.findIndex((token, at) => at >= from && at < end && is(token, CUE.official))
  if (official >= 0) return official > from && end - from > 2 && first < from ? official : from
  let before = from - 1
  while (is(tokens[before], CUE.the)) before -= 1
  const bound = is(tokens[before], CUE.of | CUE.for) && tokens.slice(first, before).some((token) => is(token, CUE.role))
  return bound && end - from >= 3 ? end - 2 : from
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

/** Without any title a name counts if the data knows it in full, and else where nothing else could stand: beside the verb, or after "with". */
function standsAlone(tokens: readonly Token[], from: number, end: number, known: boolean): boolean {
  const besideVerb = is(tokens[end], CUE.verb | CUE.weak | CUE.light)
  if (end - from < 2) return known && (besideVerb || is(tokens[from], CUE.official))
  return known || besideVerb || is(tokens[from - 1], CUE.with | CUE.verb)
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

function knownAs(
  words: readonly Token[],
  parties: readonly PartyCode[],
  context: PersonContext,
): KnownOfficial | undefined {
  const full = words.flatMap(({ cues }) => cues.flatMap(({ official }) => (official === undefined ? [] : [official])))
  const inOffice = full.filter(({ since, until }) => isWithin(context.year, since, until))
  const known = full.find(({ party }) => parties.includes(party)) ?? inOffice[0] ?? full[0]
  if (known !== undefined) return known
  const surname = words.at(-1)?.text.split('.').at(-1) ?? ''
  const [party] = parties
  const foreign = [
    words
      .slice(-2)
      .map(({ text }) => text)
      .join(' '),
    surname,
  ].flatMap(context.officials.byForeignName)
  if (foreign.length > 0) return foreign.find((one) => one.party === party) ?? foreign[0]
  return words.length === 1 && party !== undefined
    ? context.officials.bySurname(surname, party, context.year)
    : undefined
}

const isWithin = (year: number | undefined, since: number | undefined, until: number | undefined): boolean =>
  year === undefined || ((since ?? year) <= year && year <= (until ?? year))
