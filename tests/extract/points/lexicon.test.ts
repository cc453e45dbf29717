import { describe, expect, test } from 'vitest'
import type { LexiconFile, LexiconRule } from '../../../src/domain/lexicon.ts'
import { compilePointsLexicon } from '../../../src/extract/points/lexicon.ts'

const RULE: LexiconRule = {
  gives: 'economy',
  any: ['trade'],
  near: [],
  after: [],
  before: [],
  unless: [],
  madeOf: [],
  not: [],
  flags: [],
}

const file = (parts: Partial<LexiconFile>): LexiconFile => ({
  file: 'config/lexicon/topics.en.yaml',
  subject: 'topics',
  language: 'en',
  within: 100,
  words: {},
  rules: [],
  ...parts,
})

describe('compilePointsLexicon', () => {
  test('names every phrase and list at fault, with its file', () => {
    const files = [
      file({
        rules: [
          { ...RULE, any: ['{trade'] },
          { ...RULE, near: ['missing'] },
        ],
      }),
      file({ file: 'config/lexicon/taiwan.en.yaml', subject: 'taiwan', words: { taiwan: ['<nowhere>'] } }),
    ]
    expect(() => compilePointsLexicon({ files })).toThrow(
      [
        'config/lexicon/topics.en.yaml: "{trade": a bracket without its partner',
        'config/lexicon/topics.en.yaml: no list is called "missing"',
      ].join('\n'),
    )
    expect(() => compilePointsLexicon({ files })).toThrow('taiwan.en.yaml: no list is called "nowhere"')
  })

  test('a file’s own list hides the common one', () => {
    const common = file({ file: 'common.en.yaml', subject: 'common', words: { support: ['support'] } })
    const own = file({ words: { support: ['backs'] } })
    const english = compilePointsLexicon({ files: [common, own] }).languages.get('en')
    const hits = english?.scanner.scan('backs and support').map(({ value }) => value)
    expect(hits).toContain(english?.list('topics', 'support'))
    expect(english?.list('topics', 'support')).not.toBe(english?.list('taiwan', 'support'))
  })

  test('rules that begin with the same phrases share one list', () => {
    const english = compilePointsLexicon({ files: [file({ rules: [RULE, { ...RULE, gives: 'aid' }] })] }).languages.get(
      'en',
    )
    const [hit, ...more] = english?.scanner.scan('trade') ?? []
    expect(more).toEqual([])
    expect(english?.rulesOf[hit?.value ?? -1]?.map(({ gives }) => gives)).toEqual(['economy', 'aid'])
  })
})
