import type { ChatAdapter } from '../../src/chat/adapter.ts'
import type { DeliverPorts } from '../../src/pipeline/deliver.ts'
import type { PlanPorts } from '../../src/pipeline/plan.ts'
import type { Store } from '../../src/store/sqlite.ts'
import { type FakeClock, fakeClock } from '../fakes/clock.ts'
import { anEmptyStore } from '../store/empty.ts'

export type TestPorts = Omit<PlanPorts & DeliverPorts, 'store' | 'clock'> & {
  readonly store: Store
  readonly clock: FakeClock
}

/** What planning and delivering need, over a store in memory and the given platforms. Keys are `k1`, `k2` … */
export async function planPorts(...platforms: readonly ChatAdapter[]): Promise<TestPorts> {
  const clock = fakeClock('2025-04-24T03:00:00Z')
  let keys = 0
  return {
    store: await anEmptyStore(clock),
    clock,
    platforms: new Map(platforms.map((adapter) => [adapter.platform, adapter])),
    partnerships: { tiers: [], known: [] },
    phrases: [],
    sources: [],
    placeLost: async () => undefined,
    placeBack: async () => undefined,
    displayName: (code) => code,
    zone: 'Asia/Baku',
    newsMaxAgeHours: 72,
    newKey: () => {
      keys += 1
      return `k${keys}`
    },
  }
}
