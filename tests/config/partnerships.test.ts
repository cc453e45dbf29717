import { describe, expect, test } from 'vitest'
import { parseDataFile } from '../../src/config/data-file.ts'
import { loadPartnerships, partnershipsSchema } from '../../src/config/partnerships.ts'

const parse = (text: string) => parseDataFile('partnerships.yaml', text, partnershipsSchema)

const KNOWN = `
tiers:
  - { level: strategic partnership, rank: 3 }
known:
  - { parties: [CN, AZ], level: strategic partnership, date: 2024-07-03, origin: joint declaration, url: 'https://x.example', confidence: A }
  - { parties: [CN, KZ], level: strategic partnership, date: 2005, origin: joint statement, url: 'https://x.example', confidence: B }
`

describe('known partnerships', () => {
  test('that rest on a list alone are kept in the file and not used', async () => {
    expect((await parse(KNOWN.replace('confidence: B', 'confidence: C'))).known.map(({ parties }) => parties)).toEqual([
      ['CN', 'AZ'],
    ])
  })

  test('as the project ships them are well formed, with the declaration of 3 July 2024', async () => {
    const { known, tiers } = await loadPartnerships('config')
    expect(known.filter(({ parties }) => parties.includes('AZ')).map(({ date }) => date)).toContain('2024-07-03')
    expect(tiers.length).toBeGreaterThan(10)
  })

  test('take a day, or as much of it as is known', async () => {
    expect((await parse(KNOWN)).known.map(({ date }) => date)).toEqual(['2024-07-03', '2005'])
  })

  test.each([
    [KNOWN.replace('2005', 'long ago'), /partnerships.yaml:6: known.1.date: .*no date/],
    [KNOWN.replace('[CN, AZ]', '[China, AZ]'), /partnerships.yaml:5: known.0.parties.0: is not a party code/],
    [KNOWN.replace('known:', '  - { level: strategic partnership, rank: 4 }\nknown:'), /ranked twice/],
    [KNOWN.replace('rank: 3', 'rang: 3'), /partnerships.yaml:3/],
  ])('are refused with file and line where they are wrong', async (text, message) => {
    await expect(parse(text)).rejects.toThrow(message)
  })
})
