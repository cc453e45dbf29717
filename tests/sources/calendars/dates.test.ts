import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Calendar } from '../../../src/domain/source.ts'
import { parseDate } from '../../../src/sources/date.ts'

const read = (text: string, language: string, calendar?: Calendar): string | undefined =>
  parseDate(text, { language, zone: 'UTC', calendar })?.at.toISOString().slice(0, 16)

describe('dates in the calendars of listed sources', () => {
  test.each([
    ['Solar Hijri, in Persian', 'چهارشنبه ۳ اردیبهشت ۱۴۰۴', 'fa', '2025-04-23T00:00'],
    ['Solar Hijri, with its time', '۳ اردیبهشت ۱۴۰۴ - ۱۰:۳۰', 'fa', '2025-04-23T10:30'],
    ['Solar Hijri, the month before the day', 'Ordibehesht 3, 1404', 'en', '2025-04-23T00:00'],
    ['Solar Hijri, as Kabul names the months', '۳ ثور ۱۴۰۴', 'fa', '2025-04-23T00:00'],
    ['Solar Hijri, with Arabic letters', '3 اردي‌بهشت 1404', 'fa', '2025-04-23T00:00'],
    ['Hijri, in Arabic', 'الأربعاء ٢٥ شوال ١٤٤٦ هـ', 'ar', '2025-04-23T00:00'],
    ['Hijri, a month of two words', '١ ذو القعدة ١٤٤٦ هـ', 'ar', '2025-04-29T00:00'],
    ['Hijri, spelt by an agency', 'Riyadh, Dhul-Hijjah 10, 1446 H', 'en', '2025-06-06T00:00'],
    ['Hijri beside Gregorian: the latter', 'Shawwal 26, 1446, April 23, 2025', 'en', '2025-04-23T00:00'],
    ['Hijri before Gregorian in Arabic: the latter', '٢٦ شوال ١٤٤٦هـ الموافق ٢٣ أبريل ٢٠٢٥', 'ar', '2025-04-23T00:00'],
    ['Buddhist, in Thai digits', '๒๓ เมษายน ๒๕๖๘', 'th', '2025-04-23T00:00'],
    ['Buddhist, shortened, with the era', '23 เม.ย. พ.ศ. 2568', 'th', '2025-04-23T00:00'],
    ['Buddhist, in numbers', '23/04/2568', 'th', '2025-04-23T00:00'],
    ['an era, in Chinese numerals', '令和七年四月二十三日', 'ja', '2025-04-23T00:00'],
    ['an era, in full-width digits', '令和７年４月２３日', 'ja', '2025-04-23T00:00'],
    ['the Republic’s years, by units', '中華民國一百一十四年四月廿三日', 'zh-Hant', '2025-04-23T00:00'],
    ['the Republic’s years, digit by digit', '民國一一四年四月二十三日', 'zh-Hant', '2025-04-23T00:00'],
    ['Chinese numerals', '二〇二五年四月二十三日', 'zh', '2025-04-23T00:00'],
    ['Chinese, the day as in speech', '2025年4月23号', 'zh', '2025-04-23T00:00'],
    ['Persian digits of a Gregorian date', '۲۳/۰۴/۲۰۲۵', 'fa', '2025-04-23T00:00'],
  ])('need no declaration where their words tell: %s', (_, text, language, expected) => {
    expect(read(text, language)).toBe(expected)
  })

  test.each<[string, Calendar, string | undefined]>([
    ['۱۴۰۴/۰۲/۰۳', 'persian', '2025-04-23T00:00'],
    ['1404-02-03 10:30', 'persian', '2025-04-23T10:30'],
    ['31/02/1404', 'persian', '2025-05-21T00:00'],
    ['1446/10/25', 'hijri', '2025-04-23T00:00'],
    ['25-10-1446', 'hijri', '2025-04-23T00:00'],
    ['2025/04/23', 'hijri', '2025-04-23T00:00'],
    ['2025-04-23', 'persian', '2025-04-23T00:00'],
    ['114.04.23', 'roc', '2025-04-23T00:00'],
    ['114年4月23日', 'roc', '2025-04-23T00:00'],
    ['1446/10/25', 'gregorian', undefined],
  ])('in numbers alone are read by the calendar that the source declares: %s, %s', (text, calendar, expected) => {
    expect(read(text, 'en', calendar)).toBe(expected)
  })

  test.each(['31 Mehr 1404 of the year', '30 شوال ١٤٤٥', '32 Ramadan 1446', '3 Azar 2025', 'Tehran, 1404'])(
    'are none where the calendar has no such day: %s',
    (text) => {
      expect(read(text, 'en')).toBeUndefined()
    },
  )
})

/** The runtime's own words for a day, in each calendar that needs no declaration. */
const WRITTEN = [
  ['fa', 'persian'],
  ['fa-AF', 'persian'],
  ['en', 'persian'],
  ['ar-SA', 'islamic-umalqura'],
  ['fa', 'islamic-umalqura'],
  ['en', 'islamic-umalqura'],
  ['th', 'buddhist'],
  ['zh-Hant', 'roc'],
  ['ja', 'japanese'],
] as const

test.each(WRITTEN)('what the runtime writes in %s by the %s calendar is read back', (language, calendar) => {
  const format = new Intl.DateTimeFormat(`${language}-u-ca-${calendar}`, { timeZone: 'UTC', dateStyle: 'long' })
  const days = fc.integer({ min: Date.UTC(1990, 0, 1) / 86_400_000, max: Date.UTC(2040, 11, 31) / 86_400_000 })
  fc.assert(
    fc.property(days, (day) => {
      const written = format.format(day * 86_400_000)
      expect([written, read(written, language)]).toEqual([
        written,
        new Date(day * 86_400_000).toISOString().slice(0, 16),
      ])
    }),
    { numRuns: 400 },
  )
})
