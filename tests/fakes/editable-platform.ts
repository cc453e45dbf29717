import type { ChatAdapter } from '../../src/chat/adapter.ts'
import { PlatformError } from '../../src/domain/errors.ts'
import type { Field, Message, MessageItem, Part } from '../../src/domain/message.ts'

/** A message as the channel shows it now, and every form that it had. */
export type PlatformMessage = {
  readonly id: string
  readonly channel: string
  readonly key: string
  readonly replyTo: string | undefined
  readonly forms: string[]
  text: string
}

type Failure = PlatformError['failure'] | 'lost-answer'

/** A platform in memory on which messages can be changed and found again; one item a part, every line of it as text, `✗` before a struck one. */
export function editablePlatform(platform = 'terminal') {
  const messages: PlatformMessage[] = []
  const failures: Failure[] = []
  let calls = 0
  let crashAt = Number.POSITIVE_INFINITY
  const mayCrash = (): void => {
    calls += 1
    if (calls === crashAt) throw new Error('the process died')
  }
  const mayFail = (): Failure | undefined => {
    mayCrash()
    const failure = failures.shift()
    if (failure && failure !== 'lost-answer') throw new PlatformError(`${platform} failed as told`, failure)
    return failure
  }
  const lost = (failure: Failure | undefined): void => {
    if (failure) throw new PlatformError(`${platform} lost the answer`, 'unreachable')
  }
  const adapter = {
    platform,
    pack(message) {
      mayCrash()
      return packLines(message)
    },
    async deliver(part, to, key) {
      const failure = mayFail()
      const text = String(part['text'])
      const message = {
        id: `m${messages.length + 1}`,
        channel: to.channel,
        key,
        replyTo: to.replyTo,
        forms: [text],
        text,
      }
      messages.push(message)
      lost(failure)
      return { messageId: message.id }
    },
    async find(_part, _to, key) {
      const found = messages.find((message) => message.key === key)
      return found && { messageId: found.id }
    },
    async edit({ messageId }, part) {
      const failure = mayFail()
      const found = messages.find(({ id }) => id === messageId)
      if (!found) return
      found.text = String(part['text'])
      found.forms.push(found.text)
      lost(failure)
    },
  } satisfies ChatAdapter
  return {
    adapter,
    messages,
    /** The next calls fail so, in this order. `lost-answer` does what it was asked to and pretends that nothing was heard. */
    failNext: (...next: readonly Failure[]) => void failures.push(...next),
    /** The call that is so many from now never returns: the process dies in it. */
    crashIn: (more: number) => {
      crashAt = calls + more
    },
    /** Messages that are no answers, and those that are. */
    posts: () => messages.filter(({ replyTo }) => replyTo === undefined),
    notes: () => messages.filter(({ replyTo }) => replyTo !== undefined),
  }
}

function packLines(message: Message): Part[] {
  const head = [message.heading, message.notification, message.window].join('\n')
  return [head, ...message.items.map(linesOf)].map((text) => ({ text }))
}

const linesOf = ({ heading, shortId, fields }: MessageItem): string =>
  [`${heading} ${shortId}`, ...fields.map(lineOf)].join('\n')
const lineOf = ({ label, text, struck }: Field): string => `${struck === true ? '✗ ' : ''}${label}: ${text}`
