import type { Message } from '../domain/message.ts'
import type { NewsItem } from '../domain/news.ts'
import { toMessage } from './message.ts'

/** The same edit may be told against one version here and against another there. */
const keyOf = ({ id, sequel }: NewsItem) => (sequel?.kind === 'edited' ? [id, sequel.from] : id)

/** Messages remembered at most. */
const MOST = 500

/**
 * As `toMessage`, for one planning, in which display names and sources are the same throughout: what many channels ask for alike is
 * written once for all of them.
 */
export function writeOnce(): typeof toMessage {
  const written = new Map<string, Message>()
  return (items, occasion) => {
    const { subscription, dueAt, since, zone, sample, alert } = occasion
    const { countries, topics, sources, phrases, locale } = subscription
    const wants = [countries, topics, sources, phrases, locale]
    const key = JSON.stringify([wants, dueAt, since, zone, sample, alert, items.map(keyOf)])
    const message = written.get(key) ?? toMessage(items, occasion)
    written.set(key, message)
    const [oldest] = written.keys()
    if (written.size > MOST && oldest !== undefined) written.delete(oldest)
    return message
  }
}
