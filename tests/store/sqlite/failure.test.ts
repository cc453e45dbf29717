import { mkdir, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { StoreError } from '../../../src/domain/errors.ts'
import { openConnections } from '../../../src/store/sqlite/connections.ts'
import { openStore, storeOver } from '../../../src/store/sqlite.ts'
import { aKeepInput } from '../../builders.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { aFolder } from '../folder.ts'

const numbered = (index: number) => aKeepInput({ fetched: { url: `https://x.example/${index}` } })

describe('a database that cannot be used', () => {
  test.each([
    ['is a folder', 'a folder', 'cannot open the database'],
    ['lies in what is no folder', 'notes.txt/attache.db', 'cannot make the folder'],
    ['is no database', 'notes.txt', 'is no database'],
  ])('because it %s is named, with what to do', async (_why, name, reason) => {
    await using folder = await aFolder()
    await mkdir(folder.file('a folder'))
    await writeFile(
      folder.file('notes.txt'),
      'these are notes, not a database, and long enough to look like one'.repeat(20),
    )

    const opening = openStore({ file: folder.file(name), clock: fakeClock() })

    await expect(opening).rejects.toThrow(StoreError)
    await expect(opening).rejects.toThrow(reason)
    await expect(opening).rejects.toThrow(folder.file(name))
  })

  test('because it is damaged is named', async () => {
    await using folder = await aFolder()
    const file = folder.file('attache.db')
    const store = await openStore({ file, clock: fakeClock() })
    for (let index = 0; index < 50; index += 1) await store.keep(numbered(index))
    await store.close()
    const header = Buffer.from('SQLite format 3\0')
    await writeFile(file, Buffer.concat([header, Buffer.alloc(40_000, 'x')]))

    const opening = openStore({ file, clock: fakeClock() })

    await expect(opening).rejects.toThrow(StoreError)
    await expect(opening).rejects.toThrow(file)
  })
})

describe('a database that another process holds', () => {
  test('is waited for, without holding anybody up', async () => {
    await using folder = await aFolder()
    const file = folder.file('attache.db')
    const clock = fakeClock()
    await using store = await openStore({ file, clock: { ...clock, sleep: release } })
    using other = new DatabaseSync(file)
    other.exec('begin immediate')
    async function release(): Promise<void> {
      if (other.isTransaction) other.exec('rollback')
    }

    expect(await store.keep(aKeepInput())).toBe('new')
  })

  test('is given up after five seconds, and can still be read', async () => {
    await using folder = await aFolder()
    const file = folder.file('attache.db')
    const clock = fakeClock()
    await using store = await openStore({ file, clock })
    await store.keep(aKeepInput())
    using other = new DatabaseSync(file)
    other.exec('begin immediate')

    const keeping = store.keep(numbered(1))

    await expect(keeping).rejects.toThrow(StoreError)
    await expect(keeping).rejects.toThrow(`the database ${file} is locked by another program`)
    expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBe(5_110)
    expect(await store.latest({ limit: 5 })).toHaveLength(1)
    other.exec('rollback')
    expect(await store.keep(numbered(1))).toBe('new')
  })
})

describe('a full disk', () => {
  test('is named; what was stored is kept, nothing is half written, and all goes on when there is room again', async () => {
    await using folder = await aFolder()
    const file = folder.file('attache.db')
    const connections = await openConnections(file)
    await using store = storeOver(connections, fakeClock())
    const { page_count: pages } = connections.writer.prepare('pragma page_count').get() ?? {}
    connections.writer.exec(`pragma max_page_count = ${Number(pages) + 20}`)
    const text = 'A long text about tariffs. '.repeat(800)
    let kept = 0
    const keepUntilFull = async (): Promise<never> => {
      while (true) {
        await store.keep(aKeepInput({ fetched: { url: `https://x.example/${kept}`, text } }))
        kept += 1
      }
    }

    const filling = keepUntilFull()

    await expect(filling).rejects.toThrow(StoreError)
    await expect(filling).rejects.toThrow(`no room left to write to the database ${file}`)
    expect(kept).toBeGreaterThan(0)
    expect(await store.search('tariffs', 100)).toHaveLength(kept)
    expect(await store.latest({ parties: ['XA'], limit: 100 })).toHaveLength(kept)
    expect(connections.writer.prepare('select count(*) as count from versions').get()).toEqual({ count: kept })
    expect(connections.writer.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' })

    connections.writer.exec('pragma max_page_count = 100000')
    expect(await store.keep(aKeepInput())).toBe('new')
  })
})
