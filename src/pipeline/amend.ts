import type { Amendment, AmendmentOutcome } from '../domain/correcting.ts'
import { retryAt } from '../schedule/retrying.ts'
import { type DeliverPorts, outcomeOfFailure } from './deliver.ts'
import type { AmendmentStore } from './ports.ts'

/** Delivering's ports, over another part of the store. */
export type AmendPorts = Omit<DeliverPorts, 'store'> & { readonly store: AmendmentStore }

/** A claim outlasts the slowest platform call. */
const LEASE_MS = 120_000

/** So many messages are changed side by side. */
const BATCH = 20

/**
 * Changes what was posted into what it is to be. Changing a message twice changes it once, so nothing is looked for after a crash. Gives how
 * many were changed.
 */
export async function amendPosted(ports: AmendPorts, signal: AbortSignal): Promise<number> {
  let done = 0
  while (!signal.aborted) {
    const claimed = await ports.store.claimAmendments(ports.clock.now(), LEASE_MS, BATCH)
    if (claimed.length === 0) break
    const outcomes = await Promise.all(claimed.map((amendment) => amendOne(ports, amendment, signal)))
    done += outcomes.filter((outcome) => outcome?.kind === 'done').length
  }
  return done
}

async function amendOne(
  ports: AmendPorts,
  amendment: Amendment,
  signal: AbortSignal,
): Promise<AmendmentOutcome | undefined> {
  const outcome = await attempt(ports, amendment, signal)
  if (outcome) await ports.store.recordAmendment(amendment, outcome)
  return outcome
}

/** Changes one message; nothing where it was broken off, and the claim runs out by itself. */
async function attempt(
  ports: AmendPorts,
  amendment: Amendment,
  signal: AbortSignal,
): Promise<AmendmentOutcome | undefined> {
  const { destination, messageId, part, attempts } = amendment
  const platform = ports.platforms.get(destination.platform)
  if (!platform?.edit) {
    const reason = `no platform named ${destination.platform} that can change a message is configured`
    const at = retryAt(attempts, ports.clock.now(), undefined)
    return at ? { kind: 'retry', at, reason } : { kind: 'dead', reason }
  }
  try {
    await platform.edit({ messageId }, part, destination, signal)
    return { kind: 'done' }
  } catch (error) {
    if (signal.aborted) return undefined
    return outcomeOfFailure(ports, amendment, error)
  }
}
