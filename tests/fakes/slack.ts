import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Args, createApi } from './slack-api.ts'
import { faultsOfMessage } from './slack-rules.ts'
import { attachSockets, type EnvelopeType } from './slack-socket.ts'
import { createOAuth } from './slack-oauth.ts'
import { APP_TOKEN, BOT, CHANNEL, createState, OTHER_TEAM, READER, SIGNING_SECRET, TEAM } from './slack-state.ts'

// Slack on loopback, Web API, sockets and response addresses: refuses what Slack refuses, counts what arrives, and fails when told to.

/** `accept-then-drop` takes the request and cuts the connection before the answer, as a lost answer looks. */
export type Failure =
  | { readonly status: number; readonly retryAfter?: number; readonly body?: string }
  | { readonly error: string }
  /** Answers as it should, but not before this is settled. */
  | { readonly after: Promise<unknown> }
  | 'drop'
  | 'accept-then-drop'

export type FakeSlack = Awaited<ReturnType<typeof startSlack>>

/** Who asks, and where; left out: a reader, in the channel. */
export type Asking = {
  readonly user?: string
  readonly channel?: string
  readonly team?: string
  /** Of a press: when the message with the button was posted, in seconds since 1970. */
  readonly postedAt?: number
  readonly thread?: string
}

type Call = { readonly method: string; readonly args: Args; readonly token: string | undefined }
type Response = { readonly id: string; readonly body: Readonly<Record<string, unknown>> }

/** A trigger opens one modal, within three seconds. */
const TRIGGER_MS = 3_000
/** A response address takes five messages. */
const MOST_RESPONSES = 5

export async function startSlack({ now = () => performance.timeOrigin + performance.now() } = {}) {
  const state = createState()
  const calls: Call[] = []
  const responses: Response[] = []
  const failures: { readonly matches: RegExp; readonly failure: Failure; left: number }[] = []
  const triggers = new Map<string, number>()
  const faults: string[] = []
  const waiting = new Set<() => void>()
  let callbackUrl: string | undefined
  let port = 0
  let count = 0
  const changed = (): void => {
    for (const look of waiting) look()
  }
  const spendTrigger = (id: string): string | undefined => {
    const since = triggers.get(id)
    triggers.delete(id)
    if (since === undefined) return 'exchanged_trigger_id'
    return now() - since > TRIGGER_MS ? 'expired_trigger_id' : undefined
  }
  const workspaces = new Map([state, createState({ team: OTHER_TEAM, name: 'Borduria' })].map((one) => [one.team, one]))
  const apis = new Map([...workspaces].map(([team, one]) => [team, createApi(one, { now, spendTrigger })]))
  const oauth = createOAuth(workspaces)

  const server = createServer(async (incoming, response) => {
    const body = await read(incoming)
    const path = incoming.url ?? '/'
    if (path.startsWith('/response/')) return respond(path.slice('/response/'.length), body, response)
    const method = path.replace('/api/', '')
    const token = incoming.headers.authorization?.replace('Bearer ', '')
    const call = { method, token, args: argsOf(body) }
    calls.push(call)
    changed()
    const failure = nextFailure(method)
    if (failure === 'drop') return void incoming.socket.destroy()
    if (typeof failure === 'object' && 'status' in failure) {
      if (failure.retryAfter !== undefined) response.setHeader('retry-after', failure.retryAfter)
      response.writeHead(failure.status)
      return void response.end(failure.body ?? '')
    }
    if (typeof failure === 'object' && 'after' in failure) await failure.after
    const isError = typeof failure === 'object' && 'error' in failure
    const answer = isError ? { ok: false, error: failure.error } : answered(call)
    if (failure === 'accept-then-drop') incoming.socket.destroy()
    else {
      const scopes = [...state.scopes].join(',')
      response
        .writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': scopes })
        .end(JSON.stringify(answer))
    }
    changed()
  })
  const sockets = attachSockets(server, { changed })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A loopback server listens on an address with a port.
  port = (server.address() as AddressInfo).port

  function answered({ method, token, args }: Call): object {
    if (method === 'apps.connections.open') {
      return token === APP_TOKEN ? { ok: true, url: sockets.issue(port) } : { ok: false, error: 'invalid_auth' }
    }
    if (method === 'oauth.v2.access') return oauth.access(args)
    const owner = oauth.ownerOf(token)
    if ('error' in owner) return { ok: false, error: owner.error }
    if (method === 'auth.revoke') {
      oauth.revoke(token ?? '')
      return { ok: true, revoked: true }
    }
    return apis.get(owner.team)?.(method, args) ?? { ok: false, error: 'invalid_auth' }
  }

  function respond(id: string, body: string, response: ServerResponse): void {
    const message = JSON.parse(body)
    const used = responses.filter((one) => one.id === id).length
    const wrong = faultsOfMessage(message)
    faults.push(...wrong)
    const status = used >= MOST_RESPONSES ? 404 : wrong.length > 0 ? 400 : 200
    if (status === 200) responses.push({ id, body: message })
    response.writeHead(status).end(status === 200 ? 'ok' : 'refused')
    changed()
  }

  function nextFailure(method: string): Failure | undefined {
    const planned = failures.find(({ matches, left }) => left > 0 && matches.test(method))
    if (planned) planned.left -= 1
    return planned?.failure
  }

  const fresh = () => {
    count += 1
    const trigger_id = `${count}.${TEAM}.trigger`
    triggers.set(trigger_id, now())
    return { trigger_id, response_url: `http://127.0.0.1:${port}/response/${count}` }
  }

  /** Sends what happened, by socket or, where a server was named, by a signed request; gives what it was acknowledged with. */
  async function send(type: EnvelopeType, payload: object): Promise<unknown> {
    if (callbackUrl === undefined) return sockets.send(type, payload)
    const sent = await fetch(callbackUrl, signed(type, payload, Math.floor(now() / 1_000)))
    const text = await sent.text()
    if (sent.status !== 200) throw new Error(`the callback answered ${sent.status}: ${text}`)
    return text.startsWith('{') ? JSON.parse(text) : {}
  }

  const person = ({ user = READER, team = TEAM }: Asking) => ({
    user: { id: user, name: 'reader', team_id: team },
    team: { id: team },
  })

  return {
    ...state,
    oauth,
    /** Another workspace than the one that this is mostly about. */
    other: workspaces.get(OTHER_TEAM) ?? state,
    calls,
    responses,
    sockets,
    /** What was answered by response address that Slack would refuse. */
    faults,
    apiUrl: `http://127.0.0.1:${port}/api/`,
    /** How often a method was called. */
    called: (method: string): readonly Args[] => calls.filter((call) => call.method === method).map(({ args }) => args),
    /** Makes the next calls of a method fail. */
    fail: (matches: RegExp, failure: Failure, left = 1): void => void failures.push({ matches, failure, left }),
    /** From now on Slack calls this address, and opens no sockets. */
    callAt: (url: string): void => {
      callbackUrl = url
    },
    send,
    event: (event: object, parts: object = {}): Promise<unknown> => {
      count += 1
      return send('events_api', { type: 'event_callback', team_id: TEAM, event_id: `Ev${count}`, event, ...parts })
    },
    command: (text: string, asking: Asking = {}): Promise<unknown> => {
      const { user = READER, channel = CHANNEL, team = TEAM } = asking
      return send('slash_commands', {
        command: '/readout',
        text,
        team_id: team,
        user_id: user,
        channel_id: channel,
        ...fresh(),
      })
    },
    /** A workspace removes the app, and Slack says so. */
    uninstall: async (team: string = TEAM): Promise<void> => {
      oauth.revokeAll(team)
      for (const event of [{ type: 'tokens_revoked', tokens: { bot: [BOT.user] } }, { type: 'app_uninstalled' }]) {
        count += 1
        await send('events_api', { type: 'event_callback', team_id: team, event_id: `Ev${count}`, event })
      }
    },
    /** A press of a button or a pick of a menu in a message. */
    press: (action: object, asking: Asking = {}): Promise<unknown> => {
      const { channel = CHANNEL, postedAt = now() / 1_000, thread } = asking
      const thread_ts = thread === undefined ? {} : { thread_ts: thread }
      const container = { type: 'message', message_ts: postedAt.toFixed(6), channel_id: channel, ...thread_ts }
      return send('interactive', {
        type: 'block_actions',
        ...person(asking),
        channel: { id: channel },
        container,
        actions: [action],
        ...fresh(),
      })
    },
    /** A press in a modal or on the Home tab. */
    pressInView: (action: object, view: object, asking: Asking = {}): Promise<unknown> => {
      const { response_url: _none, ...trigger } = fresh()
      return send('interactive', {
        type: 'block_actions',
        ...person(asking),
        container: { type: 'view' },
        view,
        actions: [action],
        ...trigger,
      })
    },
    /** A modal that is sent off. */
    submit: (view: object, asking: Asking = {}): Promise<unknown> =>
      send('interactive', { type: 'view_submission', ...person(asking), view, trigger_id: fresh().trigger_id }),
    /** A field of a form that is being typed in. */
    suggest: (action_id: string, value: string, view: object): Promise<unknown> =>
      send('interactive', {
        type: 'block_suggestion',
        ...person({}),
        action_id,
        block_id: 'b',
        value,
        view,
        container: { type: 'view' },
      }),
    /** The message shortcut. */
    shortcut: (message: object, asking: Asking = {}): Promise<unknown> => {
      const { channel = CHANNEL } = asking
      return send('interactive', {
        type: 'message_action',
        callback_id: 'read-this',
        ...person(asking),
        channel: { id: channel },
        message,
        ...fresh(),
      })
    },
    /** Resolves as soon as it holds. */
    until: (holds: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!holds()) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    async [Symbol.asyncDispose]() {
      sockets.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A request as Slack signs it: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signed(type: EnvelopeType, payload: object, timestamp: number, secret: string = SIGNING_SECRET) {
  if (type === 'events_api') return signedBody(JSON.stringify(payload), 'application/json', timestamp, secret)
  const flat = Object.entries(payload).map(([key, value]): [string, string] => [key, String(value)])
  const form = new URLSearchParams(type === 'slash_commands' ? flat : [['payload', JSON.stringify(payload)]])
  return signedBody(form.toString(), 'application/x-www-form-urlencoded', timestamp, secret)
}

/** Any body at all, signed. */
export function signedBody(body: string, contentType: string, timestamp: number, secret: string = SIGNING_SECRET) {
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')
  return {
    method: 'POST',
    body,
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': `v0=${signature}`,
    },
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

/** What is no text comes as JSON in a form. */
const argsOf = (body: string): Args =>
  Object.fromEntries(
    [...new URLSearchParams(body)].map(([key, value]) => [key, key === 'text' ? value : valueIn(value)]),
  )

function valueIn(text: string): unknown {
  if (!/^(?:[[{]|true$|false$|\d{1,6}$)/.test(text)) return text
  return JSON.parse(text)
}
