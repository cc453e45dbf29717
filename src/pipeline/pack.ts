import type { ChatAdapter } from '../chat/adapter.ts'
import type { Digest, PlannedDigest } from '../domain/digest.ts'
import type { Message, Part } from '../domain/message.ts'
import type { Destination } from '../domain/subscription.ts'

/** What making parts of a message needs. */
export type PackPorts = {
  readonly platforms: ReadonlyMap<string, ChatAdapter>
  /** A new delivery key: unique, random, meaning nothing. */
  readonly newKey: () => string
}

/** The digest as platform messages; nothing where its platform is not configured now, so that its items stay unseen until it is. */
export type Pack = (digest: Digest, destination: Destination) => PlannedDigest[]

/** Packs the digests of one planning: a message that goes to many channels of a platform is packed once. */
export function packOnce({ platforms, newKey }: PackPorts): Pack {
  const packed = new Map<string, WeakMap<Message, readonly Part[]>>()
  return (digest, destination) => {
    const platform = platforms.get(destination.platform)
    if (!platform) return []
    const known = packed.get(platform.platform) ?? new WeakMap<Message, readonly Part[]>()
    packed.set(platform.platform, known)
    const parts = known.get(digest.message) ?? platform.pack(digest.message)
    known.set(digest.message, parts)
    return [{ digest, destination, parts: parts.map((part) => ({ key: newKey(), part })) }]
  }
}
