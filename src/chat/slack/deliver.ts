import { z } from 'zod'
import type { DeliveryKey } from '../../domain/digest.ts'
import { PlatformError } from '../../domain/errors.ts'
import type { Destination } from '../../domain/subscription.ts'
import type { ChatAdapter, Posted } from '../adapter.ts'
import type { View } from './answer.ts'
import type { Pace } from './pace.ts'
import { SlackRefusal } from './failure.ts'
import type { Workspace, Workspaces } from './workspace.ts'

/** What deliveries need. */
export type DeliveryPorts = {
  readonly workspaces: Workspaces
  readonly pace: Pace
  /** Whether we may look through a channel for our own message; it takes two more scopes. */
  readonly lookup: boolean
}

/** A part as the outbox gives it back. */
const partSchema = z.object({ text: z.string(), blocks: z.array(z.unknown()) })

const postedSchema = z.object({ ts: z.string() })

/** By this our messages are known among others that carry metadata. */
const EVENT = 'attache_delivery'

const pageSchema = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        metadata: z
          .object({ event_type: z.string(), event_payload: z.object({ key: z.unknown() }) })
          .optional()
          .catch(undefined),
      }),
    )
    .default([]),
  response_metadata: z.object({ next_cursor: z.string().default('') }).optional(),
})

/** Their clock and ours may differ by this. */
const SKEW_MS = 5 * 60_000

/** How far we look for an earlier try's message: so many pages of two hundred. */
const MOST_PAGES = 10

/** Posts parts, edits them and, where it may look, finds them again by the delivery key in their metadata. */
export function createDelivery(ports: DeliveryPorts): Pick<ChatAdapter, 'deliver' | 'edit' | 'find'> {
  const { workspaces, lookup } = ports
  return {
    async deliver(part, to, key, signal) {
      const { text, blocks } = partSchema.parse(part)
      const workspace = await workspaces.of(to.workspace, signal)
      const metadata = { event_type: EVENT, event_payload: { key } }
      return { messageId: await post({ text, blocks }, to, { workspace, pace: ports.pace, metadata }, signal) }
    },
    async edit({ messageId: ts }, part, to, signal) {
      const { text, blocks } = partSchema.parse(part)
      const workspace = await workspaces.of(to.workspace, signal)
      const message = { channel: to.channel, ts, text, blocks, parse: 'none', link_names: false }
      try {
        await inTurn({ workspace, pace: ports.pace }, to.channel, signal, () =>
          workspace.call('chat.update', message, postedSchema, signal),
        )
      } catch (error) {
        if (!(error instanceof SlackRefusal && error.code === 'message_not_found')) throw error
      }
    },
    ...(lookup ? { find: createFind(workspaces) } : {}),
  }
}

const createFind =
  (workspaces: Workspaces): NonNullable<ChatAdapter['find']> =>
  async (_part, to, key, since, signal) => {
    try {
      return await find(await workspaces.of(to.workspace, signal), to, key, since, signal)
    } catch (error) {
      // We may not look: then nothing guards against a repeat.
      if (error instanceof PlatformError && error.failure === 'rejected') return undefined
      throw error
    }
  }

/** Slack's answers are threads: the one that the message is in, else the one under it. */
const threadOf = ({
  thread,
  beneath,
  replyTo,
}: Pick<Destination, 'thread' | 'beneath' | 'replyTo'>): string | undefined => thread ?? beneath ?? replyTo

/** What one post needs. */
export type PostPorts = { readonly workspace: Workspace; readonly pace: Pace; readonly metadata?: object | undefined }

/** Posts one message that unfurls nothing and calls nobody; gives its id. */
export async function post(
  { text, blocks }: Pick<View, 'text'> & { readonly blocks: readonly unknown[] },
  to: Pick<Destination, 'channel' | 'thread' | 'beneath' | 'replyTo' | 'broadcast'>,
  { workspace, pace, metadata }: PostPorts,
  signal: AbortSignal,
): Promise<string> {
  const thread = threadOf(to)
  const message = {
    channel: to.channel,
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...(to.thread === undefined && thread !== undefined && to.broadcast ? { reply_broadcast: true } : {}),
    text,
    blocks,
    mrkdwn: false,
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
    ...(metadata ? { metadata } : {}),
  }
  const posted = await inTurn({ workspace, pace }, to.channel, signal, () =>
    workspace.call('chat.postMessage', message, postedSchema, signal),
  )
  return posted.ts
}

/** Waits for the channel's turn; where Slack tells us to wait all the same, the whole workspace does. */
async function inTurn<T>(
  { workspace: { team }, pace }: Pick<PostPorts, 'workspace' | 'pace'>,
  channel: string,
  signal: AbortSignal,
  call: () => Promise<T>,
): Promise<T> {
  await pace.turn({ workspace: team, channel }, signal)
  try {
    return await call()
  } catch (error) {
    if (error instanceof PlatformError && error.retryAfterMs !== undefined) pace.hold(team, error.retryAfterMs)
    throw error
  }
}

async function find(
  { call }: Workspace,
  { channel, ...to }: Destination,
  key: DeliveryKey,
  since: Date,
  signal: AbortSignal,
): Promise<Posted | undefined> {
  const thread = threadOf(to)
  const oldest = String((since.getTime() - SKEW_MS) / 1_000)
  const where = thread === undefined ? { channel, oldest } : { channel, oldest, ts: thread }
  const method = thread === undefined ? 'conversations.history' : 'conversations.replies'
  let cursor = ''
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const args = { ...where, include_all_metadata: true, limit: 200, ...(cursor === '' ? {} : { cursor }) }
    const { messages, response_metadata: next } = await call(method, args, pageSchema, signal)
    const found = messages.find(({ metadata }) => metadata?.event_type === EVENT && metadata.event_payload.key === key)
    if (found) return { messageId: found.ts }
    cursor = next?.next_cursor ?? ''
    if (cursor === '') return undefined
  }
  return undefined
}
