import type { REST } from 'discord.js'
import { z } from 'zod'
import type { DeliveryKey } from '../../domain/digest.ts'
import type { Part } from '../../domain/message.ts'
import { markDelivery, nonceOf } from './button.ts'
import { FLAG, NO_MENTIONS } from './components.ts'
import type { Route } from './routes.ts'

/** A part as the outbox gives it back. */
const partSchema = z.object({
  notification: z.string().optional(),
  thread: z.string().optional(),
  components: z.array(z.unknown()),
})

/** A message as Discord gives it back. */
export const messageSchema = z.object({ id: z.string(), flags: z.number().default(0), components: z.unknown() })

/** A part with the delivery's mark in it, by which its message is known again. */
export function readPart(part: Part, key: DeliveryKey) {
  const { notification, thread, components } = partSchema.parse(part)
  const nonce = nonceOf(key)
  return { notification, thread, whole: wholeMessage(markDelivery(components, nonce)), nonce }
}

/** A part as it is to stand there, without a mark: it is there already. */
export const wholeOf = (part: Part) => wholeMessage(partSchema.parse(part).components)

const wholeMessage = (components: readonly unknown[]) => ({
  flags: FLAG.componentsV2,
  components,
  allowed_mentions: NO_MENTIONS,
})

/** Turns an announcement into the whole message. */
export const finish = (rest: REST, route: Route, id: string, whole: object, signal: AbortSignal): Promise<unknown> =>
  rest.patch(`${route}/${id}`, { body: { content: null, ...whole }, signal })
