import type { PlaceLoss } from '../domain/errors.ts'

/** Why a subscription does not post. */
export type PauseReason = 'by-hand' | 'removed' | Exclude<PlaceLoss, 'workspace-removed'>

/** A place came back or was lost; what else happens to it changes no subscription. */
export type PlaceEvent = PlaceLoss | 'permission-back' | 'unarchived'

/** What becomes of a subscription. */
export type LifecycleDecision =
  | { readonly kind: 'pause'; readonly reason: PauseReason }
  /** What was missed meanwhile comes in one digest. */
  | { readonly kind: 'resume' }
  | { readonly kind: 'keep' }

/** A place that comes back after longer is no longer expected to: somebody has to resume by hand. */
export const RETURN_WITHIN_MS = 30 * 86_400_000

/** What a place's event does to one of its subscriptions. What a person paused, or a removal, is never resumed by an event. */
export function decideLifecycle(
  event: PlaceEvent,
  paused: { readonly reason: string; readonly since: Date | undefined } | undefined,
  now: Date,
): LifecycleDecision {
  switch (event) {
    case 'permission-back':
    case 'unarchived': {
      // Whoever may post again has a valid token too.
      const causes: readonly string[] = event === 'unarchived' ? ['archived'] : ['permission-lost', 'token-revoked']
      const inTime = paused?.since !== undefined && now.getTime() - paused.since.getTime() <= RETURN_WITHIN_MS
      return paused !== undefined && causes.includes(paused.reason) && inTime ? { kind: 'resume' } : { kind: 'keep' }
    }
    case 'workspace-removed':
      return pausedWith('removed', paused?.reason)
    case 'channel-deleted':
    case 'permission-lost':
    case 'token-revoked':
    case 'archived':
      return paused ? { kind: 'keep' } : { kind: 'pause', reason: event }
  }
}

/** A removal outweighs what would come back by itself. */
function pausedWith(reason: PauseReason, before: string | undefined): LifecycleDecision {
  return before === 'by-hand' || before === reason ? { kind: 'keep' } : { kind: 'pause', reason }
}

const WORDS: Readonly<Record<PauseReason, string>> = {
  'by-hand': 'paused by a person',
  removed: 'paused since Attaché was removed',
  'channel-deleted': 'paused since the channel was deleted',
  'permission-lost': 'paused since Attaché may not post here',
  archived: 'paused since the channel was archived',
  'token-revoked': 'paused since the access was revoked',
}

/**
 * What whoever made a subscription is told when it pauses, where that can be undone or was not meant; nothing where it was somebody's wish. A place that is
 * gone cannot be linked to any more: then its `name`, where it is known, says which it was.
 */
export function lossInWords(reason: PauseReason, name?: string): string | undefined {
  const place = name === undefined ? 'That place' : `“${name}”`
  const returns = 'If that changes within 30 days it goes on by itself, with what was missed in one digest.'
  switch (reason) {
    case 'permission-lost':
      return `Attaché may not post there any more. ${returns}`
    case 'archived':
      return `${place} was archived. ${returns}`
    case 'channel-deleted':
      return `${place} was deleted: nothing more is posted for it.`
    case 'by-hand':
    case 'removed':
    case 'token-revoked':
      return undefined
  }
}

/** Why a subscription is paused, for people `here` in its channel or elsewhere; a reason that is none of ours as it stands. */
export function pauseInWords(reason: string, where: 'here' | 'there' = 'here'): string {
  const words = Object.entries(WORDS).find(([known]) => known === reason)?.[1] ?? `paused: ${reason}`
  return where === 'here' ? words : words.replace(/\bhere$/, where)
}
