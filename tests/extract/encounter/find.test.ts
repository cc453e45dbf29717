import { describe, expect, test } from 'vitest'
import { documentOf, fictionReader, type Lead } from './fiction.ts'
import * as chinese from './leads-chinese.ts'
import * as english from './leads-english.ts'
import * as european from './leads-european.ts'
import * as houses from './leads-houses.ts'

const reader = fictionReader()

const told = (lead: Lead): Partial<Lead> => {
  const { format, parties, date, principals } = reader.read(documentOf(lead))
  return {
    ...(format === null ? {} : { format }),
    parties,
    ...(date === null ? {} : { date }),
    ...(lead.principals === undefined ? {} : { principals: [...principals].sort() }),
  }
}

const expected = ({ format, parties, date, principals }: Lead): Partial<Lead> => ({
  ...(format === undefined ? {} : { format }),
  ...(parties === undefined ? {} : { parties }),
  ...(date === undefined ? {} : { date }),
  ...(principals === undefined ? {} : { principals: [...principals].sort() }),
})

test.each([
  ['Statement by President Carver on the Occasion of Eid', 'Ann and I send our warmest greetings.', 'statement'],
  ['Situation in Tunisia', 'Joan Price, Minister of Foreign Affairs\n\nWe are closely monitoring it.', 'statement'],
  [
    'G7 Foreign Ministers’ Statement on the Red Sea',
    'We, the foreign ministers, condemn the attacks.',
    'joint-statement',
  ],
  ['Joint Declaration of Chile and Ghana', 'The two states have decided as follows.', 'joint-statement'],
  ["Spokesperson's Regular Press Conference", 'Q: What is the comment?\n\nA: We have noted it.', 'press-conference'],
  ['Greetings on the opening of the Forum', 'Viktor Orlov sent greetings to the participants.', 'letter'],
  ['Chilean exports up by 3 percent', 'The exports of Chile grew in the first half of the year.', 'other'],
])('what is no account is told by its kind: %s', (title, text, documentType) => {
  const document = { title, text, language: 'en', issuer: 'US', published: '2024-05-01' }
  expect(reader.read(document)).toMatchObject({ readout: false, documentType })
})

test('an account of unknown origin is of the party that it names most beside the other side', () => {
  const text =
    'On April 23, 2025, President Tao Liming held talks in Beijing with Prime Minister of Iceland Jon Jonsson. They spoke highly of the China-Iceland relations.'
  const { readout, parties, principals } = reader.read({
    text,
    title: '',
    language: 'en',
    issuer: undefined,
    published: undefined,
  })
  expect({ readout, parties, principals }).toEqual({
    readout: true,
    parties: ['CN', 'IS'],
    principals: ['Tao Liming', 'Jon Jonsson'],
  })
})

test('an account of unknown origin that names one party alone is none', () => {
  const text = 'On April 23, 2025, President Tao Liming held talks with Prime Minister of Iceland Jon Jonsson on trade.'
  expect(reader.read({ text, title: '', language: 'en', issuer: undefined, published: undefined }).readout).toBe(false)
})

describe.each([
  ['English', english],
  ['English, house by house', houses],
  ['Chinese', chinese],
  ['Russian, Swedish, German, French and Spanish', european],
])('%s', (_, { accounts, others }) => {
  test.each(accounts)('tells who met whom, how and when: $title', (lead) => {
    expect(told(lead)).toEqual(expected(lead))
  })

  test.each(others)('is no account of an encounter: $title', (lead) => {
    const reading = reader.read(documentOf(lead))
    expect(reading).toMatchObject({ readout: false, format: null, principals: [], keyPoints: [] })
  })
})
