import {
  f1Of,
  factsOf,
  GROUPS,
  type Group,
  HEADLINE,
  NOTHING,
  precisionOf,
  recallOf,
  type Stated,
  sum,
  type Tally,
  tallyOf,
} from './score.ts'

/** What was right, added and missed in each group. */
export type Score = Readonly<Record<Group, Tally>>

/** The score of no document. */
export const NO_SCORE: Score = perGroup(() => NOTHING)

/** How well what was found agrees with the label. */
export function scoreOf(found: Stated, label: Stated): Score {
  const [got, gold] = [factsOf(found), factsOf(label)]
  return perGroup((group) => tallyOf(got[group], gold[group]))
}

/** The score of both. */
export const joined = (a: Score, b: Score): Score => perGroup((group) => sum(a[group], b[group]))

/** The one number: the mean F1 of the groups that count. */
export const readingScore = (score: Score): number =>
  HEADLINE.reduce((total, group) => total + f1Of(score[group]), 0) / HEADLINE.length

/** Precision, recall and F1 of each group, with how many facts the labels have in it. */
export function scoreTable(name: string, documents: number, score: Score): string {
  const rows = GROUPS.map((group) => {
    const tally = score[group]
    const figures = [precisionOf(tally), recallOf(tally), f1Of(tally)].map((figure) => figure.toFixed(3).padStart(7))
    return `  ${group.padEnd(12)}${figures.join('')}  (${tally.right + tally.missed})`
  })
  return [
    `${name}: ${documents} ${documents === 1 ? 'document' : 'documents'}, reading score ${readingScore(score).toFixed(3)}`,
    '  group           P      R     F1',
    ...rows,
    '',
  ].join('\n')
}

function perGroup<T>(value: (group: Group) => T): Record<Group, T> {
  return {
    readout: value('readout'),
    parties: value('parties'),
    format: value('format'),
    date: value('date'),
    principals: value('principals'),
    partnership: value('partnership'),
    taiwan: value('taiwan'),
    trade: value('trade'),
    agreements: value('agreements'),
    topics: value('topics'),
  }
}
