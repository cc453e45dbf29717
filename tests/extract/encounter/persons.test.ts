import { describe, expect, test } from 'vitest'
import { compileOfficials } from '../../../src/countries/officials.ts'
import { compileCues } from '../../../src/extract/encounter/cues.ts'
import { givenNameFirst, plainSpelling } from '../../../src/extract/encounter/names.ts'
import { findPersons } from '../../../src/extract/encounter/persons.ts'
import { readTokens } from '../../../src/extract/encounter/tokens.ts'
import { gazetteer, ruleData } from '../../rules.ts'

// Invented people.
const officials = compileOfficials({ US: [{ name: 'Joe Carver', also: ['Joseph R. Carver'] }] })
const english = ruleData.encounterWords.find(({ language }) => language === 'en')
if (english === undefined) throw new Error('the words of English are missing')
const cues = compileCues(english, gazetteer, officials)

function personsIn(text: string): string[] {
  const tokens = readTokens(text, { start: 0, end: text.length }, cues)
  const persons = findPersons(tokens, { officials, decide: ({ prefer }) => prefer, year: 2024 })
  return persons.map(({ name, parties }) => `${name} (${parties.join(' ')})`)
}

describe('findPersons', () => {
  test.each([
    ['met with President of Chile Pablo Rojas', 'Pablo Rojas (CL)'],
    ['met with Chilean President Pablo Rojas', 'Pablo Rojas (CL)'],
    ['met with Chile’s President Pablo Rojas', 'Pablo Rojas (CL)'],
    ['met with President Pablo Rojas of Chile', 'Pablo Rojas (CL)'],
    ['met with Pablo Rojas, President of the Republic of Chile, in', 'Pablo Rojas (CL)'],
    ['met with the President of the Republic of Chile, Pablo Rojas, in', 'Pablo Rojas (CL)'],
    ['met with H.E. Mr. Pablo ROJAS, President of Chile, who', 'Pablo ROJAS (CL)'],
    ['met with Ambassador Luis Prado (Paraguay) in', 'Luis Prado (PY)'],
    ['President Joseph R. Carver, Jr. met', 'Joe Carver (US)'],
    ['met with Special Representative for the DPRK Dan Reed', 'Dan Reed ()'],
    ['met with U.S. Ambassador to Mexico Ken Stone', 'Ken Stone (US)'],
    ['met with Minister of Antiquities Khaled El-Masry of Egypt', 'Khaled El-Masry (EG)'],
    ['met with Deputy Prime Minister for Restoration of Ukraine Oleh Bondar', 'Oleh Bondar (UA)'],
    ['met with European Commission President Ulla von der Berg', 'Ulla von der Berg (EU)'],
    ['met with Prince Omar bin Sultan Al Falah of Bahrain', 'Omar bin Sultan Al Falah (BH)'],
    ['met with Leader of the ruling People Power Party Lee Jun-ho', 'Lee Jun-ho ()'],
    ['met with Foreign Minister May of Norway', 'May (NO)'],
  ])('%s', (text, person) => {
    expect(personsIn(text)).toEqual([person])
  })

  test('people in a row keep their own offices', () => {
    const text =
      'met with Prime Minister Kaja Saar of Estonia, President Janis Ozols of Latvia, and Lithuanian President Jonas Petrauskas'
    expect(personsIn(text)).toEqual(['Kaja Saar (EE)', 'Janis Ozols (LV)', 'Jonas Petrauskas (LT)'])
  })

  test('one person may speak for a state and an organisation', () => {
    const text = 'met with Chairperson of the African Union, President of the Republic of Senegal Awa Diop'
    expect(personsIn(text)).toEqual(['Awa Diop (AFU SN)'])
  })

  test('capitalised words without an office beside them are nobody', () => {
    expect(personsIn('the Great Hall of the People, the Silk Road and the Trans-Caspian Route')).toEqual([])
  })
})

describe('names', () => {
  test('lose middle initials and suffixes', () => {
    expect(plainSpelling('Michael D. Higgs')).toBe('Michael Higgs')
    expect(plainSpelling('Lloyd J. Adams III')).toBe('Lloyd Adams')
    expect(plainSpelling('J. R. Stone')).toBe('J. Stone')
  })

  test('a surname in capitals is written as others are, and last where English does so', () => {
    expect(givenNameFirst('HAYAMI Kenji', ['JP'])).toBe('Kenji Hayami')
    expect(givenNameFirst('LIU Wei', ['CN'])).toBe('Liu Wei')
    expect(givenNameFirst('Pablo ROJAS', ['CL'])).toBe('Pablo Rojas')
    expect(givenNameFirst('Abdullah II', ['JO'])).toBe('Abdullah II')
  })
})
