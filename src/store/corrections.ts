import type { Kysely, Transaction } from 'kysely'
import type { Corrected, CorrectionNote, Retold, ToldDigest, ToldPage } from '../domain/correcting.ts'
import type { Message } from '../domain/message.ts'
import { dropContents, keepContents } from './contents.ts'
import { type Handles, transact } from './handles.ts'
import { chunksOf, dateFrom, instant } from './rows.ts'
import type { Tables } from './tables.ts'

/** So many digests are looked through at once: a message is some thousand characters. */
const STRETCH = 500

/** Beyond so many readouts, looking for each in every message takes longer than reading the messages. */
const MOST_SOUGHT = 20

/** Rows looked for at once. */
const CHUNK = 500

/** What was told of what is wrong, and telling it otherwise. */
export function correcting({ writer, reader }: Pick<Handles, 'writer' | 'reader'>) {
  return {
    async toldDigests(readoutIds: readonly string[], after: number | undefined): Promise<ToldPage> {
      const from = after ?? (await lastBefore(reader, readoutIds))
      const newest = await reader.selectFrom('digests').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst()
      const to = from + STRETCH
      const digests = await digestsBetween(reader, from, to, readoutIds)
      return { digests, next: to < (newest?.id ?? 0) ? to : undefined }
    },

    async digestsOf(deliveries: readonly number[]): Promise<readonly ToldDigest[]> {
      const found: ToldDigest[] = []
      for (const ids of chunksOf([...new Set(deliveries)], CHUNK)) {
        const digests = reader.selectFrom('deliveries').select('digest').where('id', 'in', ids)
        found.push(...(await toldIn(toldRows(reader).where('digests.id', 'in', digests))))
      }
      return found.sort((a, b) => a.id - b.id)
    },

    async corrected(retractions: readonly number[]): Promise<readonly Corrected[]> {
      if (retractions.length === 0) return []
      const rows = await reader
        .selectFrom('corrections')
        .innerJoin('channels', 'channels.id', 'corrections.channel')
        .where('retraction', 'in', retractions)
        .select(['retraction', 'kind', 'platform', 'workspace', 'channels.channel as channel', 'thread'])
        .execute()
      return rows.map(({ retraction, kind, thread, ...at }) => ({
        retraction,
        kind,
        at: { ...at, ...inThread(thread) },
      }))
    },

    async writeCorrections(retold: readonly Retold[], notes: readonly CorrectionNote[], at: Date): Promise<void> {
      await transact(writer, async (trx) => {
        for (const part of retold) await writeRetold(trx, part, at)
        for (const note of notes) await writeNote(trx, note, at)
      })
    },
  }
}

/** A message rests on no readout that was stored after it was written. */
async function lastBefore(db: Kysely<Tables>, readoutIds: readonly string[]): Promise<number> {
  let oldest: string | undefined
  for (const ids of chunksOf(readoutIds, CHUNK)) {
    const { first } = await db
      .selectFrom('readouts')
      .where('id', 'in', ids)
      .select(({ fn }) => fn.min('stored_at').as('first'))
      .executeTakeFirstOrThrow()
    if (first !== null && (oldest === undefined || first < oldest)) oldest = first
  }
  // Digests are numbered as they are planned: only those since are looked at.
  const before = await db
    .selectFrom('digests')
    .select('id')
    .where('planned_at', '<', oldest ?? '')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return before?.id ?? 0
}

async function digestsBetween(
  db: Kysely<Tables>,
  after: number,
  upTo: number,
  readoutIds: readonly string[],
): Promise<ToldDigest[]> {
  const all = toldRows(db).where('digests.id', '>', after).where('digests.id', '<=', upTo)
  const some =
    readoutIds.length === 0 || readoutIds.length > MOST_SOUGHT
      ? all
      : all.where((or) => or.or(readoutIds.map((id) => or('told.json', 'like', `%"readout":"${id}"%`))))
  return toldIn(some)
}

function toldRows(db: Kysely<Tables>) {
  return db
    .selectFrom('digests')
    .innerJoin('subscriptions', 'subscriptions.id', 'digests.subscription')
    .innerJoin('deliveries', 'deliveries.digest', 'digests.id')
    .innerJoin('contents as told', 'told.id', 'digests.content')
    .innerJoin('contents as said', 'said.id', 'deliveries.content')
    .innerJoin('channels', 'channels.id', 'deliveries.channel')
}

async function toldIn(wanted: ReturnType<typeof toldRows>): Promise<ToldDigest[]> {
  const rows = await wanted
    .select(['digests.id as digest', 'planned_at', 'told.json as message_json'])
    .select(['platform', 'workspace', 'channels.channel as channel', 'deliveries.thread as thread'])
    .select(['deliveries.id as delivery', 'said.json as part_json', 'state', 'attempts', 'quiet_hours_json'])
    .orderBy('digests.id')
    .orderBy('part')
    .execute()
  return [...Map.groupBy(rows, ({ digest }) => digest).values()].flatMap(([first, ...more]) => {
    if (!first) return []
    const { digest: id, planned_at, message_json, platform, workspace, channel, thread } = first
    const parts = [first, ...more].map(({ delivery, part_json, state, attempts }) => ({
      delivery,
      part: JSON.parse(part_json),
      state,
      attempts,
    }))
    const destination = { platform, workspace, channel, ...inThread(thread) }
    const hours = first.quiet_hours_json
    const quietHours = hours === null ? {} : { quietHours: JSON.parse(hours) }
    const [plannedAt, message] = [dateFrom(planned_at), messageFrom(message_json)]
    return [{ id, plannedAt, message, destination, ...quietHours, parts }]
  })
}

const inThread = (thread: string | null) => (thread === null || thread === '' ? {} : { thread })

/** A message as it was planned: its instants are instants again. */
function messageFrom(json: string): Message {
  return JSON.parse(json, (key, value: unknown) =>
    (key === 'dueAt' || key === 'publishedAt') && typeof value === 'string' ? dateFrom(value) : value,
  )
}

/** What was tried may be in the channel, and is changed there where it can be; what was not is posted in its new form. */
async function writeRetold(trx: Transaction<Tables>, { delivery, part, editable }: Retold, at: Date): Promise<void> {
  const row = await trx
    .selectFrom('deliveries')
    .where('id', '=', delivery)
    .select(['content', 'state', 'attempts'])
    .executeTakeFirst()
  // It may have been erased meanwhile.
  if (!row) return
  const [content] = await keepContents(trx, [part])
  await trx.updateTable('deliveries').set({ content }).where('id', '=', delivery).execute()
  await dropContents(trx, [row.content])
  if (!editable || row.attempts === 0 || row.state === 'dead') return
  const waiting = {
    part_json: JSON.stringify(part),
    state: 'waiting' as const,
    attempts: 0,
    next_try_at: instant(at),
    first_tried_at: null,
    reason: null,
  }
  await trx
    .insertInto('amendments')
    .values({ delivery, ...waiting })
    .onConflict((conflict) => conflict.column('delivery').doUpdateSet(waiting))
    .execute()
}

/** One place is told of one retraction once; one that was erased meanwhile is not made again. */
async function writeNote(
  trx: Transaction<Tables>,
  { kind, retractions, destination, answers, parts }: CorrectionNote,
  at: Date,
): Promise<void> {
  const answered = await trx.selectFrom('deliveries').select('channel').where('id', '=', answers).executeTakeFirst()
  if (!answered) return
  const { channel } = answered
  const thread = destination.thread ?? ''
  const told = await trx
    .selectFrom('corrections')
    .select('retraction')
    .where('retraction', 'in', retractions)
    .where('kind', '=', kind)
    .where('channel', '=', channel)
    .where('thread', '=', thread)
    .execute()
  const known = new Set(told.map(({ retraction }) => retraction))
  const fresh = retractions.filter((retraction) => !known.has(retraction))
  if (fresh.length === 0) return
  const contents = await keepContents(
    trx,
    parts.map(({ part }) => part),
  )
  const rows = parts.map(({ key }, index) => ({
    digest: null,
    part: index + 1,
    key,
    channel,
    thread: destination.thread ?? null,
    content: contents[index] ?? 0,
    state: 'waiting' as const,
    attempts: 0,
    next_try_at: instant(at),
    reply_to: answers,
    // The claim was seen by all; further parts stand below the first.
    broadcast: index === 0 ? 1 : 0,
  }))
  const [first] = await trx.insertInto('deliveries').values(rows).returning('id').execute()
  if (!first) return
  const corrections = fresh.map((retraction) => ({ retraction, kind, channel, thread, delivery: first.id }))
  await trx.insertInto('corrections').values(corrections).execute()
}
