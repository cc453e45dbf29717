import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { searchPhrases, searchTokens } from '../../src/store/search-tokens.ts'
import { anyString } from '../any-string.ts'

describe('the tokens of a text', () => {
  test.each([
    ['The one-China principle', ['the', 'one', 'china', 'principle']],
    ['会见', ['会见', '会', '见']],
    ['中美关系', ['中美', '美关', '关系', '中', '美', '关', '系']],
    ['G20峰会, G20', ['g20', '峰会', 'g20', '峰', '会']],
    ['中，中', ['中']],
    ['İlham ÉLAN Ёж ﬁn', ['ilham', 'elan', 'еж', 'fin']],
    ['𠀀𠀁', ['𠀀𠀁', '𠀀', '𠀁']],
    ['“—” … 😀', []],
  ])('of %j are %j', (text, tokens) => {
    expect(searchTokens(text)).toEqual(tokens)
  })

  test('are never empty and hold no white space, quotation marks or capitals', () => {
    fc.assert(
      fc.property(anyString(), (text) => {
        for (const token of searchTokens(text)) expect(token).toMatch(/^[^\s"\p{P}\p{Lt}A-Z]+$/u)
      }),
    )
  })

  test('of a very long text are those of its beginning', () => {
    expect(searchTokens(`${'word '.repeat(40_000)}end`)).not.toContain('end')
  })
})

describe('what a query asks for', () => {
  test.each([
    ['one-China principle', [['one', 'china'], ['principle']]],
    ['一个中国', [['一个', '个中', '中国']]],
    ['国', [['国']]],
    ['G20峰会2025', [['g20'], ['峰会'], ['2025']]],
    ['" AND -', [['and']]],
    ['', []],
  ])('%j: %j', (words, phrases) => {
    expect(searchPhrases(words)).toEqual(phrases)
  })

  const han = fc.string({ unit: fc.constantFrom(...'中国美关系会见总统'), minLength: 1, maxLength: 30 })
  const latin = fc.array(fc.constantFrom('Talks', 'café', 'ÉTAT', "o'clock", 'one-China', '2025', 'Əliyev'), {
    minLength: 1,
  })

  test('every stretch of Chinese is found in the text that holds it', () => {
    fc.assert(
      fc.property(han, fc.nat(), fc.integer({ min: 1, max: 8 }), (text, from, length) => {
        const start = from % text.length
        expectFound(text, text.slice(start, start + length))
      }),
    )
  })

  test('no stretch of two characters or more is found in a text that does not hold it', () => {
    fc.assert(
      fc.property(han, han, (text, words) => {
        fc.pre(words.length > 1 && !text.includes(words))
        expect(searchPhrases(words).every((phrase) => holds(searchTokens(text), phrase))).toBe(false)
      }),
    )
  })

  test('every word of a text is found in it, however it is written', () => {
    fc.assert(
      fc.property(latin, fc.nat(), (words, index) => {
        const word = words[index % words.length] ?? ''
        for (const written of [word, word.toUpperCase(), word.normalize('NFD')]) expectFound(words.join(', '), written)
      }),
    )
  })

  test('is bounded, however long it is', () => {
    const phrases = searchPhrases('中国'.repeat(5_000) + ' a'.repeat(5_000))
    expect(phrases.length).toBeLessThanOrEqual(16)
    expect(phrases.flat().length).toBeLessThanOrEqual(1_000)
  })
})

function expectFound(text: string, words: string): void {
  const tokens = searchTokens(text)
  for (const phrase of searchPhrases(words)) expect(holds(tokens, phrase), `${words} in ${text}`).toBe(true)
}

/** Whether the tokens of `phrase` stand in a row among `tokens`, as a full-text index sees it. */
function holds(tokens: readonly string[], phrase: readonly string[]): boolean {
  return tokens.some((_, start) => phrase.every((token, index) => tokens[start + index] === token))
}
