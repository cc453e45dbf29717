import type { Loss, ModelConsent, ModelDrop, ModelFeature, ModelUse, Workspace } from '../../domain/model-use.ts'

/** What was spent in a stretch of time; what is reserved counts as spent. */
export type Spent = {
  readonly calls: number
  readonly tokens: number
  /** In millionths. */
  readonly money: number
  /** Of all that was asked for, the share that was there already; nothing where nothing was asked for. */
  readonly hitRate: number | undefined
}

/** A workspace's use and consents; without `place`, of all together. */
export type UseLine = {
  readonly place: Workspace | undefined
  readonly today: Spent
  readonly month: Spent
  readonly consents: Readonly<Partial<Record<ModelFeature, ModelConsent>>>
}

/** Use of today (`YYYY-MM-DD`) and of its month: each workspace that consented or used anything, then all together. */
export function useLines(
  uses: readonly ModelUse[],
  consents: readonly ModelConsent[],
  today: string,
): readonly UseLine[] {
  const places = new Map<string, Workspace>()
  for (const { platform, workspace } of [...consents, ...uses])
    places.set(JSON.stringify([platform, workspace]), { platform, workspace })
  const line = (place: Workspace | undefined): UseLine => {
    const isHere = (one: Workspace): boolean =>
      place === undefined || (one.platform === place.platform && one.workspace === place.workspace)
    const mine = uses.filter(isHere)
    const given = place === undefined ? [] : consents.filter(isHere)
    return {
      place,
      today: spentIn(mine.filter(({ day }) => day === today)),
      month: spentIn(mine),
      consents: Object.fromEntries(given.map((consent) => [consent.feature, consent])),
    }
  }
  return [...[...places.values()].map(line), line(undefined)]
}

function spentIn(uses: readonly ModelUse[]): Spent {
  const sum = (of: (use: ModelUse) => number): number => uses.reduce((total, use) => total + of(use), 0)
  const calls = sum((use) => use.calls)
  const hits = sum((use) => use.cacheHits)
  return {
    calls,
    tokens: sum((use) => use.inputTokens + use.outputTokens + use.reservedTokens),
    money: sum((use) => use.money + use.reservedMoney),
    hitRate: calls + hits === 0 ? undefined : hits / (calls + hits),
  }
}

/** How often each thing was dropped, the most frequent first. */
export function dropCounts(drops: readonly ModelDrop[]): readonly (readonly [Loss, number])[] {
  const counts = new Map<Loss, number>()
  for (const { reason, count } of drops) counts.set(reason, (counts.get(reason) ?? 0) + count)
  return [...counts].sort(([, a], [, b]) => b - a)
}
