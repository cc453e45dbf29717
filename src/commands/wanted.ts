import type { Wanted } from '../domain/command.ts'
import type { Destination, QuietHours, Schedule, Subscription } from '../domain/subscription.ts'

/** Where and by what zone and language somebody subscribes. */
export type Subscriber = {
  readonly at: Destination
  readonly locale: string
  /** IANA zone of a digest whose time was not asked for. */
  readonly zone: string
  readonly now: Date
}

/** When a digest is posted that nobody gave a time. */
const DAILY_AT_EIGHT = '0 8 * * *'

/** A new subscription: what is not asked for takes its default, an absent list asks for nothing. */
export function subscriptionOf(wanted: Wanted, { at, locale, zone, now }: Subscriber): Omit<Subscription, 'id'> {
  const schedule: Schedule = wanted.schedule ?? { kind: 'cron', cron: DAILY_AT_EIGHT, zone }
  return {
    destination: at,
    countries: wanted.countries ?? [],
    topics: wanted.topics ?? [],
    sources: wanted.sources ?? [],
    phrases: wanted.phrases ?? [],
    schedule,
    whenQuiet: wanted.whenQuiet ?? 'line',
    changesOnly: wanted.changesOnly ?? false,
    quietHours: hoursIn(wanted.quietHours, schedule, zone),
    locale: wanted.locale ?? locale,
    createdAt: now,
  }
}

/** The subscription with what is wanted anew; what is absent stays as it is. `zone` is the person's own. */
export function changedBy<S extends Subscription>(before: S, { quietHours, ...wanted }: Wanted, zone: string): S {
  const given = Object.entries(wanted).filter(([, value]) => value !== undefined)
  const after: S = { ...before, ...Object.fromEntries(given) }
  if (quietHours === undefined) return after
  return { ...after, quietHours: hoursIn(quietHours, after.schedule, before.quietHours?.zone ?? zone) }
}

/** Quiet hours are meant where the schedule is. */
function hoursIn(wanted: Wanted['quietHours'], schedule: Schedule, zone: string): QuietHours | undefined {
  if (wanted === undefined || wanted === 'none') return undefined
  return { ...wanted, zone: wanted.zone ?? (schedule.kind === 'cron' ? schedule.zone : zone) }
}

/** Whether two subscriptions take the same, whenever they post it. */
export function takesSame(a: Taking, b: Taking): boolean {
  const lists = ['countries', 'topics', 'sources', 'phrases'] as const
  return lists.every((list) => sorted(a[list]) === sorted(b[list])) && a.changesOnly === b.changesOnly
}

type Taking = Pick<Subscription, 'countries' | 'topics' | 'sources' | 'phrases' | 'changesOnly'>

const sorted = (list: readonly string[]): string => JSON.stringify(list.toSorted())

/** What a subscription wants, in full: the words of it make it anew. */
export function wantedIn(subscription: Subscription): Wanted {
  const { countries, topics, sources, phrases, schedule, changesOnly, whenQuiet, quietHours, locale } = subscription
  return {
    ...(countries.length > 0 && { countries }),
    ...(topics.length > 0 && { topics }),
    ...(sources.length > 0 && { sources }),
    ...(phrases.length > 0 && { phrases }),
    schedule,
    ...(changesOnly && { changesOnly }),
    ...(whenQuiet === 'silence' && { whenQuiet }),
    ...(quietHours && { quietHours }),
    locale,
  }
}
