import type { Proposal, ProposedPoint } from '../../src/domain/model.ts'
import { aGiven, aPoint, CHINESE, CHINESE_FACTS, loadGate } from '../extract/gate/gating.ts'
import type { Figure, Scale } from './figure.ts'

const ROUNDS = { full: 4_000, quick: 400 } as const

/** As many as a model proposes of a text, some of which stand and some do not. */
const ENGLISH_POINTS: readonly ProposedPoint[] = [
  aPoint(),
  aPoint({ statement: 'Iceland is ready to train 50 engineers of Uruguay.' }),
  aPoint({ statement: 'Iceland is ready to train 40 engineers of Brazil.' }),
  aPoint({
    topic: 'economy',
    statement: 'Trade grew by 12 percent last year.',
    quotes: ['trade grew by 12 percent last year'],
  }),
  aPoint({
    topic: 'people',
    voice: 'joint',
    statement: 'Both sides agreed on a conference.',
    quotes: ['Both sides agreed to hold a conference'],
  }),
  aPoint({ topic: 'aid', quotes: ['Iceland promised 40 engineers to Uruguay by the end of the year'] }),
]
const CHINESE_POINTS: readonly ProposedPoint[] = [
  aPoint({
    voice: 'CN',
    statement: 'China is ready to train 40 engineers with Iceland.',
    quotes: ['中方愿同冰方在地热领域培训40名工程师'],
  }),
  aPoint({
    topic: 'economy',
    statement: 'Iceland, as reported by China, will open two routes.',
    quotes: ['愿于2027年前向中国开放三条新航线'],
  }),
  aPoint({
    topic: 'technology',
    voice: 'joint',
    statement: 'Both sides agreed on an expedition.',
    quotes: ['双方一致同意举行北极科学考察'],
  }),
]

/** How many proposed key points are judged a second, with the text of each proposal prepared anew, and how much text is asked whether it speaks to a machine. */
export async function benchGate(scale: Scale): Promise<Figure[]> {
  const { gate } = await loadGate()
  const chinese = aGiven({ text: CHINESE, title: '', issuer: 'CN', encounter: CHINESE_FACTS })
  const proposed = (points: readonly ProposedPoint[]): Proposal => ({
    encounter: { readout: true, format: null, parties: [], date: null, principals: [] },
    points,
    lede: [],
  })
  const rounds = ROUNDS[scale]
  const started = performance.now()
  for (let round = 0; round < rounds; round += 1) {
    gate.checkProposal(proposed(ENGLISH_POINTS), aGiven())
    gate.checkProposal(proposed(CHINESE_POINTS), chinese)
  }
  const judged = (rounds * (ENGLISH_POINTS.length + CHINESE_POINTS.length) * 1_000) / (performance.now() - started)
  const long = `${aGiven().text}\n`.repeat(200)
  const before = performance.now()
  for (let round = 0; round < rounds / 100; round += 1) gate.speaksToMachine(long)
  const asked = (long.length * (rounds / 100)) / 1_000 / (performance.now() - before)
  return [
    {
      what: 'proposed key points judged',
      value: judged,
      unit: 'points/s',
      atLeast: 2_000,
      note: 'texts prepared anew for each 3 to 6',
    },
    { what: 'text asked whether it speaks to a machine', value: asked, unit: 'MB/s' },
  ]
}
