import type { AgreementsPoint, Evidence, Voice } from '../../domain/key-point.ts'
import { INSTRUMENTS, type Instrument } from '../../domain/topic.ts'
import { countBefore } from './count.ts'
import { fieldsAfter, fieldsBefore } from './fields.ts'
import type { Ground } from './ground.ts'
import { asEvidence, quoteAround } from './quote.ts'
import type { Match } from './rules.ts'
import { agreementsStatement } from './statements.ts'

type Paper = {
  readonly instrument: Instrument
  readonly count: number | null
  readonly fields: readonly string[]
  readonly quote: Evidence
  readonly voice: Voice
}

/** "agreed that they will meet, and signed": the plan's clause has ended before the verb. */
const DONE_SINCE = /,\s(?:and\s)?(?:then\s|also\s)?\p{L}+ed\s/u

/** What was signed or issued at the encounter: at most one point, told by both sides or the account. */
export function drawAgreements(ground: Ground): AgreementsPoint[] {
  const papers = ground.matchesOf('agreements').flatMap((match) => judge(ground, match))
  const evidence = asEvidence(papers.map(({ quote }) => quote))
  if (!evidence) return []
  const instruments = INSTRUMENTS.filter((instrument) => papers.some((paper) => paper.instrument === instrument))
  const count = countOf(papers)
  const fields = [...new Set(papers.flatMap((paper) => paper.fields))]
  const voice = papers.every((paper) => paper.voice === papers[0]?.voice) ? (papers[0]?.voice ?? 'joint') : 'joint'
  const statement = agreementsStatement(ground, { count, instruments })
  return [{ topic: 'agreements', voice, count, instruments, fields, statement, evidence }]
}

/** The number stated for cooperation documents; for other papers only where there are no such. */
function countOf(papers: readonly Paper[]): number | null {
  const documents = papers.filter(({ instrument }) => instrument === 'cooperation-documents')
  const counts = documents.flatMap(({ count }) => (count === null ? [] : [count]))
  return counts.length > 0 ? Math.max(...counts) : null
}

/** "In 2014 the two countries signed …", "i november 2014 undertecknade", 2014年签署. */
const isPast = (words: string, date: string | null): boolean =>
  [...words.matchAll(YEAR)].some(([, year, han]) => date !== null && Number(year ?? han) < Number(date.slice(0, 4)))

const YEAR = /\b(?:in|since|im|i|en|в)\s(?:\p{L}+\s(?:de\s)?)?((?:19|20)\d\d)(?!\d)|((?:19|20)\d\d)年/giu

/** "the agreement signed last month": as far behind the verb that may stand. */
const EARLIER = 20

/** "the agreement signed in 2014": how far behind the verb its year stands. */
const YEAR_BEHIND = 9

const fieldsOf = (text: string, match: Match): string[] => [
  ...fieldsBefore(text, match),
  ...fieldsAfter(text, { start: match.end, end: match.sentence.end }),
]

function judge(ground: Ground, match: Match): Paper[] {
  const { text, note, lexicon, hits, encounter } = ground
  const say = (outcome: 'kept' | 'dropped', reason: string): void =>
    note?.({ start: match.start, end: match.end, rule: match.rule.name, outcome, reason })
  const span = ground.voiceAt(match.start)
  const instrument = INSTRUMENTS.find((known) => known === match.rule.gives)
  if (span?.voice === undefined || !instrument) return []
  const around = { start: Math.max(match.sentence.start, match.reach.start - 45), end: match.sentence.end }
  const planned = hits.within(lexicon.list('agreements', 'planned'), { ...around, end: match.reach.end })
  if (
    planned.some(({ end }) => !DONE_SINCE.test(text.slice(end, match.reach.end))) ||
    hits.first(lexicon.list('agreements', 'earlier'), { start: match.reach.end, end: match.reach.end + EARLIER }) ||
    isPast(
      text.slice(match.sentence.start, Math.min(match.sentence.end, match.reach.end + YEAR_BEHIND)),
      encounter.date,
    )
  ) {
    say('dropped', 'only planned, or of an earlier day')
    return []
  }
  const told = span.told || span.voice === 'joint'
  if (!told && !hits.first(lexicon.list('agreements', 'now'), match.sentence)) {
    say('dropped', 'one side speaks of it, the account does not report it')
    return []
  }
  say('kept', 'concluded at the encounter')
  return [
    {
      instrument,
      count: countBefore(text, match.start, ground.prepared.language),
      fields: instrument === 'cooperation-documents' ? fieldsOf(text, match) : [],
      quote: quoteAround(text, match.sentence, match.reach),
      voice: told ? 'joint' : span.voice,
    },
  ]
}
