import type { Localized, Wanted } from '../domain/command.ts'
import { LANGUAGES, languageCalled } from './languages.ts'
import type { Key } from './lexemes.ts'
import { quietHoursAt, quietHoursIn } from './quiet-hours.ts'

const inLanguage = ({ en, zh }: Localized): RegExp =>
  new RegExp(`in ${en.toLowerCase()}|用${zh.slice(0, -1)}[文语]`, 'y')

/** Tried in order at one place of the text; the first that fits is meant. */
const PATTERNS: readonly (readonly [RegExp, Wanted])[] = [
  [/(?:only changes|changes[- ]only|only what changed|仅变化|只要变化|仅限变化)/y, { changesOnly: true }],
  [/(?:every(?:thing| readout)|all readouts|全部通稿|所有通稿)/y, { changesOnly: false }],
  [/(?:silence|silent(?:ly)?|quiet(?:ly)?|静默)/y, { whenQuiet: 'silence' }],
  [/(?:one line|a line)(?: when quiet)?/y, { whenQuiet: 'line' }],
  ...LANGUAGES.map(({ code, name }) => [inLanguage(name), { locale: code }] as const),
  [/(?:any|all) (?:country|countries|part(?:y|ies))/y, { countries: [] }],
  [/(?:any|all) topics?/y, { topics: [] }],
  [/(?:any|all) sources?/y, { sources: [] }],
  [/(?:any|all|no) phrases?/y, { phrases: [] }],
]

/** What stands at `start` of `folded` (small letters, plain width) about how a subscription behaves, and where it ends. */
export function flagAt(folded: string, start: number): { readonly flag: Wanted; readonly end: number } | undefined {
  const quiet = quietHoursAt(folded, start)
  if (quiet) return { flag: { quietHours: quiet.hours }, end: quiet.end }
  for (const [pattern, flag] of PATTERNS) {
    pattern.lastIndex = start
    if (pattern.test(folded)) return { flag, end: pattern.lastIndex }
  }
  return undefined
}

/** `party:any` and the like take away what was asked for; `changes:`, `quiet:`, `hours:` and `language:` say what they say. */
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
    case 'quiet': {
      const quietHours = quietHoursIn(value)
      return quietHours ? { quietHours } : { whenQuiet: word === 'line' ? 'line' : 'silence' }
    }
    case 'hours': {
      const quietHours = quietHoursIn(value)
      return quietHours && { quietHours }
    }
    case 'language': {
      const locale = languageCalled(value.trim())
      return locale === undefined ? undefined : { locale }
    }
    case 'when':
    case 'zone':
      return undefined
  }
}
