import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { InWorkspace } from '../domain/installation.ts'
import type { Place } from '../domain/subscription.ts'
import { dropContents } from './contents.ts'
import { type Handles, transact } from './handles.ts'
import type { Tables } from './tables.ts'

// What is erased is gone from the file too: SQLite overwrites it (see connections.ts), and its log is emptied afterwards.

type Ids = RawBuilder<unknown>

/** So many digests are erased at once, and so many items of them. */
const SOME = { digests: 50, items: 1_000 } as const

/** Rows that hang on channels, in the order in which they can go; `channels` is a list of their numbers. What was said there goes after them. */
const OF_CHANNELS: readonly (readonly [keyof Tables, (channels: Ids) => RawBuilder<boolean>])[] = [
  ['amendments', (channels) => sql`delivery in ${deliveriesOf(channels)}`],
  ['corrections', (channels) => sql`channel in ${channels}`],
  ['deliveries', (channels) => sql`id in ${deliveriesOf(channels)}`],
  ['digest_items', (channels) => sql`subscription in ${subscriptionsOf(channels)}`],
  ['digests', (channels) => sql`subscription in ${subscriptionsOf(channels)}`],
  ['subscriptions', (channels) => sql`channel in ${channels}`],
  ['audit', (channels) => sql`channel in ${channels}`],
  ['channels', (channels) => sql`id in ${channels}`],
]

/** Rows that bear the workspace, in the order in which they can go. */
const OF_WORKSPACES: readonly (readonly [keyof Tables, (at: InWorkspace) => RawBuilder<boolean>])[] = [
  ['installations', isIn],
  ['model_uses', isIn],
  ['model_consents', isIn],
  // What the operator did for a workspace stands in no channel of it.
  ['audit', (at) => sql`channel is null and (${isOf('before_json', at)} or ${isOf('after_json', at)})`],
  // One that somebody subscribes in meanwhile stays.
  [
    'workspaces',
    (at) => sql`${isIn(at)} and not exists (
      select 1 from channels where channels.platform = workspaces.platform and channels.workspace = workspaces.workspace
    )`,
  ],
]

/** Columns with the ids of people. */
const OF_PEOPLE: readonly (readonly [keyof Tables, string])[] = [
  ['audit', 'who'],
  ['retractions', 'who'],
  ['installations', 'installed_by'],
  ['model_consents', 'who'],
]

/** What stands in the place of a person's id. */
export const FORGOTTEN = 'forgotten'

/** Erasing what is kept of places and people. */
export function erasing({ writer, reader }: Pick<Handles, 'writer' | 'reader'>) {
  const emptyLog = async (): Promise<void> => void (await sql`pragma wal_checkpoint(truncate)`.execute(writer))
  return {
    async countPlace(place: Place): Promise<ReadonlyMap<string, number>> {
      const channels = channelsIn(place)
      const counts = new Map<string, number>()
      const add = async (table: keyof Tables, where: RawBuilder<boolean>): Promise<void> => {
        counts.set(table, (counts.get(table) ?? 0) + (await count(reader, table, where)))
      }
      for (const [table, of] of OF_CHANNELS) await add(table, of(channels))
      await add('contents', areSaidOnlyIn(channels))
      if (place.channel === undefined) {
        // Its row cannot go before its channels do, and goes with them.
        for (const [table, of] of OF_WORKSPACES) await add(table, table === 'workspaces' ? isIn(place) : of(place))
      }
      return found(counts)
    },

    /** In small transactions: one that was broken off goes on when it is called again. */
    async erasePlace(place: Place): Promise<void> {
      const { rows } = await sql<{ id: number }>`select id from channels where id in ${channelsIn(place)}`.execute(
        reader,
      )
      for (const { id } of rows) await eraseChannel(writer, id)
      if (place.channel === undefined) {
        await transact(writer, async (trx) => {
          for (const [table, of] of OF_WORKSPACES) await erase(trx, table, of(place))
        })
      }
      await emptyLog()
    },

    async countPerson(id: string): Promise<ReadonlyMap<string, number>> {
      const counts = new Map<string, number>()
      for (const [table, column] of OF_PEOPLE) counts.set(table, await count(reader, table, isPerson(column, id)))
      return found(counts)
    },

    async erasePerson(id: string): Promise<void> {
      await transact(writer, async (trx) => {
        for (const [table, column] of OF_PEOPLE) {
          const to = sql`${sql.ref(column)} = ${FORGOTTEN}`
          await sql`update ${sql.table(table)} set ${to} where ${isPerson(column, id)}`.execute(trx)
        }
      })
      await emptyLog()
    },
  }
}

/** Digests first, some at a time: nobody waits for a channel that has had thousands. */
async function eraseChannel(writer: Kysely<Tables>, id: number): Promise<void> {
  const channels = sql`(${id})`
  // A digest is looked for among all that its subscription has had.
  await untilFewer(SOME.items, () => transact(writer, (trx) => eraseSomeItems(trx, channels)))
  await untilFewer(SOME.digests, () => transact(writer, (trx) => eraseSomeDigests(trx, channels)))
  await transact(writer, async (trx) => {
    const contents = await contentsOf(trx, deliveriesOf(channels), digestsOf(channels))
    for (const [table, of] of OF_CHANNELS) await erase(trx, table, of(channels))
    await dropContents(trx, contents)
  })
}

/** Erases again and again, as long as there was as much as is erased at once. */
async function untilFewer(some: number, erase: () => Promise<number>): Promise<void> {
  while ((await erase()) === some);
}

async function eraseSomeItems(trx: Kysely<Tables>, channels: Ids): Promise<number> {
  const { rows } = await sql<{ item: number }>`
    delete from digest_items where (subscription, item) in (
      select subscription, item from digest_items where subscription in ${subscriptionsOf(channels)} limit ${SOME.items}
    ) returning item
  `.execute(trx)
  return rows.length
}

async function eraseSomeDigests(trx: Kysely<Tables>, channels: Ids): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select id from digests where subscription in ${subscriptionsOf(channels)} limit ${SOME.digests}
  `.execute(trx)
  const digests = sql`(${sql.join(rows.map(({ id }) => id))})`
  const deliveries = sql`(select id from deliveries where digest in ${digests})`
  // Parts answer earlier ones: what is erased must hold nothing that stays for now.
  await sql`update deliveries set reply_to = null where reply_to in ${deliveries}`.execute(trx)
  const contents = await contentsOf(trx, deliveries, digests)
  await erase(trx, 'amendments', sql`delivery in ${deliveries}`)
  await erase(trx, 'deliveries', sql`digest in ${digests}`)
  await erase(
    trx,
    'digest_items',
    sql`(subscription, ordinal) in (select subscription, ordinal from digests where id in ${digests})`,
  )
  await erase(trx, 'digests', sql`id in ${digests}`)
  await dropContents(trx, contents)
  return rows.length
}

/** The numbers of what these outbox rows and digests say. */
async function contentsOf(trx: Kysely<Tables>, deliveries: Ids, digests: Ids): Promise<number[]> {
  const { rows } = await sql<{ content: number }>`${contentsIn(deliveries, digests)}`.execute(trx)
  return rows.map(({ content }) => content)
}

async function erase(trx: Kysely<Tables>, table: keyof Tables, where: RawBuilder<boolean>): Promise<void> {
  await sql`delete from ${sql.table(table)} where ${where}`.execute(trx)
}

async function count(db: Kysely<Tables>, table: keyof Tables, where: RawBuilder<boolean>): Promise<number> {
  const { rows } = await sql<{ rows: number }>`select count(*) as rows from ${sql.table(table)} where ${where}`.execute(
    db,
  )
  return rows[0]?.rows ?? 0
}

const found = (counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> =>
  new Map([...counts].filter(([, rows]) => rows > 0))

function isIn({ platform, workspace }: InWorkspace): RawBuilder<boolean> {
  return sql`platform = ${platform} and workspace = ${workspace}`
}

function isOf(json: string, { platform, workspace }: InWorkspace): RawBuilder<boolean> {
  const told = (key: string) => sql`${sql.ref(json)} ->> ${key}`
  return sql`(${told('platform')} = ${platform} and ${told('workspace')} = ${workspace})`
}

const isPerson = (column: string, id: string) => sql<boolean>`${sql.ref(column)} = ${id}`

function channelsIn(place: Place): Ids {
  const within = place.channel === undefined ? sql`` : sql`and channel = ${place.channel}`
  return sql`(select id from channels where ${isIn(place)} ${within})`
}

const contentsIn = (deliveries: Ids, digests: Ids): Ids => sql`
  select content from deliveries where id in ${deliveries} union select content from digests where id in ${digests}
`

/** What was told there and nowhere else. */
const areSaidOnlyIn = (channels: Ids) => sql<boolean>`
  id in (${contentsIn(deliveriesOf(channels), digestsOf(channels))})
    and not exists (select 1 from deliveries where content = contents.id and id not in ${deliveriesOf(channels)})
    and not exists (select 1 from digests where content = contents.id and id not in ${digestsOf(channels)})
`

const digestsOf = (channels: Ids): Ids =>
  sql`(select id from digests where subscription in ${subscriptionsOf(channels)})`

const subscriptionsOf = (channels: Ids): Ids => sql`(select id from subscriptions where channel in ${channels})`

/** In two halves, each by an index: parts of digests, and all else that was posted. */
const deliveriesOf = (channels: Ids): Ids => sql`(
  select deliveries.id from subscriptions
    inner join digests on digests.subscription = subscriptions.id
    inner join deliveries on deliveries.digest = digests.id
    where subscriptions.channel in ${channels}
  union all
  select id from deliveries where digest is null and channel in ${channels}
)`
