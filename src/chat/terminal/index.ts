import { z } from 'zod'
import { PlatformError } from '../../domain/errors.ts'
import { MARKS, type Message, type Part } from '../../domain/message.ts'
import type { ChatAdapter } from '../adapter.ts'
import { type Look, renderMessage } from './render.ts'

export type { Look } from './render.ts'
export { renderAnswer, renderMessage } from './render.ts'

/** Where the terminal's text goes; settles when it is written, and fails when it cannot be. */
export type TerminalOptions = Look & { readonly write: (text: string) => Promise<void> }

/** A message as the outbox gives it back: dates as text. */
const messageSchema = z.object({
  notification: z.string(),
  heading: z.string(),
  dueAt: z.coerce.date(),
  zone: z.string(),
  window: z.string(),
  overview: z.string().optional(),
  items: z.array(
    z.object({
      id: z.string(),
      shortId: z.string(),
      heading: z.string(),
      subheading: z.string(),
      publishedAt: z.coerce.date().optional(),
      fields: z.array(
        z.object({
          mark: z.enum(MARKS).optional(),
          label: z.string(),
          text: z.string(),
          quote: z.string().optional(),
          translation: z.string().optional(),
          struck: z.boolean().optional(),
        }),
      ),
      note: z.string().optional(),
      links: z.array(z.object({ label: z.string(), url: z.string() })),
      quiet: z.boolean(),
      group: z.string().optional(),
    }),
  ),
  footer: z.string(),
  sample: z.boolean(),
}) satisfies z.ZodType<Message>

/**
 * The terminal as a platform: a message is one part, laid out when it is written, for the width and colours of that moment.
 * Writing is all it can do, so it never looks for an earlier try.
 */
export function createTerminal({ write, ...look }: TerminalOptions): ChatAdapter {
  return {
    platform: 'terminal',
    pack: (message) => [toPart(message)],
    async deliver(part, _to, key, signal) {
      signal.throwIfAborted()
      const message = messageSchema.safeParse(part['message'])
      if (!message.success)
        throw new PlatformError('the terminal was given no message', 'rejected', { cause: message.error })
      try {
        await write(`${renderMessage(message.data, look)}\n`)
      } catch (cause) {
        throw new PlatformError('the terminal could not be written to', 'unreachable', { cause })
      }
      return { messageId: key }
    },
  }
}

/** Plain JSON, since a part waits in the outbox. */
function toPart(message: Message): Part {
  const items = message.items.map(({ publishedAt, ...item }) => ({
    ...item,
    ...(publishedAt === undefined ? {} : { publishedAt: publishedAt.toISOString() }),
  }))
  return { message: { ...message, items, dueAt: message.dueAt.toISOString() } }
}
