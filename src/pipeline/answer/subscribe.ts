import type { Reply } from '../../chat/adapter.ts'
import { confirmation } from '../../commands/confirmation.ts'
import { format } from '../../commands/format.ts'
import { languageName } from '../../commands/languages.ts'
import { subscriptionOf, takesSame } from '../../commands/wanted.ts'
import { counted } from '../../digest/words.ts'
import type { Choice, Command } from '../../domain/command.ts'
import type { Message } from '../../domain/message.ts'
import type { KeptSubscription, Subscription } from '../../domain/subscription.ts'
import { isEnglish, labelOf, postedWords, quotedWhere, whenWords } from './place.ts'
import { type Asking, mayNot, refusal } from './ports.ts'
import { messageNow, TOO_MUCH } from './preview.ts'
import { foundRecently } from './recently.ts'

/** Subscribes this channel, and tells everybody in it. */
export async function answerSubscribe(
  { wanted }: Extract<Command, { name: 'subscribe' }>,
  asking: Asking,
): Promise<Reply> {
  const { ports, caller, now, zone } = asking
  const mine = subscriptionOf(wanted, { at: caller.at, locale: caller.locale, zone, now })
  const refused = mayNot(asking) ?? (await noRoom(mine, asking))
  if (refused) return refused
  const { id } = await ports.store.addSubscription(mine, caller.user)
  const added = (await ports.store.subscriptionsIn(caller.at)).find((one) => one.id === id)
  if (!added) return refusal('It was removed again meanwhile.')
  return confirmed(added, 'Subscribed', `New in this channel, subscription ${labelOf(added, asking)}.`, asking)
}

/** Why a channel takes no further subscription, if it takes none. */
async function noRoom(mine: Omit<Subscription, 'id'>, { ports, caller }: Asking): Promise<Reply | undefined> {
  const { perChannel, perWorkspace } = ports.limits
  const { platform, workspace, channel } = caller.at
  const everywhere = await ports.store.subscriptionsIn({ platform, workspace })
  const inChannel = everywhere.filter(({ destination }) => destination.channel === channel)
  const same = inChannel.find((one) => one.destination.thread === caller.at.thread && takesSame(one, mine))
  if (same) return alreadyTaken(same, mine)
  if (inChannel.length >= perChannel)
    return refusal(`This channel has ${counted(perChannel, 'subscription')}, which is the most. End one first.`, LIST)
  if (everywhere.length >= perWorkspace)
    return refusal(`There are ${counted(perWorkspace, 'subscription')} here, which is the most. End one first.`, LIST)
  return undefined
}

/** What one subscription takes need not be posted by two; it may be at another time. */
function alreadyTaken(same: KeptSubscription, { schedule }: Pick<Subscription, 'schedule'>): Reply {
  const { number, quietHours } = same
  const [standing, asked] = [whenWords(same), whenWords({ schedule, quietHours })]
  const words = format({ name: 'change', number, wanted: { schedule } })
  const instead = standing === asked ? [] : [{ label: `Post it ${asked} instead`, words }]
  return refusal(`Subscription ${number} of this channel already takes that, ${standing}.`, [...instead, ...LIST])
}

const LIST: readonly Choice[] = [{ label: 'Subscriptions', words: 'subscriptions' }]

/** Before it was made a subscription has no news: it is shown what the last day would have brought. */
const SHOWN_BACK_MS = 86_400_000

/** The sentence, the next digest's time, and what it would hold now. */
export async function confirmed(
  subscription: KeptSubscription,
  done: string,
  notice: string,
  asking: Asking,
): Promise<Reply> {
  const { ports, now } = asking
  const createdAt = new Date(now.getTime() - SHOWN_BACK_MS)
  const message = await messageNow({ ...subscription, createdAt }, undefined, asking)
  const sentence = confirmation(
    subscription,
    subscription.changesOnly,
    await foundRecently(subscription, asking),
    ports,
  )
  const lastDay = message ? broughtBy(message, subscription.createdAt < now) : TOO_MUCH
  const answer = {
    heading: `${done}: subscription ${subscription.number}`,
    summary: [sentence, postedWords(subscription, now), ...languageLine(subscription, asking), lastDay].join('\n'),
    items: message?.items ?? [],
    footer: message?.footer,
    choices: nextFor(subscription),
  }
  return { kind: 'done', answer, notice }
}

/** What a digest of the last day would say, beyond what was posted already. */
function broughtBy({ items, notification }: Message, isOlder: boolean): string {
  if (items.length > 0) return `The last day would have brought: ${notification}`
  return isOlder ? 'Nothing of the last day is still to be posted.' : 'The last day would have brought nothing.'
}

/** Nothing of English, in which everything else is. */
function languageLine({ locale }: KeptSubscription, { ports }: Asking): string[] {
  return isEnglish(locale) ? [] : [`Quotes in ${languageName(locale)} ${quotedWhere(ports)}`]
}

function nextFor({ number, changesOnly }: KeptSubscription): Choice[] {
  const other = { label: changesOnly ? 'Every readout' : 'Only what changed', wanted: { changesOnly: !changesOnly } }
  return [
    { label: other.label, words: format({ name: 'change', number, wanted: other.wanted }) },
    { label: 'Unsubscribe', words: format({ name: 'unsubscribe', number }) },
  ]
}
