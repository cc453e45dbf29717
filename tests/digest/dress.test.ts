import { describe, expect, test } from 'vitest'
import { dressAnswer, dressMessage } from '../../src/digest/dress.ts'
import { retell } from '../../src/digest/retell.ts'
import { aMessage, anAnswer, anItem } from '../chat/messages.ts'
import { aDressedMessage, someMachineWords, someWords } from './dressing.ts'

const wordsFor = (parts: Parameters<typeof someMachineWords>[0]) =>
  someWords({ readings: new Map([[anItem().id, someMachineWords(parts)]]), overview: [] })

describe('a dressed message', () => {
  test('is the very same where a model has nothing to say of it', () => {
    const message = aMessage()
    const words = someWords({ readings: new Map([['elsewhere', someMachineWords()]]), overview: [] })
    expect(dressMessage(message, words)).toBe(message)
    expect(dressMessage(message, wordsFor({ lede: undefined, points: [] }))).toBe(message)
  })

  test('says of everything that a machine wrote that it did', () => {
    const { overview, items } = dressMessage(aMessage(), someWords())
    expect(overview).toBe('Machine-written: Ruritania and Syldavia went up a level. Nothing is new of Borduria.')
    const [summary, ...others] = items[0]?.fields ?? []
    expect(summary?.label).toBe('Machine-written summary')
    expect(others.at(-1)).toEqual({
      label: 'Energy and climate — Syldavia, as reported by Ruritania (machine-read)',
      text: 'is ready to train 40 engineers',
      tells: someMachineWords().points.map(({ told }) => told),
    })
  })

  test('has the rules’ lines, marks and counts as they were', () => {
    const before = aMessage()
    const after = dressMessage(before, someWords())
    expect(after.items[0]?.fields.slice(1, -1)).toEqual(before.items[0]?.fields)
    expect(after.items[1]).toBe(before.items[1])
    expect({ ...after, items: [], overview: undefined }).toEqual({ ...before, items: [] })
  })

  test('gives no summary of what has no news, or of what only happened to a text', () => {
    const quiet = anItem({ quiet: true, fields: [] })
    const edited = anItem({ fields: [{ mark: 'Edited', label: 'A number', text: 'added: “7”' }] })
    for (const item of [quiet, edited]) {
      expect(dressMessage(aMessage({ items: [item] }), wordsFor({})).items).toEqual([item])
    }
  })

  test('shows three machine points of an item at most, those asked for first', () => {
    const [{ point, ...rest }] = someMachineWords().points as [ReturnType<typeof someMachineWords>['points'][0]]
    const points = (['people', 'aid', 'security', 'korea'] as const).map((topic) => ({
      ...rest,
      point: { ...point, topic },
    }))
    const words = { ...wordsFor({ lede: undefined, points }), topics: ['korea' as const] }
    const labels = dressMessage(aMessage(), words)
      .items[0]?.fields.slice(2)
      .map(({ label }) => label.split(' — ')[0])
    expect(labels).toEqual(['Korea', 'People', 'Aid'])
  })
})

describe('a translated message', () => {
  test('says that a machine translated it, and into what', () => {
    expect(aDressedMessage().footer).toMatch(/ · Machine-translated into Chinese; quotes are in the original$/)
  })

  test('has its quotes as they are, with what they say beside them', () => {
    const [, , trade] = aDressedMessage().items[0]?.fields ?? []
    expect(trade).toMatchObject({
      text: '支持多边贸易体制',
      quote: 'Syldavia stands by the multilateral trading system.',
      translation: '西尔达维亚坚持多边贸易体制。',
    })
  })

  test('asks for every string that it would show, whatever it is told of others', () => {
    const asked: string[] = []
    const translate = (text: string, from: string) => {
      asked.push(`${from}: ${text}`)
      return undefined
    }
    const message = aMessage()
    const words = someWords({ overview: ['One.'], translate, languages: new Map([[anItem().id, 'de']]) })
    dressMessage(message, words)
    expect(asked).toContain('en: One.')
    expect(asked).toContain('en: Energy and climate — Syldavia, as reported by Ruritania')
    expect(asked.filter((text) => /machine/i.test(text))).toEqual([])
    expect(asked).toContain('de: Syldavia stands by the multilateral trading system.')
    expect(asked).toContain(`en: ${message.notification}`)
    expect(asked).toContain(`en: ${message.footer}`)
  })

  test('is corrected share by share in its own language', () => {
    const told = { readout: 'r1', version: 1, says: 'a', text: 'says this' }
    const fields = [
      { label: 'Trade', text: 'says this; says that', tells: [told, { ...told, says: 'b', text: 'says that' }] },
    ]
    const translate = (text: string) => text.replaceAll('says', '说')
    const message = dressMessage(
      aMessage({ items: [anItem({ fields })] }),
      someWords({ readings: new Map(), overview: [], translate }),
    )
    const wrong = { isWrong: ({ says }: { says: string }) => says === 'b', at: new Date('2025-04-25T00:00:00Z') }
    expect(retell(message, wrong, 'left-out').items[0]?.fields[0]?.text).toBe('说 this')
  })
})

describe('a correction', () => {
  const wrong = {
    isWrong: ({ readout }: { readout: string }) => readout === 'r1',
    at: new Date('2025-04-25T00:00:00Z'),
  }

  test('strikes the summary that rests on what is wrong, and withdraws the overview', () => {
    const struck = retell(dressMessage(aMessage(), someWords()), wrong, 'struck')
    expect(struck.items[0]?.fields[0]).toMatchObject({ label: 'Machine-written summary', struck: true })
    expect(struck.overview).toBe('The machine-written overview was withdrawn with this correction.')
  })

  test('strikes a machine’s point that is found wrong, and nothing else of its item', () => {
    const isWrong = ({ says }: { says: string }) => says.startsWith('machine')
    const struck = retell(dressMessage(aMessage(), someWords()), { ...wrong, isWrong }, 'struck')
    const labels = struck.items.flatMap(({ fields }) =>
      fields.filter((field) => field.struck).map(({ label }) => label),
    )
    expect(labels).toEqual(['Energy and climate — Syldavia, as reported by Ruritania (machine-read)'])
  })

  test('leaves both out where nobody has read them yet', () => {
    const left = retell(dressMessage(aMessage(), someWords()), wrong, 'left-out')
    expect(left.items[0]?.fields.map(({ label }) => label)).not.toContain('Machine-written summary')
    expect(left.overview).toBeUndefined()
  })

  test('of something else leaves them as they are', () => {
    const message = dressMessage(aMessage(), someWords())
    expect(retell(message, { ...wrong, isWrong: () => false }, 'struck')).toBe(message)
  })
})

describe('the details of one text', () => {
  test('have the machine’s words behind the rules’, each with its quote and a number by which it is retracted', () => {
    const { items } = dressAnswer(anAnswer(), someWords())
    const numbers = anAnswer().items[0]?.fields.length ?? 0
    const labels = items[0]?.fields.map(({ label }) => label) ?? []
    expect(labels.slice(-2)).toEqual([
      'Machine-written summary',
      `${numbers + 1}. Energy and climate — Syldavia, as reported by Ruritania (machine-read)`,
    ])
    expect(items[0]?.fields.at(-1)?.quote).toBe('Syldavia stands ready to train forty engineers')
  })

  test('are the very same where there is nothing to add', () => {
    const answer = anAnswer()
    expect(dressAnswer(answer, someWords({ readings: new Map() }))).toBe(answer)
  })
})
