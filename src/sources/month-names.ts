/** The month (1 to 12) that a word names in a language (none: in English alone) or in English, in any case or abbreviation that CLDR knows. */
export function monthNamed(word: string | undefined, language: string): number | undefined {
  const name = plain(word ?? '')
  return (language === '' ? undefined : tableOf(language).get(name)) ?? tableOf('en').get(name)
}

const tables = new Map<string, ReadonlyMap<string, number>>()

function tableOf(language: string): ReadonlyMap<string, number> {
  const known = tables.get(language)
  if (known) return known
  const table = new Map<string, number>()
  for (const [month, name] of namesIn(language)) if (!table.has(name)) table.set(name, month)
  tables.set(language, table)
  return table
}

/** Alone and next to a day, where many languages inflect the name; long, short, and the first three letters of the long one. */
function* namesIn(language: string): Generator<readonly [month: number, name: string]> {
  for (const month of ['long', 'short'] as const) {
    const formats = [
      new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' }),
      new Intl.DateTimeFormat(language, { month, day: 'numeric', timeZone: 'UTC' }),
    ]
    for (const format of formats) {
      for (let index = 0; index < 12; index += 1) {
        const part = format.formatToParts(Date.UTC(2025, index, 15)).find(({ type }) => type === 'month')?.value ?? ''
        if (/\p{L}{2}/u.test(plain(part))) yield [index + 1, plain(part)]
        if (language === 'en' && month === 'long') yield [index + 1, plain(part).slice(0, 3)]
      }
    }
  }
  if (language === 'en') yield [9, 'sept']
}

/** Turkish dotted İ and the like lose their dot with their case. */
const plain = (word: string): string =>
  word
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\u0307.]/g, '')
    .normalize('NFC')
