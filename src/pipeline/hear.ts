import type { BotHandlers, ChatAdapter } from '../chat/adapter.ts'
import { PlatformError } from '../domain/errors.ts'
import type { RetentionStore } from './ports/workspaces.ts'

/** What hearing needs. */
export type HearPorts = {
  readonly store: Pick<RetentionStore, 'knownWorkspaces'>
  readonly platforms: ReadonlyMap<string, ChatAdapter>
  readonly bot: BotHandlers
}

/**
 * Hears every platform that can call us, until `signal` aborts. One that refuses the token for good closes none of the others: what is
 * subscribed there pauses until it lets us in again. Throws its `PlatformError` where no other is left to hear.
 */
export async function hearAll(ports: HearPorts, fault: (error: unknown) => void, signal: AbortSignal): Promise<void> {
  const hearing = [...ports.platforms.values()].filter((platform) => platform.listen !== undefined)
  let left = hearing.length
  const hear = async (platform: ChatAdapter): Promise<void> => {
    try {
      await platform.listen?.(ports.bot, signal)
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error
      left -= 1
      if (error.lost === 'token-revoked') await pauseAll(ports, platform.platform)
      if (left === 0) throw error
      fault(error)
    }
  }
  await Promise.all(hearing.map(hear))
}

async function pauseAll({ store, bot }: HearPorts, platform: string): Promise<void> {
  for (const workspace of await store.knownWorkspaces(platform)) {
    await bot.lifecycle({ kind: 'token-revoked', at: { platform, workspace } })
  }
}
