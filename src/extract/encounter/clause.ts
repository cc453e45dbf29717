import type { ShownFormat } from '../../domain/encounter-words.ts'
import { CUE } from './cues.ts'
import type { NamedPerson } from './persons.ts'
import { is, type Token } from './tokens.ts'

/** A sentence or title cut into tokens, and the people it names. */
export type Sentence = { readonly tokens: readonly Token[]; readonly persons: readonly NamedPerson[] }

/** The words that say that two sides met, and who of the sentence's people they join. */
export type EncounterClause = {
  /** `press`: a joint appearance before the press. */
  readonly shows: ShownFormat | 'press'
  readonly sentence: Sentence
  /** Index of the verb or noun. */
  readonly at: number
  readonly subjects: readonly NamedPerson[]
  readonly objects: readonly NamedPerson[]
  /** A verb that only counts with a person as its object. */
  readonly weak: boolean
  /** A noun with its own verb: "held talks". */
  readonly light: boolean
}

/** Every clause of the sentence that tells of an encounter that has taken place, in order. */
export function findClauses(sentence: Sentence): EncounterClause[] {
  const clauses: EncounterClause[] = []
  for (let at = 0; at < sentence.tokens.length; at += 1) {
    const clause = clauseAt(sentence, at)
    if (clause) clauses.push(clause)
  }
  return clauses
}

/** Whether the sentence tells of an encounter that is still to come. */
export function isPlanned(sentence: Sentence): boolean {
  return sentence.tokens.some((token, at) => {
    if (!is(token, CUE.verb | CUE.weak | CUE.noun)) return false
    return isStillToCome(sentence.tokens, lightVerbBefore(sentence.tokens, at) ?? at)
  })
}

function clauseAt(sentence: Sentence, at: number): EncounterClause | undefined {
  const { tokens } = sentence
  const shown = shownAt(tokens, at)
  if (shown === undefined) return undefined
  const light = lightVerbBefore(tokens, at)
  if (isStillToCome(tokens, light ?? at)) return undefined
  const objects = objectsOf(sentence, at)
  // "I dag höll utrikesminister A ett samtal med B": the subject may stand between the verb and its noun.
  const subjects = subjectsOf(sentence, at, objects.length === 0)
  return { ...shown, light: light !== undefined, sentence, at, subjects, objects }
}

/** Whatever may say that two sides met. */
const SHOWING = CUE.verb | CUE.weak | CUE.noun | CUE.press | CUE.exchange

function shownAt(tokens: readonly Token[], at: number): Pick<EncounterClause, 'shows' | 'weak'> | undefined {
  const token = tokens[at]
  if (!is(token, SHOWING)) return undefined
  if (is(token, CUE.press)) return { shows: 'press', weak: false }
  if (is(token, CUE.exchange)) {
    const object = tokens.slice(at + 1, at + 7).findIndex((next) => is(next, CUE.messages))
    if (object >= 0) return { shows: 'letter', weak: false }
  }
  const format = (bit: number): ShownFormat | undefined => token?.cues.find((cue) => cue.bit === bit)?.format
  const verb = format(CUE.verb)
  if (verb) return { shows: verb, weak: false }
  const noun = format(CUE.noun)
  if (noun && nounCounts(tokens, at)) return { shows: noun, weak: false }
  const weak = format(CUE.weak)
  // "attended the opening of a port" is no encounter, "attended the foreign ministers' meeting" is.
  const ends = tokens[at + 1] === undefined || tokens[at + 1]?.text === '.'
  if (weak === 'multilateral' && !ends && !tokens.some((other) => is(other, CUE.noun))) return undefined
  // "received letters of credence from the ambassadors": papers, not people.
  if (tokens.slice(at + 1, at + 4).some((next) => is(next, CUE.messages))) return undefined
  return weak ? { shows: weak, weak: true } : undefined
}

/** "held … talks", "talks with", "talks took place", "Blinken's call with". */
function nounCounts(tokens: readonly Token[], at: number): boolean {
  if (is(tokens[at + 1], CUE.with | CUE.happened)) return true
  if (is(tokens[at + 1], CUE.between) && !isTopic(tokens, at)) return true
  return (
    lightVerbBefore(tokens, at) !== undefined || tokens.slice(at + 1, at + 9).some((token) => is(token, CUE.happened))
  )
}

/** "The talks between A and B showed …": what a sentence says something of, not what it tells. A headline has no full stop. */
const isTopic = (tokens: readonly Token[], at: number): boolean =>
  tokens.some(({ text }) => text === '.') &&
  !tokens.slice(Math.max(0, at - 4), at).some((token) => is(token, CUE.in | CUE.for | CUE.relative))

/** The light verb whose object the noun at `at` is, if there is one close before it. */
function lightVerbBefore(tokens: readonly Token[], at: number): number | undefined {
  if (!is(tokens[at], CUE.noun)) return undefined
  for (let before = at - 1; before >= Math.max(0, at - 9); before -= 1) {
    if (is(tokens[before], CUE.light)) return before
    if (is(tokens[before], CUE.verb | CUE.with | CUE.between | CUE.for | CUE.official) || tokens[before]?.text === '.')
      return undefined
  }
  return undefined
}

/** "will hold talks", "agreed to meet", and in headlines "Shen to meet". */
function isStillToCome(tokens: readonly Token[], verb: number): boolean {
  const before = tokens[verb - 1]
  if (is(before, CUE.planned) || (before?.shape === 'word' && is(tokens[verb - 2], CUE.planned))) return true
  // "will pay a visit to Borea and hold talks".
  const joined = is(before, CUE.and) && tokens[verb - 2]?.text !== ','
  if (joined && tokens.slice(0, verb).some(isFuture)) return true
  return is(before, CUE.infinitive) && tokens.length < HEADLINE && !tokens.some(({ text }) => text === '.')
}

/** "will", "is to"; not the month of May. */
const isFuture = (token: Token): boolean => is(token, CUE.planned) && !is(token, CUE.month)

/** A headline has no full stop, and at most as many words. */
const HEADLINE = 40

/** The people just before the verb; those of a clause between commas ("…, who was in Tokyo for …, held talks") left out. */
function subjectsOf({ tokens, persons }: Sentence, verb: number, both: boolean): NamedPerson[] {
  const before = persons.filter(
    (person) => person.last <= verb && person.nameAt < verb && !owns(tokens, persons, person),
  )
  const relative = tokens.findIndex((token, at) => at < verb && at >= (before[0]?.last ?? 0) && is(token, CUE.relative))
  const main = relative < 0 ? before : before.filter((person) => person.last <= relative)
  // "A hat heute B getroffen": a verb at the end has both sides before it.
  if (both && main.length > 1) return main
  const last = main.at(-1) ?? before.at(-1)
  return last === undefined ? [] : groupEndingWith(tokens, main.length > 0 ? main : before, last)
}

function groupEndingWith(tokens: readonly Token[], persons: readonly NamedPerson[], last: NamedPerson): NamedPerson[] {
  const group = [last]
  for (let at = persons.indexOf(last) - 1; at >= 0; at -= 1) {
    const person = persons[at]
    const next = group[0]
    if (!person || !next || !isJoined(tokens, person.last, next.first)) break
    group.unshift(person)
  }
  return group
}

/** The people whom the verb joins to its subject: the first before another clause begins, and whoever is listed with them. */
function objectsOf({ tokens, persons }: Sentence, at: number): NamedPerson[] {
  const after = persons.filter((person) => person.nameAt > at && !owns(tokens, persons, person))
  // "In Berlin traf Ministerin A am Montag ihren Kollegen B": after a verb that comes first stands its subject, then the other side.
  const verbFirst = after[0]?.stated === false && !persons.some((person) => person.last <= at)
  const group: NamedPerson[] = []
  for (const person of after) {
    const from = group.at(-1)?.last ?? at + 1
    const apart = group.length === 0 || (verbFirst && group.length === 1)
    if (!(apart ? !opensClause(tokens, from, person.first) : isJoined(tokens, from, person.first))) break
    group.push(person)
    // "a delegation that included A, B and C": the first leads it.
    if (group.length === 1 && tokens.slice(at, person.nameAt).some((token) => is(token, CUE.company))) break
  }
  return group
}

/** "President Carver's Chief of Staff Ann Lane": the first is only whose office it is. */
function owns(tokens: readonly Token[], persons: readonly NamedPerson[], person: NamedPerson): boolean {
  if (tokens[person.last]?.shape !== 'possessive') return false
  return persons.some(({ first, nameAt }) => first === person.last + 1 && nameAt > first)
}

function opensClause(tokens: readonly Token[], from: number, to: number): boolean {
  const between = tokens.slice(from, to)
  const company = between.some((token) => is(token, CUE.company))
  return between.some((token) => (is(token, CUE.relative) && !company) || is(token, CUE.verb) || token.text === ';')
}

const isJoined = (tokens: readonly Token[], from: number, to: number): boolean =>
  to - from <= 4 &&
  tokens
    .slice(from, to)
    .every((token) => is(token, CUE.and | CUE.the | CUE.with) || token.text === ',' || token.shape === 'possessive')
