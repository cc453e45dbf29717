import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderAnswer, renderText } from '../../../src/chat/discord/answer.ts'
import { isMarked, markDelivery } from '../../../src/chat/discord/button.ts'
import { plainText } from '../../../src/chat/plain-text.ts'
import { renderMessage } from '../../../src/chat/discord/render.ts'
import { openApiFaults } from '../../fakes/discord-openapi.ts'
import { faultsOfMessage } from '../../fakes/discord-rules.ts'
import { aMessage, anAnswer, anItem, anyAnswer, anyMessage, foreignText } from './messages.ts'

const COMPONENTS_V2 = 1 << 15
const SAID = /"(?:content|label|placeholder)":"((?:[^"\\]|\\.)*)"/g

const faultsOf = (components: unknown): string[] => {
  const body = { components, flags: COMPONENTS_V2 }
  return [...faultsOfMessage(body), ...(openApiFaults?.('MessageCreateRequest', body) ?? [])]
}

/** Everything that a reader sees, without our markup and our own words between. */
const lettersOf = (text: string): string => text.replace(/[\s\\“”…]/g, '')

const textsIn = (components: unknown): string[] =>
  [...JSON.stringify(components).matchAll(SAID)].map(([, text]) => JSON.parse(`"${text}"`))

const textOf = (components: unknown): string => textsIn(components).join('\n')

describe('a digest', () => {
  test('has a card for each meeting, of four components, with a button that opens it', () => {
    const [part] = renderMessage(aMessage())
    expect(part?.components[1]).toMatchObject({
      type: 17,
      components: [{ type: 9, accessory: { label: 'Details', custom_id: '1:show a7f3' } }],
    })
  })

  test('shows a card’s strongest mark by its colour, and no colour without one', () => {
    const accentOf = (...marks: ('Changed' | 'Edited')[]): unknown => {
      const fields = marks.map((mark) => ({ mark, label: '', text: 'text' }))
      return JSON.parse(JSON.stringify(renderMessage(aMessage({ items: [anItem({ fields })] }))))[0].components[1]
        .accent_color
    }
    expect(accentOf('Edited', 'Changed')).toBe(accentOf('Changed'))
    expect(accentOf('Edited')).not.toBe(accentOf('Changed'))
    expect(accentOf()).toBeUndefined()
  })

  test('gives due and publication times in the reader’s own zone, and the day of a meeting as it stands', () => {
    const text = textOf(renderMessage(aMessage()))
    expect(text).toContain('<t:1745467200:f> · Thu 24 April, 08:00 Baku')
    expect(text).toContain('talks, Strelsau, 22 April · Florian Testwell, Nadia Sampleova · published <t:1745388000:f>')
  })

  test('notifies once, with the line of counts, however many messages it takes', () => {
    const parts = renderMessage(aMessage({ items: Array.from({ length: 25 }, (_, n) => anItem({ shortId: `a${n}` })) }))
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.map(({ notification }) => notification)).toEqual([
      aMessage().notification,
      ...parts.slice(1).map(() => undefined),
    ])
  })

  test('says of a sample that it is one', () => {
    expect(textOf(renderMessage(aMessage({ sample: true })))).toContain('A sample, no news')
    expect(textOf(renderMessage(aMessage()))).not.toContain('sample')
  })

  test('strikes through what was found wrong, and nothing else of it', () => {
    const fields = [
      { label: 'Taiwan', text: 'upholds ~the~ principle', struck: true },
      { label: 'Trade', text: 'against tariffs' },
    ]
    const text = textOf(renderMessage(aMessage({ items: [anItem({ fields })] })))
    expect(text).toContain('**Taiwan:** ~~upholds \\~the\\~ principle~~')
    expect(text).toContain('**Trade:** against tariffs')
  })

  test('parts no quote from what it proves', () => {
    const fields = Array.from({ length: 12 }, (_, n) => ({
      label: `Topic ${n}`,
      text: 'says so',
      quote: 'Word '.repeat(40),
    }))
    const cards = textsIn(renderMessage(aMessage({ items: [anItem({ fields })] })))
    for (const card of cards) expect(card.match(/says so/g)?.length).toBe(card.match(/^> “Word/gm)?.length)
    expect(cards.filter((card) => card.includes('(continued)')).length).toBeGreaterThan(1)
  })

  test('names a visit once, above its meetings', () => {
    const group = 'Summit, Strelsau: 2 meetings'
    const text = textOf(renderMessage(aMessage({ items: [anItem({ group }), anItem({ group, shortId: 'c4d5' })] })))
    expect(text.split(group)).toHaveLength(2)
  })

  test('keeps every rule of Discord’s, can be found again by each part, and loses none of its words', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const parts = renderMessage(message)
        for (const { components } of parts) {
          expect(faultsOf(components)).toEqual([])
          const marked = markDelivery(components, 'nonce-nonce-nonce-nonce-x')
          expect(isMarked(marked, 'nonce-nonce-nonce-nonce-x')).toBe(true)
          expect(faultsOf(marked)).toEqual([])
        }
        const shown = lettersOf(textOf(parts))
        for (const { quiet, fields } of message.items) {
          if (quiet) continue
          for (const { text, quote = '' } of fields) {
            for (const word of [...plainText(text).split(' '), ...plainText(quote).split(' ')]) {
              if (word.length < 300) expect(shown).toContain(lettersOf(word))
            }
          }
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('an answer', () => {
  test('offers no details of what it is the details of', () => {
    const labels = (asked: string[]): string => textOf(renderAnswer(anAnswer(), { shareable: false, asked }))
    expect(labels([])).toContain('Details')
    expect(labels(['a7f3'])).not.toContain('Details')
  })

  test('offers more than five choices in a menu', () => {
    const choices = Array.from({ length: 6 }, (_, n) => ({ label: `Readout ${n}`, words: `show a${n}` }))
    const [view] = renderAnswer(anAnswer({ choices }), { shareable: false })
    expect(view?.at(-1)).toMatchObject({ components: [{ type: 3, options: { length: 6 } }] })
  })

  test('writes out a choice whose words no button can carry', () => {
    const words = `search ${'word '.repeat(30)}`.trim()
    const text = textOf(renderText('Did you mean this?', [{ label: 'Search', words }]))
    expect(text).toContain(`Search: ${words}`)
  })

  test('says so where it is too long to be shown', () => {
    const items = Array.from({ length: 80 }, () => anItem({ fields: [{ label: 'Trade', text: 'word '.repeat(200) }] }))
    const views = renderAnswer(anAnswer({ items }), { shareable: false })
    expect(views).toHaveLength(10)
    expect(textOf(views.at(-1))).toContain('The rest does not fit here')
    expect(textOf(views.at(-1))).toContain('Compare both accounts')
  })

  test('keeps every rule of Discord’s, whatever is in it', () => {
    fc.assert(
      fc.property(anyAnswer, fc.boolean(), (answer, shareable) => {
        for (const view of renderAnswer(answer, { shareable, target: '123456789012345678' }))
          expect(faultsOf(view)).toEqual([])
      }),
      { numRuns: 40 },
    )
    fc.assert(
      fc.property(foreignText, anyAnswer, (text, { choices }) => {
        for (const view of renderText(text || 'x', choices)) expect(faultsOf(view)).toEqual([])
      }),
      { numRuns: 40 },
    )
  })
})
