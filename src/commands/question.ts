import type { PartyCode } from '../domain/key-point.ts'
import type { Topic } from '../domain/topic.ts'
import { foldWidth, isJoined, type Unit, unitsOf } from './text.ts'
import { meaningsOf, type Vocabulary } from './vocabulary.ts'

/** What a question is about, as far as a record can be searched for it. */
export type Sought = {
  /** Words that a text about it may hold, in order, each once. Chinese runs stand whole. */
  readonly words: readonly string[]
  /** Each list is one name of the question: a country, or the members of a region. */
  readonly parties: readonly (readonly PartyCode[])[]
  readonly topics: readonly Topic[]
}

/** Names of countries and topics are at most so many words long, or Chinese characters. */
const LONGEST_NAME = 6

/** Nobody asks about more at once; what comes later in a long question is left out. */
const MOST_WORDS = 12

/** What to look for, for a question in English or Chinese: its names of countries and topics, and the words that carry something. */
export function soughtIn(question: string, vocabulary: Vocabulary): Sought {
  const text = foldWidth(question)
  const units = unitsOf(text)
  const parties: (readonly PartyCode[])[] = []
  const topics = new Set<Topic>()
  const left: Unit[] = []
  for (let at = 0; at < units.length; ) {
    const found = nameAt(question, units, at, vocabulary)
    const about = found?.meanings.flatMap((meaning) => (meaning.kind === 'topic' ? [meaning.topic] : [])) ?? []
    const named = found?.meanings.flatMap((meaning) => (meaning.kind === 'parties' ? [meaning.codes] : [])) ?? []
    for (const topic of about) topics.add(topic)
    // What is a topic too (Taiwan, Ukraine) is looked for by its words. What else a country is called differs from text to text.
    if (named.length > 0 && about.length === 0) parties.push(...named)
    else left.push(...units.slice(at, found?.next ?? at + 1))
    at = found?.next ?? at + 1
  }
  const words = [...new Set(wordsOf(text, left))].slice(0, MOST_WORDS)
  return { words, parties, topics: [...topics] }
}

type Named = { readonly meanings: ReturnType<typeof meaningsOf>; readonly next: number }

/** The longest name that begins at a unit. */
function nameAt(text: string, units: readonly Unit[], at: number, vocabulary: Vocabulary): Named | undefined {
  const first = units[at]
  if (!first) return undefined
  const window = units.slice(at, at + LONGEST_NAME)
  const apart = window.findIndex((unit, index) => index > 0 && !isJoined(text, window[index - 1] ?? unit, unit))
  const joined = apart === -1 ? window : window.slice(0, apart)
  for (let length = joined.length; length > 0; length -= 1) {
    const last = joined[length - 1]
    const word = text.slice(first.start, last?.end)
    if (length === 1 && STOP_WORDS.has(word.toLowerCase())) continue
    const meanings = meaningsOf(word, vocabulary, { parties: 'many', topics: true, sources: false })
    if (meanings.length > 0) return { meanings, next: at + length }
  }
  return undefined
}

/** The words of these units that carry something; Chinese characters that stand together are one run, cut at what only asks. */
function wordsOf(text: string, units: readonly Unit[]): string[] {
  const runs: Unit[] = []
  for (const unit of units) {
    const before = runs.at(-1)
    const goesOn = before?.end === unit.start && isHan(text, before) && isHan(text, unit)
    if (before && goesOn) runs[runs.length - 1] = { start: before.start, end: unit.end }
    else runs.push(unit)
  }
  return runs.flatMap((run) => {
    const word = text.slice(run.start, run.end)
    if (isHan(text, run)) return word.split(ASKING_CHINESE).filter((part) => part.length > 1)
    const plain = word.toLowerCase().replace(/['’]s$/, '')
    return STOP_WORDS.has(plain) || plain.length < 2 ? [] : [plain]
  })
}

const isHan = (text: string, { start }: Unit): boolean => /\p{Script=Han}/u.test(text.slice(start, start + 2))

/** What only makes a question of a sentence, and words so common that every readout holds them. */
const STOP_WORDS = new Set(
  (
    'a an the and or but of in on to for from at by as is are was were be been being am do does did done doing has have had having what which ' +
    'who whom whose when where why how it its this that these those there here they them their he she his her him we us our you your i me my ' +
    'not no nor so than then if whether about with between into over under after before during since until again any some all both each ' +
    'more most other such only own same too very can could will would should may might must shall say says said tell tells told speak ' +
    'spoke mention mentions mentioned talk talked please much many ever yet also lately recently last latest position stance view views ' +
    'think happened happen readout readouts account accounts text texts according'
  ).split(' '),
)

const ASKING_CHINESE =
  /什么|哪些|哪个|哪国|哪里|何时|何地|为何|为什么|是否|有没有|如何|怎么样|怎么|怎样|多少|谁|几|吗|呢|吧|关于|对于|有关|方面|最近|近期|目前|现在|曾经|曾|说过|说了|说|谈到|谈了|提到|提及|表示|认为|立场|态度|看法|问题上|问题|请问|告诉|我们|我|你|他们|它|的|了|在|与|和|同|跟|对|是|有|就|都|也|还|过|把|被|让|及|或/u
