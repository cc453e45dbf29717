import { describe, expect, test } from 'vitest'
import { voiceName } from '../../src/digest/words.ts'
import { displayName } from './builders.ts'

describe('a voice', () => {
  test.each([
    ['AZ', 'CN', false, 'Azerbaijan, as reported by China'],
    ['CN', 'CN', false, 'China'],
    ['joint', 'CN', false, 'Both sides, as reported by China'],
    ['joint', 'CN', true, 'Both sides'],
    ['CN', 'US', false, 'China, as reported by the United States'],
  ])('%s in an account of %s (everywhere: %s) is named %s', (voice, issuer, everywhere, expected) => {
    expect(voiceName(voice, issuer, everywhere, displayName)).toBe(expected)
  })
})
