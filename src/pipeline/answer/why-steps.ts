import { partiesNamed, topicsNamed } from '../../commands/confirmation.ts'
import { pauseInWords } from '../../commands/lifecycle.ts'
import type { Gazetteer } from '../../countries/gazetteer.ts'
import { formatInstant, zoneName } from '../../digest/days.ts'
import { isNews, matches, textOf } from '../../digest/news.ts'
import { TOPIC_LABELS } from '../../digest/words.ts'
import type { Posting } from '../../domain/digest.ts'
import type { Field } from '../../domain/message.ts'
import type { NewsItem } from '../../domain/news.ts'
import { isAuthoritative } from '../../domain/source.ts'
import type { KeptSubscription } from '../../domain/subscription.ts'
import { isQuiet } from '../../schedule/quiet.ts'

/** What a decision rests on, step by step; the first step that says no is the reason. */
export type WhyContext = {
  readonly postings: readonly Posting[]
  readonly newsMaxAgeHours: number
  /** IANA zone of the times shown. */
  readonly zone: string
  readonly gazetteer: Gazetteer
  readonly now: Date
}

type Step = { readonly asks: string; readonly passed: boolean; readonly yes: string; readonly no: string }

const ARRIVALS = {
  poll: 'found while polling',
  'first-round': 'found in the first round of its source: history, never news',
  backfill: 'brought by a backfill: history, never news',
  import: 'imported: history, never news',
} as const

/** Why a subscription did or did not take an item: each check in the order in which it is made, up to the first that failed. */
export function whySteps(subscription: KeptSubscription, item: NewsItem, context: WhyContext): Field[] {
  const { readout } = textOf(item)
  const steps: readonly Step[] = [
    ...arrivalSteps(subscription, item, context),
    ...wantedSteps(subscription, item, context),
  ]
  const stored: Field = {
    label: 'Stored',
    text: `${formatInstant(readout.storedAt, context.zone)} ${zoneName(context.zone)}, ${readout.body}, ${ARRIVALS[readout.arrival]}`,
  }
  const failed = steps.findIndex(({ passed }) => !passed)
  const told = failed === -1 ? steps : steps.slice(0, failed + 1)
  const checks = told.map(
    ({ asks, passed, yes, no }): Field => ({ label: asks, text: passed ? `yes: ${yes}` : `no: ${no}` }),
  )
  return [stored, ...checks, outcome(subscription, failed === -1, context)]
}

function arrivalSteps(subscription: KeptSubscription, item: NewsItem, { newsMaxAgeHours, zone }: WhyContext): Step[] {
  const text = textOf(item)
  const { arrival, storedAt } = text.readout
  const made = formatInstant(subscription.createdAt, zone)
  return [
    { asks: 'Found by polling', passed: arrival === 'poll', yes: 'it can be news', no: ARRIVALS[arrival] },
    {
      asks: 'Stored after the subscription was made',
      passed: storedAt > subscription.createdAt,
      yes: `made ${made}`,
      no: `made ${made}, afterwards`,
    },
    {
      asks: 'Fresh when it was stored',
      passed: isNews(text, subscription, newsMaxAgeHours),
      yes: `not older than ${newsMaxAgeHours} hours`,
      no: `older than ${newsMaxAgeHours} hours by its encounter and its publication, or of unknown age`,
    },
  ]
}

function wantedSteps(subscription: KeptSubscription, item: NewsItem, { gazetteer }: WhyContext): Step[] {
  const { countries, topics, sources, phrases, changesOnly, schedule } = subscription
  const nothing = { countries: [], topics: [], sources: [], phrases: [] }
  const { parties, keyPoints } = textOf(item).reading
  const has = (wants: Partial<typeof subscription>): boolean => matches({ ...nothing, ...wants }, item)
  const spokenOf = [...new Set(keyPoints.map(({ topic }) => TOPIC_LABELS[topic]))].join(', ') || 'none'
  const lists: readonly (Step & { readonly asked: boolean })[] = [
    {
      asked: countries.length > 0,
      asks: `A party of it is ${partiesNamed(countries, gazetteer)}`,
      passed: has({ countries }),
      yes: parties.map(gazetteer.displayName).join(', '),
      no: `its parties are ${parties.map(gazetteer.displayName).join(', ') || 'unknown'}`,
    },
    {
      asked: topics.length > 0,
      asks: `It speaks to ${topicsNamed(topics)}`,
      passed: has({ topics }),
      yes: spokenOf,
      no: `its topics: ${spokenOf}`,
    },
    {
      asked: sources.length > 0,
      asks: `It is from ${sources.join(' or ')}`,
      passed: has({ sources }),
      yes: 'it is',
      no: 'it is not',
    },
    {
      asked: phrases.length > 0,
      asks: 'It holds the phrase',
      passed: has({ phrases }),
      yes: 'it does',
      no: 'it does not',
    },
    {
      asked: changesOnly,
      asks: 'Something changed in it',
      passed: item.novelties.length > 0,
      yes: marksIn(item),
      no: 'nothing did, and only changes are wanted',
    },
    {
      asked: schedule.kind === 'instant',
      asks: 'An official text, or of state media',
      passed: isAuthoritative(textOf(item).readout),
      yes: 'alerts rest on such texts',
      no: 'alerts rest on such texts alone',
    },
  ]
  return lists.filter(({ asked }) => asked)
}

const marksIn = ({ novelties }: NewsItem): string =>
  [...new Set(novelties.map(({ mark }) => mark.toLowerCase()))].join(', ')

function outcome(
  { id, pausedReason, quietHours }: KeptSubscription,
  wanted: boolean,
  { postings, zone, now }: WhyContext,
): Field {
  const posting = postings.find(({ subscriptionId }) => subscriptionId === id)
  if (posting) return { label: 'Posted', text: postingWords(posting, zone) }
  if (!wanted) return { label: 'So', text: 'it is not posted for this subscription' }
  if (pausedReason !== undefined)
    return { label: 'So', text: `it waits: the subscription is ${pauseInWords(pausedReason)}` }
  if (quietHours && isQuiet(quietHours, now))
    return {
      label: 'So',
      text: `it waits for the end of the quiet hours: ${quietHours.to} ${zoneName(quietHours.zone)}`,
    }
  return { label: 'So', text: 'it comes with the next digest' }
}

function postingWords({ dueAt, parts }: Posting, zone: string): string {
  const due = `in the digest due ${formatInstant(dueAt, zone)} ${zoneName(zone)}`
  const sent = parts.filter(({ state }) => state === 'sent')
  const dead = parts.find(({ state }) => state === 'dead')
  const [open] = parts.filter(({ state }) => state === 'waiting' || state === 'claimed')
  if (parts.length === 0) return `${due}, which said nothing`
  if (dead) return `${due}; given up: ${dead.reason ?? 'the platform refused it'}`
  if (open) return `${due}; still being sent${open.reason === undefined ? '' : ` (${open.reason})`}`
  const [last] = sent.flatMap(({ sentAt }) => sentAt ?? []).toSorted((a, b) => b.getTime() - a.getTime())
  return last ? `${due}, sent ${formatInstant(last, zone)}` : due
}
