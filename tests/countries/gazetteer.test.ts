import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadNames } from '../../src/config/names.ts'
import { compileGazetteer, type NameMatch } from '../../src/countries/gazetteer.ts'

const data = await loadNames('config')
const gazetteer = compileGazetteer(data)
const states = Object.entries(data.parties).filter(([, { organisation }]) => organisation !== true)

const parties = (matches: readonly NameMatch[]): string[] =>
  matches.flatMap((match) => (match.kind === 'party' ? [match.party] : []))

describe('the data', () => {
  test('holds every UN member, the observers and the other states that readouts name', () => {
    expect(states.length).toBeGreaterThanOrEqual(199)
    expect(states.map(([code]) => code)).toEqual(
      expect.arrayContaining(['AZ', 'PS', 'VA', 'XK', 'TW', 'HK', 'NA', 'NO']),
    )
  })

  test('gives no two parties the same name', () => {
    const names = Object.values(data.parties).map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('resolve', () => {
  test('a territory is not found by the name of its state, in any language', () => {
    expect(parties(gazetteer.resolve('china'))).toEqual(['CN'])
    expect(parties(gazetteer.resolve('Hongkong'))).toEqual(['HK'])
  })

  test.each(states)('%s is understood by its code, its name and its Chinese name', (code, { name, zh }) => {
    expect(parties(gazetteer.resolve(code.toLowerCase()))).toContain(code)
    expect(parties(gazetteer.resolve(name.toUpperCase()))).toContain(code)
    expect(parties(gazetteer.resolve(zh[0] ?? ''))).toContain(code)
  })

  test.each([
    ['the UAE', 'AE'],
    ['u.s.', 'US'],
    ['Ivory Coast', 'CI'],
    ['cote d’ivoire', 'CI'],
    ['Republic of Azerbaijan', 'AZ'],
    ['baku', 'AZ'],
    ['Azeri', 'AZ'],
    ['Türkei', 'TR'],
    ['Казахстана', 'KZ'],
    ['Kremlin', 'RU'],
    ['holy see', 'VA'],
    ['african union', 'AFU'],
  ])('%s is %s', (word, code) => {
    expect(parties(gazetteer.resolve(word))).toEqual([code])
  })

  test('an ambiguous word gives every candidate, and what is no party by that name', () => {
    expect(parties(gazetteer.resolve('korea'))).toEqual(['KR', 'KP'])
    expect(parties(gazetteer.resolve('congo'))).toEqual(['CD', 'CG'])
    expect(gazetteer.resolve('georgia').map(({ kind }) => kind)).toEqual(['party', 'other'])
  })

  test('a word that is both a party and a region gives both', () => {
    expect(gazetteer.resolve('eu').map(({ kind }) => kind)).toEqual(['party', 'region'])
    expect(gazetteer.resolve('asean').map(({ kind }) => kind)).toEqual(['party', 'region'])
  })

  test('a region gives its members', () => {
    expect(gazetteer.resolve('Central Asia')).toMatchObject([
      { kind: 'region', name: 'Central Asia', members: ['KZ', 'KG', 'TJ', 'TM', 'UZ'] },
    ])
  })

  test('an unknown word gives nothing, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (word) => {
        expect(Array.isArray(gazetteer.resolve(word))).toBe(true)
      }),
    )
    expect(gazetteer.resolve('Ruritania')).toEqual([])
  })
})

describe('nearest', () => {
  test.each([
    ['azerbijan', 'Azerbaijan'],
    ['kazahkstan', 'Kazakhstan'],
    ['untied states', 'United States'],
    ['phillipines', 'Philippines'],
    ['centrl asia', 'Central Asia'],
  ])('%s was meant for %s', (slip, name) => {
    expect(gazetteer.nearest(slip)?.name).toBe(name)
  })

  test('what is like no name has none', () => {
    expect(gazetteer.nearest('quarterly')).toBeUndefined()
    expect(gazetteer.nearest('')).toBeUndefined()
  })

  test('two letters swapped in a long name still find it', () => {
    const long = states.map(([, { name }]) => name).filter((name) => name.length >= 9)
    fc.assert(
      fc.property(fc.constantFrom(...long), fc.nat(), (name, seed) => {
        const at = 1 + (seed % (name.length - 2))
        const swapped = name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2)
        expect(gazetteer.nearest(swapped)).toBeDefined()
      }),
    )
  })
})

describe('displayName', () => {
  test('is the name of the data, and for what it does not know the code itself', () => {
    expect(gazetteer.displayName('CD')).toBe('DR Congo')
    expect(gazetteer.displayName('ZZ')).toBe('ZZ')
  })
})
