import { closest } from '../countries/distance.ts'
import type { Schedule } from '../domain/subscription.ts'
import { isCron } from '../schedule/due.ts'

/** One word or two about when to post; several make a schedule. */
export type TimeWord =
  | { readonly kind: 'instant' }
  /** Cron's field for the day of the week. */
  | { readonly kind: 'days'; readonly days: string }
  | { readonly kind: 'weekly' | 'hourly' }
  | { readonly kind: 'time'; readonly hour: number; readonly minute: number }
  | { readonly kind: 'cron'; readonly cron: string }
  | { readonly kind: 'zone'; readonly zone: string }

type Pattern = { readonly pattern: RegExp; readonly read: (match: RegExpExecArray) => TimeWord | undefined }

const DAY_STEMS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const DAYS_ZH = '日一二三四五六'

/** Tried in order at one place of the text; the first that fits is meant, so that the longer form stands before the shorter. */
const PATTERNS: readonly Pattern[] = [
  {
    pattern: /(?:instant(?:ly)?|immediate(?:ly)?|at once|right away|real[- ]?time|即时|实时|立即|马上)/y,
    read: () => ({ kind: 'instant' }),
  },
  {
    pattern: /((?:[\d*][\d*,/-]*\s+){4}[\w*,/#-]+)/y,
    read: ([, cron = '']) => cronWord(cron),
  },
  { pattern: /(?:hourly|(?:every|each) hour|每小时)/y, read: () => ({ kind: 'hourly' }) },
  {
    pattern: /(?:(?:on|every|each)\s+)?(?:week|work|working |business )days?|(?:每个?)?工作日|周一至周五/y,
    read: () => ({ kind: 'days', days: '1-5' }),
  },
  {
    pattern:
      /(?:(?:every|each|on|weekly)\s+)*(sun|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?)(?:days?)?(?![a-z])/y,
    read: ([, day = '']) => ({ kind: 'days', days: String(DAY_STEMS.indexOf(day.slice(0, 3))) }),
  },
  {
    pattern: /(?:每?(?:周|星期|週|礼拜))([一二三四五六日天])/y,
    read: ([, day = '']) => ({ kind: 'days', days: String(DAYS_ZH.indexOf(day === '天' ? '日' : day)) }),
  },
  { pattern: /(?:weekly|(?:every|each|once a) week|每(?:周|星期|週))/y, read: () => ({ kind: 'days', days: '1' }) },
  {
    pattern: /(?:daily|every\s?day|each day|once a day|(?:every|each)(?= morning| evening)|每[天日])/y,
    read: () => ({ kind: 'days', days: '*' }),
  },
  { pattern: /(?:in the )?morning|早上(?!\s*\d)/y, read: () => ({ kind: 'time', hour: 8, minute: 0 }) },
  { pattern: /(?:in the )?evening|晚上(?!\s*\d)/y, read: () => ({ kind: 'time', hour: 18, minute: 0 }) },
  { pattern: /(?:at )?noon|中午/y, read: () => ({ kind: 'time', hour: 12, minute: 0 }) },
  { pattern: /(?:at )?midnight|午夜/y, read: () => ({ kind: 'time', hour: 0, minute: 0 }) },
  {
    pattern: /(?:at\s+)?(\d{1,2})(?:[:.](\d{2}))?\s?([ap])\.?m\.?(?![a-z])/y,
    read: ([, hour, minute, half]) => timeWord(Number(hour), Number(minute ?? 0), half),
  },
  {
    pattern: /(?:at\s+)?(\d{1,2})[:.](\d{2})(?!\d)/y,
    read: ([, hour, minute]) => timeWord(Number(hour), Number(minute), undefined),
  },
  { pattern: /at\s+(\d{1,2})(?!\S)/y, read: ([, hour]) => timeWord(Number(hour), 0, undefined) },
  {
    pattern: /(早上|上午|下午|晚上)?\s*(\d{1,2})(?:[点时](?:(半)|(\d{1,2})分?)?|:(\d{2}))/y,
    read: ([, half, hour, thirty, minute, digits]) =>
      timeWord(
        Number(hour),
        thirty ? 30 : Number(minute ?? digits ?? 0),
        half && '下午晚上'.includes(half) ? 'p' : undefined,
      ),
  },
]

/** What stands at `start` of `folded` (small letters, plain width) about when to post, and where it ends. */
export function timeAt(folded: string, start: number): { readonly word: TimeWord; readonly end: number } | undefined {
  for (const { pattern, read } of PATTERNS) {
    pattern.lastIndex = start
    const match = pattern.exec(folded)
    const word = match && read(match)
    if (word) return { word, end: pattern.lastIndex }
  }
  return undefined
}

function cronWord(words: string): TimeWord | undefined {
  const cron = words.replace(/\s+/g, ' ')
  return isCron(cron) ? { kind: 'cron', cron } : undefined
}

function timeWord(hour: number, minute: number, half: string | undefined): TimeWord | undefined {
  const later = half === 'p' && hour < 12 ? hour + 12 : half === 'a' && hour === 12 ? 0 : hour
  return later < 24 && minute < 60 ? { kind: 'time', hour: later, minute } : undefined
}

const SPELT_OUT =
  'instant immediately daily weekdays weekly hourly monday tuesday wednesday thursday friday saturday sunday'.split(' ')

/** The word about time that `word` looks like a slip of. */
export function timeNearest(word: string): string | undefined {
  return closest(word.toLowerCase(), SPELT_OUT)
}

const ZONES: ReadonlyMap<string, string> = new Map(
  ['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => [zone.toLowerCase(), zone]),
)

/** The IANA zone that `word` names in whatever letters: `asia/baku`. */
export function zoneCalled(word: string): string | undefined {
  const known = ZONES.get(word.toLowerCase())
  if (known !== undefined || !/^[a-z_]+(?:\/[a-z0-9_+-]+)+$/i.test(word)) return known
  try {
    // Other names of a zone are not listed, and work all the same.
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: word }).resolvedOptions()
    return word === word.toLowerCase() ? timeZone : word
  } catch {
    return undefined
  }
}

/** The schedule that the words make together, in `zone` unless one of them names another; nothing where none is about time. */
export function scheduleOf(words: readonly TimeWord[], zone: string): Schedule | undefined {
  if (words.length === 0) return undefined
  if (words.some(({ kind }) => kind === 'instant')) return { kind: 'instant' }
  const named = words.find((word) => word.kind === 'zone')?.zone ?? zone
  const cron = words.find((word) => word.kind === 'cron')?.cron ?? cronOf(words)
  return { kind: 'cron', cron, zone: named }
}

function cronOf(words: readonly TimeWord[]): string {
  const time = words.find((word) => word.kind === 'time') ?? { hour: 8, minute: 0 }
  const days = [...new Set(words.flatMap((word) => (word.kind === 'days' ? [word.days] : [])))]
  // `weekly mon`, `daily, but weekdays only`: the named days are meant.
  const named = days.filter((day) => day !== '*').sort()
  const weekly = words.some(({ kind }) => kind === 'weekly')
  const field = named.length > 0 ? named.join(',') : weekly ? '1' : '*'
  return words.some(({ kind }) => kind === 'hourly') ? `0 * * * ${field}` : `${time.minute} ${time.hour} * * ${field}`
}
