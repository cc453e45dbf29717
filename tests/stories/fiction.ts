import type { PublishedItem } from '../fakes/ministry.ts'

// Fiction: the states are real, since the reader knows no others; the people, what they say and what they sign are invented.

/** What China's ministry listed before anybody had subscribed. */
export const chinaBefore: PublishedItem = {
  path: '/readouts/202504/t20250422_1.html',
  title: 'Qiu Yanshu Meets with Minister for Foreign Affairs of Uruguay Valentina Etcheverria',
  published: new Date('2025-04-22T10:00:00Z'),
  paragraphs: [
    'On April 22, 2025, Foreign Minister Qiu Yanshu met with Minister for Foreign Affairs of Uruguay Valentina Etcheverria in Beijing.',
    'The two sides exchanged views on cultural exchanges and tourism.',
  ],
}

/** What Kazakhstan's ministry listed before. */
export const kazakhstanBefore: PublishedItem = {
  path: '/news/2025/04/21/call',
  title: 'Foreign Minister Ospanbek speaks with his Uruguayan counterpart by telephone',
  published: new Date('2025-04-21T10:00:00Z'),
  paragraphs: [
    'Foreign Minister of Kazakhstan Daulet Ospanbek had a telephone conversation with Foreign Minister of Uruguay Valentina Etcheverria on 21 April 2025.',
    'The ministers discussed tourism and cooperation in culture.',
  ],
}

/** China's account of talks in Astana: the level, Taiwan, trade, documents. */
export const chinaOnKazakhstan: PublishedItem = {
  path: '/readouts/202504/t20250424_1.html',
  title: 'Qiu Yanshu Holds Talks with Minister of Foreign Affairs of Kazakhstan Daulet Ospanbek',
  published: new Date('2025-04-24T06:00:00Z'),
  paragraphs: [
    'On April 24, 2025, Foreign Minister Qiu Yanshu held talks with Minister of Foreign Affairs of Kazakhstan Daulet Ospanbek in Astana.',
    'Qiu Yanshu said that tariff wars and trade wars have no winners and that China upholds the multilateral trading system.',
    'Daulet Ospanbek said that Kazakhstan firmly adheres to the one-China principle and that Taiwan is an inalienable part of China’s territory.',
    'After the talks, the two sides signed 3 cooperation documents in such areas as railways and tourism.',
  ],
}

/** Kazakhstan's account of the same talks; it words Taiwan otherwise. */
export const kazakhstanOnChina: PublishedItem = {
  path: '/news/2025/04/24/talks-in-astana',
  title: 'Foreign Minister Daulet Ospanbek holds talks with Foreign Minister of China Qiu Yanshu',
  published: new Date('2025-04-24T08:00:00Z'),
  paragraphs: [
    'Foreign Minister of Kazakhstan Daulet Ospanbek held talks with Foreign Minister of China Qiu Yanshu in Astana on 24 April 2025.',
    'Daulet Ospanbek said that Kazakhstan’s one-China policy has not changed. He raised the transit of goods by rail.',
  ],
}

/** A later call, of the day after. */
export const chinaOnKazakhstanLater: PublishedItem = {
  path: '/readouts/202504/t20250425_1.html',
  title: 'Qiu Yanshu Has a Phone Call with Minister of Foreign Affairs of Kazakhstan Daulet Ospanbek',
  published: new Date('2025-04-25T08:00:00Z'),
  paragraphs: [
    'On April 25, 2025, Foreign Minister Qiu Yanshu had a phone call with Minister of Foreign Affairs of Kazakhstan Daulet Ospanbek.',
    'Daulet Ospanbek said that Kazakhstan firmly adheres to the one-China principle. The two sides exchanged views on railways.',
  ],
}

const MINISTERS = [
  ['Kazakhstan', 'Daulet Ospanbek'],
  ['Uzbekistan', 'Rustam Olimjon'],
  ['Azerbaijan', 'Elvin Qasimzade'],
  ['Georgia', 'Nino Abuladze'],
] as const

/** China's account of a call with the n-th of several countries, each of which speaks of Taiwan; held at that instant. */
export function aCallOnTaiwan(at: Date, n: number): PublishedItem {
  const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(at)
  const [country, name] = MINISTERS[n % MINISTERS.length] ?? MINISTERS[0]
  const minister = `Minister of Foreign Affairs of ${country} ${name}`
  return {
    path: `/readouts/taiwan/t${n}.html`,
    title: `Qiu Yanshu Has a Phone Call with ${minister}`,
    published: at,
    paragraphs: [
      `On ${day}, Foreign Minister Qiu Yanshu had a phone call with ${minister}.`,
      `${name} said that ${country} firmly adheres to the one-China principle. The two sides exchanged views on railways.`,
    ],
  }
}

const COUNTERPARTS = [
  'Prime Minister of Kazakhstan Aigerim Nurlanova',
  'Minister of Foreign Affairs of Kazakhstan Daulet Ospanbek',
  'Deputy Prime Minister of Kazakhstan Serik Tasbolat',
  'President of Kazakhstan Marat Zhaksylyk',
]

/** China's account of the n-th of many calls with Kazakhstan, held at that instant, with another person than the one before. */
export function aCall(at: Date, n: number): PublishedItem {
  const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(at)
  const other = COUNTERPARTS[n % COUNTERPARTS.length]
  return {
    path: `/readouts/calls/t${n}.html`,
    title: `Qiu Yanshu Has a Phone Call with ${other}`,
    published: at,
    paragraphs: [
      `On ${day}, Foreign Minister Qiu Yanshu had a phone call with ${other}.`,
      `The two sides exchanged views on railways and tourism. It was their call number ${n}.`,
    ],
  }
}
