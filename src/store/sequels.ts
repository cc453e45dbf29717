import type { Kysely } from 'kysely'
import type { Taking } from '../domain/digest.ts'
import type { TextEdit } from '../domain/news.ts'
import type { KeptReading } from '../domain/readout.ts'
import type { Handles } from './handles.ts'
import { inDigest } from './items.ts'
import { rowsBy } from './many-rows.ts'
import { keptReadings, toKeptReading } from './kept-readings.ts'
import { chunksOf, dateFrom, instant } from './rows.ts'
import type { Tables } from './tables.ts'

/** Ids in one query: each is a parameter. Texts are read so many at a time, and others get their turn between. */
const CHUNK = 50

/** Everybody may have had one of them. */
const ITEMS = 5

/** What happened to texts after they were told, and who was told what. */
export function sequels({ reader }: Pick<Handles, 'reader'>) {
  return {
    async editsSince(since: Date): Promise<readonly TextEdit[]> {
      const rows = await edits(reader)
        .where('fetched_at', '>=', instant(since))
        .orderBy('versions.fetched_at')
        .orderBy('versions.id')
        .execute()
      return rows.map(toEdit)
    },

    async editsOf(readoutIds: readonly string[]): Promise<readonly TextEdit[]> {
      const found: TextEdit[] = []
      for (const some of chunksOf(readoutIds, CHUNK)) {
        const rows = await edits(reader).where('readouts.id', 'in', some).orderBy('versions.id').execute()
        found.push(...rows.map(toEdit))
      }
      return found
    },

    async goneSince(since: Date): Promise<readonly KeptReading[]> {
      const rows = await keptReadings(reader).where('gone_at', '>=', instant(since)).orderBy('gone_at').execute()
      return rows.map(toKeptReading)
    },

    async textsOf(readoutIds: readonly string[]): Promise<readonly KeptReading[]> {
      const found: KeptReading[] = []
      for (const some of chunksOf(readoutIds, CHUNK)) {
        const rows = await keptReadings(reader).where('readouts.id', 'in', some).execute()
        found.push(...rows.map(toKeptReading))
      }
      return found
    },

    async takenItems(itemIds: readonly string[]): Promise<readonly Taking[]> {
      const taken: Taking[] = []
      for (const some of chunksOf(itemIds, CHUNK)) {
        const rows = await reader
          .selectFrom('digest_items')
          .innerJoin('items', 'items.id', 'digest_items.item')
          .innerJoin('digests', inDigest)
          .where('items.key', 'in', some)
          .select(['digest_items.subscription as subscriptionId', 'items.key as item', 'planned_at'])
          .orderBy('digests.id')
          .execute()
        for (const { planned_at: at, ...row } of rows) taken.push({ ...row, plannedAt: dateFrom(at) })
      }
      return taken
    },

    async itemsWithPrefix(
      subscriptionIds: readonly number[],
      prefix: string,
    ): Promise<readonly { readonly subscriptionId: number; readonly item: string }[]> {
      const wanted = new Set(subscriptionIds)
      const items = await reader
        .selectFrom('items')
        .selectAll()
        .where('key', '>=', prefix)
        .where('key', '<', `${prefix}\uffff`)
        .execute()
      const found = []
      for (const some of chunksOf(items, ITEMS)) {
        const keys = new Map(some.map(({ id, key }) => [id, key]))
        // By the items alone: of what a subscription had, hardly anything is asked for.
        const rows = await whoHad(reader, [...keys.keys()])
        for (const { subscription: subscriptionId, item } of rows) {
          if (wanted.has(subscriptionId)) found.push({ subscriptionId, item: keys.get(item) ?? '' })
        }
      }
      return found
    },
  }
}

const whoHad = rowsBy((db, items: readonly number[]) =>
  db.selectFrom('digest_items').where('item', 'in', items).select(['subscription', 'item']),
)

/** Versions after the first, with their readouts. */
function edits(db: Kysely<Tables>) {
  return db
    .selectFrom('versions')
    .innerJoin('readouts', 'readouts.number', 'versions.readout')
    .where('changes_json', 'is not', null)
    .select(['readouts.id as id', 'versions.number as number', 'fetched_at', 'changes_json'])
}

type EditRow = Awaited<ReturnType<ReturnType<typeof edits>['execute']>>[number]

function toEdit({ id, number, fetched_at, changes_json }: EditRow): TextEdit {
  return { readoutId: id, number, fetchedAt: dateFrom(fetched_at), changes: JSON.parse(changes_json ?? '[]') }
}
