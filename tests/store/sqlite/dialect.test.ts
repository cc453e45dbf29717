import { scheduler } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { transact } from '../../../src/store/handles.ts'
import { openConnections } from '../../../src/store/sqlite/connections.ts'
import { handlesOver, storeOver } from '../../../src/store/sqlite.ts'
import type { Tables } from '../../../src/store/tables.ts'
import { aKeepInput } from '../../builders.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { aFolder } from '../folder.ts'

async function openHandles(file = ':memory:') {
  const connections = await openConnections(file)
  const store = storeOver(connections, fakeClock())
  return { ...handlesOver(connections, fakeClock()), store, [Symbol.asyncDispose]: store.close }
}

const lease = { id: 1, holder: 'one:1', taken_at: '', renewed_at: '' }

async function holders(db: Kysely<Tables>): Promise<string[]> {
  return (await db.selectFrom('worker_lease').select('holder').execute()).map(({ holder }) => holder)
}

describe('a transaction', () => {
  test('leaves nothing behind when it throws', async () => {
    await using handles = await openHandles()

    const failing = transact(handles.writer, async (trx) => {
      await trx.insertInto('worker_lease').values(lease).execute()
      throw new Error('changed my mind')
    })

    await expect(failing).rejects.toThrow('changed my mind')
    expect(await holders(handles.reader)).toEqual([])
  })

  test('that SQLite itself has rolled back says why it failed', async () => {
    await using handles = await openHandles()

    const failing = transact(handles.writer, async (trx) => {
      await sql`rollback`.execute(trx)
      throw new Error('the disk is gone')
    })

    await expect(failing).rejects.toThrow('the disk is gone')
    await transact(handles.writer, (trx) => trx.insertInto('worker_lease').values(lease).execute())
    expect(await holders(handles.reader)).toEqual(['one:1'])
  })

  test('is seen by readers only when it is done', async () => {
    await using folder = await aFolder()
    await using handles = await openHandles(folder.file('attache.db'))
    const reader = handles.reader
    const inserted = Promise.withResolvers<void>()
    const committing = Promise.withResolvers<void>()

    const writing = transact(handles.writer, async (trx) => {
      await trx.insertInto('worker_lease').values(lease).execute()
      inserted.resolve()
      await committing.promise
    })
    await inserted.promise
    const during = await holders(reader)
    committing.resolve()
    await writing

    expect([during, await holders(reader)]).toEqual([[], ['one:1']])
  })

  test.each([
    ['query', (handles: Awaited<ReturnType<typeof openHandles>>) => holders(handles.writer)],
    ['read', (handles: Awaited<ReturnType<typeof openHandles>>) => holders(handles.reader)],
    ['transaction', (handles: Awaited<ReturnType<typeof openHandles>>) => transact(handles.writer, holders)],
    ['call of the store', (handles: Awaited<ReturnType<typeof openHandles>>) => handles.store.keep(aKeepInput())],
  ])('refuses a %s that goes round it, at once, where waiting would never end', async (_what, goRound) => {
    await using handles = await openHandles()

    const hanging = transact<unknown>(handles.writer, () => goRound(handles))

    await expect(hanging).rejects.toThrow('went round it')
    expect(await holders(handles.writer)).toEqual([])
  })

  test('does not mix with another that runs at the same time', async () => {
    await using handles = await openHandles()
    const failing = transact(handles.writer, async (trx) => {
      await trx.insertInto('worker_lease').values(lease).execute()
      // The other gets its chance to come between.
      await scheduler.yield()
      await scheduler.yield()
      throw new Error('changed my mind')
    })
    const passing = transact(handles.writer, (trx) =>
      trx
        .insertInto('worker_lease')
        .values({ ...lease, holder: 'two:2' })
        .execute(),
    )

    await expect(failing).rejects.toThrow('changed my mind')
    await passing

    expect(await holders(handles.reader)).toEqual(['two:2'])
  })
})

describe('the connections', () => {
  test('write safely: the log is synced at each commit, references are checked, and the reader only reads', async () => {
    await using folder = await aFolder()
    const connections = await openConnections(folder.file('attache.db'))
    await using handles = {
      ...handlesOver(connections, fakeClock()),
      [Symbol.asyncDispose]: storeOver(connections, fakeClock()).close,
    }

    expect(connections.writer.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' })
    expect(connections.writer.prepare('pragma synchronous').get()).toEqual({ synchronous: 2 })
    expect(connections.writer.prepare('pragma foreign_keys').get()).toEqual({ foreign_keys: 1 })
    await expect(handles.reader.insertInto('worker_lease').values(lease).execute()).rejects.toThrow('cannot write')
  })

  test('stream rows one by one, and a walk may be left in the middle', async () => {
    await using handles = await openHandles()
    const numbers = sql<{
      n: number
    }>`(with recursive counting (n) as (select 1 union all select n + 1 from counting where n < 1000) select n from counting)`
    const db = handles.reader
    const query = db.selectFrom(numbers.as('numbers')).select('n')
    let sum = 0
    for await (const { n } of query.stream()) {
      sum += n
      if (n === 10) break
    }

    expect(sum).toBe(55)
    expect(await query.execute()).toHaveLength(1_000)
  })

  test('store no value that a column cannot hold', async () => {
    await using handles = await openHandles()

    await expect(sql`select ${{ an: 'object' }}`.execute(handles.reader)).rejects.toThrow(TypeError)
    await expect(sql`select ${undefined}`.execute(handles.reader)).rejects.toThrow(TypeError)
  })

  test('bind and give back every kind of value that they take', async () => {
    await using handles = await openHandles()

    const { rows } = await sql`select ${null} as a, ${'一'} as b, ${1.5} as c, ${2 ** 52} as d, ${7n} as e`.execute(
      handles.reader,
    )

    expect(rows).toEqual([{ a: null, b: '一', c: 1.5, d: 2 ** 52, e: 7 }])
  })

  test('serve more different queries than they keep prepared', async () => {
    await using handles = await openHandles()
    for (let count = 1; count <= 450; count += 1) {
      const values = Array.from({ length: count % 225 || 225 }, (_, index) => index)
      const { rows } = await sql<{
        n: number
      }>`select count(*) as n from (values ${sql.join(values.map((value) => sql`(${value})`))})`.execute(handles.reader)
      expect(rows).toEqual([{ n: values.length }])
    }
  })
})
