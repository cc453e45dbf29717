import type { Figure, Latency, Scale } from './figure.ts'
import { benchStore } from './store.ts'

const SIZES = {
  full: { readouts: 100_000, subscriptions: 2_000 },
  quick: { readouts: 5_000, subscriptions: 200 },
} as const

/** Full-text search and other look-ups in a large database, and how fast it fills. */
export async function benchSearching(scale: Scale): Promise<Figure[]> {
  const figures = await benchStore(SIZES[scale])
  const note = `${figures.readouts} readouts, ${figures.databaseMegabytes} MB`
  const of = (what: string, latency: Latency | undefined): Figure[] =>
    latency
      ? [
          { what: `${what}, median`, value: latency.p50, unit: 'ms', note },
          { what: `${what}, 99th percentile`, value: latency.p99, unit: 'ms', atMost: 50 },
        ]
      : []
  return [
    ...of('search for a word in 0.1 %', figures.search['in 0.1 %']),
    ...of('search for a word in 1 %', figures.search['in 1 %']),
    ...of('search for a word in 50 %', figures.search['in 50 %']),
    ...of('search for a Chinese word of two characters', figures.search['of two characters, in 0.1 %']),
    ...of('the latest of two parties', figures.latest['of both']),
    { what: 'readouts stored, a transaction each', value: figures.keptPerSecond, unit: 'readouts/s' },
    { what: 'digests written', value: figures.digestsWrittenPerSecond, unit: 'digests/s' },
    { what: 'parts claimed and marked as sent', value: figures.partsDeliveredPerSecond, unit: 'parts/s' },
    { what: 'the event loop held meanwhile, at longest', value: figures.longestHoldMs, unit: 'ms', atMost: 50 },
  ]
}
