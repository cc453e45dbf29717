import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { Secret } from '../../src/domain/secret.ts'
import type { Place } from '../../src/domain/subscription.ts'
import { openStore, type Store } from '../../src/store/sqlite.ts'
import type { PlannedDigest } from '../../src/domain/digest.ts'
import { aMessage, aPlannedDigest, aSubscription } from '../builders.ts'
import { fakeClock } from '../fakes/clock.ts'
import { aFolder } from './folder.ts'
import { occupy } from './occupied.ts'
import { anEmptyStore } from './empty.ts'

const HERE = { platform: 'slack', workspace: 'T0RURITAN', channel: 'C0DESK' }
const NEXT_DOOR = { ...HERE, channel: 'C0OTHER' }
const THERE = { platform: 'slack', workspace: 'T0BORDURI', channel: 'C0THEIRS' }
const isOfSomebody = (column: string): boolean => ['workspace', 'channel', 'who', 'installed_by'].includes(column)

type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

/** Every row of every table. */
function rowsIn(file: string): Rows {
  using database = new DatabaseSync(file, { readOnly: true })
  const tables = database
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'readout_text%'")
    .all()
  return Object.fromEntries(
    tables.map(({ name }) => [String(name), database.prepare(`select * from "${name}"`).all() as Rows[string]]),
  )
}

/** A database in which two channels of one workspace and one of another left something everywhere. */
async function occupied() {
  const folder = await aFolder()
  const file = folder.file('attache.db')
  const sealingKeys = [{ id: 'k1', key: new Secret(randomBytes(32).toString('base64')) }]
  const open = () => openStore({ file, clock: fakeClock(), sealingKeys })
  const store = await open()
  await occupy(store, HERE, 'U0READER')
  await occupy(store, NEXT_DOOR, 'U0ADMIN')
  await occupy(store, THERE, 'U0THEIRS')
  await store.close()
  return {
    before: rowsIn(file),
    columnsOf(table: string): string[] {
      using database = new DatabaseSync(file, { readOnly: true })
      return database
        .prepare(`pragma table_info("${table}")`)
        .all()
        .map(({ name }) => String(name))
    },
    /** Does it to the store; gives what the file holds then, to its last byte. */
    async after(work: (store: Store) => Promise<void>) {
      const again = await open()
      await work(again)
      await again.close()
      return { rows: rowsIn(file), bytes: readFileSync(file).toString('latin1') }
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}

describe('what is erased', () => {
  // Where this fails, a table has come that `occupy` must fill and `erasing.ts` must empty.
  test('is looked for in every table that holds something of places or people', async () => {
    await using database = await occupied()
    const holding = Object.keys(database.before).filter((table) => database.columnsOf(table).some(isOfSomebody))
    expect(holding.filter((table) => database.before[table]?.length === 0)).toEqual([])
    expect(holding).toContain('model_consents')
  })

  test('of a workspace leaves no trace of it, and all of another as it was', async () => {
    await using database = await occupied()
    const place: Place = { platform: 'slack', workspace: THERE.workspace }
    const { rows, bytes } = await database.after((store) => store.erasePlace(place))

    expect(JSON.stringify(rows)).not.toMatch(/T0BORDURI|C0THEIRS/)
    expect(bytes).not.toMatch(/T0BORDURI|C0THEIRS/)
    const theirs = database.before['channels']?.find(({ channel }) => channel === THERE.channel)?.['id']
    expect(theirs).toBeDefined()
    for (const table of ['subscriptions', 'deliveries', 'corrections']) {
      expect(rows[table]).toEqual(database.before[table]?.filter(({ channel }) => channel !== theirs))
    }
    expect(bytes).toContain('T0RURITAN')
  })

  test('of a channel leaves no trace of it, and its workspace as it was', async () => {
    await using database = await occupied()
    const { rows, bytes } = await database.after((store) => store.erasePlace(HERE))

    expect(bytes).not.toContain('C0DESK')
    expect(rows['channels']).toEqual(database.before['channels']?.filter(({ channel }) => channel !== 'C0DESK'))
    expect(rows['installations']).toEqual(database.before['installations'])
    expect(rows['workspaces']).toEqual(database.before['workspaces'])
    expect(rows['digest_items']).toHaveLength(2)
  })

  test('of a person is their id, wherever it stands, and nothing else', async () => {
    await using database = await occupied()
    const { rows, bytes } = await database.after(async (store) => {
      expect(await store.countPerson('U0THEIRS')).toEqual(
        new Map([
          ['audit', 3],
          ['retractions', 1],
          ['installations', 1],
          ['model_consents', 1],
        ]),
      )
      await store.erasePerson('U0THEIRS')
      expect(await store.countPerson('U0THEIRS')).toEqual(new Map())
    })

    expect(bytes).not.toContain('U0THEIRS')
    const forgotten = JSON.stringify(database.before).replaceAll('U0THEIRS', 'forgotten')
    expect(rows).toEqual(JSON.parse(forgotten))
  })

  test('is counted before: nothing is left uncounted, and of what is not kept there is nothing', async () => {
    await using database = await occupied()
    let erased = 0
    const { rows } = await database.after(async (store) => {
      const here = { platform: 'slack', workspace: 'T0RURITAN' }
      const counted = await store.countPlace(here)
      erased = [...counted.values()].reduce((sum, count) => sum + count, 0)
      await store.erasePlace(here)
      expect(await store.countPlace(here)).toEqual(new Map())
      expect(await store.countPlace({ ...here, workspace: 'T0NOWHERE' })).toEqual(new Map())
    })
    const all = (of: Rows): number => Object.values(of).reduce((sum, table) => sum + table.length, 0)
    expect(all(database.before) - all(rows)).toBe(erased)
  })
})

test('a channel that has had many digests is erased to the last', async () => {
  await using store = await anEmptyStore(fakeClock())
  const { id } = await store.addSubscription(aSubscription({ destination: HERE }))
  const many = Array.from({ length: 120 }, (_, index) =>
    aPlannedDigest({ subscriptionId: id, items: [`item ${index}`] }, { destination: HERE }),
  )
  await store.writeDigests(many, new Map())
  expect((await store.countPlace(HERE)).get('deliveries')).toBe(120)

  await store.erasePlace(HERE)
  expect(await store.countPlace(HERE)).toEqual(new Map())
})

test('what two channels were told alike is kept once, stays as long as one of them has it, and goes with the last', async () => {
  await using folder = await aFolder()
  const file = folder.file('attache.db')
  const planned: PlannedDigest[] = []
  const store = await openStore({ file, clock: fakeClock() })
  const message = aMessage({ heading: 'Ruritania and nobody else' })
  const part = { text: 'all that Ruritania said' }
  for (const destination of [HERE, NEXT_DOOR]) {
    const { id } = await store.addSubscription(aSubscription({ destination }))
    const parts = [{ key: destination.channel, part }]
    planned.push(aPlannedDigest({ subscriptionId: id, message }, { destination, parts }))
  }
  await store.writeDigests(planned, new Map())
  expect(rowsIn(file)['contents']).toHaveLength(2)
  expect((await store.countPlace(HERE)).has('contents')).toBe(false)

  await store.erasePlace(HERE)
  expect(await store.claimDeliveries(new Date('2025-05-01T00:00:00Z'), 1_000, 5)).toMatchObject([{ part }])
  expect((await store.countPlace(NEXT_DOOR)).get('contents')).toBe(2)

  await store.erasePlace(NEXT_DOOR)
  await store.close()
  expect(rowsIn(file)['contents']).toEqual([])
  expect(readFileSync(file).toString('latin1')).not.toMatch(/Ruritania and nobody|all that Ruritania/)
})

test('what is planned and corrected for a place that is erased at that moment is not written', async () => {
  await using store = await anEmptyStore(fakeClock())
  const { id } = await store.addSubscription(aSubscription({ destination: HERE }))
  const planned = aPlannedDigest({ subscriptionId: id }, { destination: HERE })
  await store.writeDigests([planned], new Map())
  const [delivery] = await store.claimDeliveries(new Date('2025-04-24T04:00:00Z'), 1_000, 5)
  if (!delivery) throw new Error('nothing was planned')

  await store.erasePlace(HERE)
  const again = aPlannedDigest({ subscriptionId: id, items: ['another'] }, { destination: HERE })
  await store.writeDigests([again], new Map([[id, new Date()]]))
  await store.recordOutcome(delivery, { kind: 'sent', messageId: 'm', at: new Date('2025-04-24T04:00:01Z') })
  const part = { text: 'corrected' }
  const note = { kind: 'correction' as const, retractions: [1], destination: HERE, answers: delivery.id }
  await store.writeCorrections(
    [{ delivery: delivery.id, part, editable: true }],
    [{ ...note, parts: [{ key: 'k', part }] }],
    new Date('2025-04-24T04:00:02Z'),
  )

  expect(await store.countPlace(HERE)).toEqual(new Map())
})
