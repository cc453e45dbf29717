import type { KeyPoint, PartyCode } from '../../../src/domain/key-point.ts'
import { MARKS, type Mark } from '../../../src/domain/message.ts'
import type { Partnerships } from '../../../src/domain/partnership.ts'
import { deriveAccounts } from '../../../src/ledger/accounts.ts'
import { openLedger } from '../../../src/ledger/novelty.ts'
import { aKeptReading, aMention, type KeptReadingSpec } from '../builders.ts'

/** One account: its day, what it says, and the marks that a careful analyst would give it, as `Changed taiwan AZ`. */
export type Step = {
  readonly on: string
  readonly says: readonly KeyPoint[]
  readonly marks?: readonly string[]
  readonly as?: KeptReadingSpec
  /** A call told in a few lines. */
  readonly short?: boolean
  /** Nothing by the other side is reported. */
  readonly oneSided?: boolean
}

/** Accounts of one relationship, everybody in it invented: what they say is fiction, however real the countries. */
export type Sequence = {
  readonly title: string
  readonly party: PartyCode
  readonly known?: Partnerships['known']
  readonly steps: readonly Step[]
}

export type Score = Readonly<Record<Mark, { readonly right: number; readonly wrong: number; readonly missed: number }>>

const TIERS: Partnerships['tiers'] = [
  { level: 'cooperative partnership', rank: 1 },
  { level: 'comprehensive cooperative partnership', rank: 2 },
  { level: 'strategic partnership', rank: 3 },
  { level: 'strategic cooperative partnership', rank: 3.5 },
  { level: 'comprehensive strategic partnership', rank: 4 },
  { level: 'comprehensive strategic cooperative partnership', rank: 5 },
  { level: 'all-weather comprehensive strategic partnership', rank: 6 },
]

/** The marks that the ledger gives, and those expected, each as `step mark topic voice`. */
export function marksOf({ party, known = [], steps }: Sequence): {
  readonly given: string[]
  readonly expected: string[]
} {
  const texts = steps.map((step, index) => readingOf(step, index, party))
  const engagements = deriveAccounts(texts)
  const ledger = openLedger(engagements, { partnerships: { tiers: TIERS, known }, phrases: [] })
  const given = engagements
    .flatMap((engagement) => ledger.itemsOf(engagement))
    .flatMap(({ id, novelties }) => novelties.map(({ mark, topic, voice }) => `${id} ${mark} ${topic} ${voice}`))
  const expected = steps.flatMap(({ marks = [] }, index) => marks.map((mark) => `s${index} ${mark}`))
  return { given: given.sort(), expected: expected.sort() }
}

function readingOf({ on, says, as = {}, short = false, oneSided = false }: Step, index: number, party: PartyCode) {
  // A full account speaks of more than what is compared: both sides are heard on something.
  const background = [aMention('economy', 'CN'), ...(oneSided ? [] : [aMention('people', party)])]
  return aKeptReading({
    id: `s${index}`,
    issuer: 'CN',
    parties: ['CN', party],
    date: on,
    principals: [],
    format: short ? 'call' : 'meeting',
    points: [
      ...says.map((point) => (point.topic === 'partnership' ? { ...point, with: party } : point)),
      ...background,
    ],
    text: short ? 'Fiction: a short call.' : `Fiction: meeting number ${index} of invented people. `.repeat(40),
    ...as,
  })
}

/** Right, wrong and missed marks of each kind, over all sequences. */
export function scoreSequences(sequences: readonly Sequence[]): Score {
  const all = sequences.map(marksOf)
  const count = (mark: Mark) => {
    const isOf = (line: string): boolean => line.split(' ')[1] === mark
    let right = 0
    let wrong = 0
    let missed = 0
    for (const { given, expected } of all) {
      right += given.filter((line) => isOf(line) && expected.includes(line)).length
      wrong += given.filter((line) => isOf(line) && !expected.includes(line)).length
      missed += expected.filter((line) => isOf(line) && !given.includes(line)).length
    }
    return { right, wrong, missed }
  }
  const [changed, first, absent, differs, edited] = MARKS
  return {
    [changed]: count(changed),
    [first]: count(first),
    [absent]: count(absent),
    [differs]: count(differs),
    [edited]: count(edited),
  }
}
