import { formatDay } from '../../digest/days.ts'
import type { Manner } from '../../digest/encounter-item.ts'
import type { PartyCode, TaiwanPoint } from '../../domain/key-point.ts'
import type { Field, MessageItem } from '../../domain/message.ts'
import type { Engagement } from '../../domain/news.ts'
import type { KnownLevel, Partnerships } from '../../domain/partnership.ts'
import { type LedgerLine, ledgerLines } from '../../ledger/lines.ts'
import { taiwanRung } from '../../ledger/taiwan.ts'
import { lineField, lineWords } from './lines.ts'

/** The order of wordings that research suggests has so many places. */
const HIGHEST_RUNG = 9
const PAIRS_SHOWN = 5
const VOICES_SHOWN = 3

/** What is known of one country: level of relations, wording on Taiwan, line on trade; each as last said, with where. */
export function dossierSections(
  country: PartyCode,
  engagements: readonly Engagement[],
  partnerships: Partnerships,
  manner: Manner,
): MessageItem[] {
  const newestFirst = ledgerLines(engagements).toReversed()
  const levels = lastLevels(country, newestFirst)
  return [
    section('Level of relations', levels, (line) => levelField(line, country, partnerships, manner)),
    section('Taiwan wording', lastSaid(newestFirst, 'taiwan', country), (line) => taiwanField(line, manner)),
    section('Trade', lastSaid(newestFirst, 'trade-policy', country), (line) => lineField(line, manner)),
  ].flatMap((item) => item ?? [])
}

/** What is told of the pair from outside the record, where the record itself names no level. */
export function levelsFromOutside(
  country: PartyCode,
  engagements: readonly Engagement[],
  partnerships: Partnerships,
  { displayName }: Manner,
): string[] {
  const told = new Set(lastLevels(country, ledgerLines(engagements)).flatMap(({ issuer, party }) => [issuer, party]))
  const ofCountry = partnerships.known.filter(({ parties }) => parties.includes(country))
  const newest = new Map<PartyCode, KnownLevel>()
  for (const known of ofCountry.toSorted((a, b) => (a.date < b.date ? -1 : 1))) {
    const other = known.parties.find((party) => party !== country)
    if (other !== undefined && !told.has(other)) newest.set(other, known)
  }
  return [...newest].map(
    ([other, { level, origin, date }]) =>
      `Level with ${displayName(other)} as known from outside our record: ${level} (${origin}, ${formatDay(date)}).`,
  )
}

function section(
  heading: string,
  lines: readonly LedgerLine[],
  fieldOf: (line: LedgerLine) => Field,
): MessageItem | undefined {
  const [newest] = lines
  const text = newest?.said[0]?.text
  if (!newest || !text) return undefined
  return {
    id: text.readout.id,
    shortId: text.readout.shortId,
    heading,
    subheading: `last said ${formatDay(newest.day)}`,
    fields: lines.map(fieldOf),
    links: [],
    quiet: false,
  }
}

/** The newest line of each pair that names a level; a level that is only proposed is none yet. */
function lastLevels(country: PartyCode, newestFirst: readonly LedgerLine[]): LedgerLine[] {
  const naming = newestFirst
    .filter(({ topic, party }) => topic === 'partnership' && !party.includes('+'))
    .flatMap((line) => {
      const said = line.said.filter(
        ({ point }) => point.topic === 'partnership' && point.level !== undefined && point.change !== 'proposed',
      )
      return said.length === 0 ? [] : [{ ...line, said }]
    })
  const byPair = new Map<string, LedgerLine>()
  for (const line of naming) {
    const pair = [line.issuer, line.party].sort().join('+')
    if (pair.split('+').includes(country) && !byPair.has(pair)) byPair.set(pair, line)
  }
  return [...byPair.values()].slice(0, PAIRS_SHOWN)
}

function levelField(line: LedgerLine, country: PartyCode, partnerships: Partnerships, manner: Manner): Field {
  const other = line.issuer === country ? line.party : line.issuer
  const field = lineField(line, manner)
  const place = placeOf(highestLevel(line, partnerships), partnerships)
  return { ...field, label: `With ${manner.displayName(other)}: ${field.label}`, text: `${field.text}${place}` }
}

function highestLevel({ said }: LedgerLine, { tiers }: Partnerships): string | undefined {
  const rankOf = (level: string): number => tiers.find((tier) => tier.level === level)?.rank ?? -1
  const levels = said.flatMap(({ point }) => (point.topic === 'partnership' ? (point.level ?? []) : []))
  return levels.sort((a, b) => rankOf(b) - rankOf(a))[0]
}

/** Between which levels this one stands in our own order. */
function placeOf(level: string | undefined, { tiers }: Partnerships): string {
  const rank = tiers.find((tier) => tier.level === level)?.rank
  if (rank === undefined) return ''
  const ordered = tiers.toSorted((a, b) => a.rank - b.rank)
  const below = ordered.findLast((tier) => tier.rank < rank)
  const above = ordered.find((tier) => tier.rank > rank)
  const words = [below ? `above ${below.level}` : '', above ? `below ${above.level}` : ''].filter((word) => word !== '')
  return words.length === 0 ? '' : `; by our own inference ${words.join(', ')}`
}

/** The newest line of each voice, of the country itself first. */
function lastSaid(
  newestFirst: readonly LedgerLine[],
  topic: 'taiwan' | 'trade-policy',
  country: PartyCode,
): LedgerLine[] {
  const ofTopic = newestFirst.filter((line) => line.topic === topic && lineWords(line) !== '')
  const byVoice = new Map<string, LedgerLine>()
  for (const line of ofTopic) {
    const key = `${line.voice} ${line.issuer}`
    if (!byVoice.has(key)) byVoice.set(key, line)
  }
  const voices = [...byVoice.values()]
  return [...voices.filter(({ voice }) => voice === country), ...voices.filter(({ voice }) => voice !== country)].slice(
    0,
    VOICES_SHOWN,
  )
}

function taiwanField(line: LedgerLine, manner: Manner): Field {
  const points = line.said.flatMap(({ point }) => (point.topic === 'taiwan' ? [point] : []))
  const rung = rungOf(points)
  const field = lineField(line, manner)
  return rung === undefined
    ? field
    : { ...field, text: `${field.text}; place ${rung} of ${HIGHEST_RUNG} on our own ladder` }
}

function rungOf(points: readonly TaiwanPoint[]): number | undefined {
  return taiwanRung(
    points.flatMap(({ claims }) => claims),
    points.flatMap(({ flags }) => flags),
  )
}
