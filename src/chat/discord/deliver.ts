import type { REST } from 'discord.js'
import { z } from 'zod'
import type { DeliveryKey } from '../../domain/digest.ts'
import type { Part } from '../../domain/message.ts'
import type { Destination } from '../../domain/subscription.ts'
import type { ChatAdapter, Posted } from '../adapter.ts'
import { formatButtonId, isMarked, markDelivery, nonceOf } from './button.ts'
import { button, FLAG, NO_MENTIONS, row } from './components.ts'
import { isUnknownMessage, mayNotReply, platformError, type SdkErrors } from './failure.ts'

/** How Discord is called, and how its errors are told apart. */
export type Connection = { readonly rest: REST; readonly sdk: SdkErrors }

/** A part as the outbox gives it back. */
const partSchema = z.object({ notification: z.string().optional(), components: z.array(z.unknown()) })

const messageSchema = z.object({ id: z.string(), flags: z.number().default(0), components: z.unknown() })

/** Stands for a message that arrived and was deleted by somebody before we could be told its id; no message has it. */
const DELETED: Posted = { messageId: '0' }

/** Their clock and ours may differ by this. */
const SKEW_MS = 5 * 60_000

/** How far we look for an earlier try's message; a page is as long as Discord gives it. */
const MOST_PAGES = 10
const PAGE = 100

type Delivering = Required<Pick<ChatAdapter, 'deliver' | 'find' | 'edit'>>

/** Posts parts, finds and edits them again, over a connection that is made when it is first needed. */
export function createDelivery(connect: () => Promise<Connection>): Delivering {
  return {
    async deliver(part, to, key, signal) {
      const connection = await connect()
      const { sdk } = connection
      try {
        return await postPart(connection, part, to, key, signal)
      } catch (error) {
        // With its nonce enforced, Discord gives back the message of an earlier try; here that one is already deleted.
        if (isUnknownMessage(sdk, error)) return DELETED
        throw signal.aborted ? error : platformError(sdk, error, 'a message')
      }
    },
    async find(part, to, key, since, signal) {
      const { rest, sdk } = await connect()
      try {
        return await findPart(rest, part, to, key, since, signal)
      } catch (error) {
        if (isUnknownMessage(sdk, error)) return DELETED
        const failure = platformError(sdk, error, 'a look through the channel')
        // We may not look: then only the nonce guards against a repeat.
        if (failure.lost === 'permission-lost') return undefined
        throw signal.aborted ? error : failure
      }
    },
    async edit({ messageId }, part, to, signal) {
      if (messageId === DELETED.messageId) return
      const { rest, sdk } = await connect()
      const { components } = partSchema.parse(part)
      try {
        await finish(rest, messagesOf(to), messageId, wholeOf(components), signal)
      } catch (error) {
        if (isUnknownMessage(sdk, error)) return
        throw signal.aborted ? error : platformError(sdk, error, 'an edit')
      }
    },
  }
}

/**
 * A push notification shows a message's `content`, and of Components V2, which may have none, nothing at all
 * (https://github.com/discord/discord-api-docs/issues/7854). So the first part of a digest is posted as its line of counts,
 * which is what is pushed, and at once turned into components, which Discord allows in this direction
 * (https://docs.discord.com/developers/resources/message#edit-message). The other parts come without a notification.
 */
async function postPart(
  connection: Connection,
  part: Part,
  to: Destination,
  key: DeliveryKey,
  signal: AbortSignal,
): Promise<Posted> {
  const { rest } = connection
  const { notification, whole, nonce } = readPart(part, key)
  const route = messagesOf(to)
  const shown =
    notification === undefined ? { ...whole, flags: whole.flags | FLAG.silent } : announcement(notification, nonce)
  const body = { ...shown, nonce, enforce_nonce: true, allowed_mentions: NO_MENTIONS }
  const { id } = messageSchema.parse(await postAnswering(connection, route, body, to.replyTo, signal))
  if (notification !== undefined) await finish(rest, route, id, whole, signal)
  return { messageId: id }
}

/** Only who may read the channel's history may answer a message in it: without that the message stands by itself. */
async function postAnswering(
  { rest, sdk }: Connection,
  route: Route,
  body: object,
  replyTo: string | undefined,
  signal: AbortSignal,
): Promise<unknown> {
  if (replyTo === undefined || replyTo === DELETED.messageId) return rest.post(route, { body, signal })
  const reference = { message_id: replyTo, fail_if_not_exists: false }
  try {
    return await rest.post(route, { body: { ...body, message_reference: reference }, signal })
  } catch (error) {
    if (!mayNotReply(sdk, error)) throw error
    return rest.post(route, { body, signal })
  }
}

async function findPart(
  rest: REST,
  part: Part,
  to: Destination,
  key: DeliveryKey,
  since: Date,
  signal: AbortSignal,
): Promise<Posted | undefined> {
  const { whole, nonce } = readPart(part, key)
  const route = messagesOf(to)
  let after = snowflakeAt(since.getTime() - SKEW_MS)
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = new URLSearchParams({ after: String(after), limit: String(PAGE) })
    const messages = z.array(messageSchema).parse(await rest.get(route, { query, signal }))
    const found = messages.find(({ components }) => isMarked(components, nonce))
    if (found) {
      if ((found.flags & FLAG.componentsV2) === 0) await finish(rest, route, found.id, whole, signal)
      return { messageId: found.id }
    }
    if (messages.length < PAGE) return undefined
    for (const { id } of messages) if (BigInt(id) > after) after = BigInt(id)
  }
  return undefined
}

function readPart(part: Part, key: DeliveryKey) {
  const { notification, components } = partSchema.parse(part)
  const nonce = nonceOf(key)
  return { notification, whole: wholeOf(markDelivery(components, nonce)), nonce }
}

const wholeOf = (components: readonly unknown[]) => ({
  flags: FLAG.componentsV2,
  components,
  allowed_mentions: NO_MENTIONS,
})

/** What stands in the channel until it is finished; its button says whose it is. */
const announcement = (notification: string, nonce: string) => ({
  content: notification,
  components: [row(button('Sources', formatButtonId({ kind: 'words', words: 'sources', delivery: nonce })))],
})

/** Turns an announcement into the whole message. */
const finish = (rest: REST, route: Route, id: string, whole: object, signal: AbortSignal): Promise<unknown> =>
  rest.patch(`${route}/${id}`, { body: { content: null, ...whole }, signal })

type Route = `/channels/${string}/messages`

const messagesOf = ({ channel, thread }: Destination): Route => `/channels/${thread ?? channel}/messages`

/** The id that a message posted at that instant would have: https://docs.discord.com/developers/reference#snowflakes */
const snowflakeAt = (ms: number): bigint => BigInt(Math.max(0, ms - 1_420_070_400_000)) << 22n
