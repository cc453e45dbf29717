import { parse } from 'discord-markdown-parser'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escapeShort, escapeText, linkTo } from '../../../src/chat/discord/escape.ts'
import { clip, plainText } from '../../../src/chat/plain-text.ts'
import { foreignText, MISCHIEF } from './messages.ts'
import { anyLongAddress } from '../../any-address.ts'

type Node = { readonly type: string; readonly content?: unknown; readonly target?: unknown; readonly name?: unknown }

/** Somebody else's reading of Discord's markup, with the masked links that bots may use. */
const nodesOf = (markup: string): Node[] => parse(markup, 'extended')

/** What a reader sees as text, and the kinds of everything else. */
function seenIn(nodes: readonly Node[]): { text: string; kinds: string[] } {
  const seen = nodes.map((node) => {
    if (node.type === 'text') return { text: String(node.content), kinds: [] }
    if (node.type === 'twemoji') return { text: String(node.name), kinds: [] }
    const inner = Array.isArray(node.content) ? seenIn(node.content) : { text: String(node.content ?? ''), kinds: [] }
    return { text: inner.text, kinds: [node.type, ...inner.kinds] }
  })
  return { text: seen.map(({ text }) => text).join(''), kinds: seen.flatMap(({ kinds }) => kinds) }
}

/** What that reading does not know: lists, and small print where a line begins. */
const LINE_MARKUP = /^(?:[-*+] |\d+[.)] |-# |#{1,3} |>)/m

describe('text that is not ours', () => {
  test.each(MISCHIEF)('does nothing in Discord: %j', (mischief) => {
    const escaped = escapeText(mischief)
    expect(seenIn(nodesOf(escaped))).toEqual({ text: plainText(mischief), kinds: [] })
    expect(escaped).not.toMatch(LINE_MARKUP)
  })

  test('is shown as it stands, whatever it is', () => {
    fc.assert(
      fc.property(foreignText, (text) => {
        const escaped = escapeText(text)
        expect(seenIn(nodesOf(escaped))).toEqual({ text: plainText(text), kinds: [] })
        expect(escaped).not.toMatch(LINE_MARKUP)
      }),
      { numRuns: 1_000 },
    )
  })

  test('cannot end or begin our own markup around it', () => {
    fc.assert(
      fc.property(foreignText, foreignText, (a, b) => {
        const strong = seenIn(nodesOf(`**${escapeText(a)}x:** ${escapeText(b)}`))
        expect(strong.kinds).toEqual(['strong'])
        expect(strong.text).toBe(`${plainText(a)}x: ${plainText(b)}`)
      }),
    )
  })

  test('has nothing in it that cannot be seen', () => {
    fc.assert(
      fc.property(foreignText, (text) => {
        expect(plainText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u)
        expect(plainText(plainText(text))).toBe(plainText(text))
      }),
    )
  })

  test('is left alone where it does nothing: a push notification shows backslashes', () => {
    expect(escapeText('Not read since Fri 09:30: China MFA (English) – 12:00:00')).not.toContain('\\')
  })

  test('keeps its words, in any script', () => {
    expect(plainText('  Präsident \u202eTestwell\u202c\n会见  叙利达维亚总理 ')).toBe(
      'Präsident Testwell 会见 叙利达维亚总理',
    )
  })
})

describe('a shortened text', () => {
  test('keeps to its length, is well formed, and its markup is as harmless', () => {
    fc.assert(
      fc.property(foreignText, fc.integer({ min: 2, max: 80 }), (text, max) => {
        expect(clip(text.toWellFormed(), max).length).toBeLessThanOrEqual(max)
        expect(clip(text.toWellFormed(), max).isWellFormed()).toBe(true)
        expect(escapeShort(text, max).length).toBeLessThanOrEqual(max + 1)
        expect(seenIn(nodesOf(escapeShort(text, max))).kinds).toEqual([])
      }),
    )
  })
})

describe('a link', () => {
  test('goes where it says, under the name it was given', () => {
    expect(nodesOf(linkTo('Ruritania MFA [en]', 'https://mfa.ruritania.example/a(1)'))).toMatchObject([
      { type: 'link', target: 'https://mfa.ruritania.example/a%281%29' },
    ])
  })

  test.each([
    'http://mfa.ruritania.example/',
    'https://mfa.ruritania.example@evil.example/',
    'javascript:alert(1)',
    'discord://-/channels/1',
    'not an address',
    `https://mfa.ruritania.example/${'a'.repeat(700)}`,
  ])('that is not plainly https is only its name: %s', (url) => {
    expect(linkTo('Ruritania MFA', url)).toBe('Ruritania MFA')
  })

  test('without a name is called by its host', () => {
    expect(linkTo('\u200b', 'https://mfa.ruritania.example/news')).toBe(
      '[mfa.ruritania.example](https://mfa.ruritania.example/news)',
    )
  })

  test('is one link and nothing else, whatever its name and address', () => {
    fc.assert(
      fc.property(foreignText, anyLongAddress, (name, url) => {
        const { kinds, text } = seenIn(nodesOf(linkTo(name, url)))
        if (kinds.length > 0) expect(kinds).toEqual(['link'])
        const round = name.replaceAll('[', '(').replaceAll(']', ')')
        if (plainText(name) !== '') expect(text).toBe(plainText(round))
      }),
      { examples: [['](https://evil.example) [mfa.gov](https://evil.example)', 'https://a.aa']] },
    )
  })
})
