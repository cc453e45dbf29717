import { writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import type { Clock } from '../../src/domain/clock.ts'
import type { SealingKey } from '../../src/domain/sealing.ts'
import { keptUnder } from '../../src/store/kept-readings.ts'
import { handlesOver, openStore, type Store, storeOver } from '../../src/store/sqlite.ts'
import { IN_MEMORY, openConnections } from '../../src/store/sqlite/connections.ts'
import { aKeepInput } from '../builders.ts'
import { describeStore } from '../contracts/store.ts'
import { fakeClock } from '../fakes/clock.ts'
import { anEmptyStore, emptyDatabase } from './empty.ts'
import { aFolder } from './folder.ts'

describeStore('SQLite in memory', anEmptyStore)
describeStore('SQLite in a file', openInAFolder)

/** A store whose file goes with it. */
async function openInAFolder(clock: Clock, sealingKeys: readonly SealingKey[] = []): Promise<Store> {
  const folder = await aFolder()
  const file = folder.file('attache.db')
  await writeFile(file, emptyDatabase)
  const store = await openStore({ file, clock, sealingKeys })
  const close = async (): Promise<void> => {
    await store.close()
    await folder[Symbol.asyncDispose]()
  }
  return { ...store, close, [Symbol.asyncDispose]: close }
}

test('readouts are looked up by name through indexes alone, however many names they have', async () => {
  const connections = await openConnections(IN_MEMORY)
  await using store = storeOver(connections, fakeClock())
  await store.keep(aKeepInput())
  const { sql, parameters } = keptUnder(handlesOver(connections, fakeClock()).reader, [
    'a',
    'https://x.example/b',
  ]).compile()
  const plan = connections.reader.prepare(`explain query plan ${sql}`).all(...parameters.map(String))

  expect(plan.filter(({ detail }) => /^SCAN/.test(String(detail)))).toEqual([])
  expect(plan.filter(({ detail }) => /^SEARCH readouts USING INDEX/.test(String(detail)))).toHaveLength(3)
})

describe('the database file', () => {
  test('is made where it is missing, with its folder, and keeps what was stored', async () => {
    await using folder = await aFolder()
    const file = folder.file('new/folder/attache.db')
    const before = await openStore({ file, clock: fakeClock() })
    await before.keep(aKeepInput())
    const kept = await before.find(aKeepInput().readoutId)
    await before.close()

    await using after = await openStore({ file, clock: fakeClock() })

    expect(kept).toBeDefined()
    expect(await after.find(aKeepInput().readoutId)).toEqual(kept)
    expect(await after.keep(aKeepInput())).toBe('unchanged')
  })

  test('is used by two processes side by side', async () => {
    await using folder = await aFolder()
    const file = folder.file('attache.db')
    await using worker = await openStore({ file, clock: fakeClock() })
    await using command = await openStore({ file, clock: fakeClock() })

    await worker.keep(aKeepInput())
    expect(await command.search('testwell', 5)).toHaveLength(1)
    expect(await command.keep(aKeepInput({ fetched: { text: 'edited' } }))).toBe('new-version')

    expect((await worker.find(aKeepInput().readoutId))?.version.number).toBe(2)
  })

  test('is whole by itself once the last has closed it', async () => {
    await using folder = await aFolder()
    const file = folder.file('attache.db')
    const store = await openStore({ file, clock: fakeClock() })
    await store.keep(aKeepInput())
    await store.close()

    using copy = new DatabaseSync(file, { readOnly: true })
    expect(copy.prepare('select count(*) as count from readouts').get()).toMatchObject({ count: 1 })
    expect(copy.prepare('pragma integrity_check').get()).toMatchObject({ integrity_check: 'ok' })
  })

  test('takes many at once, each in a transaction of its own', async () => {
    await using folder = await aFolder()
    await using store = await openStore({ file: folder.file('attache.db'), clock: fakeClock() })
    const inputs = Array.from({ length: 40 }, (_, index) =>
      aKeepInput({ fetched: { url: `https://x.example/${index}` } }),
    )

    const outcomes = await Promise.all([...inputs, ...inputs].map((input) => store.keep(input)))

    expect(outcomes).toEqual([...inputs.map(() => 'new'), ...inputs.map(() => 'unchanged')])
    expect(await store.latest({ limit: 100 })).toHaveLength(40)
  })
})
