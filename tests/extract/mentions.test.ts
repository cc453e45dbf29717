import { describe, expect, test } from 'vitest'
import { compileMentions } from '../../src/extract/mentions.ts'
import { gazetteer } from '../rules.ts'

const read = compileMentions(gazetteer, 'en')
const named = (text: string, title = ''): string[] =>
  read(text, title).mentions.map(({ start, end, party, form }) => `${text.slice(start, end)}=${party} ${form}`)

describe('mentions', () => {
  test('names, adjectives, capitals and abbreviations, in order', () => {
    expect(named('China and the U.S. agree; Azerbaijani and PRC officials met in Baku.')).toEqual([
      'China=CN name',
      'U.S.=US code',
      'Azerbaijani=AZ demonym',
      'PRC=CN code',
      'Baku=AZ capital',
    ])
  })

  test('a party is found in its own language too', () => {
    const swedish = compileMentions(gazetteer, 'sv')
    expect(
      swedish('Polens premiärminister och hans amerikanske kollega', '').mentions.map(({ party }) => party),
    ).toEqual(['PL', 'US'])
  })

  test('longer names that mean something else are none', () => {
    expect(named('the South China Sea, Latin America and the Korean Peninsula')).toEqual([])
  })

  test('ordinary words in lower case are none', () => {
    expect(named('they will polish the text, with turkey for lunch')).toEqual([])
  })
})

describe('unclear words', () => {
  test('are decided by the clear names of the text', () => {
    expect(named('the Democratic Republic of the Congo; the Congolese people')).toEqual([
      'Democratic Republic of the Congo=CD name',
      'Congolese=CD demonym',
    ])
    expect(named('Brazzaville; the Congo').at(-1)).toBe('the Congo=CG name')
  })

  test('are decided by the title where the text has none', () => {
    expect(named('Korean officials said', 'A message from North Korea')).toEqual(['Korean=KP demonym'])
  })

  test('take the usual meaning where nothing tells', () => {
    expect(named('Korean officials said')).toEqual(['Korean=KR demonym'])
  })

  test('name nobody where something else of that name is meant', () => {
    expect(named('the port of Savannah, Georgia')).toEqual([])
    expect(named('Tbilisi, Georgia')).toEqual(['Tbilisi=GE capital', 'Georgia=GE name'])
  })

  test('a Chinese side is that of the party which the text names', () => {
    expect(named('中方愿同阿塞拜疆深化合作。阿方赞赏。')).toEqual(['中方=CN side', '阿塞拜疆=AZ name', '阿方=AZ side'])
    expect(named('阿联酋总统来访。阿方赞赏。').at(-1)).toBe('阿方=AE side')
    expect(named('阿方赞赏。')).toEqual([])
  })

  test('the West is not Spain unless Spain is spoken of', () => {
    expect(named('西方国家')).toEqual([])
    expect(named('西班牙首相表示，西方愿深化合作。')).toEqual(['西班牙=ES name', '西方=ES side'])
  })
})
