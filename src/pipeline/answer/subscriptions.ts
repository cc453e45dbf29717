import type { Reply } from '../../chat/adapter.ts'
import { format } from '../../commands/format.ts'
import type { Choice } from '../../domain/command.ts'
import type { KeptSubscription } from '../../domain/subscription.ts'
import { HOW_TO_SUBSCRIBE, labelOf, nextInWords } from './place.ts'
import type { Asking } from './ports.ts'

/** What this place is subscribed to; what was paused without a person's doing can be resumed from here. */
export async function answerSubscriptions(asking: Asking): Promise<Reply> {
  const here = await asking.ports.store.subscriptionsIn(asking.caller.at)
  const lines = here.map((one) => lineOf(one, asking))
  const summary = lines.length > 0 ? lines.join('\n') : 'Nothing is subscribed here.'
  const choices = here.length === 0 ? [HOW_TO_SUBSCRIBE] : asking.caller.mayManage ? here.flatMap(choicesFor) : []
  const answer = { heading: 'Subscriptions of this channel', summary, items: [], choices: choices.slice(0, 25) }
  return { kind: 'answer', answer, shareable: false }
}

function lineOf(subscription: KeptSubscription, asking: Asking): string {
  const next = subscription.pausedReason === undefined ? ` ${nextInWords(subscription, asking.now)}` : ''
  return `${labelOf(subscription, asking)}.${next}`
}

function choicesFor({ number, pausedReason }: KeptSubscription): Choice[] {
  const turn = pausedReason === undefined ? 'pause' : 'resume'
  return [
    { label: `${pausedReason === undefined ? 'Pause' : 'Resume'} ${number}`, words: format({ name: turn, number }) },
    { label: `Change ${number}`, words: format({ name: 'change', number, wanted: {} }) },
    { label: `Preview ${number}`, words: format({ name: 'preview', number }) },
  ]
}
