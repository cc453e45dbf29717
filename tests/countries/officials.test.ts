import { describe, expect, test } from 'vitest'
import { loadNames, loadOfficials } from '../../src/config/names.ts'
import { compileOfficials } from '../../src/countries/officials.ts'

// Invented people.
const officials = compileOfficials({
  US: [{ name: 'Joe Carver', also: ['Joseph R. Carver'] }],
  KE: [
    { name: 'Daniel Otieno', until: 2015 },
    { name: 'Amina Otieno', since: 2016, zh: ['奥蒂诺'] },
  ],
  RU: [{ name: 'Viktor Orlov', ru: 'Орлов', zh: ['奥尔洛夫'] }],
  CN: [{ name: 'Shen Weilin', family: 'Shen', ru: 'Шэнь Вэйлин' }],
  PL: [{ name: 'Jan Święty', ru: 'Свентый' }],
})

describe('officials', () => {
  test('full names and formal names give the name in use, accents or not', () => {
    const named = new Map(officials.fullNames.map(({ phrase, official }) => [phrase, official.name]))
    expect(named.get('Joseph R. Carver')).toBe('Joe Carver')
    expect(named.get('Jan Swiety')).toBe('Jan Święty')
  })

  test('a surname needs its party, and where two share it the year', () => {
    expect(officials.bySurname('Carver', 'US', undefined)?.name).toBe('Joe Carver')
    expect(officials.bySurname('Carver', 'KE', undefined)).toBeUndefined()
    expect(officials.bySurname('Otieno', 'KE', 2020)?.name).toBe('Amina Otieno')
    expect(officials.bySurname('Otieno', 'KE', 2010)?.name).toBe('Daniel Otieno')
    expect(officials.bySurname('Otieno', 'KE', undefined)).toBeUndefined()
  })

  test('Chinese names and Russian cases give the person', () => {
    expect(officials.byForeignName('奥尔洛夫').map(({ name }) => name)).toEqual(['Viktor Orlov'])
    expect(officials.byForeignName('Орлова').map(({ name }) => name)).toEqual(['Viktor Orlov'])
    expect(officials.byForeignName('Орловым').map(({ name }) => name)).toEqual(['Viktor Orlov'])
    expect(officials.byForeignName('Шэнь Вэйлинем').map(({ name }) => name)).toEqual([])
    expect(officials.byForeignName('Шэнь Вэйлином').map(({ name }) => name)).toEqual(['Shen Weilin'])
    expect(officials.byForeignName('неизвестный')).toEqual([])
  })

  test('every party of the data file is one of the names file', async () => {
    const [names, data] = [await loadNames('config'), await loadOfficials('config')]
    expect(Object.keys(data).filter((party) => !Object.hasOwn(names.parties, party))).toEqual([])
  })
})
