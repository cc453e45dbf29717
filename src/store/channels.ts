import type { Kysely } from 'kysely'
import type { InWorkspace } from '../domain/installation.ts'
import type { Destination } from '../domain/subscription.ts'
import type { Tables } from './tables.ts'

/** The number of a destination's channel; channel and workspace are made where they are not known yet. */
export async function channelOf(trx: Kysely<Tables>, destination: Destination, createdAt: string): Promise<number> {
  const { platform, workspace, channel } = destination
  const known = await trx
    .selectFrom('channels')
    .select('id')
    .where('platform', '=', platform)
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .executeTakeFirst()
  if (known) return known.id
  await makeWorkspace(trx, destination, createdAt)
  const made = await trx
    .insertInto('channels')
    .values({ platform, workspace, channel, created_at: createdAt })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

/** Makes the workspace where it is not known yet. */
export async function makeWorkspace(
  trx: Kysely<Tables>,
  { platform, workspace }: InWorkspace,
  createdAt: string,
): Promise<void> {
  await trx
    .insertInto('workspaces')
    .values({ platform, workspace, created_at: createdAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
