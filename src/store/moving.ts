import { type Kysely, sql } from 'kysely'
import type { Destination } from '../domain/subscription.ts'
import { type Handles, transact } from './handles.ts'
import { instant } from './rows.ts'
import type { Tables } from './tables.ts'

type Channel = Pick<Destination, 'platform' | 'workspace' | 'channel'>

/** Channels that a platform gives another id. */
export function moving({ writer }: Pick<Handles, 'writer'>) {
  return {
    async moveChannel(from: Channel, to: string, at: Date): Promise<void> {
      await transact(writer, async (trx) => {
        const old = await numberOf(trx, from)
        if (old === undefined || from.channel === to) return
        const there = await numberOf(trx, { ...from, channel: to })
        if (there === undefined) await trx.updateTable('channels').set({ channel: to }).where('id', '=', old).execute()
        else await mergeInto(trx, old, there)
        await trx
          .insertInto('audit')
          .values({
            at: instant(at),
            channel: there ?? old,
            what: 'move',
            before_json: JSON.stringify({ channel: from.channel }),
            after_json: JSON.stringify({ channel: to }),
          })
          .execute()
      })
    },
  }
}

async function numberOf(trx: Kysely<Tables>, { platform, workspace, channel }: Channel): Promise<number | undefined> {
  const row = await trx
    .selectFrom('channels')
    .select('id')
    .where((all) => all.and({ platform, workspace, channel }))
    .executeTakeFirst()
  return row?.id
}

/** Under the new id something is kept already: subscriptions are numbered after those, and what both were told of counts once. */
async function mergeInto(trx: Kysely<Tables>, old: number, there: number): Promise<void> {
  const last = await trx
    .selectFrom('subscriptions')
    .where('channel', '=', there)
    .select(({ fn }) => fn.max('number').as('number'))
    .executeTakeFirst()
  await trx
    .updateTable('subscriptions')
    .set((row) => ({ channel: there, number: row('number', '+', last?.number ?? 0) }))
    .where('channel', '=', old)
    .execute()
  await sql`
    delete from corrections where channel = ${old} and exists (
      select 1 from corrections as told where told.channel = ${there}
        and told.retraction = corrections.retraction and told.kind = corrections.kind and told.thread = corrections.thread
    )`.execute(trx)
  for (const table of ['corrections', 'deliveries', 'audit'] as const) {
    await sql`update ${sql.table(table)} set channel = ${there} where channel = ${old}`.execute(trx)
  }
  await trx.deleteFrom('channels').where('id', '=', old).execute()
}
