import type { AgreementsPoint, KeyPoint, PartnershipPoint, PartyCode, Voice } from '../domain/key-point.ts'
import type { Field } from '../domain/message.ts'
import type { NewsItem } from '../domain/news.ts'
import type { KeptReading } from '../domain/readout.ts'
import { saysOf, type Told } from '../domain/retraction.ts'
import { CARD_TOPICS, INSTRUMENTS, type Instrument, TOPICS, type Topic } from '../domain/topic.ts'
import { markField } from './marks.ts'
import { withArticle } from '../countries/article.ts'
import { type DisplayName, TOPIC_LABELS, voiceName } from './words.ts'

/** The lines of one encounter, sorted by how new they are. */
export type FactLines = {
  /** With a mark. */
  readonly marked: readonly Field[]
  /** Card topics and subscribed ones that the record cannot compare, or that are news by themselves. */
  readonly fresh: readonly Field[]
  /** What comparable accounts have said before. */
  readonly stock: readonly Field[]
}

/** One account as told here, by the text that is quoted from. */
export type Telling = { readonly issuer: PartyCode; readonly text: KeptReading; readonly stock: NewsItem['stock'] }

/**
 * One line a fact: what is marked, then each topic and voice as each account has it, in the order of topics. What several accounts say alike
 * is said once and needs no "as reported by".
 */
export function factLines(
  items: readonly NewsItem[],
  tellings: readonly Telling[],
  wanted: readonly Topic[],
  displayName: DisplayName,
): FactLines {
  const novelties = items.flatMap((item) => item.novelties.map((novelty) => ({ novelty, issuer: item.account.issuer })))
  const ordered = novelties.sort((a, b) => TOPICS.indexOf(a.novelty.topic) - TOPICS.indexOf(b.novelty.topic))
  const tellAll = novelties.filter(({ novelty: { mark, phrase } }) => mark !== 'Absent' && !phrase)
  const isTold = (topic: Topic, voice: Voice): boolean =>
    tellAll.some(({ novelty }) => novelty.topic === topic && (topic === 'agreements' || novelty.voice === voice))
  const facts = tellings
    .flatMap((telling) => factsOf(telling, wanted, displayName))
    .filter(({ topic, voice }) => !isTold(topic, voice))
    .sort((a, b) => TOPICS.indexOf(a.topic) - TOPICS.indexOf(b.topic))
  const lines = mergeAlike(facts, tellings.length)
  const fieldOf = (line: Line): Field => ({ label: labelOf(line, displayName), text: line.text, tells: line.tells })
  return {
    marked: ordered.map(({ novelty, issuer }) => markField(novelty, issuer, displayName)),
    fresh: lines.filter(({ stock }) => !stock).map(fieldOf),
    stock: lines.filter(({ stock }) => stock).map(fieldOf),
  }
}

type Fact = {
  readonly topic: Topic
  readonly voice: Voice
  readonly issuer: PartyCode
  readonly text: string
  readonly tells: readonly Told[]
  readonly stock: boolean
}

function factsOf({ issuer, text, stock }: Telling, wanted: readonly Topic[], displayName: DisplayName): Fact[] {
  const shown = new Set<Topic>([...CARD_TOPICS, ...wanted])
  const points = text.reading.keyPoints.filter(({ topic }) => shown.has(topic))
  const byLine = Map.groupBy(points, ({ topic, voice }) => `${topic} ${voice}`)
  return [...byLine.values()].flatMap((said) => {
    const [first] = said
    if (!first) return []
    const { topic, voice } = first
    const isStock = stock.some((known) => known.topic === topic && known.voice === voice)
    const tells = said.map((point): Told => {
      const { readout, version } = text
      const words = labelledText(point, issuer, displayName)
      return { readout: readout.id, version: version.number, says: saysOf(point), text: words }
    })
    const words = [...new Set(tells.map((told) => told.text))].join('; ')
    return [{ topic, voice, issuer, text: words, tells, stock: isStock }]
  })
}

/** A fact, and whether every account has it in the same words. */
type Line = Fact & { readonly everywhere: boolean }

/** Facts that all accounts have in the same words, once. */
function mergeAlike(facts: readonly Fact[], accounts: number): Line[] {
  const alike = Map.groupBy(facts, ({ topic, voice, text }) => `${topic} ${voice} ${text}`)
  return [...alike.values()].flatMap((same): Line[] => {
    const [first] = same
    const tells = same.flatMap((fact) => fact.tells)
    if (first && accounts > 1 && same.length === accounts) return [{ ...first, tells, everywhere: true }]
    return same.map((fact) => ({ ...fact, everywhere: false }))
  })
}

function labelOf({ topic, voice, issuer, everywhere }: Line, displayName: DisplayName): string {
  if (topic === 'agreements') return everywhere ? 'Signed' : `Signed, according to ${withArticle(displayName(issuer))}`
  if (topic === 'partnership' && voice === 'joint') return TOPIC_LABELS.partnership
  return `${TOPIC_LABELS[topic]} — ${voiceName(voice, issuer, everywhere, displayName)}`
}

/** A point in one line: a level or what was signed in a few words, anything else as its statement says it, subject included. */
export function pointText(point: KeyPoint): string {
  if (point.topic === 'agreements') return agreementsText(point)
  if (point.topic === 'partnership' && point.level !== undefined) return levelText(point.level, point.change)
  return point.statement.replace(/\.$/, '')
}

/** A point in one line, without its voice, for a line whose label names it. */
export function labelledText(point: KeyPoint, issuer: PartyCode, displayName: DisplayName): string {
  return withoutVoice(pointText(point), point.voice, issuer, displayName)
}

/** What follows the subject of a statement: `supports …` of `Azerbaijan, as reported by China, supports ….` */
function withoutVoice(statement: string, voice: Voice, issuer: PartyCode, displayName: DisplayName): string {
  const name = voice === 'joint' ? 'Both sides' : withArticle(displayName(voice))
  const subjects = [`${name}, as reported by ${withArticle(displayName(issuer))},`, name]
  const subject = subjects.find((words) => statement.toLowerCase().startsWith(`${words.toLowerCase()} `))
  return statement.slice(subject === undefined ? 0 : subject.length + 1)
}

const CHANGE_WORDS = { established: 'announced', reaffirmed: 'reaffirmed', proposed: 'proposed' } as const

function levelText(level: string, change: PartnershipPoint['change']): string {
  return change === undefined ? level : `${level} ${CHANGE_WORDS[change]}`
}

const INSTRUMENT_WORDS: Readonly<Record<Instrument, string>> = {
  'joint-statement': 'joint statement',
  'cooperation-documents': 'cooperation documents',
  treaty: 'treaty',
  'action-plan': 'action plan',
  other: 'other documents',
}

/** `20 cooperation documents; joint statement`. */
function agreementsText({ count, instruments }: AgreementsPoint): string {
  const ordered = INSTRUMENTS.filter((instrument) => instruments.includes(instrument)).sort(
    (a, b) => Number(b === 'cooperation-documents') - Number(a === 'cooperation-documents'),
  )
  const names = ordered.map((instrument) => INSTRUMENT_WORDS[instrument])
  if (count === null) return names.join('; ')
  if (ordered[0] === 'cooperation-documents') return [`${count} ${names[0]}`, ...names.slice(1)].join('; ')
  return count === 1 && names.length === 1 ? names.join() : [`${count} documents`, ...names].join('; ')
}
