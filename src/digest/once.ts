import type { Message } from '../domain/message.ts'
import type { NewsItem } from '../domain/news.ts'
import { encounterItem } from './encounter-item.ts'
import { type Occasion, toMessage, type Writers } from './message.ts'
import { sourcesLine } from './sources-line.ts'

/** Writes the message of a digest. */
export type Write = (items: readonly NewsItem[], occasion: Occasion) => Message

/** The same edit may be told against one version here and against another there. */
const keyOf = ({ id, sequel }: NewsItem) => (sequel?.kind === 'edited' ? [id, sequel.from] : id)

/** Messages remembered at most, and encounters as messages tell them. */
const MOST = { messages: 500, encounters: 2_000 } as const

/**
 * As `toMessage`, for one planning, in which display names, sources and what is told of an item are the same throughout: what many channels
 * ask for alike is written once for all of them, and so is each encounter that they are told of alike.
 */
export function writeOnce(): Write {
  const writers: Writers = { encounter: tellOnce(), footer: footerOnce() }
  const messageOf = remembered<Message>(MOST.messages)
  return (items, occasion) => {
    const { subscription, dueAt, since, zone, sample, alert } = occasion
    const { countries, topics, sources, phrases, locale } = subscription
    const wants = [countries, topics, sources, phrases, locale]
    const key = JSON.stringify([wants, +dueAt, since && +since, zone, sample, alert, items.map(keyOf)])
    return messageOf(key, () => toMessage(items, occasion, writers))
  }
}

function tellOnce(): Writers['encounter'] {
  const told = remembered<ReturnType<typeof encounterItem>>(MOST.encounters)
  return (items, manner) => {
    const { locale, topics, year } = manner
    return told(JSON.stringify([locale, topics, year, items.map(keyOf)]), () => encounterItem(items, manner))
  }
}

function footerOnce(): Writers['footer'] {
  const lines = remembered<string>(MOST.messages)
  return (sources, now, zone) => lines(`${+now} ${zone}`, () => sourcesLine(sources, now, zone))
}

/** Gives what was made under a key before, else makes it; what was made longest ago is forgotten first. */
function remembered<T>(most: number): (key: string, make: () => T) => T {
  const made = new Map<string, T>()
  return (key, make) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const fresh = make()
    made.set(key, fresh)
    const [oldest] = made.keys()
    if (made.size > most && oldest !== undefined) made.delete(oldest)
    return fresh
  }
}
