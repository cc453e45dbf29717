import type { Wanted } from '../domain/command.ts'
import type { Key } from './lexemes.ts'

/** Tried in order at one place of the text; the first that fits is meant. */
const PATTERNS: readonly (readonly [RegExp, Wanted])[] = [
  [/(?:only changes|changes[- ]only|only what changed|仅变化|只要变化|仅限变化)/y, { changesOnly: true }],
  [/(?:every(?:thing| readout)|all readouts|全部通稿|所有通稿)/y, { changesOnly: false }],
  [/(?:silence|silent(?:ly)?|quiet(?:ly)?|静默)/y, { whenQuiet: 'silence' }],
  [/(?:one line|a line)(?: when quiet)?/y, { whenQuiet: 'line' }],
  [/(?:in english|用英文|用英语)/y, { locale: 'en' }],
  [/(?:in chinese|用中文|用汉语)/y, { locale: 'zh' }],
  [/(?:any|all) (?:country|countries|part(?:y|ies))/y, { countries: [] }],
  [/(?:any|all) topics?/y, { topics: [] }],
  [/(?:any|all) sources?/y, { sources: [] }],
  [/(?:any|all|no) phrases?/y, { phrases: [] }],
]

/** What stands at `start` of `folded` (small letters, plain width) about how a subscription behaves, and where it ends. */
export function flagAt(folded: string, start: number): { readonly flag: Wanted; readonly end: number } | undefined {
  for (const [pattern, flag] of PATTERNS) {
    pattern.lastIndex = start
    if (pattern.test(folded)) return { flag, end: pattern.lastIndex }
  }
  return undefined
}

/** `party:any` and the like take away what was asked for; `changes:`, `quiet:` and `language:` say what they say. */
export function flagOf(key: Key, value: string): Wanted | undefined {
  const word = value.trim().toLowerCase()
  switch (key) {
    case 'party':
      return word === 'any' ? { countries: [] } : undefined
    case 'topic':
      return word === 'any' ? { topics: [] } : undefined
    case 'source':
      return word === 'any' ? { sources: [] } : undefined
    case 'phrase':
      return word === '' ? { phrases: [] } : undefined
    case 'changes':
      return { changesOnly: word !== 'all' && word !== 'no' && word !== 'false' }
    case 'quiet':
      return { whenQuiet: word === 'line' ? 'line' : 'silence' }
    case 'language':
      return { locale: LANGUAGES[word] ?? value.trim() }
    case 'when':
    case 'zone':
      return undefined
  }
}

const LANGUAGES: Readonly<Record<string, string>> = { english: 'en', chinese: 'zh', 中文: 'zh', 英文: 'en' }
