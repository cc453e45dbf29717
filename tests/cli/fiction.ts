import type { PublishedItem } from '../fakes/ministry.ts'

// Fiction: the states are real, since the reader knows no others; the people, what they say and what they sign are invented.

/** China's account of invented talks with Iceland: a new level, a position on Taiwan, trade, twelve documents. */
export const chinaOnIceland: PublishedItem = {
  path: '/readouts/202504/t20250423_1.html',
  title: 'Lin Mofan Holds Talks with Prime Minister of Iceland Sunna Hrafnsdottir',
  published: new Date('2025-04-23T10:00:00Z'),
  paragraphs: [
    'On April 23, 2025, Chinese President Lin Mofan held talks with Prime Minister of Iceland Sunna Hrafnsdottir in Beijing. The two sides announced the elevation of China-Iceland relations to a comprehensive strategic partnership.',
    'Lin Mofan said that tariff wars and trade wars have no winners and that China upholds the multilateral trading system.',
    'Sunna Hrafnsdottir said that Iceland firmly adheres to the one-China principle and that Taiwan is an inalienable part of China’s territory.',
    'After the talks, the two sides signed 12 cooperation documents in such areas as geothermal energy, fisheries and tourism.',
  ],
}

/** Iceland's account of the same talks. */
export const icelandOnChina: PublishedItem = {
  path: '/news/2025/04/23/talks-in-beijing',
  title: 'Prime Minister Hrafnsdottir meets President Lin in Beijing',
  published: new Date('2025-04-23T12:00:00Z'),
  paragraphs: [
    'Prime Minister Sunna Hrafnsdottir met with President of China Lin Mofan in Beijing on 23 April 2025.',
    'The Prime Minister said that Iceland’s one-China policy has not changed. She raised market access for Icelandic companies.',
  ],
}

/** A telephone call of the day after, with nothing on a card topic. */
export const chinaOnUruguay: PublishedItem = {
  path: '/readouts/202504/t20250424_2.html',
  title: 'Qiu Yanshu Has a Phone Call with Uruguayan Foreign Minister Valentina Etcheverria',
  published: new Date('2025-04-24T03:00:00Z'),
  paragraphs: [
    'On April 24, 2025, Foreign Minister Qiu Yanshu had a phone call with Uruguayan Foreign Minister Valentina Etcheverria.',
    'The two sides exchanged views on cultural exchanges and tourism.',
  ],
}

/** `sources.yaml` for feeds that carry only the beginning of each text, on a ministry at `baseUrl`. */
export function feedSource(id: string, issuer: string, url: string): string {
  return `  - { id: ${id}, issuer: ${issuer}, body: ministry, language: en, kind: rss, zone: UTC, name: "Ministry of ${issuer}", url: "${url}", spacingSeconds: 1, intervalMinutes: 15 }\n`
}
