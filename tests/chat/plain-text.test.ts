import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainText } from '../../src/chat/plain-text.ts'
import { anyString } from '../any-string.ts'

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u

/** Characters of which some hide and some are spaces, among letters. */
const tricky = fc.constantFrom(
  'a',
  'é',
  '习',
  'д',
  '–',
  ' ',
  '\u00a0',
  '\u00ad',
  '\u034f',
  '\u2003',
  '\u200b',
  '\u202e',
  '\u2028',
  '\ud800',
  '\t',
)

test('whatever a text is, what comes of it is one well-formed line of visible characters', () => {
  const anything = fc.oneof(
    anyString(),
    fc.array(tricky).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(anything, (text) => {
      const line = plainText(text)
      expect(line.isWellFormed()).toBe(true)
      expect(line).not.toMatch(INVISIBLE)
      expect(line).not.toMatch(/[^\S ]| {2}|^ | $/u)
      expect(plainText(line)).toBe(line)
    }),
  )
})

test('of every character of the basic plane nothing that hides is left between two letters, and what is seen stays', () => {
  const wrong = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code)).filter((sign) => {
    const hides = INVISIBLE.test(sign)
    const expected = /\s/u.test(sign) ? 'a b' : hides ? 'ab' : `a${sign.toWellFormed()}b`
    return plainText(`a${sign}b`) !== expected
  })
  expect(wrong).toEqual([])
})
