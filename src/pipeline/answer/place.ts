import type { Reply } from '../../chat/adapter.ts'
import { askedFor } from '../../commands/confirmation.ts'
import { format, scheduleWords } from '../../commands/format.ts'
import { languageName } from '../../commands/languages.ts'
import { pauseInWords } from '../../commands/lifecycle.ts'
import { formatInstant, zoneName } from '../../digest/days.ts'
import type { Choice, Command } from '../../domain/command.ts'
import type { KeptSubscription, Subscription } from '../../domain/subscription.ts'
import { nextDue } from '../../schedule/due.ts'
import { afterQuiet } from '../../schedule/quiet.ts'
import { type AnswerPorts, type Asking, refusal } from './ports.ts'

type Numbered = Extract<Command, { name: 'change' | 'unsubscribe' | 'pause' | 'resume' | 'preview' }>

/** Where nothing is subscribed yet. */
export const HOW_TO_SUBSCRIBE: Choice = { label: 'How to subscribe', words: 'help' }

/** The subscription of this place that a command is about: of that number, or the only one; else what to say. */
export async function pick(command: Numbered, asking: Asking): Promise<KeptSubscription | Reply> {
  const here = await asking.ports.store.subscriptionsIn(asking.caller.at)
  const [only, ...others] = here
  if (!only) return refusal('Nothing is subscribed here.', [HOW_TO_SUBSCRIBE])
  const found =
    command.number === undefined && others.length === 0 ? only : here.find(({ number }) => number === command.number)
  if (found) return found
  const question =
    command.number === undefined ? 'Which subscription?' : `There is no subscription ${command.number} here.`
  const choices = here.map((one) => ({
    label: labelOf(one, asking),
    words: format({ ...command, number: one.number }),
  }))
  return refusal(question, choices)
}

/** Whether `pick` gave an answer instead of a subscription. */
export const isAnswered = (picked: KeptSubscription | Reply): picked is Reply => 'kind' in picked

/** `1: Readouts with Kazakhstan as a party; daily 18:00 Baku`. */
export function labelOf(subscription: KeptSubscription, asking: Asking): string {
  return `${subscription.number}: ${inWords(subscription, asking.ports)}`
}

/** What a subscription takes and when, and why it does not post where it is paused. */
export function inWords(subscription: Omit<KeptSubscription, 'id' | 'number'>, ports: AnswerPorts): string {
  const { changesOnly, pausedReason, locale } = subscription
  const only = changesOnly ? ', only what changed' : ''
  const paused = pausedReason === undefined ? '' : ` (${pauseInWords(pausedReason)})`
  const language = isEnglish(locale) ? '' : `; quotes in ${languageName(locale)}`
  return `${askedFor(subscription, ports)}${only}; ${whenWords(subscription)}${language}${paused}`
}

/** Whether quotes are wanted in English, as all else is. */
export const isEnglish = (locale: string): boolean => /^en\b/.test(locale)

/** What a language other than English comes to. A language model may translate what we say ourselves. */
export const quotedWhere = ({ assist }: Pick<AnswerPorts, 'assist'>): string =>
  `where an official text has it${assist === undefined ? '; our own words stay English' : ''}.`

type Timing = Pick<Subscription, 'schedule' | 'quietHours'>

/** `daily 18:00 Baku`; `at once, quiet 22:00–07:00 Baku`. */
export function whenWords({ schedule, quietHours }: Timing): string {
  const when =
    schedule.kind === 'instant' ? 'at once' : scheduleWords(schedule).replace(/zone:.*$/, zoneName(schedule.zone))
  return quietHours ? `${when}, quiet ${quietHours.from}–${quietHours.to} ${zoneName(quietHours.zone)}` : when
}

/** `Next digest: Thu 24 April, 18:00 Baku.` */
export function nextInWords({ schedule, quietHours }: Timing, now: Date): string {
  if (schedule.kind === 'instant') {
    const atOnce = 'Posted as soon as it is read'
    return quietHours ? `${atOnce}; what comes in the quiet hours, at ${quietHours.to}.` : `${atOnce}.`
  }
  const due = nextDue(schedule, now)
  return due
    ? `Next digest: ${formatInstant(afterQuiet(quietHours, due), schedule.zone)} ${zoneName(schedule.zone)}.`
    : 'That time never comes.'
}

/** `Posted daily 18:00 Baku. Next digest: Thu 24 April, 18:00 Baku.` */
export function postedWords(timing: Timing, now: Date): string {
  const next = nextInWords(timing, now)
  return timing.schedule.kind === 'instant' ? next : `Posted ${whenWords(timing)}. ${next}`
}
