import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DateRules, dateInUrl, parseDate } from '../../src/sources/date.ts'

const rules = (language: string, zone: string, more: Partial<DateRules> = {}): DateRules => ({
  language,
  zone,
  ...more,
})
const read = (text: string, by: DateRules): string | undefined => parseDate(text, by)?.at.toISOString()

describe('parseDate', () => {
  test.each([
    ['2025-04-23T14:30:00+04:00', 'en', 'Asia/Baku', '2025-04-23T10:30:00.000Z'],
    ['2025-04-23T14:30:00Z', 'en', 'Asia/Baku', '2025-04-23T14:30:00.000Z'],
    ['2025-04-23 14:30', 'en', 'Asia/Baku', '2025-04-23T10:30:00.000Z'],
    ['Wed, 23 Apr 2025 14:30:00 GMT', 'en', 'Asia/Baku', '2025-04-23T14:30:00.000Z'],
    ['Wed, 23 Apr 2025 14:30:00 -0400', 'en', 'Asia/Baku', '2025-04-23T18:30:00.000Z'],
    ['Wed, 23 Apr 2025 14:30 EDT', 'en', 'Asia/Baku', '2025-04-23T18:30:00.000Z'],
    ['Monday 5 October 2026', 'en', 'Australia/Sydney', '2026-10-04T13:00:00.000Z'],
    ['No: 187, 1 October 2026, Press Release Regarding a Visit', 'en', 'Europe/Istanbul', '2026-09-30T21:00:00.000Z'],
    ['April 23, 2025', 'en', 'America/New_York', '2025-04-23T04:00:00.000Z'],
    ['Sept. 5, 2026', 'en', 'UTC', '2026-09-05T00:00:00.000Z'],
    ['14:05 | 23/04/2025', 'vi', 'Asia/Ho_Chi_Minh', '2025-04-23T07:05:00.000Z'],
    ['ngày 23 tháng 4 năm 2025', 'vi', 'Asia/Ho_Chi_Minh', '2025-04-22T17:00:00.000Z'],
    ['Публикация 23 апреля 2025 года, 16:40', 'ru', 'Europe/Moscow', '2025-04-23T13:40:00.000Z'],
    ['23.04.2025', 'ru', 'Europe/Moscow', '2025-04-22T21:00:00.000Z'],
    ['23 de abril de 2025 às 9:15', 'pt', 'America/Sao_Paulo', '2025-04-23T12:15:00.000Z'],
    ['28 of February of 2022', 'en', 'UTC', '2022-02-28T00:00:00.000Z'],
    ['Le 1er avril 2025', 'fr', 'Europe/Paris', '2025-03-31T22:00:00.000Z'],
    ['23. April 2025', 'de', 'Europe/Berlin', '2025-04-22T22:00:00.000Z'],
    ['2025. április 23.', 'hu', 'Europe/Budapest', '2025-04-22T22:00:00.000Z'],
    ['23 Nisan 2025', 'tr', 'Europe/Istanbul', '2025-04-22T21:00:00.000Z'],
    ['23 أبريل 2025', 'ar', 'Africa/Cairo', '2025-04-22T22:00:00.000Z'],
    ['访客会见部长（2025-04-23）', 'zh', 'Asia/Shanghai', '2025-04-22T16:00:00.000Z'],
    ['2025年4月23日 下午3:20', 'zh', 'Asia/Shanghai', '2025-04-23T07:20:00.000Z'],
    ['令和7年4月23日', 'ja', 'Asia/Tokyo', '2025-04-22T15:00:00.000Z'],
    ['令和元年5月1日', 'ja', 'Asia/Tokyo', '2019-04-30T15:00:00.000Z'],
    ['中華民國114年4月23日', 'zh-Hant', 'Asia/Taipei', '2025-04-22T16:00:00.000Z'],
    ['2025년 4월 23일', 'ko', 'Asia/Seoul', '2025-04-22T15:00:00.000Z'],
    ['23 เมษายน 2568', 'th', 'Asia/Bangkok', '2025-04-22T17:00:00.000Z'],
    ['April 23, 2025, 9:05 p.m.', 'en', 'UTC', '2025-04-23T21:05:00.000Z'],
    ['12:10 am, April 23, 2025', 'en', 'UTC', '2025-04-23T00:10:00.000Z'],
  ])('reads %j (%s, %s)', (text, language, zone, expected) => {
    expect(read(text, rules(language, zone))).toBe(expected)
  })

  test('takes the day first where numbers alone do not tell, unless the source says otherwise', () => {
    expect(read('03/04/2025', rules('en', 'UTC'))).toBe('2025-04-03T00:00:00.000Z')
    expect(read('03/04/2025', rules('en', 'UTC', { dateOrder: 'month-first' }))).toBe('2025-03-04T00:00:00.000Z')
    expect(read('04/23/2025', rules('en', 'UTC'))).toBe('2025-04-23T00:00:00.000Z')
    expect(read('4/3/25', rules('en', 'UTC', { dateOrder: 'month-first' }))).toBe('2025-04-03T00:00:00.000Z')
    expect(read('4/3/25', rules('en', 'UTC'))).toBeUndefined()
  })

  test('counts years from 1911 where the source does', () => {
    expect(read('114/04/23', rules('zh-Hant', 'UTC', { calendar: 'roc' }))).toBe('2025-04-23T00:00:00.000Z')
    expect(read('114/04/23', rules('zh-Hant', 'UTC'))).toBeUndefined()
  })

  test.each([
    '',
    'no date',
    '31 April 2025',
    '2025-13-01',
    '00/00/0000',
    'call 555-1234',
    '3000-01-01',
    '99:99',
    'May 2025',
  ])('finds none in %j', (text) => {
    expect(parseDate(text, rules('en', 'UTC'))).toBeUndefined()
  })

  test('reads what it can where the language is not known', () => {
    expect(read('23 April 2025', rules('', 'UTC'))).toBe('2025-04-23T00:00:00.000Z')
  })

  test('tells a time of day from a bare day', () => {
    expect(parseDate('23 April 2025, 10:00', rules('en', 'UTC'))?.exact).toBe(true)
    expect(parseDate('23 April 2025', rules('en', 'UTC'))?.exact).toBe(false)
  })

  test('reads back what ISO writes, and never throws', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-02'), max: new Date('2100-12-30'), noInvalidDate: true }),
        (date) => {
          date.setUTCMilliseconds(0)
          expect(read(date.toISOString(), rules('en', 'Asia/Kathmandu'))).toBe(date.toISOString())
        },
      ),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => void parseDate(text, rules('zh', 'Asia/Shanghai'))),
    )
  })

  test('midnight in a zone is midnight there, whatever its clocks did that day', () => {
    const zones = ['America/Sao_Paulo', 'Asia/Beirut', 'Europe/London', 'Pacific/Apia', 'Asia/Almaty', 'Africa/Cairo']
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.date({ min: new Date('1990-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        (zone, date) => {
          const day = date.toISOString().slice(0, 10)
          const at = parseDate(day, rules('en', zone))?.at ?? new Date(0)
          const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(at)
          // Samoa skipped 30 December 2011 whole; a day that never was falls next to it.
          if (zone !== 'Pacific/Apia' || day !== '2011-12-30') expect(shown).toBe(day)
        },
      ),
    )
  })
})

describe('dateInUrl', () => {
  test.each([
    ['https://m.example/en/news/2025/4/3/visit', '2025-04-03'],
    ['https://m.example/20250403/123.html', '2025-04-03'],
    ['https://m.example/202504/t20250403_116.shtml', '2025-04-03'],
    ['https://m.example/2025-04-03-visit.html', '2025-04-03'],
    ['https://m.example/en/news03042025-2', '2025-04-03'],
    ['https://m.example/news/123456789', undefined],
    ['https://m.example/2025/visit', undefined],
    ['no address', undefined],
  ])('%s → %s', (url, expected) => {
    expect(dateInUrl(url, { zone: 'UTC' })?.at.toISOString().slice(0, 10)).toBe(expected)
  })
})
