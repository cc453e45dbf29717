import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breakText, clip, plainText, safeAddress } from '../../../src/chat/plain-text.ts'
import { fallbackText } from '../../../src/chat/slack/escape.ts'
import { linked, linesOf, richText, said } from '../../../src/chat/slack/lines.ts'
import { actingIn, textOf } from '../../fakes/slack-rules.ts'
import { foreignText, MISCHIEF } from './mischief.ts'
import { doneBy, readIn } from './mrkdwn.ts'

describe('text that is not ours, where Slack reads markup', () => {
  test.each(MISCHIEF)('does nothing: %j', (mischief) => {
    const escaped = fallbackText(mischief, 400)
    expect(doneBy(escaped)).toEqual([])
    expect(readIn(escaped)).toBe(plainText(mischief))
  })

  test('is read as it stands, whatever it is', () => {
    fc.assert(
      fc.property(foreignText, (text) => {
        const escaped = fallbackText(text, 10_000)
        expect(doneBy(escaped)).toEqual([])
        expect(readIn(escaped)).toBe(plainText(text))
      }),
      { numRuns: 500 },
    )
  })

  test('would do every kind of thing if it were let through', () => {
    const done = new Set(MISCHIEF.flatMap((mischief) => doneBy(mischief)))
    expect(done.size).toBe(12)
  })
})

describe('text that is not ours, in rich text', () => {
  test('stands in elements that show it and do nothing else', () => {
    fc.assert(
      fc.property(foreignText, (text) => {
        const lines = linesOf(text)
        if (lines.length === 0) return
        expect(actingIn(richText(lines))).toEqual([])
        expect(textOf(richText(lines)).replaceAll('\n', '')).toBe(plainText(text))
      }),
    )
  })

  test('is left out where nothing of it can be seen', () => {
    expect(said('\u200b \u202e')).toEqual([])
  })
})

describe('a link', () => {
  test('goes where it says, under the name it was given', () => {
    expect(linked('Ruritania MFA <en>', 'https://mfa.ruritania.example/a?b=1&c=2', 100)).toEqual([
      { type: 'link', url: 'https://mfa.ruritania.example/a?b=1&c=2', text: 'Ruritania MFA <en>' },
    ])
  })

  test.each([
    'http://mfa.ruritania.example/',
    'https://mfa.ruritania.example@evil.example/',
    'javascript:alert(1)',
    'slack://open',
    'not an address',
    `https://mfa.ruritania.example/${'a'.repeat(700)}`,
  ])('that is not plainly https is only its name: %s', (url) => {
    expect(linked('Ruritania MFA', url, 100)).toEqual([{ type: 'text', text: 'Ruritania MFA' }])
  })

  test('without a name is called by its host', () => {
    expect(linked('\u200b', 'https://mfa.ruritania.example/news', 100)).toMatchObject([
      { text: 'mfa.ruritania.example' },
    ])
  })
})

describe('plain text', () => {
  test('has nothing in it that cannot be seen, and stays what it is', () => {
    fc.assert(
      fc.property(foreignText, (text) => {
        expect(plainText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u)
        expect(plainText(plainText(text))).toBe(plainText(text))
      }),
    )
  })

  test('keeps its words, in any script', () => {
    expect(plainText('  Präsident \u202eTestwell\u202c\n会见  叙利达维亚总理 ')).toBe(
      'Präsident Testwell 会见 叙利达维亚总理',
    )
  })

  test('is cut and broken to a length without harm to any character', () => {
    fc.assert(
      fc.property(foreignText, fc.integer({ min: 2, max: 80 }), (text, max) => {
        const whole = plainText(text)
        expect(clip(whole, max).length).toBeLessThanOrEqual(max)
        const pieces = breakText(whole, max)
        expect(pieces.join('')).toBe(whole)
        expect([clip(whole, max), ...pieces].every((piece) => piece.isWellFormed() && piece.length <= max)).toBe(true)
      }),
    )
  })

  test('holds an address only where that is plainly https', () => {
    expect(safeAddress('https://mfa.ruritania.example/a b', 100)).toBe('https://mfa.ruritania.example/a%20b')
    expect(safeAddress('ftp://mfa.ruritania.example/', 100)).toBeUndefined()
  })
})
