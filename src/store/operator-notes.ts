import { sql } from 'kysely'
import type { DeliveryKey } from '../domain/digest.ts'
import type { Part } from '../domain/message.ts'
import type { Destination } from '../domain/subscription.ts'
import { channelOf } from './channels.ts'
import { keepContents } from './contents.ts'
import { type Handles, transact } from './handles.ts'
import { dateFrom, instant } from './rows.ts'

/** What the operator was told. */
export function operatorNotes({ writer, reader }: Pick<Handles, 'writer' | 'reader'>) {
  return {
    async lastOperatorNote(): Promise<{ readonly at: Date; readonly line: string } | undefined> {
      const row = await reader
        .selectFrom('operator_notes')
        .select(['at', 'line'])
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row && { at: dateFrom(row.at), line: row.line }
    },

    async writeOperatorNote(
      note: { readonly at: Date; readonly line: string },
      to: Destination | undefined,
      parts: readonly { readonly key: DeliveryKey; readonly part: Part }[],
    ): Promise<void> {
      const at = instant(note.at)
      await transact(writer, async (trx) => {
        await trx.insertInto('operator_notes').values({ at, line: note.line }).execute()
        if (!to || parts.length === 0) return
        const channel = await channelOf(trx, to, at)
        const contents = await keepContents(
          trx,
          parts.map(({ part }) => part),
        )
        const outbox = parts.map(({ key }, index) => ({
          digest: null,
          part: index + 1,
          key,
          channel,
          thread: to.thread ?? null,
          content: contents[index] ?? 0,
          state: 'waiting' as const,
          attempts: 0,
          next_try_at: at,
        }))
        await trx.insertInto('deliveries').values(outbox).execute()
      })
    },

    /** Those whose last claim would have run out after `since`; what an ended subscription left is not counted. */
    async failedDeliveries(since: Date): Promise<{ readonly count: number; readonly reason: string | undefined }> {
      const rows = await reader
        .selectFrom('deliveries')
        // Written out, not bound: only so can SQLite use the index of dead ones.
        .where(sql<boolean>`state = 'dead'`)
        .where('next_try_at', '>', instant(since))
        .where((or) => or.or([or('reason', 'is', null), or('reason', '!=', 'unsubscribed')]))
        .select('reason')
        .orderBy('next_try_at', 'desc')
        .execute()
      return { count: rows.length, reason: rows[0]?.reason ?? undefined }
    },
  }
}
