import type { PartnershipPoint, PartyCode } from '../domain/key-point.ts'
import type { Novelty, Quoted } from '../domain/news.ts'
import type { KnownLevel, Partnerships } from '../domain/partnership.ts'
import type { KeptReading } from '../domain/readout.ts'
import { comparableTexts, type FiledAccount, inSameLanguage, isShort, twoBefore } from './filing.ts'
import { daysBetween } from './pairing.ts'
import { quoted } from './wording.ts'

/** A level of one pair, with who stated it. */
export type StatedLevel = { readonly level: string; readonly day: string; readonly quoted: Quoted }

/** A point that names a level of the account's pair as existing or set up, with its text. */
type Naming = { readonly point: PartnershipPoint & { readonly level: string }; readonly text: KeptReading }

/** A level's place in the inferred order; nothing where it has none. */
type RankOf = (level: string) => number | undefined

/** What levels are compared with. */
export type LevelRecord = {
  /** Known before the account, oldest first: from the record of the pair, whoever told it, and from outside. */
  readonly known: readonly StatedLevel[]
  readonly rankOf: RankOf
}

/**
 * What the record and `partnerships` know of the pair's level before `account`. A level that both sides state, or that was set up, counts
 * whatever document says so; one side's own naming counts for like accounts only.
 */
export function levelRecord(
  account: FiledAccount,
  ofPair: readonly FiledAccount[],
  partnerships: Partnerships,
): LevelRecord {
  const pair = pairOf(account)
  const others = ofPair.filter(({ engagementId }) => engagementId !== account.engagementId)
  const stated = others.filter(({ day }) => day < account.day).flatMap((earlier) => statedBy(earlier, account))
  const outside = partnerships.known
    .filter((known) => isBefore(known.date, account.day) && pairIn(known) === pair)
    .map(fromOutside)
  const ranks = new Map(partnerships.tiers.map(({ level, rank }) => [level, rank]))
  return {
    known: [...outside, ...stated].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)),
    rankOf: (level) => ranks.get(level),
  }
}

/** The pair of states that an account tells of, the same from either side; nothing where more than two met. */
export function pairOf({ issuer, party }: FiledAccount): string | undefined {
  return party.includes('+') ? undefined : [issuer, party].sort().join('+')
}

const pairIn = ({ parties }: KnownLevel): string => [...parties].sort().join('+')

/** Known before the encounter, not by it: more than a day before, or, of a year or month, before that of the encounter. */
function isBefore(date: string, day: string): boolean {
  return date.length === 10 ? date < day && daysBetween(date, day) > 1 : date < day.slice(0, date.length)
}

function fromOutside({ level, date, origin, url }: KnownLevel): StatedLevel {
  const evidence = [{ start: 0, end: level.length, quote: level }] as const
  return { level, day: date, quoted: { evidence, origin, date, url } }
}

function statedBy(earlier: FiledAccount, account: FiledAccount): StatedLevel[] {
  const isLike = earlier.issuer === account.issuer && earlier.documentType === account.documentType
  return namings(earlier)
    .filter(({ point }) => isLike || point.voice === 'joint' || point.change === 'established')
    .map(({ point, text }) => ({ level: point.level, day: earlier.day, quoted: quoted(point, text) }))
}

function namings(account: FiledAccount): Naming[] {
  const sides: readonly (PartyCode | undefined)[] = [account.issuer, account.party, undefined]
  return account.texts.flatMap((text) =>
    text.reading.keyPoints.flatMap((point) => {
      if (point.topic !== 'partnership' || point.change === 'proposed' || !sides.includes(point.with)) return []
      return hasLevel(point) ? [{ point, text }] : []
    }),
  )
}

const hasLevel = (point: PartnershipPoint): point is Naming['point'] => point.level !== undefined

/** *Changed* where the account says that a level above the known one was set up; else *Absent* where the level named twice running is not. */
export function levelNews(account: FiledAccount, history: readonly FiledAccount[], record: LevelRecord): Novelty[] {
  const novelty = changedLevel(account, record) ?? absentLevel(account, history, record.rankOf)
  return novelty ? [novelty] : []
}

/**
 * The step from the highest known level to those set up above it. What a text only names, however high, may have been so for years, and a
 * lower name is looser speech or history: neither is a step.
 */
function changedLevel(account: FiledAccount, { known, rankOf }: LevelRecord): Novelty | undefined {
  const last = highest(known, ({ level }) => rankOf(level))
  if (!last) return undefined
  const isNew = (level: string): boolean =>
    !known.some((stated) => stated.level === level) && isAbove(rankOf(level), rankOf(last.level))
  const news = namings(account).filter(({ point }) => point.change === 'established' && isNew(point.level))
  const [first] = news
  if (!first) return undefined
  const levels = new Set(news.map(({ point }) => point.level))
  const quotes = { before: last.quoted, after: quoted(first.point, first.text) }
  const words = { what: `${[...levels].join(' and ')} announced`, was: last.level }
  return { mark: 'Changed', topic: 'partnership', voice: first.point.voice, ...words, ...quotes }
}

/** Of levels that cannot be ranked, what the text says was set up counts as above. */
const isAbove = (rank: number | undefined, known: number | undefined): boolean =>
  rank === undefined || known === undefined || rank > known

/** The highest level of the account before, named in the one before that too, where neither it nor a higher one is named now. */
function absentLevel(account: FiledAccount, history: readonly FiledAccount[], rankOf: RankOf): Novelty | undefined {
  const two = twoBefore(
    inSameLanguage(history, account),
    (earlier) => namings(earlier).length > 0 || !isShort(earlier, account),
  )
  if (!two || two.some((earlier) => isShort(account, earlier))) return undefined
  const [before, last] = two
  const [now, then] = comparableTexts(account, last)
  // Lower names in the same account are history, told along with the present level.
  const absent = highest(
    namings(last).filter(({ text }) => text === then),
    ({ point }) => rankOf(point.level),
  )
  if (!absent || !namings(before).some(({ point }) => point.level === absent.point.level)) return undefined
  const rank = rankOf(absent.point.level) ?? Number.POSITIVE_INFINITY
  const isNamed = ({ level }: { readonly level: string }) =>
    level === absent.point.level || (rankOf(level) ?? 0) >= rank
  const after = now.reading.keyPoints.find(({ topic }) => topic === 'partnership') ?? now.reading.keyPoints[0]
  if (!after || namings(account).some(({ point }) => isNamed(point))) return undefined
  const { level, voice } = absent.point
  const quotes = { before: quoted(absent.point, absent.text), after: quoted(after, now) }
  return { mark: 'Absent', topic: 'partnership', voice, what: level, ...quotes }
}

/** The last of the highest; what has no rank is below what has one. */
function highest<T>(all: readonly T[], rankOf: (one: T) => number | undefined): T | undefined {
  const rank = (one: T): number => rankOf(one) ?? Number.NEGATIVE_INFINITY
  return all.reduce<T | undefined>((best, next) => (!best || rank(next) >= rank(best) ? next : best), undefined)
}
