import type { PlannedDigest } from '../domain/digest.ts'
import type { PlanStore } from './ports/planning.ts'

/** Makes an alert about an encounter that its subscription was told of before an answer to that message, as far as one was posted. */
export async function asReplies(
  store: Pick<PlanStore, 'firstTold'>,
  planned: readonly PlannedDigest[],
): Promise<readonly PlannedDigest[]> {
  const following = planned.flatMap(({ digest }) => (digest.follows?.length ? [digest] : []))
  if (following.length === 0) return planned
  const told = await store.firstTold(
    following.map(({ subscriptionId }) => subscriptionId),
    following.flatMap(({ follows }) => follows ?? []),
  )
  return planned.map((one) => {
    const { subscriptionId, follows = [] } = one.digest
    const before = told.filter((row) => row.subscriptionId === subscriptionId && follows.includes(row.item))
    return before.length === 0 ? one : { ...one, answers: Math.min(...before.map(({ delivery }) => delivery)) }
  })
}
