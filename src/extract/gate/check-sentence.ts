import type { GateList } from '../../domain/gate-lexicon.ts'
import type { PartyCode } from '../../domain/key-point.ts'
import type { DropReason } from '../../domain/model.ts'
import type { Span } from '../segment.ts'
import type { Grounds } from './grounds.ts'
import { isUnsafeSentence, LONGEST } from './safe.ts'
import type { Tools } from './tools.ts'
import { type CapitalRun, capitalRuns, plainWords } from './words.ts'

/** Whose sentence it is, and how many sides there are: what it may say without a quote. */
export type Telling = { readonly issuer: PartyCode | undefined; readonly sides: number }

/** Why a sentence may not be shown whatever it rests on; nothing where it may. */
export function checkForm(tools: Tools, sentence: string): DropReason | undefined {
  if (sentence.length > LONGEST.sentence) return 'too-long'
  if (isUnsafeSentence(sentence)) return 'unsafe'
  return tools.speaksToMachine(sentence) ? 'instruction' : undefined
}

/** Why an English sentence says more than its grounds hold: the first of number, country, name and modality that they lack. */
export function checkGrounds(
  tools: Tools,
  sentence: string,
  grounds: Grounds,
  telling: Telling,
): DropReason | undefined {
  const own = withoutIssuer(tools, sentence, telling.issuer)
  const { mentions } = tools.mentionsIn(own)
  const masked = mask(own, mentions)
  const plain = mask(masked, tools.numbers.days(masked))
  for (const number of tools.numbers.claimed(withoutSides(masked, telling.sides))) {
    if (!grounds.numbers.has(number)) return 'number'
  }
  if (mentions.some(({ party }) => !grounds.parties.has(party))) return 'country'
  if (!namesStand(tools, plain, grounds.words)) return 'name'
  if (isMeantOtherwise(tools, own, grounds.cues)) return 'modality'
  return grounds.isEnglish && strays(tools, plain, grounds.words) ? 'strayed' : undefined
}

/** Whose report it is may always be said: "as reported by China". */
function withoutIssuer({ gazetteer }: Tools, sentence: string, issuer: PartyCode | undefined): string {
  if (issuer === undefined) return sentence
  const name = gazetteer.displayName(issuer)
  return sentence.replaceAll(`as reported by ${name}`, '').replaceAll(`as reported by the ${name}`, '')
}

function mask(sentence: string, spans: readonly Span[]): string {
  let masked = ''
  let from = 0
  for (const { start, end } of spans) {
    masked += `${sentence.slice(from, start)}${'·'.repeat(end - start)}`
    from = end
  }
  return masked + sentence.slice(from)
}

const COUNTS = ['', '', 'two', 'three', 'four', 'five', 'six']
const SIDES =
  /\b(two|three|four|five|six) (?=(?:sides|countries|states|nations|peoples|leaders|presidents|ministers|foreign ministers|governments|parties|economies|capitals|neighbours|neighbors)\b)/gi

/** "The two sides" counts what everybody knows of an encounter of two. */
const withoutSides = (sentence: string, sides: number): string =>
  sentence.replace(SIDES, (found, count: string) => (count.toLowerCase() === COUNTS[sides] ? '' : found))

function namesStand(tools: Tools, masked: string, words: string): boolean {
  const first = /^[^\p{L}\p{N}]*/u.exec(masked)?.[0].length ?? 0
  return capitalRuns(masked).every((run) => {
    const rest = withoutTitles(tools, run)
    if (rest.every((name) => words.includes(plainWords(name)))) return true
    return run.start === first && isOpener(tools, run) && standsWithoutFirst(tools, run, words)
  })
}

function standsWithoutFirst(tools: Tools, { words: [, ...others], start, end }: CapitalRun, words: string): boolean {
  return (
    others.length === 0 ||
    withoutTitles(tools, { start, end, words: others }).every((name) => words.includes(plainWords(name)))
  )
}

/** A word that begins a sentence with a capital and is no name: by the data, or by an ending that few names have. */
function isOpener(tools: Tools, { words: [word = ''] }: CapitalRun): boolean {
  if (/^\p{Lu}\p{Ll}+(?:tion|tions|ment|ments|ing|ness|ity|ities|ship|ships|ance|ences?)$/u.test(word)) return true
  return tools.isOpener(word)
}

/** The names in a run of capitals: what is left of it without offices and forms of address. */
function withoutTitles({ titles }: Tools, { words }: CapitalRun): string[] {
  const text = words.join(' ')
  const hits = titles.scan(text)
  const isTitled = hits.some(({ value }) => value === 'title')
  const spans = hits.filter(({ value }) => value === 'title' || isTitled)
  const names = mask(text, spans).split(/·+/)
  return names.map((name) => name.trim()).filter((name) => plainWords(name).trim() !== '')
}

/** What a sentence may be only where its grounds are so too. */
const STANCES: readonly GateList[] = ['negation', 'refuse', 'oppose', 'condemn', 'warn', 'demand', 'promise']

/** Whether an English sentence denies, opposes, demands or calls done what the words that it rests on do not. */
export function isMeantOtherwise(tools: Tools, sentence: string, grounds: ReadonlySet<GateList>): boolean {
  const said = tools.englishCuesIn(sentence)
  const denies = said.has('negation') || said.has('refuse') || said.has('oppose')
  if (STANCES.some((stance) => said.has(stance) && !standsIn(stance, grounds))) return true
  if (said.has('done') && grounds.has('plan') && !grounds.has('done')) return true
  return said.has('support') && !denies && !grounds.has('support') && (grounds.has('refuse') || grounds.has('oppose'))
}

/** To oppose is to deny and to refuse; not the other way round. */
function standsIn(stance: GateList, grounds: ReadonlySet<GateList>): boolean {
  if (grounds.has(stance)) return true
  if (stance === 'negation') return grounds.has('refuse') || grounds.has('oppose')
  return stance === 'refuse' && (grounds.has('oppose') || grounds.has('negation'))
}

/** Of the words that say something, so many stand in the grounds, in this or another form. */
const SHARE = 0.4

/** A form of a word has its first letters in common with the others. */
const STEM = 5

/** Whether a sentence is about something else than its grounds, though both are in one language. */
function strays(tools: Tools, masked: string, words: string): boolean {
  const said = plainWords(masked)
    .trim()
    .split(' ')
    .filter((word) => /^\p{L}{4,}$/u.test(word) && !tools.isTelling(word))
  const shared = said.filter((word) => words.includes(` ${word.slice(0, STEM)}`))
  return shared.length < said.length * SHARE
}
