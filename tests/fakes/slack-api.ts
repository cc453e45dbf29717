import { faultsOfMessage, faultsOfView } from './slack-rules.ts'
import { BOT, type FakeChannel, type SlackState } from './slack-state.ts'

// The methods of Slack's Web API that the bot calls, as strict as Slack: https://docs.slack.dev/reference/methods

export type Args = Readonly<Record<string, unknown>>
export type Answer = { readonly ok: boolean; readonly error?: string; readonly [key: string]: unknown }

export type ApiPorts = {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Uses up a trigger: why it opens nothing, if it does not. */
  readonly spendTrigger: (id: string) => string | undefined
}

const refused = (error: string, more: object = {}): Answer => ({ ok: false, error, ...more })
const lacking = (needed: string, scopes: ReadonlySet<string>): Answer =>
  refused('missing_scope', { needed, provided: [...scopes].join(',') })

export function createApi(state: SlackState, { now, spendTrigger }: ApiPorts) {
  let count = 0
  const next = (): number => {
    count += 1
    return count
  }
  const seen = (channel: FakeChannel | undefined): FakeChannel | undefined =>
    channel?.is_private && !channel.members.has(BOT.user) ? undefined : channel
  const scopeFor = (channel: FakeChannel, what: 'read' | 'history'): string =>
    `${channel.is_private ? 'groups' : 'channels'}:${what}`

  /** The app's Messages tab of a person: https://docs.slack.dev/reference/methods/chat.postMessage#app_home */
  const directTo = (user: string): FakeChannel => ({
    id: user,
    name: user,
    is_private: true,
    members: new Set([BOT.user, user]),
    is_archived: false,
    is_general: false,
    is_ext_shared: false,
  })

  const methods: Readonly<Record<string, (args: Args) => Answer>> = {
    'auth.test': () => ({
      ok: true,
      team_id: state.team,
      team: state.name,
      user_id: BOT.user,
      user: BOT.name,
      bot_id: BOT.id,
    }),

    'chat.postMessage': (args) => {
      if (!state.scopes.has('chat:write')) return lacking('chat:write', state.scopes)
      const to = String(args['channel'])
      if (state.withoutMessages.has(to)) return refused('messages_tab_disabled')
      const channel = state.users.has(to) ? directTo(to) : seen(state.channels.get(to))
      if (!channel) return refused('channel_not_found')
      if (channel.is_archived) return refused('is_archived')
      if (!channel.members.has(BOT.user)) return refused('not_in_channel')
      const faults = faultsOfMessage(args)
      if (faults.includes('msg_blocks_too_long')) return refused('msg_blocks_too_long')
      if (faults.length > 0) return refused('invalid_blocks', { response_metadata: { messages: faults } })
      const { text, blocks, metadata, thread_ts } = args
      const ts = `${Math.floor(now() / 1_000)}.${String(next()).padStart(6, '0')}`
      const thread = typeof thread_ts === 'string' ? thread_ts : undefined
      if (thread !== undefined && !state.messages.some((message) => message.ts === thread))
        return refused('thread_not_found')
      state.messages.push({
        channel: channel.id,
        ts,
        thread_ts: thread,
        text: String(text),
        blocks: Array.isArray(blocks) ? blocks : [],
        metadata,
        args,
      })
      return { ok: true, channel: channel.id, ts }
    },

    'chat.update': (args) => {
      if (!state.scopes.has('chat:write')) return lacking('chat:write', state.scopes)
      const { channel, ts, text, blocks } = args
      const index = state.messages.findIndex((message) => message.channel === channel && message.ts === ts)
      const message = state.messages[index]
      if (!message) return refused('message_not_found')
      const faults = faultsOfMessage(args)
      if (faults.length > 0) return refused('invalid_blocks', { response_metadata: { messages: faults } })
      state.messages[index] = { ...message, text: String(text), blocks: Array.isArray(blocks) ? blocks : [] }
      return { ok: true, channel, ts, text }
    },

    'conversations.info': ({ channel: id }) => {
      const channel = seen(state.channels.get(String(id)))
      if (!channel) return refused('channel_not_found')
      if (!state.scopes.has(scopeFor(channel, 'read'))) return lacking(scopeFor(channel, 'read'), state.scopes)
      const { members, posting_restricted_to, ...told } = channel
      const properties = posting_restricted_to ? { posting_restricted_to } : {}
      return { ok: true, channel: { ...told, is_member: members.has(BOT.user), is_mpim: false, properties } }
    },

    'conversations.history': (args) => history(args, undefined),
    'conversations.replies': (args) => history(args, String(args['ts'])),

    'users.info': ({ user: id }) => {
      if (!state.scopes.has('users:read')) return lacking('users:read', state.scopes)
      const user = state.users.get(String(id))
      return user ? { ok: true, user } : refused('user_not_found')
    },

    'users.conversations': ({ user = BOT.user, limit = 100, cursor = '', exclude_archived }) => {
      if (!state.scopes.has('channels:read')) return lacking('channels:read', state.scopes)
      const all = [...state.channels.values()]
        .filter((channel) => channel.members.has(String(user)) && seen(channel))
        .filter((channel) => !(exclude_archived && channel.is_archived))
        .map(({ id, name }) => ({ id, name }))
      return { ok: true, ...paged('channels', all, limit, cursor) }
    },

    'views.open': ({ trigger_id, view }) => {
      const spent = spendTrigger(String(trigger_id))
      const faults = faultsOfView(view)
      if (spent !== undefined) return refused(spent)
      if (faults.length > 0) return refused('invalid_arguments', { response_metadata: { messages: faults } })
      const id = `V${next()}`
      state.modals.set(id, view)
      return { ok: true, view: { ...Object(view), id } }
    },

    'views.update': ({ view_id, view }) => {
      const faults = faultsOfView(view)
      if (faults.length > 0) return refused('invalid_arguments', { response_metadata: { messages: faults } })
      if (!state.modals.has(String(view_id))) return refused('not_found')
      state.modals.set(String(view_id), view)
      return { ok: true, view: { ...Object(view), id: view_id } }
    },

    'views.publish': ({ user_id, view }) => {
      const faults = faultsOfView(view)
      if (faults.length > 0) return refused('invalid_arguments', { response_metadata: { messages: faults } })
      state.homes.set(String(user_id), view)
      return { ok: true, view }
    },
  }

  function history(
    { channel: id, oldest = '0', limit = 100, cursor = '', include_all_metadata }: Args,
    thread: string | undefined,
  ): Answer {
    const channel = seen(state.channels.get(String(id)))
    if (!channel) return refused('channel_not_found')
    if (!state.scopes.has(scopeFor(channel, 'history'))) return lacking(scopeFor(channel, 'history'), state.scopes)
    if (!channel.members.has(BOT.user)) return refused('not_in_channel')
    const all = state.messages
      .filter((message) => message.channel === channel.id && Number(message.ts) > Number(oldest))
      .filter(({ ts, thread_ts }) =>
        thread === undefined ? thread_ts === undefined : thread_ts === thread || ts === thread,
      )
      .map(({ ts, text, blocks, metadata }) => ({
        type: 'message',
        ts,
        text,
        blocks,
        ...(include_all_metadata ? { metadata } : {}),
      }))
      .toReversed()
    return { ok: true, ...paged('messages', all, limit, cursor) }
  }

  return (method: string, args: Args): Answer => methods[method]?.(args) ?? refused('unknown_method')
}

function paged(name: string, all: readonly unknown[], limit: unknown, cursor: unknown): object {
  const from = Number(cursor) || 0
  const to = from + Number(limit)
  return { [name]: all.slice(from, to), response_metadata: { next_cursor: to < all.length ? String(to) : '' } }
}
