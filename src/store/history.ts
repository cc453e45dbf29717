import type { Posting } from '../domain/digest.ts'
import type { KeptReading } from '../domain/readout.ts'
import type { Destination } from '../domain/subscription.ts'
import type { Handles } from './handles.ts'
import { inDigest } from './items.ts'
import { readAt, readNewest } from './kept-readings.ts'
import { dateFrom, optionalDate } from './rows.ts'

/** What was said and posted before. */
export function history({ reader, fullText }: Pick<Handles, 'reader' | 'fullText'>) {
  return {
    /** Give the oldest-first order some fifty at most: they are read in one query. */
    async holding(phrase: string, order: 'oldest' | 'newest', limit: number): Promise<readonly KeptReading[]> {
      if (order === 'newest') {
        return readNewest(reader, limit, (below, size) => fullText.newestInRow(reader, phrase, below, size))
      }
      const oldest = await readAt(reader, await fullText.oldestInRow(reader, phrase, -1, limit))
      return oldest.toReversed()
    },

    async postings(subscriptionIds: readonly number[], itemId: string): Promise<readonly Posting[]> {
      if (subscriptionIds.length === 0) return []
      const rows = await reader
        .selectFrom('digest_items')
        .innerJoin('items', 'items.id', 'digest_items.item')
        .innerJoin('digests', inDigest)
        .leftJoin('deliveries', 'deliveries.digest', 'digests.id')
        .where('digest_items.subscription', 'in', subscriptionIds)
        .where('items.key', '=', itemId)
        .select(['digests.id as digest', 'digest_items.subscription as subscription', 'planned_at', 'due_at'])
        .select(['state', 'sent_at', 'reason'])
        .orderBy('digests.id', 'desc')
        .orderBy('part')
        .execute()
      return [...Map.groupBy(rows, ({ digest }) => digest).values()].flatMap((parts) => {
        const [first] = parts
        if (!first) return []
        const { subscription: subscriptionId, planned_at, due_at } = first
        const fared = parts.flatMap(({ state, sent_at, reason }) =>
          state === null ? [] : [{ state, sentAt: optionalDate(sent_at), reason: reason ?? undefined }],
        )
        return [{ subscriptionId, plannedAt: dateFrom(planned_at), dueAt: dateFrom(due_at), parts: fared }]
      })
    },

    async itemsOfMessage(
      { platform, workspace, channel }: Omit<Destination, 'thread'>,
      messageId: string,
    ): Promise<readonly string[]> {
      const rows = await reader
        .selectFrom('deliveries')
        .innerJoin('channels', 'channels.id', 'deliveries.channel')
        .innerJoin('digests', 'digests.id', 'deliveries.digest')
        .innerJoin('digest_items', inDigest)
        .innerJoin('items', 'items.id', 'digest_items.item')
        .where('message_id', '=', messageId)
        .where('platform', '=', platform)
        .where('workspace', '=', workspace)
        .where('channels.channel', '=', channel)
        .select('items.key as item')
        .orderBy('position')
        .execute()
      return rows.map(({ item }) => item)
    },
  }
}
