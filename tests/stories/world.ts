import { describe, expect, test } from 'vitest'
import type { KeptReading } from '../../src/domain/readout.ts'
import type { Source } from '../../src/domain/source.ts'
import { type BackfillEnd, backfill } from '../../src/pipeline/backfill.ts'
import type { SourceOutcome } from '../../src/pipeline/collect.ts'
import { type Ministry, startMinistry } from '../fakes/ministry.ts'
import type { WorldItem, WorldSite } from '../fakes/world/site.ts'
import { type Collecting, collectAt, HOUR_MS, never } from '../pipeline/collecting.ts'
import { listedAt } from '../sources/listed.ts'
import { accountsIn } from './world-fiction.ts'

// One server for each family of official sites, read as config/sources.yaml says, through the real collector, client and store.

/** One row of the table: a family, and what is peculiar to it. */
export type Row = {
  readonly family: string
  readonly site: WorldSite
  readonly traps: readonly Trap[]
}

type Trap = readonly [peculiarity: string, spring: (world: World) => Promise<void>]

/** A site and a collector that reads it; nothing is shown yet. */
export type World = AsyncDisposable & {
  readonly site: WorldSite
  readonly source: Source
  readonly ministry: Ministry
  readonly collecting: Collecting
  /** Four accounts, oldest first; those of 21 to 23 April 2025 and of the morning of the 24th, on which the story begins. */
  readonly items: readonly [WorldItem, WorldItem, WorldItem, WorldItem]
  show(...items: readonly WorldItem[]): void
  /** Polls the source now, due or not. */
  poll(): Promise<SourceOutcome>
  /** Lets hours pass; every four of them what is due is polled and looked at again. */
  pass(hours: number): Promise<void>
  /** Walks the listing's further pages back to the beginning of 2025. */
  walkBack(): Promise<BackfillEnd>
  /** What is kept, newest first. */
  kept(): Promise<readonly KeptReading[]>
  /** The texts that an item had, oldest first. */
  textsOf(item: WorldItem): Promise<readonly string[]>
}

/** Opens a world with one site, read by its entry in `config/sources.yaml` with what `parts` changes of it. */
export async function openWorld(site: WorldSite, parts: Partial<Source> = {}): Promise<World> {
  const ministry = await startMinistry()
  const source = { ...listedAt(ministry.baseUrl, site.reads), ...parts }
  const collecting = await collectAt(ministry, [source])
  const kept = () => collecting.store.latest({ limit: 60 })
  return {
    site,
    source,
    ministry,
    collecting,
    items: accountsIn(site),
    show: (...items) => site.show(ministry, items),
    async poll() {
      const [outcome] = await collecting.poll(true)
      if (!outcome) throw new Error('nothing was polled')
      return outcome
    },
    async pass(hours) {
      for (let passed = 0; passed < hours; passed += 4) {
        collecting.clock.advance(Math.min(4, hours - passed) * HOUR_MS)
        await collecting.poll()
        await collecting.revisit()
      }
    },
    async walkBack() {
      const [adapter] = collecting.ports.adapters
      if (!adapter) throw new Error(`${source.id} is not read`)
      return backfill(collecting.ports, adapter, { since: '2025-01-01', again: false }, () => undefined, never)
    },
    kept,
    async textsOf({ title }) {
      const own = (await kept()).find(({ readout }) => readout.title === title)
      return own ? (await collecting.store.versions(own.readout.id)).map(({ text }) => text) : []
    },
    [Symbol.asyncDispose]: () => collecting[Symbol.asyncDispose](),
  }
}

/** Tells of one family: what every site must come to, and then what is peculiar to it. */
export function tell({ family, site, traps }: Row): void {
  describe(family, () => {
    test('a first round, a new document, an edit, and a page that vanishes', async () => {
      await using world = await openWorld(site)
      await tellOfFirstRound(world)
      await tellOfNews(world)
      await tellOfEditAndVanishedPage(world)
    })

    test.each(traps)('%s', async (_, spring) => {
      await using world = await openWorld(site)
      await spring(world)
    })
  })
}

const dayIn = (zone: string, at: Date | undefined): string => at?.toLocaleDateString('sv-SE', { timeZone: zone }) ?? ''

async function tellOfFirstRound(world: World): Promise<void> {
  const [first, second, third] = world.items
  world.show(third, second, first)

  expect(await world.poll()).toMatchObject({ kind: 'read', listed: 3, fresh: 3, skipped: [] })

  const { zone } = world.source
  const kept = await world.kept()
  expect(kept.map(({ readout }) => [readout.title, dayIn(zone, readout.publishedAt), readout.arrival])).toEqual(
    [third, second, first].map(({ title, published }) => [title, dayIn(zone, published), 'first-round']),
  )
  for (const item of [first, second, third]) expect(await world.textsOf(item)).toEqual([item.paragraphs.join('\n')])
}

async function tellOfNews(world: World): Promise<void> {
  const [first, second, third, news] = world.items
  await world.pass(2)
  world.show(news, third, second, first)

  expect(await world.poll()).toMatchObject({ kind: 'read', fresh: 1, changed: 0, skipped: [] })

  const polled = (await world.kept()).filter(({ readout }) => readout.arrival === 'poll')
  expect(polled.map(({ readout }) => readout.title)).toEqual([news.title])
  expect(await world.textsOf(news)).toEqual([news.paragraphs.join('\n')])
}

async function tellOfEditAndVanishedPage(world: World): Promise<void> {
  const [first, second, third, news] = world.items
  const edited = editedAt(second, world.collecting.clock.now())
  world.show(news, third, edited)
  takeOff(world, first)

  await world.pass(56)

  expect(await world.textsOf(second)).toEqual([second.paragraphs.join('\n'), edited.paragraphs.join('\n')])
  for (const item of [first, third, news]) expect(await world.textsOf(item)).toEqual([item.paragraphs.join('\n')])
  const gone = (await world.kept()).filter(({ readout }) => readout.goneAt !== undefined)
  expect(gone.map(({ readout }) => readout.title)).toEqual(world.site.hidesPages ? [] : [first.title])
}

/** The item with another number of documents in it. */
export const editedAt = (item: WorldItem, updated: Date): WorldItem => ({
  ...item,
  updated,
  paragraphs: item.paragraphs.map((text) => text.replace('12', '13')),
})

/** Takes a document's page off as the family does. */
export function takeOff({ site, ministry }: World, item: WorldItem): void {
  if (site.withdraw) site.withdraw(ministry, item)
  else ministry.remove(item.path)
}
