import { createHmac } from 'node:crypto'
import type { Secret } from '../../domain/secret.ts'

/** How a signing secret is written: 24 to 64 random bytes in base64 behind `whsec_`. */
export const SIGNING_SECRET = /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/

/**
 * Headers by which a receiver knows that a body is ours and new, as Standard Webhooks defines them
 * (https://github.com/standard-webhooks/standard-webhooks, with libraries for most languages). By hand:
 *
 * 1. refuse it where `webhook-timestamp` (seconds since 1970) is more than five minutes from now;
 * 2. compute HMAC-SHA256, keyed with the bytes that follow `whsec_` in base64, over `webhook-id`, `webhook-timestamp` and
 *    the body exactly as it arrived, with a dot between each two;
 * 3. compare `v1,` and its base64, in constant time, with each of the signatures that `webhook-signature` lists with spaces between;
 * 4. take each `webhook-id` once: a delivery that is tried again comes under the same.
 */
export function signatureHeaders(id: string, body: string, key: Secret, now: Date): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now.getTime() / 1_000))
  const bytes = Buffer.from(key.reveal().replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', bytes).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
