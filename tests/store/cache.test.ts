import { existsSync } from 'node:fs'
import { readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { openCache } from '../../src/store/cache.ts'
import { fakeClock } from '../fakes/clock.ts'
import { aFolder } from './folder.ts'

describe.each([
  ['in memory', async () => ({ path: ':memory:', [Symbol.asyncDispose]: async () => undefined })],
  [
    'in a file',
    async () => {
      const folder = await aFolder()
      return { path: folder.file('cache.db'), [Symbol.asyncDispose]: folder[Symbol.asyncDispose] }
    },
  ],
])('the cache %s', (_where, makePlace) => {
  test('what is set is got, whatever its shape', async () => {
    await using place = await makePlace()
    await using cache = await openCache({ file: place.path, clock: fakeClock() })
    const pages = cache.keyv<unknown>('pages')

    await pages.set('a', { etag: '"1"', seen: ['一'] })
    await pages.set('a', { etag: '"2"' })
    await pages.set('b', 'plain')

    expect(await pages.get('a')).toEqual({ etag: '"2"' })
    expect(await pages.get(['b', 'c'])).toEqual(['plain', undefined])
    expect(await pages.has('b')).toBe(true)
  })

  test('what has been deleted or has expired is not there any more', async () => {
    await using place = await makePlace()
    const clock = fakeClock()
    await using cache = await openCache({ file: place.path, clock })
    const pages = cache.keyv<string>('pages')
    await pages.set('deleted', 'x')
    await pages.set('brief', 'x', 60_000)
    await pages.set('lasting', 'x')

    expect(await pages.delete('deleted')).toBe(true)
    expect(await pages.delete('never set')).toBe(false)
    clock.advance(59_999)
    expect(await pages.get('brief')).toBe('x')
    clock.advance(1)

    expect(await pages.get(['deleted', 'brief', 'lasting'])).toEqual([undefined, undefined, 'x'])
  })

  test('each use has its entries for itself', async () => {
    await using place = await makePlace()
    await using cache = await openCache({ file: place.path, clock: fakeClock() })
    const [one, other] = [cache.keyv<string>('a_'), cache.keyv<string>('ab')]
    await one.set('key', 'of one')
    await other.set('key', 'of the other')

    await one.clear()

    expect(await one.get('key')).toBeUndefined()
    expect(await other.get('key')).toBe('of the other')
  })
})

describe('the file of the cache', () => {
  test('keeps its entries, without the expired ones', async () => {
    await using folder = await aFolder()
    const file = folder.file('new folder/cache.db')
    const clock = fakeClock()
    const before = await openCache({ file, clock })
    await before.keyv('pages').set('lasting', 'x')
    await before.keyv('pages').set('brief', 'x', 1_000)
    await before.close()
    clock.advance(1_000)

    await using after = await openCache({ file, clock })

    expect(await after.keyv('pages').get('lasting')).toBe('x')
    expect(keysIn(file)).toEqual(['pages:lasting'])
  })

  test('is swept of expired entries while it is used', async () => {
    await using folder = await aFolder()
    const clock = fakeClock()
    await using cache = await openCache({ file: folder.file('cache.db'), clock })
    const pages = cache.keyv('pages')
    await pages.set('brief', 'x', 1_000)
    clock.advance(1_000)

    for (let count = 0; count < 500; count += 1) await pages.set('again', count)

    expect(keysIn(folder.file('cache.db'))).toEqual(['pages:again'])
  })

  test('may be deleted', async () => {
    await using folder = await aFolder()
    const file = folder.file('cache.db')
    const before = await openCache({ file, clock: fakeClock() })
    await before.keyv('pages').set('a', 'x')
    await before.close()
    await rm(file)

    await using after = await openCache({ file, clock: fakeClock() })

    expect(await after.keyv('pages').get('a')).toBeUndefined()
  })

  test('is put aside and made anew where it is no database', async () => {
    await using folder = await aFolder()
    const file = folder.file('cache.db')
    await writeFile(file, 'these are notes, not a database')

    await using cache = await openCache({ file, clock: fakeClock() })
    await cache.keyv('pages').set('a', 'x')

    expect(await cache.keyv('pages').get('a')).toBe('x')
    expect(keysIn(file)).toEqual(['pages:a'])
    expect(await readFile(`${file}.damaged`, 'utf8')).toBe('these are notes, not a database')
  })

  test('is put aside and made anew where a part of it is missing', async () => {
    await using folder = await aFolder()
    const file = folder.file('cache.db')
    const before = await openCache({ file, clock: fakeClock() })
    for (let count = 0; count < 300; count += 1) await before.keyv('pages').set(`${count}`, 'x'.repeat(200))
    await before.close()
    await truncate(file, 8_192)

    await using cache = await openCache({ file, clock: fakeClock() })
    await cache.keyv('pages').set('a', 'x')

    expect(keysIn(file)).toEqual(['pages:a'])
  })

  test('is left alone where it cannot be used: the cache is in memory then', async () => {
    await using folder = await aFolder()
    await writeFile(folder.file('file'), 'in the way')
    const other = new DatabaseSync(folder.file('other.db'))
    other.exec('create table readouts (id text)')
    other.close()

    for (const file of [folder.path, folder.file('file/cache.db'), folder.file('other.db')]) {
      await using cache = await openCache({ file, clock: fakeClock() })
      await cache.keyv('pages').set('a', 'x')
      expect(await cache.keyv('pages').get('a')).toBe('x')
    }
    expect(existsSync(folder.file('other.db.damaged'))).toBe(false)
  })

  test('does not stop anybody while another process holds it', async () => {
    await using folder = await aFolder()
    const file = folder.file('cache.db')
    await using cache = await openCache({ file, clock: fakeClock() })
    const pages = cache.keyv('pages')
    await pages.set('a', 'x')
    const other = new DatabaseSync(file)
    other.exec('begin immediate')

    expect(await pages.set('b', 'y')).toBe(false)
    expect(await pages.get('a')).toBe('x')

    other.exec('rollback')
    other.close()
    expect(await pages.set('b', 'y')).toBe(true)
  })
})

function keysIn(file: string): unknown[] {
  const database = new DatabaseSync(file, { readOnly: true })
  const keys = database.prepare('select key from entries order by key').all()
  database.close()
  return keys.map(({ key }) => key)
}
