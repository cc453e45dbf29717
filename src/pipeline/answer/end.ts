import type { Reply } from '../../chat/adapter.ts'
import { format } from '../../commands/format.ts'
import { pauseInWords } from '../../commands/lifecycle.ts'
import { wantedIn } from '../../commands/wanted.ts'
import type { Choice } from '../../domain/command.ts'
import type { KeptSubscription } from '../../domain/subscription.ts'
import { isAnswered, labelOf, nextInWords, pick } from './place.ts'
import { type Asking, mayNot, refusal } from './ports.ts'

/** Ends, pauses or resumes a subscription of this place, and tells everybody in it. */
export async function answerEnd(
  name: 'unsubscribe' | 'pause' | 'resume',
  number: number | undefined,
  asking: Asking,
): Promise<Reply> {
  const refused = mayNot(asking)
  if (refused) return refused
  const picked = await pick({ name, number }, asking)
  if (isAnswered(picked)) return picked
  switch (name) {
    case 'unsubscribe':
      return unsubscribe(picked, asking)
    case 'pause':
      return pause(picked, asking)
    case 'resume':
      return resume(picked, asking)
  }
}

async function unsubscribe(subscription: KeptSubscription, asking: Asking): Promise<Reply> {
  const { ports, caller, now } = asking
  await ports.store.endSubscription(subscription.id, { what: 'unsubscribe', who: caller.user, at: now })
  const again = { label: 'Subscribe again', words: format({ name: 'subscribe', wanted: wantedIn(subscription) }) }
  return done(subscription, 'Ended', 'Nothing more is posted for it.', [again], asking)
}

async function pause(subscription: KeptSubscription, asking: Asking): Promise<Reply> {
  const { ports, caller, now } = asking
  const { number, pausedReason } = subscription
  const back = { label: 'Resume', words: format({ name: 'resume', number }) }
  if (pausedReason !== undefined)
    return refusal(`Subscription ${number} is already ${pauseInWords(pausedReason)}.`, [back])
  const after: KeptSubscription = { ...subscription, pausedReason: 'by-hand', pausedAt: now }
  await ports.store.saveSubscription(after, { what: 'pause', who: caller.user, at: now })
  return done(subscription, 'Paused', 'What it misses comes in one digest when it is resumed.', [back], asking)
}

async function resume(subscription: KeptSubscription, asking: Asking): Promise<Reply> {
  const { ports, caller, now } = asking
  const { number, pausedReason } = subscription
  if (pausedReason === undefined) return refusal(`Subscription ${number} is not paused.`)
  const after: KeptSubscription = { ...subscription, pausedReason: undefined, pausedAt: undefined, resumedAt: now }
  await ports.store.saveSubscription(after, { what: 'resume', who: caller.user, at: now })
  return done(after, 'Resumed', `What it missed comes in one digest. ${nextInWords(after, now)}`, [], asking)
}

function done(
  subscription: KeptSubscription,
  what: string,
  summary: string,
  choices: readonly Choice[],
  asking: Asking,
): Reply {
  const told = { ...subscription, pausedReason: undefined }
  const notice = `${what} in this channel, subscription ${labelOf(told, asking)}.`
  return {
    kind: 'done',
    answer: { heading: `${what}: subscription ${subscription.number}`, summary, items: [], choices },
    notice,
  }
}
