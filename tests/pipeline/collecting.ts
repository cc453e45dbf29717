import type { Source } from '../../src/domain/source.ts'
import type { CollectPorts } from '../../src/pipeline/ports/collecting.ts'
import { createHttp } from '../../src/http/client.ts'
import { createMemoryCache } from '../../src/http/validators.ts'
import { collectDue, isPollDue, type SourceOutcome } from '../../src/pipeline/collect.ts'
import { beginRevisits, type RevisitOutcome } from '../../src/pipeline/revisit.ts'
import { Turns } from '../../src/pipeline/turns.ts'
import { createSources } from '../../src/sources/sources.ts'
import type { Store } from '../../src/store/sqlite.ts'
import { type FakeClock, fakeClock } from '../fakes/clock.ts'
import { type Ministry, startMinistry } from '../fakes/ministry.ts'
import { reader as rules } from '../rules.ts'
import { aSource } from '../sources/builders.ts'
import { anEmptyStore } from '../store/empty.ts'

export const never = new AbortController().signal
export const HOUR_MS = 3_600_000

/** A collector over a ministry on loopback and a store in memory, on a clock that stands still until it is moved. */
export type Collecting = AsyncDisposable & {
  readonly ministry: Ministry
  readonly store: Store
  readonly clock: FakeClock
  readonly ports: CollectPorts & { readonly store: Store }
  /** Polls what is due; with `all` every source. */
  poll(all?: boolean): Promise<readonly SourceOutcome[]>
  /** Looks again at what is due, until nothing is. */
  revisit(): Promise<readonly RevisitOutcome[]>
  /** The same store with nothing else remembered, as after a restart. */
  restart(): void
}

/** Starts it with sources at the ministry: give each a path, and what is peculiar to it. */
export async function startCollecting(
  sources: readonly (Partial<Source> & { readonly path: string })[],
  now = '2025-04-24T04:00:00Z',
): Promise<Collecting> {
  const ministry = await startMinistry()
  const described = sources.map(({ path, ...parts }) =>
    aSource({ url: `${ministry.baseUrl}${path}`, kind: 'rss', issuer: 'CN', article: { body: '.text' }, ...parts }),
  )
  return collectAt(ministry, described, now)
}

/** Starts it with whole sources, at a ministry that ends with it. */
export async function collectAt(
  ministry: Ministry,
  sources: readonly Source[],
  now = '2025-04-24T04:00:00Z',
): Promise<Collecting> {
  const clock = fakeClock(now)
  const store = await anEmptyStore(clock)
  const open = () => {
    const cache = createMemoryCache()
    const http = createHttp({ clock, userAgent: 'Attache/1 (+test)', allowHosts: [ministry.host], cache })
    const remembered = new Map<string, number>()
    const unreadable = {
      get: async (url: string) => (remembered.get(url) ?? 0) > clock.now().getTime(),
      set: async (url: string, _: true, ttlMs: number) => remembered.set(url, clock.now().getTime() + ttlMs),
    }
    const reader = { read: async (document: Parameters<typeof rules.read>[0]) => rules.read(document) }
    const adapters = createSources(sources, { http, cache })
    return { http, ports: { store, clock, adapters, reader, unreadable, random: () => 0.5 } }
  }
  let opened = open()
  return {
    ministry,
    store,
    clock,
    get ports() {
      return opened.ports
    },
    poll: (all = false) =>
      collectDue(
        opened.ports,
        (_, state) => all || isPollDue(state, clock.now()),
        () => undefined,
        never,
      ),
    async revisit() {
      const outcomes: RevisitOutcome[] = []
      for (let before = -1; before < outcomes.length; ) {
        before = outcomes.length
        const turns = new Turns()
        await beginRevisits(opened.ports, turns, (outcome) => outcomes.push(outcome), never)
        await turns.settled()
      }
      return outcomes
    },
    restart() {
      opened = open()
    },
    async [Symbol.asyncDispose]() {
      await opened.http.close()
      await store.close()
      await ministry.close()
    },
  }
}
