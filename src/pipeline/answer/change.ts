import type { Reply } from '../../chat/adapter.ts'
import { changedBy } from '../../commands/wanted.ts'
import type { Command } from '../../domain/command.ts'
import { inWords, isAnswered, labelOf, pick } from './place.ts'
import { type Asking, mayNot } from './ports.ts'
import { confirmed } from './subscribe.ts'

/** Changes a subscription; what is not named stays as it is. */
export async function answerChange(command: Extract<Command, { name: 'change' }>, asking: Asking): Promise<Reply> {
  const { ports, caller, now, zone } = asking
  const refused = mayNot(asking)
  if (refused) return refused
  const before = await pick(command, asking)
  if (isAnswered(before)) return before
  const after = changedBy(before, command.wanted, zone)
  await ports.store.saveSubscription(after, { what: 'change', who: caller.user, at: now })
  const notice = `Changed in this channel: subscription ${labelOf(after, asking)}. Before: ${inWords(before, ports)}.`
  return confirmed(after, 'Changed', notice, asking)
}
