import { z } from 'zod'
import { Secret } from '../../domain/secret.ts'
import type { Message, Part } from '../../domain/message.ts'
import { PlatformError } from '../../domain/errors.ts'
import { HttpError } from '../../http/error.ts'
import type { ChatPlatform } from '../adapter.ts'
import { SIGNING_SECRET, signatureHeaders } from './sign.ts'

const hookSchema = z.strictObject({
  /** Whoever knows it can post there. */
  url: z.url({ protocol: /^https?$/ }).transform((value) => new Secret(value)),
  secret: z
    .string()
    .regex(SIGNING_SECRET, 'is no signing secret: write whsec_ and 24 or more random bytes in base64')
    .transform((value) => new Secret(value)),
})

/** Receivers by name; the name is what a subscription calls its channel. */
const configSchema = z.strictObject({ hooks: z.record(z.string().min(1), hookSchema) })

/** The settings of webhooks, as they were checked at start. */
export type WebhookConfig = z.infer<typeof configSchema>

const TIMEOUT_MS = 15_000

/** What they answer is not read further than this. */
const MOST_ANSWERED_BYTES = 64 * 1024

/** Posts each digest as JSON, signed, to an address of the operator's: for whatever platform there is no adapter for. */
export const webhook: ChatPlatform<WebhookConfig> = {
  platform: 'webhook',
  configSchema,
  create: ({ hooks }, { clock, http }) => ({
    platform: 'webhook',
    pack: (message) => [toPart(message)],
    async deliver(part, to, key, signal) {
      const hook = hooks[to.channel]
      if (!hook) throw new PlatformError(`no webhook is called ${to.channel}`, 'rejected', { lost: 'channel-deleted' })
      const body = JSON.stringify(to.replyTo === undefined ? part : { ...part, replyTo: to.replyTo })
      const headers = { 'content-type': 'application/json', ...signatureHeaders(key, body, hook.secret, clock.now()) }
      const name = `webhook ${to.channel}`
      const url = new URL(hook.url.reveal())
      try {
        await http.send(
          { url, method: 'POST', headers, body, name, timeoutMs: TIMEOUT_MS, maxBytes: MOST_ANSWERED_BYTES },
          signal,
        )
      } catch (error) {
        throw error instanceof HttpError ? platformError(error) : error
      }
      return { messageId: key }
    },
  }),
}

/**
 * What receivers get: `version` goes up when a field changes its meaning or goes away. Beside it `replyTo`, the id of the post (its header
 * `webhook-id`) that this one corrects.
 */
const toPart = (message: Message): Part => ({ version: 1, message: JSON.parse(JSON.stringify(message, withoutTells)) })

/** By which key points a line is found again is our own affair. */
const withoutTells = (key: string, value: unknown): unknown => (key === 'tells' ? undefined : value)

const SERVER_FAULT = 500
const GONE = 410

/** The client's failures as ours. */
function platformError(error: HttpError): PlatformError {
  const { message, failure, status = SERVER_FAULT, retryAfterMs } = error
  if (failure === 'slow-down')
    return new PlatformError(message, 'rate-limited', { cause: error, retryAfterMs: retryAfterMs ?? 0 })
  if (failure === 'forbidden-address' || (status < SERVER_FAULT && failure !== 'unreachable')) {
    return new PlatformError(message, 'rejected', {
      cause: error,
      lost: status === GONE ? 'channel-deleted' : undefined,
    })
  }
  return new PlatformError(message, 'unreachable', { cause: error })
}
