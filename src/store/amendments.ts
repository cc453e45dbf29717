import { type Kysely, type SqlBool, sql } from 'kysely'
import type { Amendment, AmendmentOutcome } from '../domain/correcting.ts'
import { beneathOf, placeOf } from './beneath.ts'
import { claimedFor, failedBy } from './claims.ts'
import { type Handles, transact } from './handles.ts'
import { instant, optionalDate } from './rows.ts'
import type { Tables } from './tables.ts'

/** Written out, not bound: only so can SQLite use the index of open amendments. */
const isOpen = sql<SqlBool>`amendments.state in ('waiting', 'claimed')`

/** Changing what was posted. */
export function amending({ writer }: Pick<Handles, 'writer'>) {
  return {
    /** A part whose posting is still under way is changed once it is known which message it became. */
    async claimAmendments(now: Date, leaseMs: number, limit: number): Promise<readonly Amendment[]> {
      return await transact(writer, async (trx) => {
        const due = await dueAmendments(trx, now, limit)
        if (due.length === 0) return []
        await trx
          .updateTable('amendments')
          .set(claimedFor(now, leaseMs))
          .where(
            'delivery',
            'in',
            due.map(({ delivery }) => delivery),
          )
          .execute()
        return due.map(toAmendment)
      })
    },

    /** What was to become something else meanwhile is not done. */
    async recordAmendment({ delivery, attempts }: Amendment, outcome: AmendmentOutcome): Promise<void> {
      await transact(writer, (trx) =>
        trx
          .updateTable('amendments')
          .set(changeBy(outcome))
          .where('delivery', '=', delivery)
          .where('attempts', '=', attempts)
          .execute(),
      )
    },
  }
}

function dueAmendments(trx: Kysely<Tables>, now: Date, limit: number) {
  return trx
    .selectFrom('amendments')
    .innerJoin('deliveries', 'deliveries.id', 'amendments.delivery')
    .innerJoin('channels', 'channels.id', 'deliveries.channel')
    .leftJoin('deliveries as answered', 'answered.id', 'deliveries.reply_to')
    .where(isOpen)
    .where('amendments.next_try_at', '<=', instant(now))
    .where('deliveries.message_id', 'is not', null)
    .orderBy('amendments.next_try_at')
    .orderBy('amendments.delivery')
    .limit(limit)
    .select(['delivery', 'deliveries.message_id as message_id', 'platform', 'workspace', 'channels.channel as channel'])
    .select('deliveries.thread as thread')
    .select(beneathOf('deliveries'))
    .select(['amendments.part_json as part_json', 'amendments.attempts as attempts'])
    .select('amendments.first_tried_at as first_tried_at')
    .execute()
}

function toAmendment(row: Awaited<ReturnType<typeof dueAmendments>>[number]): Amendment {
  const { delivery } = row
  return {
    delivery,
    messageId: row.message_id ?? '',
    destination: placeOf(row),
    part: JSON.parse(row.part_json),
    attempts: row.attempts + 1,
    firstTriedAt: optionalDate(row.first_tried_at),
  }
}

const changeBy = (outcome: AmendmentOutcome) =>
  outcome.kind === 'done' ? ({ state: 'done', reason: null } as const) : failedBy(outcome)
