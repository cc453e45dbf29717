import { describe, expect, test } from 'vitest'
import type { Mark } from '../../src/domain/message.ts'
import type { KeptReading } from '../../src/domain/readout.ts'
import type { Reader } from '../../src/extract/reader.ts'
import { deriveAccounts } from '../../src/ledger/accounts.ts'
import { openLedger } from '../../src/ledger/novelty.ts'
import { loadPartnerships } from '../../src/config/partnerships.ts'
import { aKeptReading } from '../ledger/builders.ts'
import { reader } from '../rules.ts'
import { TEXT_SEQUENCES, type TextSequence, type TextStep } from './mark-texts.ts'

const { tiers } = await loadPartnerships('config')

function read(reader: Reader, { on, text, language = 'en', issuer = 'CN' }: TextStep, index: number): KeptReading {
  const kept = aKeptReading({ id: `s${index}`, issuer, language, date: on, text })
  const reading = reader.read({ text: kept.version.text, published: on, language, issuer })
  return { ...kept, readout: { ...kept.readout, storedAt: new Date(Date.parse(on) + index * 1000) }, reading }
}

/** The marks given and expected, each as `step mark topic voice`. */
function marksOf({ steps }: TextSequence): { readonly given: string[]; readonly expected: string[] } {
  const engagements = deriveAccounts(steps.map((step, index) => read(reader, step, index)))
  const ledger = openLedger(engagements, { partnerships: { tiers, known: [] }, phrases: [] })
  const items = engagements.flatMap((engagement) => ledger.itemsOf(engagement))
  return {
    given: items.flatMap(({ id, novelties }) =>
      novelties.map(({ mark, topic, voice }) => `${id} ${mark} ${topic} ${voice}`),
    ),
    expected: steps.flatMap(({ marks = [] }, index) => marks.map((mark) => `s${index} ${mark}`)),
  }
}

describe('marks over texts, read by the rules', () => {
  const all = TEXT_SEQUENCES.map((sequence) => ({ title: sequence.title, ...marksOf(sequence) }))

  test.each(['Changed', 'First', 'Absent'] as const)(
    '%s is right nine times out of ten, and four of five are given',
    (mark: Mark) => {
      const isOf = (line: string): boolean => line.split(' ')[1] === mark
      const given = all.flatMap(({ title, given }) => given.filter(isOf).map((line) => `${title}: ${line}`))
      const expected = all.flatMap(({ title, expected }) => expected.filter(isOf).map((line) => `${title}: ${line}`))
      const right = given.filter((line) => expected.includes(line)).length
      const wrong = given.filter((line) => !expected.includes(line))
      const missed = expected.filter((line) => !given.includes(line))
      const report = `wrong: ${wrong.join(' | ')}; missed: ${missed.join(' | ')}`
      expect(right / given.length, report).toBeGreaterThanOrEqual(0.9)
      expect(right / expected.length, report).toBeGreaterThanOrEqual(0.8)
    },
  )
})
