import { describe, expect, test } from 'vitest'
import { prepareCompletions } from '../../src/commands/complete.ts'
import { vocabulary } from './vocabulary.ts'

const completions = prepareCompletions(vocabulary)
const labels = (kind: 'countries' | 'country' | 'topics' | 'topic' | 'sources' | 'schedule' | 'date', typed: string) =>
  completions.completed({ kind }, typed).map(({ label }) => label)

describe('completing what is typed', () => {
  test.each([
    ['country', 'kaz', 'Kazakhstan'],
    ['country', 'AZ', 'Azerbaijan'],
    ['country', 'korea', 'South Korea'],
    ['country', '哈萨克', 'Kazakhstan'],
    ['countries', 'central a', 'Central Asia'],
    ['topic', 'tra', 'Trade'],
    ['topic', '台', 'Taiwan'],
    ['sources', 'syl', 'Syldavia Presidency'],
    ['schedule', 'week', 'weekdays 09:00'],
    ['date', 'la', 'last week'],
  ] as const)('%s: %s', (kind, typed, expected) => {
    expect(labels(kind, typed)).toContain(expected)
  })

  test('the name that begins so stands before one that only holds it', () => {
    expect(labels('country', 'mal')[0]).toMatch(/^Mal/)
    expect(labels('country', 'china')[0]).toBe('China')
  })

  test('one country is asked for: no region is offered', () => {
    expect(labels('country', 'central asia')).toEqual([])
  })

  test('in a list the last entry is completed, and the others stay', () => {
    expect(completions.completed({ kind: 'countries' }, 'KZ, uzb')).toEqual([
      { label: 'KZ, Uzbekistan', value: 'KZ, UZ' },
    ])
  })

  test('a time or day of one’s own may be sent as it is typed', () => {
    expect(labels('schedule', 'daily 07:45')).toEqual(['daily 07:45'])
  })

  test('nothing typed yet shows the first of all, and never more than 25', () => {
    expect(labels('country', '')).toHaveLength(25)
    expect(labels('topic', '')).toHaveLength(21)
  })
})
