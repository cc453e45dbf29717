import type { NewsBoard } from '../digest/board.ts'
import { textOf } from '../digest/news.ts'
import type { NewsItem } from '../domain/news.ts'
import { LATE_MS, type Waiting } from './due.ts'
import type { PlanStore } from './ports/planning.ts'

/** What each of these subscriptions asks for and has not had. */
export type Unseen = (lot: readonly Waiting[]) => Promise<ReadonlyMap<number, readonly NewsItem[]>>

/** Finds what is unseen among the items of a board, for one planning. */
export function findUnseen(store: Pick<PlanStore, 'hadItems'>, board: NewsBoard): Unseen {
  const freshOf = freshOnce()
  return async (lot) => {
    const wanted = lot.map((one) => ({ id: one.subscription.id, ...freshOf(board(one.subscription), one) }))
    const asking = wanted.filter(({ doubtful }) => doubtful.length > 0)
    const had = await store.hadItems(
      asking.map(({ id }) => id),
      [...new Set(asking.flatMap(({ doubtful }) => doubtful.flatMap(itemIds)))],
    )
    return new Map(
      wanted.map(({ id, items }) => {
        const seen = had.get(id)
        return [id, seen ? items.filter((item) => !itemIds(item).some((one) => seen.has(one))) : items]
      }),
    )
  }
}

/** What was stored since a subscription had everything, and of that what it may have had all the same. */
type Fresh = { readonly items: readonly NewsItem[]; readonly doubtful: readonly NewsItem[] }

type Settled = Pick<Waiting, 'unseenSince' | 'lastDigestAt'>

/** Of subscriptions that ask alike most had their last digest at the same time: it is looked through once for all of them. */
function freshOnce(): (wanted: readonly NewsItem[], settled: Settled) => Fresh {
  const known = new WeakMap<readonly NewsItem[], Map<string, Fresh>>()
  return (wanted, settled) => {
    const ofThem = known.get(wanted) ?? new Map<string, Fresh>()
    known.set(wanted, ofThem)
    const key = `${settled.unseenSince.getTime()} ${settled.lastDigestAt?.getTime()}`
    const fresh = ofThem.get(key) ?? freshAmong(wanted, settled)
    ofThem.set(key, fresh)
    return fresh
  }
}

function freshAmong(wanted: readonly NewsItem[], { unseenSince, lastDigestAt }: Settled): Fresh {
  const items = wanted.filter((item) => textOf(item).readout.storedAt >= unseenSince)
  return { items, doubtful: items.filter((item) => mayBeHad(item, lastDigestAt)) }
}

/** What was stored long after the last digest was planned cannot have been in it: most items need not be asked for. */
function mayBeHad({ account }: NewsItem, lastDigestAt: Date | undefined): boolean {
  if (!lastDigestAt) return false
  return account.texts.some(({ readout }) => readout.storedAt.getTime() <= lastDigestAt.getTime() + LATE_MS)
}

/** An item was had under its own id, or under that of another text of its account, whichever arrived first. */
const itemIds = ({ id, account }: NewsItem): readonly string[] =>
  id === account.id ? account.texts.map(({ readout }) => readout.id) : [id]
