import type { ChatAdapter } from '../../src/chat/adapter.ts'
import { PlatformError } from '../../src/domain/errors.ts'
import type { Message } from '../../src/domain/message.ts'

type Failure = PlatformError['failure'] | 'lost-answer'

/** A platform that lives in memory, one item a part; it fails, or holds, as it is told. */
export function fakePlatform(platform = 'terminal') {
  const posted: { readonly channel: string; readonly text: string; readonly key: string; readonly replyTo?: string }[] =
    []
  const tries: string[] = []
  const failures: Failure[] = []
  const held = new Map<string, Promise<void>>()
  const adapter: ChatAdapter = {
    platform,
    pack: (message: Message) =>
      [message.notification, ...message.items.map(({ heading }) => heading)].map((text) => ({ text })),
    async deliver(part, to, key) {
      tries.push(key)
      await held.get(to.channel)
      const failure = failures.shift()
      const { channel, replyTo } = to
      const answers = replyTo === undefined ? {} : { replyTo }
      const keep = () => posted.push({ channel, text: String(part['text']), key, ...answers })
      if (failure === 'lost-answer') keep()
      if (failure)
        throw new PlatformError(`${platform} failed as told`, failure === 'lost-answer' ? 'unreachable' : failure)
      return { messageId: `m${keep()}` }
    },
  }
  return {
    adapter,
    posted,
    tries,
    /** The next tries fail so, in this order. `lost-answer` posts and then pretends that nothing was heard. */
    failNext: (...next: readonly Failure[]) => void failures.push(...next),
    /** Tries to the channel wait until the given promise settles. */
    hold: (channel: string, until: Promise<void>) => void held.set(channel, until),
    /** With this the platform can look for an earlier try's message. */
    able: (): ChatAdapter => ({
      ...adapter,
      async find(_part, _to, key) {
        const index = posted.findIndex((message) => message.key === key)
        return index < 0 ? undefined : { messageId: `m${index + 1}` }
      },
    }),
  }
}
