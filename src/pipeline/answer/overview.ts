import type { Listed } from '../../chat/adapter.ts'
import type { Destination } from '../../domain/subscription.ts'
import { inWords } from './place.ts'
import type { AnswerPorts } from './ports.ts'

/** The subscriptions of some channels of a workspace, in order of channel and number, and how many its other channels have. */
export async function listSubscriptions(
  { platform, workspace }: Pick<Destination, 'platform' | 'workspace'>,
  channels: readonly string[],
  ports: AnswerPorts,
): Promise<{ readonly listed: readonly Listed[]; readonly others: number }> {
  const all = await ports.store.subscriptionsIn({ platform, workspace })
  const shown = all.filter(({ destination }) => channels.includes(destination.channel))
  const listed = shown.map((subscription): Listed => {
    const { destination, number, pausedReason } = subscription
    return {
      channel: destination.channel,
      number,
      text: inWords(subscription, ports),
      paused: pausedReason !== undefined,
    }
  })
  return { listed, others: all.length - shown.length }
}
