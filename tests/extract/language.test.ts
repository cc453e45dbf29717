import { expect, test } from 'vitest'
import { compileLanguages } from '../../src/extract/language.ts'
import { ruleData } from '../rules.ts'

const languageOf = compileLanguages(ruleData.encounterWords)

test.each([
  ['en', 'The two ministers discussed the situation in the region and agreed to remain in contact.'],
  ['zh', '双方就共同关心的问题交换了意见。[查看原文](https://example.org/2025/a/very/long/address)'],
  ['ru', 'Стороны обсудили вопросы двустороннего сотрудничества и договорились о новых контактах.'],
  ['sv', 'Ministrarna talade om läget i regionen och om det fortsatta stödet till Ukraina.'],
  ['de', 'Die beiden Minister sprachen über die Lage in der Region und die Zusammenarbeit mit der Union.'],
  ['fr', 'Les deux ministres ont évoqué la situation dans la région et la coopération avec les partenaires.'],
  ['es', 'Los dos ministros hablaron de la situación en la región y de la cooperación con los socios.'],
])('tells %s by its words', (language, text) => {
  expect(languageOf(text, undefined)).toBe(language)
})

test.each([
  ['Japanese', '両外相は、地域情勢について意見交換を行いました。'],
  ['Korean', '양 장관은 지역 정세에 대해 의견을 교환하였다.'],
  ['Arabic', 'ناقش الوزيران الأوضاع في المنطقة.'],
  ['Finnish', 'Ministerit keskustelivat alueen tilanteesta sekä yhteistyöstä kumppanien kanssa tulevana vuonna.'],
  ['nothing', ''],
])('says that it does not know %s', (_, text) => {
  expect(languageOf(text, undefined)).toBe('und')
})

test('a declared language is believed where the text says too little, but not against its script or its words', () => {
  expect(languageOf('Möte i Oslo', 'sv-SE')).toBe('sv')
  expect(languageOf('双方交换了意见。', 'en')).toBe('zh')
  const english =
    'The two ministers discussed the situation in the region and agreed that they would meet again in the spring, '
  expect(languageOf(english + english, 'de')).toBe('en')
})
