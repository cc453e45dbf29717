import type { Clock } from '../../domain/clock.ts'
import { PlatformError } from '../../domain/errors.ts'

// One message a second a channel; beyond some hundred a minute the whole workspace is told to wait: https://docs.slack.dev/apis/web-api/rate-limits

const BETWEEN_MESSAGES_MS = 1_000

/** Longer than this nothing is held back here: then our own retries take over. */
const LONGEST_WAIT_MS = 20_000

/** Where a message is to go. */
export type Turn = { readonly workspace: string; readonly channel: string }

/** Keeps Slack's pace, so that few messages need to be refused. */
export type Pace = {
  /** Resolves when the next message of that channel may be posted. Throws `PlatformError` where that is long. */
  turn(to: Turn, signal: AbortSignal): Promise<void>
  /** Nothing is posted in that workspace for so long. */
  hold(workspace: string, ms: number): void
}

/** For all workspaces; remembers no channel for longer than its second. */
export function createPace(clock: Clock): Pace {
  const free = new Map<string, number>()
  return {
    async turn({ workspace, channel }, signal) {
      const now = clock.now().getTime()
      for (const [key, at] of free) if (at <= now) free.delete(key)
      const waitMs = Math.max(free.get(workspace) ?? now, free.get(`${workspace} ${channel}`) ?? now) - now
      if (waitMs > LONGEST_WAIT_MS) {
        throw new PlatformError('slack asked to wait before the next message', 'rate-limited', { retryAfterMs: waitMs })
      }
      free.set(`${workspace} ${channel}`, now + waitMs + BETWEEN_MESSAGES_MS)
      if (waitMs > 0) await clock.sleep(waitMs, signal)
      signal.throwIfAborted()
    },
    hold(workspace, ms) {
      free.set(workspace, Math.max(free.get(workspace) ?? 0, clock.now().getTime() + ms))
    },
  }
}
