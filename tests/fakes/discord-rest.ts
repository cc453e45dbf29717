import { faultsOfCommands, faultsOfForm, faultsOfMessage } from './discord-rules.ts'
import { APPLICATION, asKept, BIT, BOT, GUILD, type Message, type State } from './discord-state.ts'
import { memberOf, userOf } from './discord-gateway.ts'

// Discord's HTTP API as seen on the wire, as strict as it is: https://docs.discord.com/developers/reference

export type Body = Readonly<Record<string, unknown>>
export type Request = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: unknown
  readonly file?: string | undefined
}
export type Answer = { readonly status: number; readonly body?: unknown }

/** An interaction on its way: what we said to it. */
export type Asked = {
  readonly id: string
  readonly token: string
  readonly channel: string
  readonly user: string
  readonly at: number
  acknowledged?: { readonly type: number; readonly afterMs: number } | undefined
  /** The message that it came from, if it was a press. */
  readonly from?: Message | undefined
  /** The first answer. */
  original?: Message | undefined
  readonly followUps: Message[]
  /** The form that was opened. */
  form?: Body | undefined
  choices?: readonly { readonly name: string; readonly value: string | number }[] | undefined
  /** Whether what is typed is to be a number. */
  readonly numeric?: boolean | undefined
}

const DEADLINE_MS = 3_000
const TOKEN_LIFE_MS = 15 * 60_000
const NONCE_LIFE_MS = 5 * 60_000
const COMPONENTS_V2 = 1 << 15
const EPHEMERAL = 1 << 6

export function createApi(state: State, url: () => string) {
  const asked = new Map<string, Asked>()
  const left: string[] = []
  /** Conversations with one person each, by id. */
  const directs = new Map<string, string>()
  /** Who takes no messages of the bot's. */
  const closed = new Set<string>()
  let commands: unknown[] = []

  const failure = (status: number, code: number, message: string, faults: readonly string[] = []): Answer => ({
    status,
    body: {
      code,
      message,
      ...(faults.length > 0
        ? { errors: { _errors: faults.map((fault) => ({ code: 'INVALID', message: fault })) } }
        : {}),
    },
  })
  const invalid = (faults: readonly string[]): Answer => failure(400, 50035, 'Invalid Form Body', faults)
  const unknownInteraction = (): Answer => failure(404, 10062, 'Unknown interaction')

  const store = (channel: string, body: Body, more: Partial<Message> = {}): Message => {
    const form = {
      content: String(body['content'] ?? ''),
      flags: Number(body['flags'] ?? 0),
      components: listOf(body['components']),
    }
    const message: Message = {
      id: state.snowflake(),
      channel,
      postedAtMs: state.now(),
      deleted: false,
      ...form,
      forms: [form],
      ...more,
    }
    state.messages.push(message)
    return message
  }
  const revise = (message: Message, body: Body): void => {
    if ('content' in body) message.content = String(body['content'] ?? '')
    if ('flags' in body) message.flags |= Number(body['flags'])
    if ('components' in body) message.components = listOf(body['components'])
    message.forms.push({ content: message.content, flags: message.flags, components: message.components })
  }

  /** Whether the bot may do that in a channel, or what Discord says instead. */
  const obstacle = (channelId: string, needed: bigint): Answer | undefined => {
    const channel = state.channels.get(channelId)
    if (!channel || !state.guilds.has(channel.guild)) return failure(404, 10003, 'Unknown Channel')
    const permissions = state.permissionsIn(channelId, BOT)
    if ((permissions & BIT.viewChannel) === 0n) return failure(403, 50001, 'Missing Access')
    if (channel.archived && channel.locked) return failure(400, 50083, 'Thread is archived')
    return (permissions & needed) === needed ? undefined : failure(403, 50013, 'Missing Permissions')
  }

  const postMessage = (channel: string, body: Body): Answer => {
    const needed = state.channels.get(channel)?.parent !== undefined ? BIT.sendMessagesInThreads : BIT.sendMessages
    const refused = directs.has(channel) ? undefined : obstacle(channel, needed)
    if (refused) return refused
    if (closed.has(directs.get(channel) ?? '')) return failure(403, 50007, 'Cannot send messages to this user')
    const faults = faultsOfMessage(body)
    if (faults.length > 0) return invalid(faults)
    const { nonce, enforce_nonce: enforced, message_reference: reference } = body
    if (reference !== undefined && (state.permissionsIn(channel, BOT) & BIT.readMessageHistory) === 0n)
      return failure(403, 160002, 'Cannot reply without permission to read message history')
    const earlier = state.messages.find((one) => one.nonce === nonce && state.now() - one.postedAtMs < NONCE_LIFE_MS)
    if (enforced === true && earlier) {
      return earlier.deleted ? failure(404, 10008, 'Unknown Message') : { status: 200, body: toApi(earlier) }
    }
    const repliesTo = isBody(reference) ? String(reference['message_id']) : undefined
    const told = { nonce: typeof nonce === 'string' ? nonce : undefined, repliesTo }
    return { status: 200, body: toApi(store(channel, body, told)) }
  }

  const patchMessage = (channel: string, id: string, body: Body): Answer => {
    const refused = obstacle(channel, 0n)
    if (refused) return refused
    const message = state.messages.find((one) => one.id === id && one.channel === channel && !one.deleted)
    if (!message) return failure(404, 10008, 'Unknown Message')
    const faults = faultsOfMessage(
      { ...body, flags: Number(body['flags'] ?? 0) | (message.flags & COMPONENTS_V2) },
      { edit: true },
    )
    if (faults.length > 0) return invalid(faults)
    revise(message, body)
    return { status: 200, body: toApi(message) }
  }

  const listMessages = (channel: string, query: URLSearchParams): Answer => {
    const refused = obstacle(channel, 0n)
    if (refused) return refused
    const mayRead = (state.permissionsIn(channel, BOT) & BIT.readMessageHistory) !== 0n
    const after = BigInt(query.get('after') ?? 0)
    const found = state.messages.filter(
      (one) => one.channel === channel && !one.deleted && (one.flags & EPHEMERAL) === 0 && BigInt(one.id) > after,
    )
    const page = found.slice(0, Number(query.get('limit') ?? 50)).toReversed()
    return { status: 200, body: mayRead ? page.map(toApi) : [] }
  }

  /** A thread under a message, which gets the message's id: https://docs.discord.com/developers/resources/channel#start-thread-from-message */
  const startThread = (parent: string, id: string, { name }: Body): Answer => {
    const refused = obstacle(parent, BIT.createPublicThreads)
    if (refused) return refused
    const message = state.messages.find((one) => one.id === id && one.channel === parent && !one.deleted)
    if (!message) return failure(404, 10008, 'Unknown Message')
    if (state.channels.get(parent)?.type !== 0) return failure(400, 50024, 'Cannot execute action on this channel type')
    if (typeof name !== 'string' || name.length < 1 || name.length > 100) return invalid(['name: 1 to 100 characters'])
    if (state.channels.has(id)) return failure(400, 160004, 'A thread has already been created for this message')
    state.addChannel({ id, guild: state.channels.get(parent)?.guild ?? GUILD, type: 11, parent, name })
    return { status: 201, body: { id, type: 11, parent_id: parent, name } }
  }

  const acknowledge = (id: string, token: string, body: Body): Answer => {
    const one = asked.get(id)
    const afterMs = state.now() - (one?.at ?? 0)
    if (!one || one.token !== token || afterMs > DEADLINE_MS) return unknownInteraction()
    if (one.acknowledged) return failure(400, 40060, 'Interaction has already been acknowledged.')
    const type = Number(body['type'])
    const data = isBody(body['data']) ? body['data'] : {}
    if (type === 4) {
      const faults = faultsOfMessage(data, { ephemeral: true })
      if (faults.length > 0) return invalid(faults)
      one.original = store(one.channel, data, { askedBy: one.user })
    }
    if (type === 5) {
      if (Number(data['flags'] ?? 0) !== EPHEMERAL) return invalid(['data.flags: an answer for all'])
      one.original = store(one.channel, { content: '', flags: EPHEMERAL }, { askedBy: one.user })
    }
    if (type === 6) one.original = one.from
    if (type === 8) {
      const choices = listOf(data['choices'])
        .filter(isBody)
        .map(({ name, value }) => ({ name: String(name), value: one.numeric ? Number(value) : String(value) }))
      const wrong = listOf(data['choices']).filter((choice) => !isChoice(choice, one.numeric === true))
      if (choices.length > 25 || wrong.length > 0)
        return invalid(['data.choices: too many, too long, empty or of another type'])
      one.choices = choices
    }
    if (type === 9) {
      const faults = faultsOfForm(data)
      if (faults.length > 0) return invalid(faults)
      one.form = data
    }
    if (![4, 5, 6, 8, 9].includes(type)) return invalid([`type: ${type}`])
    one.acknowledged = { type, afterMs }
    return { status: 204 }
  }

  const byToken = (application: string, token: string): Asked | Answer => {
    const one = [...asked.values()].find((each) => each.token === token)
    if (!one?.acknowledged || application !== APPLICATION) return failure(404, 10015, 'Unknown Webhook')
    return state.now() - one.at > TOKEN_LIFE_MS ? failure(401, 50027, 'Invalid Webhook Token') : one
  }

  const editOriginal = (application: string, token: string, body: Body, file: string | undefined): Answer => {
    const one = byToken(application, token)
    if ('status' in one) return one
    const faults = faultsOfMessage(body, { edit: true })
    if (!one.original || faults.length > 0) return invalid(faults)
    revise(one.original, body)
    if (file !== undefined) Object.assign(one.original, { file })
    return { status: 200, body: toApi(one.original) }
  }

  const followUp = (application: string, token: string, body: Body): Answer => {
    const one = byToken(application, token)
    if ('status' in one) return one
    const faults = faultsOfMessage(body, { ephemeral: true })
    if (faults.length > 0) return invalid(faults)
    const message = store(one.channel, body, { askedBy: one.user })
    one.followUps.push(message)
    return { status: 200, body: toApi(message) }
  }

  const putCommands = (body: unknown): Answer => {
    const faults = faultsOfCommands(body)
    if (faults.length > 0) return invalid(faults)
    commands = listOf(body).map((command, index) => ({
      id: String(700 + index),
      application_id: APPLICATION,
      version: '1',
      ...withoutNothing(command),
    }))
    return { status: 200, body: commands }
  }

  const answer = ({ method, path, query, body: raw, file }: Request): Answer => {
    const body = isBody(raw) ? raw : {}
    const [, resource = '', id = '', sub = '', token = '', last = ''] = path.split('/')
    switch (`${method} ${resource} ${sub}`) {
      case 'GET gateway ':
        return {
          status: 200,
          body: {
            url: url(),
            shards: state.shards(),
            // One bot a time may greet every five seconds, unless Discord lets more: nobody waits here.
            session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 16 },
          },
        }
      case 'POST channels messages':
        return last === 'threads' ? startThread(id, token, body) : postMessage(id, body)
      case 'PATCH channels messages':
        return patchMessage(id, token, body)
      case 'GET channels messages':
        return listMessages(id, query)
      case 'GET applications commands':
        return { status: 200, body: query.get('with_localizations') === 'true' ? commands : commands.map(unlocalized) }
      case 'PUT applications commands':
        return putCommands(raw)
      case 'GET guilds members':
        return { status: 200, body: memberOf(token) }
      case 'POST users channels': {
        const channel = `9${String(body['recipient_id'])}`
        directs.set(channel, String(body['recipient_id']))
        return { status: 200, body: { id: channel, type: 1 } }
      }
      case 'DELETE users guilds':
        left.push(token)
        return { status: 204 }
    }
    if (method === 'POST' && resource === 'interactions' && token === 'callback') return acknowledge(id, sub, body)
    if (method === 'PATCH' && resource === 'webhooks' && last === '@original') return editOriginal(id, sub, body, file)
    if (method === 'POST' && resource === 'webhooks') return followUp(id, sub, body)
    return failure(404, 0, '404: Not Found')
  }

  return {
    answer,
    asked,
    left,
    directs,
    closed,
    commands: () => commands,
    register: (body: unknown) => void putCommands(body),
  }
}

/** A message as the API gives it. */
export function toApi({ id, channel, content, flags, components, askedBy, postedAtMs }: Message) {
  return {
    id,
    channel_id: channel,
    content,
    flags,
    components: asKept(components),
    author: userOf(BOT, true),
    timestamp: new Date(postedAtMs).toISOString(),
    type: 0,
    attachments: [],
    embeds: [],
    mentions: [],
    ...(askedBy === undefined
      ? {}
      : { interaction_metadata: { id: '1', type: 2, user: userOf(askedBy), authorizing_integration_owners: {} } }),
  }
}

const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value)

function isChoice(choice: unknown, numeric: boolean): boolean {
  if (!isBody(choice)) return false
  const { name, value } = choice
  const text = (one: unknown): boolean => typeof one === 'string' && one.length >= 1 && one.length <= 100
  return text(name) && (numeric ? Number.isInteger(value) : text(value))
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** Discord does not give back what is false or null. */
function withoutNothing(value: unknown): Body {
  if (!isBody(value)) return {}
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== false)
      .map(([key, inner]) => [
        key,
        Array.isArray(inner) ? inner.map((one) => (isBody(one) ? withoutNothing(one) : one)) : inner,
      ]),
  )
}

/** Unless they are asked for, translations are left out. */
const unlocalized = (command: unknown): unknown =>
  JSON.parse(JSON.stringify(command, (key, value: unknown) => (key.endsWith('_localizations') ? undefined : value)))
