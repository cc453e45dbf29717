import { describe, expect, test } from 'vitest'
import { format } from '../../src/commands/format.ts'
import { commandFrom } from '../../src/commands/from-options.ts'
import { vocabulary } from './vocabulary.ts'

function read(name: string, options: Record<string, string>): string | readonly string[] {
  const parsed = commandFrom(name, options, vocabulary)
  return parsed.kind === 'command' ? format(parsed.command) : parsed.choices.map((choice) => choice.words)
}

describe('a command that comes option by option', () => {
  test.each([
    [
      'latest',
      { country: 'central asia', with: 'CN', topic: 'taiwan' },
      'latest party:KZ,KG,TJ,TM,UZ with party:CN topic:taiwan',
    ],
    ['latest', { country: 'in' }, 'latest party:IN'],
    ['latest', { with: 'china' }, 'latest party:CN'],
    ['timeline', { country: 'Ukraine', topic: 'Trade' }, 'timeline party:UA topic:trade-policy'],
    ['search', { words: 'latest "deal"' }, 'search latest "deal"'],
    ['precedent', { phrase: 'win-win' }, 'precedent "win-win"'],
    ['since', { date: 'yesterday', form: 'csv' }, 'since 2025-04-23 csv'],
    ['report', { id: 'bcdf', point: '2', reason: 'missing' }, 'report bcdf 2 missing'],
    [
      'subscribe',
      {
        countries: 'kazakhstan, uzbekistan',
        topics: 'taiwan and trade',
        sources: 'xa-mfa-en',
        phrases: 'say "yes"',
        when: 'weekly mon 08:00 Europe/Paris',
        'changes-only': 'true',
        'when-quiet': 'silence',
        'quiet-hours': '22:00-7:00 asia/baku',
        language: 'zh',
      },
      'subscribe party:KZ,UZ topic:taiwan,trade-policy source:xa-mfa-en phrase:"say \\"yes\\"" weekly mon 08:00 zone:Europe/Paris changes:only quiet:silence hours:"22:00-07:00 Asia/Baku" language:zh',
    ],
    ['change', { number: '2', 'changes-only': 'false' }, 'change 2 changes:all'],
    ['change', { 'quiet-hours': 'none' }, 'change hours:none'],
    ['resume', {}, 'resume'],
    ['help', { unknown: 'option' }, 'help'],
  ])('%s %o', (name, options, expected) => {
    expect(read(name, options)).toBe(expected)
  })

  test('an option for countries never means a topic', () => {
    expect(read('subscribe', { countries: 'taiwan', topics: 'taiwan' })).toBe('subscribe party:TW topic:taiwan')
  })

  test('a slip in an option is offered in words', () => {
    expect(read('latest', { country: 'azerbaijn', topic: 'taiwan' })).toEqual(['latest party:AZ topic:taiwan'])
    expect(read('subscribe', { when: 'dialy 18:00' })).toEqual(['subscribe daily 18:00 zone:Asia/Baku'])
  })

  test('an unknown command is refused', () => {
    expect(read('nonsense', {})).toEqual(['help'])
  })
})
