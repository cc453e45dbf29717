import type { AgreementsPoint, KeyPoint, PartnershipPoint, Voice } from '../domain/key-point.ts'
import type { Novelty } from '../domain/news.ts'
import type { KeptReading } from '../domain/readout.ts'
import { isBrief } from './filing.ts'
import { alternativesOf, inWords, isWeighed, quoted, swapBetween, type Wording, wordingOf } from './wording.ts'

/**
 * Where `text` and an earlier `other` say different things of one meeting, both in words that can be quoted: another number of documents,
 * another level set up, or a voice that takes one position here and its alternative there. What only one of them mentions is no difference.
 */
export function differencesBetween(text: KeptReading, other: KeptReading): Novelty[] {
  return [levelDifference(text, other), ...taiwanDifferences(text, other), countDifference(text, other)].filter(
    (novelty) => novelty !== undefined,
  )
}

/**
 * As `differencesBetween`, for two languages of one account. Where one body wrote both and neither is brief, also what a voice is said to
 * hold in one language only, as long as it speaks of Taiwan in both.
 */
export function differencesOfLanguage(text: KeptReading, other: KeptReading): Novelty[] {
  const differences = differencesBetween(text, other)
  if (text.readout.body !== other.readout.body || isBrief(text, other) || isBrief(other, text)) return differences
  const told = new Set(differences.map(({ topic, voice }) => `${topic} ${voice}`))
  const omissions = voicesOf(text).flatMap((voice) => omissionBy(voice, text, other))
  return [...differences, ...omissions.filter(({ topic, voice }) => !told.has(`${topic} ${voice}`))]
}

function levelDifference(text: KeptReading, other: KeptReading): Novelty | undefined {
  const [here, there] = [levelsSetUp(text), levelsSetUp(other)]
  const [after] = here
  const [before] = there
  if (!after || !before || here.some(({ level }) => there.some((point) => point.level === level))) return undefined
  return differs(after, text, before, other, after.level ?? '', before.level ?? '')
}

function levelsSetUp({ reading }: KeptReading): PartnershipPoint[] {
  return reading.keyPoints.flatMap((point) =>
    point.topic === 'partnership' && point.change === 'established' && point.level !== undefined ? [point] : [],
  )
}

function countDifference(text: KeptReading, other: KeptReading): Novelty | undefined {
  const [after, before] = [counted(text), counted(other)]
  if (!after || !before || after.count === before.count) return undefined
  return differs(after, text, before, other, `${after.count} documents signed`, `${before.count}`)
}

function counted({ reading }: KeptReading): AgreementsPoint | undefined {
  return reading.keyPoints
    .flatMap((point) => (point.topic === 'agreements' ? [point] : []))
    .find((point) => point.count !== null && point.instruments.includes('cooperation-documents') && isExact(point))
}

/** "More than 10" is no other number than 14. */
const ROUGHLY =
  /\b(?:more than|over|at least|nearly|almost|about|around|some|dozens?|several)\b|[余多近约]|более|около/iu

const isExact = ({ evidence }: AgreementsPoint): boolean => !evidence.some(({ quote }) => ROUGHLY.test(quote))

function taiwanDifferences(text: KeptReading, other: KeptReading): Novelty[] {
  return voicesOf(text).flatMap((voice) => {
    const [here, there] = [wordingOf(text, 'taiwan', voice), wordingOf(other, 'taiwan', voice)]
    const swaps = alternativesOf('taiwan', voice).flatMap((pair) => swapBetween(pair, there, here) ?? [])
    const [first] = swaps
    if (!first) return []
    const what = inWords(
      'taiwan',
      swaps.map(({ to }) => to),
    )
    const was = inWords(
      'taiwan',
      swaps.map(({ from }) => from),
    )
    return [differs(first.after, text, first.before, other, what, was)]
  })
}

/** A weighed position that a voice takes in one language, while in the other it speaks of Taiwan without it. */
function omissionBy(voice: Voice, text: KeptReading, other: KeptReading): Novelty[] {
  const [here, there] = [wordingOf(text, 'taiwan', voice), wordingOf(other, 'taiwan', voice)]
  const [[after], [before]] = [[...here.values()], [...there.values()]]
  if (!after || !before || onlyIn(here, there, voice).length + onlyIn(there, here, voice).length === 0) return []
  return [differs(after, text, before, other, inWords('taiwan', here.keys()), inWords('taiwan', there.keys()))]
}

const onlyIn = (here: Wording, there: Wording, voice: Voice): string[] =>
  [...here.keys()].filter((position) => isWeighed('taiwan', voice, position) && !there.has(position))

function voicesOf({ reading }: KeptReading): Voice[] {
  const voices = reading.keyPoints.flatMap((point) => (point.topic === 'taiwan' ? [point.voice] : []))
  return [...new Set(voices)]
}

function differs(
  after: KeyPoint,
  text: KeptReading,
  before: KeyPoint,
  other: KeptReading,
  what: string,
  was: string,
): Novelty {
  const quotes = { before: quoted(before, other), after: quoted(after, text) }
  return { mark: 'Differs', topic: after.topic, voice: after.voice, what, was, ...quotes }
}
