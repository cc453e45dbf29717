import type { NewsItem } from '../domain/news.ts'
import type { Subscription } from '../domain/subscription.ts'
import { textOf } from './news.ts'
import { isFor } from './plan.ts'

/** Finds the items that `isFor` takes for one subscription after another. */
export type NewsBoard = (subscription: Subscription) => readonly NewsItem[]

/** Asks for everything, and always has. */
const ANYBODY: Subscription = {
  id: 0,
  destination: { platform: '', workspace: '', channel: '' },
  countries: [],
  topics: [],
  sources: [],
  phrases: [],
  schedule: { kind: 'cron', cron: '0 0 * * *', zone: 'UTC' },
  whenQuiet: 'line',
  changesOnly: false,
  locale: 'en',
  createdAt: new Date(0),
}

/**
 * Sorts items by what subscriptions ask for, so that ten thousand of them need not each look at everything: a subscription looks at the
 * items of its countries, else of its topics, and only one that names neither at all of them; those that ask alike look once. Order stays
 * that of `items`.
 */
export function openBoard(items: readonly NewsItem[], maxAgeHours: number): NewsBoard {
  const news = items.filter((item) => isFor(ANYBODY, item, maxAgeHours))
  const place = new Map(news.map((item, index) => [item, index]))
  const byParty = indexBy(news, ({ reading }) => reading.parties)
  const byTopic = indexBy(news, ({ reading }) => reading.keyPoints.map(({ topic }) => topic))
  const among = (index: ReadonlyMap<string, readonly NewsItem[]>, wanted: readonly string[]): NewsItem[] => {
    const found = [...new Set(wanted.flatMap((one) => index.get(one) ?? []))]
    return found.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
  }
  const find = (subscription: Subscription): Found => {
    const { countries, topics } = subscription
    const pinned = countries.length > 0 ? among(byParty, countries) : topics.length > 0 ? among(byTopic, topics) : news
    const asked = { ...subscription, createdAt: ANYBODY.createdAt }
    const items = pinned.filter((item) => isFor(asked, item, maxAgeHours))
    return { items, oldest: Math.min(...items.map(storedAt)) }
  }
  const found = new Map<string, Found>()
  return (subscription) => {
    const key = keyOf(subscription)
    const known = found.get(key) ?? find(subscription)
    found.set(key, known)
    const createdAt = subscription.createdAt.getTime()
    return createdAt < known.oldest ? known.items : known.items.filter((item) => storedAt(item) > createdAt)
  }
}

/** What subscriptions that ask alike are told of, whenever they were made, and when the first of it was stored. */
type Found = { readonly items: readonly NewsItem[]; readonly oldest: number }

const storedAt = (item: NewsItem): number => textOf(item).readout.storedAt.getTime()

/** All that `isFor` looks at but when the subscription was made. */
function keyOf({ countries, topics, sources, phrases, schedule, changesOnly }: Subscription): string {
  return JSON.stringify([countries, topics, sources, phrases, schedule.kind, changesOnly])
}

type Text = NewsItem['account']['texts'][number]

/** Each item under every key that a text of its account has. */
function indexBy(items: readonly NewsItem[], keysOf: (text: Text) => readonly string[]): Map<string, NewsItem[]> {
  const index = new Map<string, NewsItem[]>()
  for (const item of items) {
    for (const key of new Set(item.account.texts.flatMap(keysOf))) {
      const there = index.get(key)
      if (there) there.push(item)
      else index.set(key, [item])
    }
  }
  return index
}
