import type { App } from '@slack/bolt'
import { z } from 'zod'
import type { Clock } from '../../domain/clock.ts'
import type { Secret } from '../../domain/secret.ts'
import type { InboundReply, InboundRequest, Route } from '../../inbound/route.ts'
import { type Sdk, silent } from './workspace.ts'

// https://docs.slack.dev/authentication/verifying-requests-from-slack

/** The one address that Slack is told: for commands, interactions and events alike. */
export const CALLBACK_PATH = '/slack/events'

/** Lets Slack's requests in while somebody listens. */
export type RequestGate = {
  readonly route: Route
  /** Hands requests to `app` until `signal` aborts. */
  open(sdk: Sdk, app: App, signal: AbortSignal): Promise<void>
}

const REFUSED: InboundReply = { status: 401, body: 'not signed by Slack' }

/** As long as Slack's own time stamp is good; a request that was seen within it is not taken twice. */
const REMEMBERED_MS = 10 * 60_000

/** Only what Slack has signed in the last five minutes, and has not sent before, comes through. */
export function createGate(signingSecret: Secret | undefined, clock: Clock): RequestGate {
  let listening: { readonly sdk: Sdk; readonly app: App } | undefined
  const seen = new Map<string, number>()
  const isNew = (signature: string): boolean => {
    const now = clock.now().getTime()
    for (const [old, at] of seen) if (now - at > REMEMBERED_MS) seen.delete(old)
    if (seen.has(signature)) return false
    seen.set(signature, now)
    return true
  }
  return {
    route: {
      method: 'POST',
      path: CALLBACK_PATH,
      async answer(request) {
        if (!listening || !signingSecret) return { status: 503, body: 'not listening' }
        const signature = signatureOf(request, listening.sdk, signingSecret, clock.now())
        if (signature === undefined) return REFUSED
        const body = bodyOf(request)
        if (body === undefined) return { status: 400, body: 'not understood' }
        if (body['type'] === 'url_verification') return { status: 200, body: { challenge: body['challenge'] } }
        if (body['ssl_check'] !== undefined || !isNew(signature)) return { status: 200 }
        return processed(listening.app, body)
      },
    },
    async open(sdk, app, signal) {
      listening = { sdk, app }
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve()
        signal.addEventListener('abort', () => resolve(), { once: true })
      })
      listening = undefined
    },
  }
}

/** The request's signature, if it is Slack's and recent. */
function signatureOf({ headers, body }: InboundRequest, sdk: Sdk, secret: Secret, now: Date): string | undefined {
  const signature = headers['x-slack-signature']
  const timestamp = Number(headers['x-slack-request-timestamp'] ?? Number.NaN)
  const isAhead = timestamp * 1_000 > now.getTime() + 5 * 60_000
  if (signature === undefined || !Number.isInteger(timestamp) || isAhead) return undefined
  const isSlacks = sdk.isValidSlackRequest({
    signingSecret: secret.reveal(),
    body,
    headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp },
    nowMilliseconds: now.getTime(),
    logger: silent(sdk),
  })
  return isSlacks ? signature : undefined
}

const bodySchema = z.record(z.string(), z.unknown())

/** Events come as JSON, commands as a form, interactions as JSON in a form. */
function bodyOf({ headers, body }: InboundRequest): Readonly<Record<string, unknown>> | undefined {
  try {
    if (headers['content-type']?.startsWith('application/json')) return bodySchema.parse(JSON.parse(body))
    const form = new URLSearchParams(body)
    const payload = form.get('payload')
    return payload === null ? Object.fromEntries(form) : bodySchema.parse(JSON.parse(payload))
  } catch {
    return undefined
  }
}

/** What Bolt acknowledges with; the work itself may go on after that. */
async function processed(app: App, body: Readonly<Record<string, unknown>>): Promise<InboundReply> {
  let reply: InboundReply = { status: 200 }
  const acked = new Promise<void>((resolve) => {
    const ack = async (response?: string | object): Promise<void> => {
      reply = { status: 200, body: response }
      resolve()
    }
    void app.processEvent({ body, ack }).finally(resolve)
  })
  await acked
  return reply
}
