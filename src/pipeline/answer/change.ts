import type { Reply } from '../../chat/adapter.ts'
import { filledWith } from '../../commands/form.ts'
import { format } from '../../commands/format.ts'
import { specOf } from '../../commands/spec.ts'
import { changedBy, wantedIn } from '../../commands/wanted.ts'
import type { Choice, Command } from '../../domain/command.ts'
import type { KeptSubscription } from '../../domain/subscription.ts'
import { inWords, isAnswered, labelOf, pick } from './place.ts'
import { type Asking, mayNot, refusal } from './ports.ts'
import { confirmed } from './subscribe.ts'

/** Changes a subscription; what is not named stays as it is, and where nothing is, a form is given to be filled in. */
export async function answerChange(command: Extract<Command, { name: 'change' }>, asking: Asking): Promise<Reply> {
  const { ports, caller, now, zone } = asking
  const refused = mayNot(asking)
  if (refused) return refused
  const before = await pick(command, asking)
  if (isAnswered(before)) return before
  if (Object.keys(command.wanted).length === 0) return formOf(before, asking)
  const after = changedBy(before, command.wanted, zone)
  if (JSON.stringify(wantedIn(after)) === JSON.stringify(wantedIn(before)))
    return refusal(`Nothing changed. It stands at ${labelOf(before, asking)}.`, [formChoice(before)])
  await ports.store.saveSubscription(after, { what: 'change', who: caller.user, at: now })
  const notice = `Changed in this channel, subscription ${labelOf(after, asking)}. Before: ${inWords(before, ports)}.`
  return confirmed(after, 'Changed', notice, asking)
}

/** To be filled in, with what stands. */
function formOf(subscription: KeptSubscription, asking: Asking): Reply {
  const { number } = subscription
  return {
    kind: 'form',
    spec: specOf('change'),
    filled: filledWith(subscription, asking.ports),
    fixed: { number: String(number) },
    text: `Change what? It stands at ${labelOf(subscription, asking)}. For example: change ${number} weekdays 09:00`,
    choices: [formChoice(subscription)],
  }
}

const formChoice = ({ number }: KeptSubscription): Choice => ({
  label: 'Fill in a form',
  words: format({ name: 'change', number, wanted: {} }),
})
