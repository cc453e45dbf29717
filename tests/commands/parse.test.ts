import { describe, expect, test } from 'vitest'
import { format } from '../../src/commands/format.ts'
import { parse } from '../../src/commands/parse.ts'
import { vocabulary } from './vocabulary.ts'

/** What the words come to: a command in its full words, or a question or refusal with its choices. */
function read(words: string): string | readonly string[] {
  const parsed = parse(words, vocabulary)
  return parsed.kind === 'command' ? format(parsed.command) : parsed.choices.map((choice) => choice.words)
}

describe('words for a look-up', () => {
  test.each([
    ['latest azerbaijan', 'latest party:AZ'],
    ['Latest the Azerbaijan, please', 'latest party:AZ'],
    ['latest readouts of Azerbaijan’s', 'latest party:AZ'],
    ['azerbaijan', 'latest party:AZ'],
    ['azerbaijan latest', 'latest party:AZ'],
    ['/readout latest azerbaijan', 'latest party:AZ'],
    ['what is new on trade with baku?', 'latest party:AZ topic:trade-policy'],
    ['show me the latest on kazakhstan', 'latest party:KZ'],
    ['latest "South Korea"', 'latest party:KR'],
    ['latest us', 'latest party:US'],
    ['latest IN', 'latest party:IN'],
    ['latest trinidad and tobago', 'latest party:TT'],
    ['new zealand', 'latest party:NZ'],
    ['latest central asia with china', 'latest party:KZ,KG,TJ,TM,UZ with party:CN'],
    ['latest asean', 'latest party:BN,KH,ID,LA,MY,MM,PH,SG,TH,TL,VN,ASEAN'],
    ['latest topic: trade policy', 'latest topic:trade-policy'],
    ['latest party:taiwan topic:taiwan', 'latest party:TW topic:taiwan'],
    ['最新 阿塞拜疆', 'latest party:AZ'],
    ['最新阿塞拜疆贸易', 'latest party:AZ topic:trade-policy'],
    ['country taiwan', 'country party:TW'],
    ['country eu', 'country party:EU'],
    ['timeline ukraine', 'timeline party:UA'],
    ['timeline azerbaijan taiwan', 'timeline party:AZ topic:taiwan'],
    ['search trade war', 'search trade war'],
    ['find “win-win cooperation”', 'search “win-win cooperation”'],
    ['precedent "tariff and trade wars"', 'precedent "tariff and trade wars"'],
    ['谁说过 共同发展', 'precedent "共同发展"'],
    ['show bcdf', 'show bcdf'],
    ['show the readout #bcdf, please', 'show bcdf'],
    ['compare <https://mfa.ruritania.example/news/1>', 'compare https://mfa.ruritania.example/news/1'],
    ['report bcdf 2 said by somebody else', 'report bcdf 2 wrong-voice'],
    ['report bcdf it is all nonsense', 'report bcdf other'],
    ['', 'help'],
    ['?', 'help'],
    ['帮助', 'help'],
  ])('%s', (words, expected) => {
    expect(read(words)).toBe(expected)
  })
})

describe('two names', () => {
  test.each([
    ['latest azerbaijan with china', 'latest party:AZ with party:CN'],
    ['latest azerbaijan china', 'latest party:AZ with party:CN'],
    ['latest between azerbaijan and china', 'latest party:AZ with party:CN'],
    ['最新 中国与阿塞拜疆', 'latest party:CN with party:AZ'],
    ['latest azerbaijan, kazakhstan', 'latest party:AZ,KZ'],
    ['latest azerbaijan or kazakhstan', 'latest party:AZ,KZ'],
  ])('are both sides, unless a comma or an "or" makes them a choice: %s', (words, expected) => {
    expect(read(words)).toBe(expected)
  })
})

describe('words for a subscription', () => {
  test.each([
    ['subscribe kazakhstan topic:taiwan daily 18:00', 'subscribe party:KZ topic:taiwan daily 18:00 zone:Asia/Baku'],
    ['daily 18:00 subscribe kazakhstan, trade', 'subscribe party:KZ topic:trade-policy daily 18:00 zone:Asia/Baku'],
    [
      'subscribe to trade in central asia on weekdays at 9am Europe/Paris',
      'subscribe party:KZ,KG,TJ,TM,UZ topic:trade-policy weekdays 09:00 zone:Europe/Paris',
    ],
    [
      'subscribe kazakhstan weekly mon 08:00 changes only silent',
      'subscribe party:KZ weekly mon 08:00 zone:Asia/Baku changes:only quiet:silence',
    ],
    ['follow kazakhstan every monday morning', 'subscribe party:KZ weekly mon 08:00 zone:Asia/Baku'],
    ['subscribe kazakhstan every mon and thu at 8:30pm', 'subscribe party:KZ 30 20 * * 1,4 zone:Asia/Baku'],
    ['subscribe kazakhstan weekly', 'subscribe party:KZ weekly mon 08:00 zone:Asia/Baku'],
    ['subscribe kazakhstan hourly', 'subscribe party:KZ 0 * * * * zone:Asia/Baku'],
    ['subscribe kazakhstan 0 8 * * 1-5', 'subscribe party:KZ weekdays 08:00 zone:Asia/Baku'],
    ['subscribe instant', 'subscribe instant'],
    ['subscribe "win-win cooperation" in chinese', 'subscribe phrase:"win-win cooperation" language:zh'],
    ['subscribe Ruritania MFA at once', 'subscribe source:xa-mfa-en instant'],
    ['订阅 哈萨克斯坦 主题:台湾 每天 18:00', 'subscribe party:KZ topic:taiwan daily 18:00 zone:Asia/Baku'],
    ['订阅每个工作日上午9点乌兹别克斯坦', 'subscribe party:UZ weekdays 09:00 zone:Asia/Baku'],
    ['每周五下午6点半订阅中亚', 'subscribe party:KZ,KG,TJ,TM,UZ weekly fri 18:30 zone:Asia/Baku'],
    ['change 2 weekly fri 18:00', 'change 2 weekly fri 18:00 zone:Asia/Baku'],
    ['change any topic', 'change topic:any'],
    ['change #3 everything', 'change 3 changes:all'],
    ['subscribe kazakhstan instant quiet 22:00-07:00', 'subscribe party:KZ instant hours:22:00-07:00'],
    [
      'subscribe kazakhstan instant quiet hours from 10pm to 7am Europe/Paris',
      'subscribe party:KZ instant hours:"22:00-07:00 Europe/Paris"',
    ],
    [
      'subscribe kazakhstan daily 18:00 Europe/Paris quiet:22:00-07:00 silent',
      'subscribe party:KZ daily 18:00 zone:Europe/Paris quiet:silence hours:22:00-07:00',
    ],
    ['订阅 哈萨克斯坦 即时 免打扰 22:00-07:00', 'subscribe party:KZ instant hours:22:00-07:00'],
    ['change 1 quiet 23-7 Asia/Tokyo', 'change 1 hours:"23:00-07:00 Asia/Tokyo"'],
    ['change 1 no quiet hours', 'change 1 hours:none'],
    ['change quiet', 'change quiet:silence'],
    ['subscribe kazakhstan instant in french', 'subscribe party:KZ instant language:fr'],
    ['change 1 language:Chinese', 'change 1 language:zh'],
    ['change 1 用俄语', 'change 1 language:ru'],
    ['unsubscribe 2', 'unsubscribe 2'],
    ['取消订阅 2', 'unsubscribe 2'],
    ['pause', 'pause'],
  ])('%s', (words, expected) => {
    expect(read(words)).toBe(expected)
  })
})

describe('a day in words', () => {
  test.each([
    ['since yesterday', '2025-04-23'],
    ['since monday', '2025-04-21'],
    ['since thursday', '2025-04-17'],
    ['since 2025-04-01', '2025-04-01'],
    ['since 1.4.2025', '2025-04-01'],
    ['since 1 May', '2024-05-01'],
    ['since March 3rd, 2024', '2024-03-03'],
    ['since two weeks ago', '2025-04-10'],
    ['since last month', '2025-03-24'],
    ['since 2024', '2024-01-01'],
    ['since 两周前', '2025-04-10'],
    ['since 2025年4月1日', '2025-04-01'],
  ])('%s', (words, day) => {
    expect(read(words)).toBe(`since ${day} markdown`)
    expect(read(`${words} as csv`)).toBe(`since ${day} csv`)
  })

  test.each(['since foo', 'since', 'since 2026-01-01', 'since 31 February 2024'])(
    'that is none or yet to come: %s',
    (words) => {
      expect(parse(words, vocabulary).kind).toBe('refusal')
    },
  )
})

describe('a word with several meanings is asked about', () => {
  test.each([
    ['latest taiwan', ['latest party:TW', 'latest topic:taiwan']],
    ['latest ukraine', ['latest party:UA', 'latest topic:ukraine']],
    ['latest korea', ['latest party:KR', 'latest party:KP', 'latest topic:korea']],
    ['latest congo', ['latest party:CD', 'latest party:CG']],
    ['latest georgia', ['latest party:GE', 'search georgia']],
    ['subscribe georgia instant', ['subscribe party:GE instant', 'subscribe phrase:"georgia" instant']],
    ['timeline ukraine taiwan', ['timeline party:UA topic:taiwan', 'timeline party:TW topic:ukraine']],
    [
      'subscribe kazakhstan taiwan daily',
      [
        'subscribe party:KZ,TW daily 08:00 zone:Asia/Baku',
        'subscribe party:KZ topic:taiwan daily 08:00 zone:Asia/Baku',
      ],
    ],
    [
      '订阅哈萨克斯坦台湾每天18:00',
      [
        'subscribe party:KZ,TW daily 18:00 zone:Asia/Baku',
        'subscribe party:KZ topic:taiwan daily 18:00 zone:Asia/Baku',
      ],
    ],
    ['latest party:korea', ['latest party:KR', 'latest party:KP']],
  ])('%s', (words, choices) => {
    expect(parse(words, vocabulary).kind).toBe('ask')
    expect(read(words)).toEqual(choices)
  })

  test('with an organisation that may mean its members', () => {
    expect(parse('latest eu', vocabulary)).toMatchObject({
      kind: 'ask',
      question: '“eu” may stand for European Union as a party or EU members (any of 27). Which do you mean?',
    })
  })

  test.each([
    ['latest with taiwan', 'latest party:TW'],
    ['latest about taiwan', 'latest topic:taiwan'],
    ['关于台湾的最新', 'latest topic:taiwan'],
  ])('but not where a word before it decides: %s', (words, expected) => {
    expect(read(words)).toBe(expected)
  })

  test('a report without a reason', () => {
    expect(read('report bcdf 2')).toContain('report bcdf 2 wrong-voice')
  })

  test('one after the other', () => {
    expect(read('latest taiwan ukraine')).toEqual(['latest party:TW ukraine', 'latest topic:taiwan ukraine'])
    expect(read('latest topic:taiwan ukraine')).toEqual([
      'latest party:UA topic:taiwan',
      'latest topic:taiwan topic:ukraine',
    ])
  })
})

describe('a misspelt word gets what it may be a slip of', () => {
  test.each([
    ['latest azerbaijn', 'latest party:AZ'],
    ['latest untied states', 'latest party:US'],
    ['latest saudi arabai', 'latest party:SA'],
    ['latest party:azerbaijn,KZ', 'latest party:AZ,KZ'],
    ['timeline azerbaijan tawian', 'timeline party:AZ topic:taiwan'],
    ['subscribe kazakhstan dialy 18:00', 'subscribe party:KZ daily 18:00 zone:Asia/Baku'],
    ['subscribe Ruritanai MFA instant', 'subscribe source:xa-mfa-en instant'],
    ['latst azerbaijan', 'latest party:AZ'],
    ['subscrbe kazakhstan instant', 'subscribe party:KZ instant'],
  ])('%s', (words, corrected) => {
    expect(parse(words, vocabulary).kind).toBe('refusal')
    expect(read(words)).toContain(corrected)
  })

  test('and a look-up for what nobody knows can still search for it', () => {
    expect(read('latest xyzzy plugh')).toEqual(['search xyzzy plugh'])
  })
})

describe('what is missing or too much is said', () => {
  test('a region where one country is asked for offers its countries', () => {
    expect(read('timeline central asia trade')).toContain('timeline party:UZ topic:trade-policy')
  })

  test('two topics in one look-up', () => {
    expect(read('latest azerbaijan, trade, security')).toEqual(['latest topic:trade-policy', 'latest topic:security'])
  })

  test.each([
    'show',
    'show kazakhstan is what I want',
    'country',
    'search',
    'precedent',
    'change 1 Asia/Tokyo',
    'change 1 quiet 25:00-07:00',
    'change 1 hours:whenever',
    'change 1 hours:22:00-07:00@Paris',
    'change 1 language:klingon',
  ])('%s', (words) => {
    expect(parse(words, vocabulary).kind).toBe('refusal')
  })
})
