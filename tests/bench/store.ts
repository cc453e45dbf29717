import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { scheduler } from 'node:timers/promises'
import { systemClock } from '../../src/clock.ts'
import type { KeepInput } from '../../src/domain/keeping.ts'
import { transact } from '../../src/store/handles.ts'
import { keepOne } from '../../src/store/keep.ts'
import { openConnections } from '../../src/store/sqlite/connections.ts'
import { handlesOver, type Store, storeOver } from '../../src/store/sqlite.ts'
import { aKeepInput, aPlannedDigest, aReading, aSubscription } from '../builders.ts'

/** Milliseconds. */
export type Latency = { readonly p50: number; readonly p99: number; readonly max: number }

export type StoreFigures = {
  readonly readouts: number
  readonly databaseMegabytes: number
  /** Readouts a second, stored thousands a transaction, as for an import. */
  readonly filledPerSecond: number
  /** Readouts a second and the time of each, a transaction and a sync to disk each, as for a poll. */
  readonly keptPerSecond: number
  readonly keep: Latency
  /** By the word looked for, twenty results each. */
  readonly search: Readonly<Record<string, Latency>>
  /** By what is asked, twenty results each. */
  readonly latest: Readonly<Record<string, Latency>>
  readonly subscriptions: number
  /** Milliseconds for all of them. */
  readonly planning: { readonly subscriptions: number; readonly servedUntil: number; readonly hadItems: number }
  readonly digestsWrittenPerSecond: number
  readonly partsDeliveredPerSecond: number
  /** The longest that the queries above, the filling apart, held the event loop, in milliseconds. */
  readonly longestHoldMs: number
}

const PARTIES = Array.from(
  { length: 190 },
  (_, index) => `X${String.fromCharCode(65 + (index % 26))}${Math.floor(index / 26)}`,
)
const TOPICS = ['security', 'economy', 'people', 'visits', 'aid', 'maritime'] as const
const WORDS = Array.from({ length: 4_000 }, (_, index) => `w${(index * 7_919) % 9_973}`)
const HAN = [
  ...'的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经',
]

/** Fills a new database with `readouts` documents of some 110 words and measures what the program asks of it. */
export async function benchStore({ readouts = 100_000, subscriptions = 10_000 } = {}): Promise<StoreFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'attache-bench-'))
  const connections = await openConnections(join(folder, 'attache.db'))
  const store = storeOver(connections, systemClock)
  try {
    const filledMs = await timed(() => fill(handlesOver(connections, systemClock), readouts))
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const keep = await latency(1_000, (index) => store.keep(document(readouts + index)))
    const search = await measureSearch(store)
    const latest = await measureLatest(store)
    const planned = await measurePlanning(store, subscriptions)
    delay.disable()
    const { size } = await stat(join(folder, 'attache.db'))
    return {
      readouts,
      databaseMegabytes: Math.round(size / 1e6),
      filledPerSecond: Math.round((readouts / filledMs) * 1_000),
      keptPerSecond: Math.round(1_000 / keep.mean),
      keep: keep.latency,
      search,
      latest,
      subscriptions,
      ...planned,
      longestHoldMs: Math.round(delay.max / 1e6),
    }
  } finally {
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function fill(handles: ReturnType<typeof handlesOver>, readouts: number): Promise<void> {
  const BATCH = 2_000
  for (let from = 0; from < readouts; from += BATCH) {
    await transact(handles.writer, async (trx) => {
      for (let index = from; index < Math.min(from + BATCH, readouts); index += 1) {
        await keepOne(trx, handles.fullText, document(index), handles.clock.now())
      }
    })
  }
}

/** The `index`-th document: always the same. Some come out of order of date, as a backfill's do. */
function document(index: number): KeepInput {
  const day = new Date(Date.UTC(2005, 0, 1) + ((index * 7_919) % 7_300) * 86_400_000)
  const words = Array.from({ length: 80 }, (_, place) => WORDS[(index * 31 + place * place * 17) % WORDS.length])
  const han = Array.from({ length: 30 }, (_, place) => HAN[(index * 13 + place * place * 7) % HAN.length])
  if (index % 2 === 0) words.push('half')
  if (index % 100 === 0) words.push('hundredth')
  if (index % 1_000 === 0) words.push('thousandth', '会晤')
  const parties = [index % 5 === 0 ? 'XZ9' : 'CN', PARTIES[(index * 101) % 190] ?? 'XA0'].sort()
  const keyPoints = [TOPICS[index % 6], TOPICS[(index * 5 + 1) % 6]].flatMap((topic) =>
    topic
      ? [{ topic, voice: 'CN', statement: 'A statement.', evidence: [{ start: 0, end: 2, quote: 'w0' }] as const }]
      : [],
  )
  return aKeepInput({
    fetched: { url: `https://x.example/${index}`, text: `${words.join(' ')}。${han.join('')}`, publishedAt: day },
    reading: aReading({ date: day.toISOString().slice(0, 10), parties, keyPoints }),
  })
}

async function measureSearch(store: Store): Promise<Record<string, Latency>> {
  const words = {
    'in 0.1 %': 'thousandth',
    'in 1 %': 'hundredth',
    'in 50 %': 'half',
    'in none': 'nowhere',
    'of two characters, in 0.1 %': '会晤',
    'of one character, in many': '国',
    'common and rare together': 'half thousandth',
  }
  const figures: Record<string, Latency> = {}
  for (const [name, query] of Object.entries(words)) {
    figures[name] = (await latency(200, () => store.search(query, 20))).latency
  }
  return figures
}

async function measureLatest(store: Store): Promise<Record<string, Latency>> {
  const since = new Date(systemClock.now().getTime() - 72 * 3_600_000)
  const filters = {
    'of all': {},
    'of a party in 80 %': { parties: ['CN'] },
    'of a party in 0.5 %': { parties: ['XC3'] },
    'of both': { parties: ['CN', 'XC3'] },
    'of a party and a topic': { parties: ['CN'], topic: 'aid' as const },
    'of two parties that never met': { parties: ['CN', 'XZ9'] },
    'of a party before 2010': { parties: ['CN'], before: '2010-01-01' },
    'stored within 72 hours (all were)': { storedSince: since },
  }
  const figures: Record<string, Latency> = {}
  for (const [name, filter] of Object.entries(filters)) {
    const tries = name.startsWith('stored') || name.endsWith('met') ? 20 : 200
    figures[name] = (await latency(tries, () => store.latest({ ...filter, limit: 20 }))).latency
  }
  return figures
}

async function measurePlanning(store: Store, count: number) {
  for (let index = 0; index < count; index += 1) {
    const destination = { platform: 'slack', workspace: `T${index % 50}`, channel: `C${index}` }
    await store.addSubscription(aSubscription({ destination, countries: [PARTIES[index % 190] ?? 'CN'] }))
  }
  const ids = (await store.subscriptions()).map(({ id }) => id)
  const items = Array.from({ length: 100 }, (_, index) => `item ${index}`)
  const writingMs = await timed(async () => {
    for (let from = 0; from < ids.length; from += 50) {
      const some = ids.slice(from, from + 50)
      const planned = some.map((id) =>
        aPlannedDigest(
          { subscriptionId: id, items: [`item ${id % 100}`] },
          { destination: { platform: 'slack', workspace: `T${(id - 1) % 50}`, channel: `C${id - 1}` } },
        ),
      )
      await store.writeDigests(planned, new Map(some.map((id) => [id, systemClock.now()])))
    }
  })
  const planning = {
    subscriptions: Math.round(await timed(() => store.subscriptions())),
    servedUntil: Math.round(await timed(() => store.servedUntil())),
    hadItems: Math.round(await timed(() => store.hadItems(ids, items))),
  }
  const delivered = Math.min(count, 1_000)
  const deliveringMs = await timed(() => deliver(store, delivered))
  return {
    planning,
    digestsWrittenPerSecond: Math.round((ids.length / writingMs) * 1_000),
    partsDeliveredPerSecond: Math.round((delivered / deliveringMs) * 1_000),
  }
}

async function deliver(store: Store, count: number): Promise<void> {
  for (let done = 0; done < count; ) {
    const claimed = await store.claimDeliveries(systemClock.now(), 60_000, 10)
    for (const delivery of claimed) {
      await store.recordOutcome(delivery, { kind: 'sent', messageId: 'm', at: systemClock.now() })
    }
    if (claimed.length === 0) return
    done += claimed.length
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function latency(tries: number, work: (index: number) => Promise<unknown>) {
  const times: number[] = []
  for (let index = 0; index < tries; index += 1) {
    times.push(await timed(() => work(index)))
    await scheduler.yield()
  }
  times.sort((a, b) => a - b)
  const at = (share: number): number =>
    Math.round((times[Math.min(tries - 1, Math.floor(tries * share))] ?? 0) * 100) / 100
  const mean = times.reduce((sum, ms) => sum + ms, 0) / tries
  return { mean, latency: { p50: at(0.5), p99: at(0.99), max: at(1) } }
}
