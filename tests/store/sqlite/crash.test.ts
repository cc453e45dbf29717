import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { openStore } from '../../../src/store/sqlite.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { aFolder } from '../folder.ts'

/** Starts a process that stores without end, kills it once it has said so `lines` times, and gives the last number that it said. */
async function storeAndDie(file: string, lines: number): Promise<number> {
  const child = spawn(process.execPath, ['tests/store/sqlite/keep-until-killed.ts', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  let said = -1
  for await (const line of createInterface({ input: child.stdout })) {
    said = Number(line)
    if (said + 1 >= lines) child.kill('SIGKILL')
  }
  await exited
  return said
}

/** Rows that lack something which was to be written with them. */
const halves = [
  'select id from readouts where number not in (select readout from versions)',
  'select id from readouts where recency not in (select recency from facets)',
  'select id from readouts where recency not in (select rowid from readout_text)',
  'select rowid from readout_text where rowid not in (select recency from readouts)',
  'select id from versions where id not in (select version from readings where current = 1)',
  'select number from readouts r where newest_version <> (select max(number) from versions where readout = r.number)',
  'select id from digests where (subscription, ordinal) not in (select subscription, ordinal from digest_items)',
  'select id from digests where id not in (select digest from deliveries)',
  'select id from contents where id not in (select content from digests union select content from deliveries)',
]

test.each([3, 11, 24])(
  'a process that is killed loses nothing that it had stored (at %i), and leaves nothing half written',
  async (lines) => {
    await using folder = await aFolder()
    const file = folder.file('attache.db')

    const said = await storeAndDie(file, lines)

    await using store = await openStore({ file, clock: fakeClock() })
    using database = new DatabaseSync(file)
    expect(database.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
    expect(database.prepare('pragma foreign_key_check').all()).toEqual([])
    expect(() => database.exec("insert into readout_text (readout_text) values ('integrity-check')")).not.toThrow()
    for (const half of halves) expect(database.prepare(half).all(), half).toEqual([])
    for (let number = 0; number <= said; number += 1) {
      expect((await store.find(`https://x.example/${number}`))?.version.text).toBe(`Edited text ${number}.`)
    }
    expect((await store.search('edited', 1_000)).length).toBeGreaterThanOrEqual(said + 1)
  },
)
