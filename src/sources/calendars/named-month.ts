import { type Day, dayOf } from './day.ts'
import { gregorianDay } from './year-count.ts'

/** A day in the words of a calendar other than the Gregorian, and where in the text it stands. */
export type NamedDay = { readonly day: Day; readonly start: number; readonly length: number }

/**
 * The months of two calendars in order, as regular expressions over `plainLetters`: as agencies write them in Latin letters, then in Arabic
 * and Persian, for the solar year in Dari too.
 */
const MONTHS = {
  persian: [
    'farvardin|فروردین|حمل',
    'ordibehesht|اردیبهشت|ثور',
    'khordad|خرداد|جوزا',
    'tir|تیر|سرطان',
    'a?mordad|ا?مرداد|اسد',
    'shahrivar|شهریور|سنبله',
    'mehr|مهر|میزان',
    'aban|ابان|عقرب',
    'azar|اذر|قوس',
    'dey|دی|جدی',
    'bahman|بهمن|دلو',
    'esfand|اسفند|حوت',
  ],
  hijri: [
    'muharram|محرم',
    'safar|صفر',
    'rabi ?(?:al ?)?(?:aww?al|i)|ربیع ?(?:ال)?اول',
    'rabi ?(?:al ?)?(?:thani|akh[ai]r|ii)|ربیع ?(?:ال)?(?:اخر|ثانی)',
    'jumada ?(?:al ?)?(?:aww?al|ula|i)|جماد[یا] ?(?:ال)?اول[یا]?',
    'jumada ?(?:al ?)?(?:thani|thaniyah?|akhirah?|akhir|ii)|جماد[یا] ?(?:ال)?(?:اخر|ثانی)ه?',
    'rajab|رجب',
    'shaa?ban|شعبان',
    'ramadh?an|ramazan|رمضان',
    'shaww?al|شوال',
    '(?:dh|th|z)u ?l? ?(?:al ?)?q[ia]a?dah?|ذ[وی] ?(?:ال)?قعده',
    '(?:dh|th|z)u ?l? ?(?:al ?)?h[ia]jj?ah?|ذ[وی] ?(?:ال)?حجه',
  ],
} as const

type Named = keyof typeof MONTHS

const COUNTS: readonly Named[] = ['persian', 'hijri']

/** Years that these calendars write while the Gregorian writes 1970 to 2100. */
const YEAR = '1[345]\\d\\d'

const PATTERNS = new Map(COUNTS.map((count) => [count, patternsOf(MONTHS[count])]))

/** Day before the month, then behind it; the groups are month names, one each. */
function patternsOf(months: readonly string[]): readonly RegExp[] {
  const name = `(?<!\\p{L})(?:${months.map((month, index) => `(?<m${index + 1}>${month})`).join('|')})(?!\\p{L})`
  const year = `(?<year>${YEAR})(?!\\d)`
  return [
    new RegExp(
      `(?<!\\d)(?<day>\\d{1,2})(?:st|nd|rd|th)? ?(?:of |من )?(?:شهر |ماه )?${name}(?: ماه)?[ ,،]*${year}`,
      'gu',
    ),
    new RegExp(`${name} ?(?<day>\\d{1,2})(?:st|nd|rd|th)?[ ,،]+${year}`, 'gu'),
  ]
}

/** The first day in a line that names a month of the Solar Hijri or the Hijri calendar and a year; the line has plain letters and digits. */
export function namedDay(line: string): NamedDay | undefined {
  for (const count of COUNTS) {
    for (const match of (PATTERNS.get(count) ?? []).flatMap((pattern) => [...line.matchAll(pattern)])) {
      const { day: date, year, ...months } = match.groups ?? {}
      const [month] = Object.entries(months).find(([, name]) => name !== undefined) ?? []
      const day = gregorianDay(dayOf(year, month?.slice(1), date), count)
      if (day) return { day, start: match.index, length: match[0].length }
    }
  }
  return undefined
}

/** Letters as the patterns have them: one form of each Arabic letter that is written in several, no vowel signs, Latin in lower case and bare. */
export function plainLetters(line: string): string {
  return line
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\u200c\u0640'’‘`´\u02bb\u02bc\u02be\u02bf]/gu, '')
    .replaceAll('-', ' ')
    .replace(/[يى]/g, 'ی')
    .replaceAll('ك', 'ک')
    .replaceAll('ة', 'ه')
    .replaceAll('ٱ', 'ا')
    .replace(/ +/g, ' ')
}
