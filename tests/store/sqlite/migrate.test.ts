import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { StoreError } from '../../../src/domain/errors.ts'
import { openConnections } from '../../../src/store/sqlite/connections.ts'
import { type Migration, migrations } from '../../../src/store/sqlite/migrations.ts'
import { openStore } from '../../../src/store/sqlite.ts'
import { aKeepInput } from '../../builders.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { aFolder } from '../folder.ts'

const released = readdirSync('tests/store/schemas').map((name) => Number(name.replace('.sql', '')))
const newest = migrations.length

/** A database as the program that knew `schema` left it. */
function writeReleased(file: string, schema: number): void {
  using database = new DatabaseSync(file)
  database.exec(readFileSync(`tests/store/schemas/${schema}.sql`, 'utf8'))
}

/** What tables and indexes there are, by name. */
function schemaIn(file: string): unknown[] {
  using database = new DatabaseSync(file, { readOnly: true })
  const rows = database
    .prepare('select type, name, sql from sqlite_schema where name not like ? order by name')
    .all('sqlite_%')
  return rows.map(({ type, name, sql }) => ({ type, name, sql: String(sql).replace(/\s+/g, ' ') }))
}

function schemaNumberIn(file: string): unknown {
  using database = new DatabaseSync(file, { readOnly: true })
  return database.prepare("select value from meta where key = 'schema'").get()?.['value']
}

const next: Migration = { number: newest + 1, sql: 'create table phrases (phrase text)' }

describe('migrations', () => {
  test('are numbered from 1 without gaps, and each has its dump', () => {
    expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, index) => index + 1))
    expect(released.toSorted((a, b) => a - b)).toEqual(migrations.map(({ number }) => number))
  })

  test.each(released)(
    'a database of schema %i is brought to the newest, and everything in it is found',
    async (schema) => {
      await using folder = await aFolder()
      const file = folder.file('attache.db')
      writeReleased(file, schema)

      await using store = await openStore({ file, clock: fakeClock() })

      expect(schemaNumberIn(file)).toBe(String(newest))
      const [found] = await store.search('会谈', 5)
      expect(found).toMatchObject({ version: { number: 2 }, reading: { engine: 'rules@2', parties: ['XA', 'XB'] } })
      expect(await store.latest({ parties: ['XB'], topic: 'partnership', limit: 5 })).toEqual([found])
      expect(await store.versions(found?.readout.id ?? '')).toHaveLength(2)
      expect((await store.sourceStates()).size).toBe(1)
      const [subscription] = await store.subscriptions()
      expect(subscription).toMatchObject({ countries: ['XB'], schedule: { kind: 'cron', zone: 'Asia/Baku' } })
      const ids = [subscription?.id ?? 0]
      expect((await store.servedUntil()).size).toBe(1)
      expect(await store.hadItems(ids, [found?.readout.id ?? ''])).toEqual(
        new Map([[ids[0], new Set([found?.readout.id])]]),
      )
      expect(await store.claimDeliveries(new Date('2025-05-01T00:00:00Z'), 1_000, 5)).toMatchObject([{ attempts: 2 }])
    },
  )

  test.each(released)(
    'of what was told before schema %i was left, nothing stays in the file once it is erased',
    async (schema) => {
      await using folder = await aFolder()
      const file = folder.file('attache.db')
      writeReleased(file, schema)
      const told = 'Thu 24 April, 08:00 Baku'
      expect(readFileSync(file).toString('latin1')).toContain(told)

      const store = await openStore({ file, clock: fakeClock() })
      await store.erasePlace({ platform: 'terminal', workspace: 'local' })
      await store.close()

      expect(readFileSync(file).toString('latin1')).not.toContain(told)
    },
  )

  test('the dump of the newest schema is what the program makes today', async () => {
    await using folder = await aFolder()
    writeReleased(folder.file('released.db'), newest)
    await using _store = await openStore({ file: folder.file('made.db'), clock: fakeClock() })

    expect(schemaIn(folder.file('released.db'))).toEqual(schemaIn(folder.file('made.db')))
  })

  test('a database is backed up before each step, whole and as it was', async () => {
    await using folder = await aFolder()
    const file = folder.file('attache.db')
    writeReleased(file, newest)

    const { writer, reader } = await openConnections(file, [...migrations, next])
    reader.close()
    writer.close()

    expect(schemaNumberIn(file)).toBe(String(next.number))
    expect(schemaNumberIn(`${file}.before-${next.number}.bak`)).toBe(String(newest))
    await using restored = await openStore({ file: `${file}.before-${next.number}.bak`, clock: fakeClock() })
    expect(await restored.search('会谈', 5)).toHaveLength(1)
  })

  test('a new database needs no backup', async () => {
    await using folder = await aFolder()
    const { writer, reader } = await openConnections(folder.file('attache.db'), [...migrations, next])
    reader.close()
    writer.close()

    expect(readdirSync(folder.path)).toEqual(['attache.db'])
  })

  test('a step that fails leaves the database as the last one left it', async () => {
    await using folder = await aFolder()
    const file = folder.file('attache.db')
    writeReleased(file, newest)
    const broken = { number: newest + 2, sql: 'create table half (a text); insert into nowhere values (1)' }

    await expect(openConnections(file, [...migrations, next, broken])).rejects.toThrow('nowhere')

    expect(schemaNumberIn(file)).toBe(String(next.number))
    expect(schemaIn(file)).not.toContainEqual(expect.objectContaining({ name: 'half' }))
  })

  test('two processes that start at once migrate once', async () => {
    await using folder = await aFolder()
    const file = folder.file('attache.db')
    writeReleased(file, newest)

    const both = await Promise.all([1, 2].map(() => openConnections(file, [...migrations, next])))

    for (const { writer, reader } of both) {
      reader.close()
      writer.close()
    }
    expect(schemaNumberIn(file)).toBe(String(next.number))
  })

  test('a backup that cannot be written stops the migration', async () => {
    await using folder = await aFolder()
    const file = folder.file('attache.db')
    writeReleased(file, newest)
    await mkdir(folder.file(`attache.db.before-${next.number}.bak`))

    const opening = openConnections(file, [...migrations, next])

    await expect(opening).rejects.toThrow(StoreError)
    await expect(opening).rejects.toThrow(`${file}.before-${next.number}.bak`)
    expect(schemaNumberIn(file)).toBe(String(newest))
    expect(readdirSync(folder.path).toSorted()).toEqual(['attache.db', `attache.db.before-${next.number}.bak`])
  })

  test('a database of a newer program is refused and not touched', async () => {
    await using folder = await aFolder()
    const file = folder.file('attache.db')
    const { writer, reader } = await openConnections(file, [...migrations, next])
    reader.close()
    writer.close()
    const before = readFileSync(file)

    const opening = openStore({ file, clock: fakeClock() })

    await expect(opening).rejects.toThrow(StoreError)
    await expect(opening).rejects.toThrow(new RegExp(`${file}.*newer version.*schema ${newest + 1}.*knows ${newest}`))
    expect(readFileSync(file)).toEqual(before)
    expect(existsSync(`${file}-wal`)).toBe(false)
  })

  test("another program's database is refused and not touched", async () => {
    await using folder = await aFolder()
    const file = folder.file('other.db')
    new DatabaseSync(file).exec('create table photos (id text)')
    const before = readFileSync(file)

    const opening = openStore({ file, clock: fakeClock() })

    await expect(opening).rejects.toThrow(StoreError)
    await expect(opening).rejects.toThrow(/other\.db is the database of another program.*--db/)
    expect(readFileSync(file)).toEqual(before)
  })

  test('a store in memory needs neither', async () => {
    await using store = await openStore({ file: ':memory:', clock: fakeClock() })

    expect(await store.keep(aKeepInput())).toBe('new')
  })
})
