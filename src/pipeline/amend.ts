import type { ChatAdapter } from '../chat/adapter.ts'
import type { Amendment, AmendmentOutcome } from '../domain/correcting.ts'
import type { AmendmentStore } from './ports/delivering.ts'
import { laterOrNever, outcomeOfFailure, type TryPorts, workOff } from './trying.ts'

/** What changing posted messages needs. */
export type AmendPorts = TryPorts & {
  readonly store: AmendmentStore
  readonly platforms: ReadonlyMap<string, ChatAdapter>
}

/** So many messages are changed side by side. */
const MOST = 20

/**
 * Changes what was posted into what it is to be. Changing a message twice changes it once, so nothing is looked for after a crash. Gives how
 * many were changed.
 */
export async function amendPosted(ports: AmendPorts, signal: AbortSignal): Promise<number> {
  const { store, clock } = ports
  const outcomes = await workOff<Amendment, AmendmentOutcome>(
    {
      claim: (now, leaseMs, limit) => store.claimAmendments(now, leaseMs, limit),
      attempt: (amendment) => attempt(ports, amendment, signal),
      record: (amendment, outcome) => store.recordAmendment(amendment, outcome),
      most: MOST,
    },
    clock,
    signal,
  )
  return outcomes.filter(({ kind }) => kind === 'done').length
}

/** Changes one message. */
async function attempt(
  ports: AmendPorts,
  amendment: Amendment,
  signal: AbortSignal,
): Promise<AmendmentOutcome | undefined> {
  const { destination, messageId, part } = amendment
  const platform = ports.platforms.get(destination.platform)
  if (!platform?.edit) {
    const reason = `no platform named ${destination.platform} that can change a message is configured`
    return laterOrNever(amendment, ports.clock.now(), reason)
  }
  try {
    await platform.edit({ messageId }, part, destination, signal)
    return { kind: 'done' }
  } catch (error) {
    if (signal.aborted) return undefined
    return outcomeOfFailure(ports, amendment, error, signal)
  }
}
