import { afterAll, describe, expect, test } from 'vitest'
import type { Drops, ModelReading, Proposal } from '../../src/domain/model.ts'
import type { Gate } from '../../src/extract/gate/gate.ts'
import { ATTACKS, TRACES } from './injection/attacks.ts'
import { openNewsroom } from './injection/newsroom.ts'
import { pageWith } from './injection/page.ts'

const newsroom = await openNewsroom()
afterAll(() => newsroom[Symbol.asyncDispose]())

const PLATFORMS = ['discord', 'slack', 'terminal', 'webhook'] as const

describe('a page that is to bring somebody’s words into a channel through a model that obeys it', () => {
  test('comes in many kinds, no two of them alike', () => {
    expect(new Set(ATTACKS.map(({ html, payload }) => `${html} ${JSON.stringify(payload)}`)).size).toBe(ATTACKS.length)
    expect(new Set(ATTACKS.map(({ name }) => name)).size).toBe(ATTACKS.length)
    expect(ATTACKS.length).toBeGreaterThanOrEqual(60)
  })

  test.each(ATTACKS)('brings none: $name', async ({ html, payload }) => {
    const { messages, reading } = await newsroom.publish(html, payload)
    for (const platform of PLATFORMS) {
      // The account of the meeting is told all the same.
      expect(messages[platform]).toContain('Uruguay')
      expect(messages[platform]).not.toMatch(TRACES)
      expect(messages[platform]).not.toContain('Machine-written')
    }
    expect(reading.points).toEqual([])
    expect(reading.lede).toEqual([])
    expect(JSON.stringify(reading.disagreements)).not.toMatch(TRACES)
    expect(Object.keys(reading.dropped).length).toBeGreaterThan(0)
  })
})

describe('an honest page and a model that says what stands in it', () => {
  const HONEST = {
    statement: 'Iceland stands ready to lend Uruguay 40 weather stations.',
    quotes: ['Iceland stands ready to lend Uruguay 40 weather stations'],
    topic: 'aid',
    german: 'Island und Uruguay sagen etwas.',
  }

  test('bring its words into every message', async () => {
    const { messages, isSuspect, reading } = await newsroom.publish(pageWith({}), HONEST)
    expect(isSuspect).toBe(false)
    expect(reading.dropped).toEqual({ number: 1 })
    for (const platform of PLATFORMS) {
      expect(messages[platform]).toContain('Machine-written summary')
      expect(messages[platform]).toContain('lend Uruguay 40 weather stations')
      expect(messages[platform]).toContain('(machine-read)')
    }
  })
})

describe('without the gate', () => {
  /** What believes everything: so that the tests above can be seen to rest on the gate. */
  const credulous: Gate = {
    ...newsroom.gate,
    speaksToMachine: () => false,
    checkProposal: (proposal) => believed(proposal),
    checkSentences: (sentences) => ({ sentences, dropped: {} }),
    checkTranslation: (_original, text) => ({ kind: 'kept', text }),
  }

  test('nearly every one of these pages would have its words in every message', async () => {
    let reached = 0
    for (const { html, payload } of ATTACKS) {
      const { messages } = await newsroom.publish(html, payload, credulous)
      if (PLATFORMS.every((platform) => TRACES.test(messages[platform]))) reached += 1
    }
    expect(reached).toBeGreaterThan(ATTACKS.length * 0.95)
  })
})

const NOTHING: Drops = {}

function believed({ points, lede }: Proposal): ModelReading {
  return {
    engine: 'credulous',
    lede,
    points: points.map(({ statement, quotes }) => ({
      topic: 'economy',
      voice: 'IS',
      statement,
      evidence: [{ start: 0, end: 1, quote: quotes[0] ?? statement }],
    })),
    disagreements: [],
    dropped: NOTHING,
  }
}
