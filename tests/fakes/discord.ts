import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { channelOf, guildOf, memberOf, roleOf, startGateway } from './discord-gateway.ts'
import { type Answer, type Asked, type Body, createApi, type Request, toApi } from './discord-rest.ts'
import {
  APPLICATION,
  BOT,
  CHANNEL,
  createState,
  GUILD,
  isThread,
  type Message,
  READER,
  TOKEN,
} from './discord-state.ts'

// Discord on loopback, REST and gateway: refuses what Discord refuses, counts what arrives, and fails when told to.

/** `accept-then-drop` takes the request and cuts the connection before the answer, as a lost answer looks. */
export type Failure =
  | { readonly status: number; readonly body?: unknown; readonly retryAfter?: number; readonly global?: boolean }
  | 'drop'
  | 'accept-then-drop'

export type FakeDiscord = Awaited<ReturnType<typeof startDiscord>>

/** Where and by whom something is asked; left out: by a reader, in the channel, as anybody may. */
export type Asking = {
  readonly user?: string
  readonly channel?: string
  readonly guild?: string | undefined
  /** What the person may do there, beside what everybody may. */
  readonly permissions?: bigint
  readonly locale?: string
}

export async function startDiscord() {
  const state = createState()
  let port = 0
  const gatewayUrl = (): string => `ws://127.0.0.1:${port}/gateway`
  const api = createApi(state, gatewayUrl)
  const requests: (Request & { readonly authorization: string | undefined })[] = []
  const failures: { readonly matches: RegExp; readonly failure: Failure; left: number }[] = []
  const buckets = new Map<string, { remaining: number; resetAtMs: number }>()
  const limits = new Map<string, { readonly limit: number; readonly windowMs: number }>()
  const waiting = new Set<() => void>()
  const look = (): void => {
    for (const one of waiting) one()
  }

  const server = createServer(async (incoming, response) => {
    const request = await read(incoming)
    requests.push(request)
    const failure = nextFailure(`${request.method} ${request.path}`)
    if (failure === 'drop') {
      incoming.socket.destroy()
      return
    }
    if (typeof failure === 'object' && failure.global === true) response.setHeader('x-ratelimit-global', 'true')
    if (typeof failure === 'object')
      return reply(response, { status: failure.status, body: failure.body ?? '' }, failure.retryAfter)
    const limited = limit(request.path.split('/').slice(0, 3).join('/'), response)
    if (limited) return reply(response, limited.answer, limited.retryAfter)
    const needsToken = !/^\/(?:interactions|webhooks)\//.test(request.path)
    const answer =
      needsToken && request.authorization !== `Bot ${TOKEN}`
        ? { status: 401, body: { message: '401: Unauthorized', code: 0 } }
        : api.answer(request)
    if (failure === 'accept-then-drop') incoming.socket.destroy()
    else reply(response, answer)
    look()
  })
  const gateway = startGateway(server, state, gatewayUrl, look)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port

  function nextFailure(line: string): Failure | undefined {
    const found = failures.find(({ matches, left }) => left > 0 && matches.test(line))
    if (found) found.left -= 1
    return found?.failure
  }

  /** A bucket a channel, announced by headers as Discord does. */
  function limit(bucket: string, response: ServerResponse): { answer: Answer; retryAfter: number } | undefined {
    const rule = limits.get(bucket)
    if (!rule) return undefined
    const kept = buckets.get(bucket)
    const state =
      kept && kept.resetAtMs > Date.now() ? kept : { remaining: rule.limit, resetAtMs: Date.now() + rule.windowMs }
    buckets.set(bucket, state)
    const resetAfter = (state.resetAtMs - Date.now()) / 1_000
    response.setHeader('x-ratelimit-bucket', bucket.replaceAll('/', '-'))
    response.setHeader('x-ratelimit-limit', rule.limit)
    response.setHeader('x-ratelimit-reset-after', resetAfter)
    response.setHeader('x-ratelimit-remaining', Math.max(0, state.remaining - 1))
    if (state.remaining > 0) {
      state.remaining -= 1
      return undefined
    }
    return {
      answer: { status: 429, body: { message: 'You are being rate limited.', retry_after: resetAfter, global: false } },
      retryAfter: resetAfter,
    }
  }

  const ask = (type: 2 | 3 | 4 | 5, data: Body, asking: Asking, from?: Message, numeric = false): Asked => {
    const { user = READER, channel = CHANNEL, permissions = 0n, locale = 'en-GB' } = asking
    const guild = 'guild' in asking ? asking.guild : GUILD
    const id = state.snowflake()
    const one: Asked = { id, token: `interaction-${id}`, channel, user, at: state.now(), from, numeric, followUps: [] }
    api.asked.set(id, one)
    const known = state.channels.get(channel)
    gateway.dispatch('INTERACTION_CREATE', {
      id,
      application_id: APPLICATION,
      token: one.token,
      type,
      version: 1,
      data,
      locale,
      channel_id: channel,
      channel: known ? channelOf(known) : { id: channel, type: 1 },
      app_permissions: String(state.permissionsIn(channel, BOT)),
      entitlements: [],
      authorizing_integration_owners: {},
      context: guild === undefined ? 1 : 0,
      attachment_size_limit: 10_000_000,
      ...(guild === undefined
        ? { user: memberOf(user).user }
        : {
            guild_id: guild,
            member: { ...memberOf(user), permissions: String(state.permissionsIn(channel, user, permissions)) },
          }),
      ...(from ? { message: toApi(from) } : {}),
    })
    return one
  }

  return {
    ...state,
    apiUrl: `http://127.0.0.1:${port}/api`,
    token: TOKEN,
    requests,
    gateway,
    /** Servers that the bot left. */
    left: api.left,
    /** Who takes no messages of the bot's. */
    closed: api.closed,
    /** What a person was told in private. */
    toldInPrivate: (user: string): Message[] =>
      state.messages.filter(({ channel }) => api.directs.get(channel) === user),
    commands: api.commands,
    register: api.register,
    /** What arrived under a path, whatever became of it. */
    received: (method: string, path: RegExp) => requests.filter((one) => one.method === method && path.test(one.path)),
    /** Messages of a channel that all can see. */
    posted: (channel = CHANNEL): Message[] =>
      state.messages.filter((one) => one.channel === channel && !one.deleted && (one.flags & 64) === 0),
    fail: (matches: RegExp, failure: Failure, times = 1): void => void failures.push({ matches, failure, left: times }),
    limit: (path: string, rule: { limit: number; windowMs: number }): void => void limits.set(path, rule),
    /** Resolves when something that happens here makes it true. */
    until: (condition: () => unknown): Promise<void> =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!condition()) return
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
        check()
      }),
    /** Somebody runs a command. */
    command: (
      command: string,
      name: string,
      options: Record<string, string | number | boolean>,
      { target, ...asking }: Asking & { target?: string } = {},
    ) =>
      ask(
        2,
        commandData(
          command,
          name,
          { ...options, ...(target ? { channel: target } : {}) },
          undefined,
          target && resolved(target, asking),
        ),
        asking,
      ),
    /** Somebody picks a command of ours from a message's own menu. */
    readThis: (
      message: { readonly content: string; readonly author?: string; readonly embeds?: unknown },
      asking: Asking = {},
    ) => {
      const { author = READER, ...rest } = message
      const id = state.snowflake()
      const messages = { [id]: { id, type: 0, embeds: [], ...rest, author: { id: author, username: 'reader' } } }
      return ask(2, { id: '701', name: 'Read this', type: 3, target_id: id, resolved: { messages } }, asking)
    },
    /** Somebody types into an option of a command. */
    type: (
      name: string,
      option: string,
      typed: string | number,
      others: Record<string, string> = {},
      asking: Asking = {},
    ) =>
      ask(
        4,
        commandData('readout', name, { ...others, [option]: typed }, option),
        asking,
        undefined,
        typeof typed === 'number',
      ),
    /** Somebody presses the button that says so, or picks a menu's entry. */
    press: (message: Message, label: string, asking: Asking = {}) => {
      const { customId, value } = findButton(message.components, label)
      return ask(
        3,
        {
          component_type: value === undefined ? 2 : 3,
          custom_id: customId,
          ...(value === undefined ? {} : { values: [value] }),
        },
        asking,
        message,
      )
    },
    /** Somebody sends off a form that was opened for them; what is not given stays as it stood. */
    submit: (opened: Asked, given: Readonly<Record<string, string>>, asking: Asking = {}) => {
      const { custom_id, components } = opened.form ?? {}
      const fields: { readonly component: { readonly custom_id: string; readonly value?: string } }[] =
        Object(components)
      const filled = fields.map(({ component: { custom_id: name, value = '' } }, index) => ({
        type: 18,
        id: index + 1,
        component: { type: 4, id: index + 11, custom_id: name, value: given[name] ?? value },
      }))
      return ask(5, { custom_id, components: filled }, asking)
    },
    /** Says what became of a channel or thread. */
    updateChannel: (id: string): void => {
      const channel = state.channels.get(id)
      if (channel) gateway.dispatch(isThread(channel) ? 'THREAD_UPDATE' : 'CHANNEL_UPDATE', channelOf(channel))
    },
    deleteChannel: (id: string): void => {
      const channel = state.channels.get(id)
      state.channels.delete(id)
      if (channel) gateway.dispatch(isThread(channel) ? 'THREAD_DELETE' : 'CHANNEL_DELETE', channelOf(channel))
    },
    /** The bot is added to a server while it runs. */
    join: (id: string, joinedAt = '2025-06-01T00:00:00.000Z'): void => {
      state.addGuild({ id, joinedAt })
      gateway.dispatch('GUILD_CREATE', guildOf(state, id))
    },
    /** The bot is put out of a server. */
    remove: (id: string): void => {
      state.guilds.delete(id)
      gateway.dispatch('GUILD_DELETE', { id })
    },
    /** A server takes something from everybody. */
    updateRole: (id: string, taken: bigint): void => {
      const guild = state.guilds.get(id)
      if (!guild) return
      guild.everyone &= ~taken
      gateway.dispatch('GUILD_ROLE_UPDATE', { guild_id: id, role: roleOf(id, guild.everyone) })
    },
    async [Symbol.asyncDispose]() {
      gateway.stop()
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }

  function resolved(target: string, { user = READER, permissions = 0n }: Asking) {
    const channel = state.channels.get(target)
    if (!channel) throw new Error(`there is no channel ${target}`)
    return {
      channels: {
        [target]: { ...channelOf(channel), permissions: String(state.permissionsIn(target, user, permissions)) },
      },
    }
  }
}

const OPTION_TYPE = { string: 3, number: 4, boolean: 5 } as const

function commandData(
  command: string,
  name: string,
  options: Record<string, string | number | boolean>,
  focused?: string,
  resolved?: unknown,
): Body {
  const given = Object.entries(options).map(([key, value]) => ({
    name: key,
    type: key === 'channel' ? 7 : OPTION_TYPE[typeof value as keyof typeof OPTION_TYPE],
    value,
    ...(key === focused ? { focused: true } : {}),
  }))
  return {
    id: '700',
    name: command,
    type: 1,
    options: [{ name, type: 1, options: given }],
    ...(resolved ? { resolved } : {}),
  }
}

/** The custom id of a button by its label, or of a menu by one of its entries. */
function findButton(components: unknown, label: string): { customId: string; value?: string | undefined } {
  const found: { customId: string; value?: string }[] = []
  JSON.stringify(components, (_key, value) => {
    if (value?.type === 2 && value.label === label) found.push({ customId: value.custom_id })
    for (const option of value?.type === 3 ? value.options : []) {
      if (option.label === label) found.push({ customId: value.custom_id, value: option.value })
    }
    return value
  })
  const [first] = found
  if (!first) throw new Error(`there is no button “${label}” in ${JSON.stringify(components)}`)
  return first
}

async function read(incoming: IncomingMessage): Promise<Request & { authorization: string | undefined }> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const { method = 'GET', url = '/', headers } = incoming
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1')
  const request = {
    method,
    path: pathname.replace('/api/v10', ''),
    query: searchParams,
    authorization: headers.authorization,
  }
  const bytes = Buffer.concat(chunks)
  const type = headers['content-type'] ?? ''
  if (bytes.length === 0) return { ...request, body: undefined }
  if (!type.startsWith('multipart/form-data')) return { ...request, body: JSON.parse(String(bytes)) }
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  const file = form.get('files[0]')
  return {
    ...request,
    body: JSON.parse(String(form.get('payload_json'))),
    file: file instanceof File ? await file.text() : undefined,
  }
}

function reply(response: ServerResponse, { status, body }: Answer, retryAfter?: number): void {
  if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter)
  response.writeHead(status, { 'content-type': typeof body === 'object' ? 'application/json' : 'text/html' })
  response.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body))
}
