/** Where the ten digits of a script begin: Arabic, Persian, Devanagari, Bengali, Thai, full-width. */
const ZEROS: readonly number[] = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10]

const DIGITS = new RegExp(
  `[${ZEROS.map((zero) => `${String.fromCodePoint(zero)}-${String.fromCodePoint(zero + 9)}`).join('')}]`,
  'g',
)

/** The digits of other scripts as ASCII ones, Chinese numerals before 年, 月 and 日 too, and every kind of space as a plain one. */
export function westernDigits(text: string): string {
  return text
    .replace(DIGITS, digitOf)
    .replace(CHINESE, (numeral) => String(chineseNumber(numeral)))
    .replace(/[\s\p{Zs}]+/gu, ' ')
}

function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  return String(code - (ZEROS.findLast((zero) => zero <= code) ?? code))
}

const CHINESE = /[〇零○一二三四五六七八九十廿卅百]+(?=\s*[年月日号號])/g

const NUMERALS = '〇一二三四五六七八九'
const SUMS: Readonly<Record<string, number>> = { 廿: 20, 卅: 30 }
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100 }

/** 二〇二五 is read digit by digit, 二十三 and 一百一十四 by their units. */
function chineseNumber(numeral: string): number {
  const signs = [...numeral.replace(/[零○]/g, '〇')]
  if (!signs.some((sign) => sign in UNITS || sign in SUMS)) {
    return Number(signs.map((sign) => NUMERALS.indexOf(sign)).join(''))
  }
  let total = 0
  let pending = 0
  for (const sign of signs) {
    const unit = UNITS[sign]
    if (unit !== undefined) {
      total += Math.max(pending, 1) * unit
      pending = 0
    } else if (sign in SUMS) total += SUMS[sign] ?? 0
    else pending = NUMERALS.indexOf(sign)
  }
  return total + pending
}
