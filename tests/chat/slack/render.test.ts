import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainText } from '../../../src/chat/plain-text.ts'
import { MOST_VIEWS, renderAnswer, renderText } from '../../../src/chat/slack/answer.ts'
import { fileGroups } from '../../../src/chat/slack/file.ts'
import { formModal, readForm } from '../../../src/chat/slack/form.ts'
import { pageModal, textModal } from '../../../src/chat/slack/modal.ts'
import { renderMessage } from '../../../src/chat/slack/render.ts'
import { COMMANDS } from '../../../src/commands/spec.ts'
import { actingIn, faultsOfMessage, faultsOfView, textOf } from '../../fakes/slack-rules.ts'
import { aMessage, anAnswer, anItem } from '../messages.ts'
import { anyAnswer, anyMessage, foreignText } from './mischief.ts'

/** Everything that a reader sees, without our own words and signs between. */
const lettersOf = (text: string): string => text.replace(/[\s“”…]/g, '')

const newsItems = (count: number) =>
  Array.from({ length: count }, (_, n) => anItem({ shortId: `a${n}`, heading: `Encounter ${n}` }))

describe('a digest', () => {
  test('has a section for each meeting, with a menu that opens its details', () => {
    const [part] = renderMessage(aMessage())
    expect(part?.blocks.find(({ type }) => type === 'section')).toMatchObject({
      text: { type: 'plain_text', text: 'Only Ruritania’s account so far · a7f3' },
      accessory: { type: 'overflow', options: [{ text: { text: 'Details' }, value: ':show a7f3' }, {}, {}] },
    })
  })

  test('notifies with the line of counts, and with the heading and number of further parts', () => {
    const parts = renderMessage(aMessage({ items: newsItems(25) }))
    expect(parts.length).toBeGreaterThan(1)
    expect(parts[0]?.text.replaceAll('\u2060', '')).toBe(aMessage().notification)
    expect(parts[1]?.text).toBe(`Ruritania, Syldavia · Partnership, trade (2 of ${parts.length})`)
  })

  test('gives due and publication times in the reader’s own zone, and the day of a meeting as it stands', () => {
    const json = JSON.stringify(renderMessage(aMessage()))
    expect(json).toContain('{"type":"date","timestamp":1745467200')
    expect(json).toContain('{"type":"date","timestamp":1745388000')
    expect(json).toContain('talks, Strelsau, 22 April · Florian Testwell, Nadia Sampleova')
  })

  test('says of a sample that it is one', () => {
    expect(textOf(renderMessage(aMessage({ sample: true })))).toContain('A sample, no news')
    expect(textOf(renderMessage(aMessage()))).not.toContain('sample')
  })

  test('strikes through what was found wrong, and nothing else of it', () => {
    const fields = [
      { label: 'Taiwan', text: 'upholds the principle', struck: true },
      { label: 'Trade', text: 'against tariffs' },
    ]
    const json = JSON.stringify(renderMessage(aMessage({ items: [anItem({ fields })] })))
    expect(json).toContain('{"type":"text","text":"upholds the principle","style":{"strike":true}}')
    expect(json.split('strike')).toHaveLength(2)
  })

  test('names a visit once, above its meetings', () => {
    const group = 'Summit, Strelsau: 2 meetings'
    const text = textOf(renderMessage(aMessage({ items: [anItem({ group }), anItem({ group, shortId: 'c4d5' })] })))
    expect(text.split(group)).toHaveLength(2)
  })

  test('shows at least five meetings of ordinary length in one message', () => {
    expect(renderMessage(aMessage({ items: newsItems(5) }))).toHaveLength(1)
  })

  test('keeps every rule of Slack’s, does nothing by itself, and loses none of its words', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const parts = renderMessage(message)
        for (const part of parts) {
          expect(faultsOfMessage(part)).toEqual([])
          expect(actingIn(part.blocks)).toEqual([])
        }
        const shown = lettersOf(textOf(parts))
        for (const { quiet, fields } of message.items) {
          if (quiet) continue
          for (const { text, quote = '' } of fields) {
            for (const word of [...plainText(text).split(' '), ...plainText(quote).split(' ')]) {
              if (word.length < 200) expect(shown).toContain(lettersOf(word))
            }
          }
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('an answer', () => {
  test('offers no details of what it is the details of', () => {
    expect(textOf(renderAnswer(anAnswer(), {}))).toContain('Details')
    expect(textOf(renderAnswer(anAnswer(), { asked: ['a7f3'] }))).not.toContain('Details')
  })

  test('keeps the lines of its summary', () => {
    const [view] = renderAnswer(anAnswer({ summary: '1: Ruritania\n2: Syldavia' }), {})
    expect(textOf(view)).toContain('1: Ruritania\n2: Syldavia')
  })

  test('offers to share the answer to the words that were asked', () => {
    const [view] = renderAnswer(anAnswer(), { share: 'latest ruritania' })
    expect(view?.blocks.at(-1)).toMatchObject({
      elements: [{ text: { text: 'Share in channel' }, value: ':latest ruritania' }],
    })
  })

  test('offers more than five choices in a menu', () => {
    const choices = Array.from({ length: 6 }, (_, n) => ({ label: `Readout ${n}`, words: `show a${n}` }))
    const [view] = renderAnswer(anAnswer({ choices }), {})
    expect(view?.blocks.at(-1)).toMatchObject({ elements: [{ type: 'static_select', options: { length: 6 } }] })
  })

  test('asks once more before what cannot be taken back', () => {
    const [view] = renderAnswer(anAnswer({ choices: [{ label: 'Unsubscribe', words: 'unsubscribe 1' }] }), {})
    expect(view?.blocks.at(-1)).toMatchObject({
      elements: [{ style: 'danger', confirm: { text: { text: 'Unsubscribe?' } } }],
    })
  })

  test('writes out a choice whose words no button can carry', () => {
    const words = `search ${'word '.repeat(500)}`.trim()
    expect(textOf(renderText('Did you mean this?', [{ label: 'Search', words }]))).toContain('Search:\nsearch word')
  })

  test('says so where it is too long to be shown', () => {
    const items = Array.from({ length: 60 }, () => anItem({ fields: [{ label: 'Trade', text: 'word '.repeat(200) }] }))
    const views = renderAnswer(anAnswer({ items }), {})
    expect(views).toHaveLength(MOST_VIEWS)
    expect(textOf(views.at(-1))).toContain('The rest does not fit here')
    expect(textOf(views.at(-1))).toContain('Compare both accounts')
  })

  test('keeps every rule of Slack’s and does nothing by itself, whatever is in it, as a message and as a modal', () => {
    fc.assert(
      fc.property(anyAnswer, fc.option(foreignText, { nil: undefined }), (answer, words) => {
        const share = words === undefined || plainText(words) === '' ? undefined : `search ${words}`.slice(0, 1_900)
        for (const view of renderAnswer(answer, { share, target: 'C0123ABCD' })) {
          expect(faultsOfMessage(view)).toEqual([])
          expect(actingIn(view)).toEqual([])
        }
        const modal = textModal(answer.heading, answer.summary ?? '', { channel: 'C1', words: share }, answer.choices)
        expect(faultsOfView(modal)).toEqual([])
        expect(actingIn(modal)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

describe('a file', () => {
  test('is shown line by line, to be copied', () => {
    const groups = fileGroups({ name: 'memo.md', summary: 'One readout.', content: '# Memo\n\n- *First* <!channel>' })
    expect(textOf(groups)).toContain('# Memo\n \n- *First* <!channel>')
  })

  test('keeps every rule of Slack’s', () => {
    fc.assert(
      fc.property(fc.array(foreignText, { maxLength: 200 }), (lines) => {
        const groups = fileGroups({ name: 'memo.csv', summary: 'A memo.', content: lines.join('\n') })
        expect(faultsOfView(pageModal('Memo', groups, [], {}))).toEqual([])
      }),
      { numRuns: 20 },
    )
  })
})

describe('a form', () => {
  test.each(COMMANDS.filter(({ options }) => options.length > 0))('of $name keeps every rule of Slack’s', (spec) => {
    expect(faultsOfView(formModal(spec, { channel: 'C1' }))).toEqual([])
  })

  test('gives back what was filled in, option by option', () => {
    const state = {
      a: { '1.option.countries': { selected_options: [{ value: 'KZ' }, { value: 'central asia' }] } },
      b: { '1.option.when': { selected_option: { value: 'daily 18:00' } } },
      c: { '1.option.phrases': { value: ' trade war ' } },
      d: { '1.option.language': { selected_option: null }, other: { value: 'x' } },
    }
    const filled = { countries: 'KZ, central asia', when: 'daily 18:00', phrases: 'trade war', language: '' }
    expect(readForm(state)).toEqual(filled)
  })

  test('that is none of ours is an empty one', () => {
    expect(readForm({ a: 1 })).toEqual({})
    expect(readForm(undefined)).toEqual({})
  })
})
