import type { REST } from 'discord.js'
import type { DeliveryKey } from '../../domain/digest.ts'
import type { Part } from '../../domain/message.ts'
import type { Destination } from '../../domain/subscription.ts'
import type { ChatAdapter, Posted } from '../adapter.ts'
import { formatButtonId } from './button.ts'
import { button, FLAG, NO_MENTIONS, row } from './components.ts'
import type { Connection } from './connection.ts'
import { isClosed, isUnknownMessage, mayNotReply, platformError, type SdkErrors } from './failure.ts'
import { findPosted } from './find.ts'
import { finish, messageSchema, readPart, wholeOf } from './part.ts'
import { DELETED_ID, hasThread, type Route, routesTo } from './routes.ts'

const DELETED: Posted = { messageId: DELETED_ID }

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
      const connection = await connect()
      const { sdk } = connection
      try {
        return await findPosted(connection, part, to, key, since, signal)
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
      const { main, beneath } = routesTo(to)
      try {
        if (beneath !== undefined && (await isEdited(rest, sdk, beneath, messageId, part, signal))) return
        await finish(rest, main, messageId, wholeOf(part), signal)
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
  const { main, beneath } = routesTo(to)
  const { thread } = readPart(part, key)
  // What answers a part of the thread comes when there is one.
  const isOpen = beneath !== undefined && (thread === undefined || (await hasThread(connection, to, thread, signal)))
  if (!isOpen) return postAt(main, connection, part, to, key, signal)
  try {
    return await postAt(beneath, connection, part, to, key, signal)
  } catch (error) {
    if (!isClosed(connection.sdk, error)) throw error
    return postAt(main, connection, part, to, key, signal)
  }
}

async function postAt(
  route: Route,
  connection: Connection,
  part: Part,
  to: Destination,
  key: DeliveryKey,
  signal: AbortSignal,
): Promise<Posted> {
  const { rest } = connection
  const { notification, whole, nonce } = readPart(part, key)
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

/** Whether the message is there, and by now as it is to be. */
async function isEdited(
  rest: REST,
  sdk: SdkErrors,
  route: Route,
  messageId: string,
  part: Part,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await finish(rest, route, messageId, wholeOf(part), signal)
    return true
  } catch (error) {
    if (isClosed(sdk, error) || isUnknownMessage(sdk, error)) return false
    throw error
  }
}

/** What stands in the channel until it is finished; its button says whose it is. */
const announcement = (notification: string, nonce: string) => ({
  content: notification,
  components: [row(button('Sources', formatButtonId({ kind: 'words', words: 'sources', delivery: nonce })))],
})
