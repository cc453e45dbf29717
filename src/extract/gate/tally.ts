import { DROP_REASONS, type DropReason, type Drops } from '../../domain/model.ts'

/** Counts what is dropped, by reason. */
export type Tally = {
  readonly drop: (reason: DropReason, times?: number) => void
  readonly add: (drops: Drops) => void
  readonly drops: () => Drops
}

/** A tally of nothing yet. */
export function createTally(): Tally {
  const counts = new Map<DropReason, number>()
  const drop = (reason: DropReason, times = 1): void => {
    if (times > 0) counts.set(reason, (counts.get(reason) ?? 0) + times)
  }
  return {
    drop,
    add: (drops) => {
      for (const reason of DROP_REASONS) drop(reason, drops[reason] ?? 0)
    },
    drops: () =>
      Object.fromEntries(
        DROP_REASONS.filter((reason) => counts.has(reason)).map((reason) => [reason, counts.get(reason)]),
      ),
  }
}
