import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { APPLICATION, BOT, type Channel, isThread, type State, TOKEN } from './discord-state.ts'

// Discord's gateway as seen on the wire: https://docs.discord.com/developers/events/gateway

const OP = { dispatch: 0, heartbeat: 1, identify: 2, resume: 6, invalidSession: 9, hello: 10, heartbeatAck: 11 }

/** Guilds: the one intent that our bot is let have. */
const INTENTS = 1

/** Events that need no intent, or the one there is. */
const HEARD =
  /^(?:READY|RESUMED|INTERACTION_CREATE|GUILD_(?:CREATE|UPDATE|DELETE|ROLE_\w+|MEMBER_UPDATE)|CHANNEL_\w+|THREAD_\w+)$/

type Session = {
  readonly id: string
  readonly shard: number
  readonly sent: { op: number; t: string; s: number; d: unknown }[]
}

export function startGateway(server: Server, state: State, url: () => string, look: () => void) {
  const sockets = new WebSocketServer({ server, path: '/gateway' })
  const sessions = new Map<string, Session>()
  const log: { readonly what: 'identify' | 'resume' | 'refused'; readonly intents?: number | undefined }[] = []
  /** By shard. */
  const current = new Map<number, { readonly socket: WebSocket; readonly session: Session }>()
  const last = new Map<number, Session>()

  const send = (socket: WebSocket, payload: unknown): void => socket.send(JSON.stringify(payload))

  const sendIn = (session: Session, event: string, data: unknown): void => {
    const payload = { op: OP.dispatch, t: event, s: session.sent.length + 1, d: data }
    session.sent.push(payload)
    const open = current.get(session.shard)
    if (open) send(open.socket, payload)
  }

  /** Sends an event to the shard of its server, or keeps it for whoever resumes. */
  const dispatch = (event: string, data: object): void => {
    if (!HEARD.test(event)) throw new Error(`${event} is not sent to a bot with the Guilds intent alone`)
    const shard = shardOf(data, state.shards())
    const session = current.get(shard)?.session ?? last.get(shard)
    if (session) sendIn(session, event, data)
  }

  const begin = (socket: WebSocket, session: Session): void => {
    current.set(session.shard, { socket, session })
    last.set(session.shard, session)
  }

  const identify = (
    socket: WebSocket,
    { token, intents, shard: [shard, count] }: { token: string; intents: number; shard: [number, number] },
  ): void => {
    log.push({ what: 'identify', intents })
    if (token !== TOKEN || intents !== INTENTS || count !== state.shards()) {
      socket.close(token !== TOKEN ? 4004 : intents !== INTENTS ? 4014 : 4010)
      return
    }
    const session: Session = { id: `session-${sessions.size + 1}`, shard, sent: [] }
    sessions.set(session.id, session)
    begin(socket, session)
    const guilds = [...state.guilds.keys()].filter((id) => shardOf({ id }, count) === shard)
    sendIn(session, 'READY', {
      v: 10,
      user: userOf(BOT, true),
      guilds: guilds.map((id) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: url(),
      application: { id: APPLICATION, flags: 0 },
    })
    for (const id of guilds) sendIn(session, 'GUILD_CREATE', guildOf(state, id))
  }

  const resume = (
    socket: WebSocket,
    { token, session_id, seq }: { token: string; session_id: string; seq: number },
  ): void => {
    const session = sessions.get(session_id)
    log.push({ what: session && token === TOKEN ? 'resume' : 'refused' })
    if (!session || token !== TOKEN) {
      send(socket, { op: OP.invalidSession, d: false })
      return
    }
    begin(socket, session)
    for (const payload of session.sent.filter(({ s }) => s > seq)) send(socket, payload)
    sendIn(session, 'RESUMED', {})
  }

  sockets.on('connection', (socket) => {
    send(socket, { op: OP.hello, d: { heartbeat_interval: 41_250 } })
    socket.on('message', (raw) => {
      const { op, d } = JSON.parse(String(raw))
      if (op === OP.heartbeat) send(socket, { op: OP.heartbeatAck })
      if (op === OP.identify) identify(socket, d)
      if (op === OP.resume) resume(socket, d)
      look()
    })
    socket.on('close', () => {
      for (const [shard, open] of current) if (open.socket === socket) current.delete(shard)
      look()
    })
  })

  return {
    log,
    dispatch,
    /** Cuts the (first) connection without a word, as a lost network does. */
    drop: (): void => current.get(0)?.socket.terminate(),
    /** Closes it with one of Discord's codes. */
    close: (code: number): void => current.get(0)?.socket.close(code),
    isOpen: (): boolean => current.size === state.shards(),
    stop: (): void => {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}

/** A server's events all come over one shard; what is of no server, over the first. */
function shardOf(data: object, count: number): number {
  const { guild_id: guild = 'id' in data ? data.id : undefined } = data as { readonly guild_id?: unknown }
  return typeof guild === 'string' && /^\d+$/.test(guild) ? Number((BigInt(guild) >> 22n) % BigInt(count)) : 0
}

export const userOf = (id: string, bot = false) => ({
  id,
  username: bot ? 'attache' : 'reader',
  discriminator: '0',
  global_name: null,
  avatar: null,
  bot,
})

export const memberOf = (id: string) => ({
  user: userOf(id, id === BOT),
  roles: [],
  joined_at: '2025-01-01T00:00:00.000Z',
  deaf: false,
  mute: false,
  flags: 0,
})

/** A server as it comes with GUILD_CREATE: its channels, the threads that are not archived, and of its members the bot. */
export function guildOf(state: State, id: string) {
  const guild = state.guilds.get(id)
  const inside = [...state.channels.values()].filter((channel) => channel.guild === id)
  return {
    id,
    name: guild?.name,
    owner_id: '600000000000000001',
    joined_at: guild?.joinedAt,
    unavailable: false,
    large: false,
    member_count: 3,
    roles: [roleOf(id, guild?.everyone ?? 0n)],
    emojis: [],
    features: [],
    members: [memberOf(BOT)],
    channels: inside.filter(({ type }) => type === 0).map(channelOf),
    threads: inside.filter((one) => isThread(one) && !one.archived).map(channelOf),
  }
}

export const roleOf = (id: string, permissions: bigint) => ({
  id,
  name: '@everyone',
  permissions: String(permissions),
  position: 0,
  color: 0,
  hoist: false,
  managed: false,
  mentionable: false,
  flags: 0,
})

export const channelOf = ({ id, guild, type, parent, name, overwrites, archived, locked }: Channel) => ({
  id,
  guild_id: guild,
  type,
  name,
  ...(isThread({ type })
    ? {
        parent_id: parent,
        owner_id: BOT,
        message_count: 0,
        member_count: 1,
        thread_metadata: {
          archived,
          locked,
          auto_archive_duration: 1440,
          archive_timestamp: '2025-04-01T00:00:00.000Z',
        },
      }
    : { parent_id: null, position: 0, permission_overwrites: overwrites }),
})
