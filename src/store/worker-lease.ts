import { type Handles, transact } from './handles.ts'
import { dateFrom, instant } from './rows.ts'

/** A worker that has not renewed its lease for so long is taken for dead. */
const SILENCE_MS = 30_000

type Held = { readonly held: true } | { readonly held: false; readonly by: string; readonly since: Date }

/** The one worker's lease. */
export function workerLease({ writer }: Pick<Handles, 'writer'>) {
  return {
    async holdLease(holder: string, now: Date): Promise<Held> {
      return await transact(writer, async (trx): Promise<Held> => {
        const lease = await trx.selectFrom('worker_lease').selectAll().executeTakeFirst()
        const renewed = { holder, renewed_at: instant(now) }
        if (lease?.holder === holder) {
          await trx.updateTable('worker_lease').set(renewed).execute()
          return { held: true }
        }
        if (lease && now.getTime() - dateFrom(lease.renewed_at).getTime() < SILENCE_MS) {
          return { held: false, by: lease.holder, since: dateFrom(lease.taken_at) }
        }
        await trx.deleteFrom('worker_lease').execute()
        await trx
          .insertInto('worker_lease')
          .values({ id: 1, taken_at: instant(now), ...renewed })
          .execute()
        return { held: true }
      })
    },

    /** Who holds the lease, and when it was renewed last. */
    async workerLease(): Promise<{ readonly holder: string; readonly renewedAt: Date } | undefined> {
      const lease = await writer.selectFrom('worker_lease').selectAll().executeTakeFirst()
      return lease && { holder: lease.holder, renewedAt: dateFrom(lease.renewed_at) }
    },

    /** Another's lease stays. */
    async releaseLease(holder: string): Promise<void> {
      await transact(writer, (trx) => trx.deleteFrom('worker_lease').where('holder', '=', holder).execute())
    },
  }
}
