import { sql } from 'kysely'
import type { Destination } from '../domain/subscription.ts'

/**
 * The message in whose thread a row of the outbox goes, for a query that has the row as `row` and what it answers, if anything, as
 * `answered`: further parts of a digest go beneath the first, and so does what answers one of them. Null for all else, and where the first
 * was never posted.
 */
export function beneathOf(row: 'waiting' | 'deliveries') {
  const [digest, part] = (['digest', 'part'] as const).map(
    (column) => sql`coalesce(answered.${sql.ref(column)}, ${sql.ref(`${row}.${column}`)})`,
  )
  return sql<string | null>`(
    select head.message_id from deliveries as head where head.digest = ${digest} and head.part = 1 and ${part} > 1
  )`.as('beneath')
}

/** Where a row of the outbox goes. */
export function placeOf(row: {
  readonly platform: string
  readonly workspace: string
  readonly channel: string
  readonly thread: string | null
  readonly beneath: string | null
}): Destination {
  const { platform, workspace, channel, thread, beneath } = row
  return { platform, workspace, channel, thread: thread ?? undefined, ...(beneath === null ? {} : { beneath }) }
}
