import { describe, expect, test } from 'vitest'
import { toDocument, toReadJson } from '../../src/extract/read-json.ts'
import { gazetteer, reader } from '../rules.ts'

describe('toReadJson', () => {
  test('prints an account in the shape of the labels', () => {
    const text =
      'President of Chile Pablo Rojas met with Prime Minister of Norway Ingrid Holm on March 5, 2024. They discussed trade.'
    expect(toReadJson('a', reader.read({ text }))).toMatchObject({
      id: 'a',
      readout: true,
      format: 'meeting',
      parties: ['CL', 'NO'],
      date: '2024-03-05',
      principals: ['Pablo Rojas', 'Ingrid Holm'],
      document: { type: 'readout', parties: ['CL', 'NO'], date: '2024-03-05', language: 'en' },
    })
  })

  test('keeps what is known of any other text apart from the fields of an account', () => {
    const reading = reader.read({
      title: 'Joint Statement of Chile and Norway',
      text: 'Chile and Norway, on March 5, 2024, have agreed on the following principles of the partnership.',
    })
    expect(toReadJson('b', reading)).toEqual({
      id: 'b',
      readout: false,
      format: null,
      parties: [],
      date: null,
      principals: [],
      keyPoints: [],
      document: { type: 'joint-statement', parties: ['CL', 'NO'], date: '2024-03-05', place: null, language: 'en' },
    })
  })

  test('prints the code of the Arab League that the labels use', () => {
    const text = 'Secretary of State Robert Hale met with Arab League Secretary General Omar Farid today.'
    const reading = reader.read({ text, issuer: 'US', published: '2024-03-05' })
    expect(reading.parties).toEqual(['LAS', 'US'])
    expect(toReadJson('c', reading)).toMatchObject({ parties: ['AL', 'US'] })
  })
})

describe('toDocument', () => {
  test('takes the issuer from the beginning of the source, where it is a party', () => {
    expect(toDocument({ id: 'a', text: '', source: 'cn-mfa-en-top' }, gazetteer).issuer).toBe('CN')
    expect(toDocument({ id: 'a', text: '', source: 'press-magazine' }, gazetteer).issuer).toBeUndefined()
    expect(toDocument({ id: 'a', text: '', source: null }, gazetteer).issuer).toBeUndefined()
  })

  test('takes the day of a longer time stamp', () => {
    expect(toDocument({ id: 'a', text: '', published: '2024-03-05T10:00:00Z' }, gazetteer).published).toBe('2024-03-05')
  })
})
