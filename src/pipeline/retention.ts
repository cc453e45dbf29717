import { RETURN_WITHIN_MS } from '../commands/lifecycle.ts'
import type { Clock } from '../domain/clock.ts'
import type { ErasureStore, RetentionStore } from './ports/workspaces.ts'

/** What erasing workspaces that were left needs. */
export type RetentionPorts = {
  readonly store: Pick<RetentionStore, 'leftWorkspaces'> & Pick<ErasureStore, 'erasePlace'>
  readonly clock: Clock
}

/** Erases all that is kept of workspaces that the bot was removed from and, thirty days later, is not back in. Gives how many they were. */
export async function eraseLeft({ store, clock }: RetentionPorts): Promise<number> {
  const left = await store.leftWorkspaces(new Date(clock.now().getTime() - RETURN_WITHIN_MS))
  for (const workspace of left) await store.erasePlace(workspace)
  return left.length
}
