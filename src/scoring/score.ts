/** What a document's label, or a reading in the same printed form, states: the parts that are compared. */
export type Stated = {
  readonly readout: boolean
  readonly format: string | null
  readonly parties: readonly string[]
  readonly date: string | null
  readonly principals: readonly string[]
  readonly partnership: readonly { readonly with: string; readonly level: string; readonly change: string }[]
  readonly taiwan: readonly { readonly voice: string; readonly claims: readonly string[] }[]
  readonly trade: readonly { readonly voice: string; readonly claims: readonly string[] }[]
  readonly agreements: { readonly count: number | null; readonly instruments: readonly string[] } | null
  readonly topics: readonly string[]
}

/** The groups of facts that are scored each by itself, in the order in which they are printed. */
export const GROUPS = [
  'readout',
  'parties',
  'format',
  'date',
  'principals',
  'partnership',
  'taiwan',
  'trade',
  'agreements',
  'topics',
] as const
/** What is scored apart. */
export type Group = (typeof GROUPS)[number]

/** The reading score is the mean F1 of these. */
export const HEADLINE: readonly Group[] = [
  'readout',
  'parties',
  'partnership',
  'taiwan',
  'trade',
  'agreements',
  'topics',
]

/** Facts found, wrongly added and missed. */
export type Tally = { readonly right: number; readonly added: number; readonly missed: number }

/** The facts that a document states in each group: two documents agree where these are the same. */
export function factsOf(stated: Stated): Record<Group, readonly string[]> {
  const claims = (entries: Stated['taiwan']): string[] =>
    entries.flatMap(({ voice, claims: all }) => all.map((claim) => `${voice}|${claim}`))
  const { agreements } = stated
  return {
    readout: stated.readout ? ['yes'] : [],
    parties: stated.parties,
    format: stated.format === null ? [] : [stated.format],
    date: stated.date === null ? [] : [stated.date],
    principals: stated.principals.map(namesake),
    partnership: stated.partnership.map(({ with: other, level, change }) => `${other}|${level}|${change}`),
    taiwan: claims(stated.taiwan),
    trade: claims(stated.trade),
    agreements: agreements === null ? [] : [`count=${agreements.count}`, ...agreements.instruments],
    topics: stated.topics,
  }
}

/** A name without accents, marks and order: `IWAYA Takeshi` is `Takeshi Iwaya`. */
function namesake(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const words = plain
    .replace(/[^\p{L} ]/gu, ' ')
    .trim()
    .split(/\s+/)
  return words.sort().join(' ')
}

/** Compares what was found with the label. */
export function tallyOf(found: readonly string[], label: readonly string[]): Tally {
  const [got, gold] = [new Set(found), new Set(label)]
  const right = got.intersection(gold).size
  return { right, added: got.size - right, missed: gold.size - right }
}

/** The sum of two tallies. */
export const sum = (a: Tally, b: Tally): Tally => ({
  right: a.right + b.right,
  added: a.added + b.added,
  missed: a.missed + b.missed,
})

/** Neither found nor missed. */
export const NOTHING: Tally = { right: 0, added: 0, missed: 0 }

/** Of what was found, the part that is right; 1 where nothing was found and nothing missed. */
export function precisionOf({ right, added, missed }: Tally): number {
  return right + added === 0 ? (missed === 0 ? 1 : 0) : right / (right + added)
}

/** Of what the labels say, the part that was found; 1 where they say nothing. */
export const recallOf = ({ right, missed }: Tally): number => (right + missed === 0 ? 1 : right / (right + missed))

/** The harmonic mean of both. */
export function f1Of(tally: Tally): number {
  const [precision, recall] = [precisionOf(tally), recallOf(tally)]
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
}
