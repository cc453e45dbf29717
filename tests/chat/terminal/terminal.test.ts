import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { createTerminal, type Look, renderAnswer, renderMessage } from '../../../src/chat/terminal/index.ts'
import { plain, safeUrl } from '../../../src/chat/terminal/sanitize.ts'
import { aMessage, anItem, describeChatAdapter } from '../../contracts/chat-adapter.ts'

const PIPED: Look = { colour: false, hyperlinks: false, width: 100 }
const never = new AbortController().signal
const destination = { platform: 'terminal', workspace: 'local', channel: 'stdout' }

describeChatAdapter('terminal', async () => {
  let fails = false
  let tries = 0
  const written: string[] = []
  const adapter = createTerminal({
    ...PIPED,
    write: (text) => {
      tries += 1
      if (!fails) return Promise.resolve(void written.push(text))
      fails = false
      return Promise.reject(new Error('write EPIPE'))
    },
  })
  return {
    adapter,
    destination,
    fits: () => true,
    textOf: ({ message }) => renderMessage(aMessage({ ...Object(message) }), PIPED).replaceAll(/<https:[^>]*>/g, ''),
    shown: () => written.length,
    tries: () => tries,
    failures: ['unreachable'],
    failNext: () => {
      fails = true
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
})

describe('a digest in the terminal', () => {
  test('strikes through what was found wrong, and says so where a line cannot be shown', () => {
    const items = [anItem({ fields: [{ label: 'Taiwan', text: 'upholds the principle', struck: true }] })]
    expect(renderMessage(aMessage({ items }), PIPED)).toContain('Taiwan: [struck] upholds the principle')
    const coloured = renderMessage(aMessage({ items }), { ...PIPED, colour: true })
    expect(coloured).toContain('\u001b[9mupholds the principle\u001b[29m')
  })

  test('is laid out as the card is', () => {
    const message = aMessage({
      items: [
        anItem({
          fields: [
            { mark: 'Changed', label: 'Partnership', text: 'strategic partnership announced' },
            { label: 'Trade — China', text: 'against tariffs', quote: 'Tariffs harm all.' },
          ],
          note: "Only China's account so far",
        }),
        anItem({
          heading: 'China – Kazakhstan',
          subheading: 'call, 24 April',
          shortId: 'wxyz',
          quiet: true,
          fields: [],
        }),
      ],
    })
    expect(renderMessage(message, PIPED)).toBe(`Azerbaijan  Thu 24 April, 08:00 Baku · since Wed 08:00
New level: China – Azerbaijan.

China – Azerbaijan · talks, Beijing, 23 April · Wei Anran, Orkhan Velizade
  Changed  Partnership: strategic partnership announced
  Trade — China: against tariffs
    “Tariffs harm all.”
  Only China's account so far · China MFA en <https://mfa.example/r1> · abcd

Without news: China – Kazakhstan (call, 24 April) China MFA en <https://mfa.example/r1> wxyz
Read 1 of 1 source
`)
  })

  test('says on top that a sample is fiction', () => {
    expect(renderMessage(aMessage({ sample: true }), PIPED)).toMatch(/^SAMPLE: everything below is fiction/)
  })

  test('names a visit once over its encounters', () => {
    const items = ['a', 'b'].map((id) => anItem({ id, group: 'China – Azerbaijan, 22–24 April: 2 meetings' }))
    const text = renderMessage(aMessage({ items }), PIPED)
    expect(text.split('22–24 April: 2 meetings')).toHaveLength(2)
  })

  test('has colours and hyperlinks only where they are wanted', () => {
    expect(renderMessage(aMessage(), PIPED)).not.toContain('\u001b')
    const text = renderMessage(aMessage(), { colour: true, hyperlinks: true, width: 80 })
    expect(text).toContain('\u001b]8;;https://mfa.example/r1\u0007')
    expect(text).toContain('\u001b[1m')
    expect(stripVTControlCharacters(text)).not.toContain('https://')
  })

  test('keeps within the width, Chinese characters counting for two', () => {
    const text = fc.string({
      unit: fc.constantFrom('word ', 'longer-word ', '台湾是中国的一部分，', 'é', ' '),
      maxLength: 80,
    })
    fc.assert(
      fc.property(text, text, fc.integer({ min: 30, max: 120 }), fc.boolean(), (label, told, width, colour) => {
        const items = [anItem({ fields: [{ mark: 'First', label, text: told, quote: told }], note: told })]
        const lines = renderMessage(aMessage({ items }), { colour, hyperlinks: colour, width }).split('\n')
        expect(lines.every((line) => stringWidth(line) <= width)).toBe(true)
      }),
    )
  })

  test('is written again from the outbox as it was planned', async () => {
    const written: string[] = []
    const adapter = createTerminal({ ...PIPED, write: (text) => Promise.resolve(void written.push(text)) })
    const [part] = adapter.pack(aMessage({ items: [anItem({ publishedAt: new Date('2025-04-23T09:00:00Z') })] }))
    await adapter.deliver(JSON.parse(JSON.stringify(part)), destination, 'k', never)
    expect(written).toEqual([`${renderMessage(aMessage(), PIPED)}\n`])
  })

  test('is refused where the outbox holds no message', async () => {
    const adapter = createTerminal({ ...PIPED, write: () => Promise.resolve() })
    await expect(adapter.deliver({ text: 'x' }, destination, 'k', never)).rejects.toMatchObject({ failure: 'rejected' })
  })
})

describe('an answer in the terminal', () => {
  test('has its heading, its items and what else to ask', () => {
    const answer = {
      heading: 'Latest',
      summary: 'One found.',
      items: [anItem({ fields: [] })],
      choices: [{ label: 'Details', words: 'show abcd' }],
    }
    expect(renderAnswer(answer, PIPED)).toBe(`Latest
One found.

China – Azerbaijan · talks, Beijing, 23 April · Wei Anran, Orkhan Velizade
  China MFA en <https://mfa.example/r1> · abcd

Details: show abcd
`)
  })
})

describe('text from outside', () => {
  test.each([
    ['\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007click', '[31mred[0m ]8;;https://evil.exampleclick'],
    ['abc\u202Edcba\u2066x\u200B\uFEFFy', 'abcdcbaxy'],
    ['line\r\none\u2028two\tthree\u0000', 'line one two three'],
    ['half \uD83D pair', 'half � pair'],
  ])('%j becomes %j', (text, expected) => {
    expect(plain(text)).toBe(expected)
  })

  test('never carries a control, bidirectional or zero-width character into the output', () => {
    const unit = fc.constantFrom(
      'a',
      '\u001b',
      '\u009b',
      '\u0007',
      '\u202E',
      '\u2067',
      '\u200D',
      '\n',
      '\u0008',
      '[2J',
      ']0;x',
    )
    const hostile = fc.string({ unit, maxLength: 30 })
    fc.assert(
      fc.property(hostile, (text) => {
        const items = [
          anItem({
            heading: text,
            fields: [{ label: text, text, quote: text }],
            links: [{ label: text, url: `https://mfa.example/${text}` }],
          }),
        ]
        const rendered = renderMessage(aMessage({ heading: text, footer: text, items }), PIPED)
        expect(rendered.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      }),
    )
  })

  test('becomes a link only as an https address', () => {
    expect(safeUrl('https://mfa.example/a b\u001bc')).toBe('https://mfa.example/a%20b%1Bc')
    expect(['javascript:alert(1)', 'http://mfa.example', 'no address'].map(safeUrl)).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})
