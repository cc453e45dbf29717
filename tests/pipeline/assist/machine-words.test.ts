import { expect, test } from 'vitest'
import type { KeptModelReading } from '../../../src/domain/model-use.ts'
import type { KeptReading } from '../../../src/domain/readout.ts'
import { saysOf } from '../../../src/domain/retraction.ts'
import { machineWordsOf } from '../../../src/pipeline/assist/machine-words.ts'
import { openStore } from '../../../src/store/sqlite.ts'
import { aKeepInput, aReading } from '../../builders.ts'
import { fakeClock } from '../../fakes/clock.ts'

const [partnership] = aReading().keyPoints
if (!partnership) throw new Error('a reading has a key point')
const says = saysOf(partnership)

async function kept(keyPoints = aReading().keyPoints): Promise<KeptReading> {
  await using store = await openStore({ file: ':memory:', clock: fakeClock() })
  await store.keep(aKeepInput({ reading: aReading({ keyPoints }) }))
  const [text] = await store.latest({ limit: 1 })
  if (!text) throw new Error('nothing is kept')
  return text
}

const lede = [
  { text: 'Ruritania met Syldavia.', cites: [0] },
  { text: 'They announced a strategic partnership.', cites: [1] },
]

function readingOf({ readout }: KeptReading, parts: Partial<KeptModelReading> = {}) {
  const reading = { engine: 'm@1', lede, points: [], disagreements: [], dropped: {} }
  const one: KeptModelReading = { readoutId: readout.id, version: 1, at: new Date(0), reading, basis: [says], ...parts }
  return new Map([[readout.id, one]])
}

test('a summary is found by the key points that it rests on', async () => {
  const text = await kept()
  expect(machineWordsOf([text], readingOf(text))).toEqual({
    lede: {
      text: 'Ruritania met Syldavia. They announced a strategic partnership.',
      tells: [{ readout: text.readout.id, version: 1, says }],
    },
    points: [],
  })
})

test('of a point that no longer stands nothing is said', async () => {
  const text = await kept([])
  expect(machineWordsOf([text], readingOf(text))?.lede).toEqual({ text: 'Ruritania met Syldavia.', tells: [] })
})

test('a machine’s points are found by what they say, and so is a summary that rests on them', async () => {
  const text = await kept()
  const point = {
    topic: 'visits',
    voice: 'XA',
    statement: 'They will\nmeet again.',
    evidence: partnership.evidence,
  } as const
  const reading = { engine: 'm@1', lede: [{ text: 'They will meet again.', cites: [2] }], points: [point] }
  const told = { readout: text.readout.id, version: 1, says: 'machine | visits | XA | They will meet again.' }
  const found = readingOf(text, { reading: { ...reading, disagreements: [], dropped: {} } })
  expect(machineWordsOf([text], found)).toEqual({
    lede: { text: 'They will meet again.', tells: [told] },
    points: [{ point, issuer: text.readout.issuer, told }],
  })
})

test('what was read of another version is not said of this one', async () => {
  const text = await kept()
  expect(machineWordsOf([text], readingOf(text, { version: 2 }))).toBeUndefined()
  expect(machineWordsOf([text], new Map())).toBeUndefined()
})
