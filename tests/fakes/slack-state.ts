// A workspace of invented people. Ids are shaped as Slack's are.

export const TEAM = 'T0RURITAN'
export const OTHER_TEAM = 'T0BORDURI'
export const BOT = { user: 'U0ATTACHE', id: 'B0ATTACHE', name: 'attache' } as const
export const BOT_TOKEN = 'xoxb-of-nobody'
export const APP_TOKEN = 'xapp-of-nobody'
export const SIGNING_SECRET = 'signed-by-nobody'

export const READER = 'U0READER'
export const ADMIN = 'U0ADMIN'
export const GUEST = 'U0GUEST'
export const OUTSIDER = 'U0OUTSIDE'

export const CHANNEL = 'C0DESK'
export const GENERAL = 'C0GENERAL'
export const ELSEWHERE = 'C0ELSEWHERE'
export const PRIVATE = 'C0PRIVATE'
export const SHARED = 'C0SHARED'
export const DIRECT = 'D0READER'

export type FakeUser = {
  readonly id: string
  readonly team_id: string
  is_admin: boolean
  is_restricted: boolean
  is_stranger: boolean
  deleted: boolean
  readonly is_bot: boolean
  readonly tz: string
  readonly locale: string
  readonly profile: { readonly display_name: string; readonly real_name: string }
}

export type FakeChannel = {
  readonly id: string
  name: string
  readonly is_private: boolean
  readonly members: Set<string>
  is_archived: boolean
  is_general: boolean
  is_ext_shared: boolean
  posting_restricted_to?: { readonly type: readonly string[]; readonly user: readonly string[] } | undefined
}

export type FakeMessage = {
  readonly channel: string
  readonly ts: string
  readonly thread_ts: string | undefined
  readonly text: string
  readonly blocks: readonly unknown[]
  readonly metadata: unknown
  readonly args: Readonly<Record<string, unknown>>
}

export type SlackState = ReturnType<typeof createState>

/** A workspace; people and channels are called the same in each. */
export function createState({ team = TEAM, name = 'Ruritania' } = {}) {
  const users = [aUser(READER), aUser(ADMIN, { is_admin: true }), aUser(GUEST, { is_restricted: true })].map(
    (user) => ({ ...user, team_id: team }),
  )
  users.push(aUser(OUTSIDER, { team_id: team === TEAM ? OTHER_TEAM : TEAM, is_stranger: true }))
  const channels = [
    aChannel(CHANNEL, 'desk', [BOT.user, READER, ADMIN, GUEST]),
    aChannel(GENERAL, 'general', [BOT.user, READER, ADMIN, GUEST], { is_general: true }),
    aChannel(ELSEWHERE, 'elsewhere', [READER, ADMIN]),
    aChannel(PRIVATE, 'private', [READER, ADMIN], { is_private: true }),
    aChannel(SHARED, 'shared', [BOT.user, READER, ADMIN, OUTSIDER], { is_ext_shared: true }),
  ]
  return {
    team,
    name,
    bot: BOT,
    users: new Map(users.map((user) => [user.id, user])),
    channels: new Map(channels.map((channel) => [channel.id, channel])),
    scopes: new Set(['commands', 'chat:write', 'channels:read', 'groups:read', 'users:read']),
    messages: [] as FakeMessage[],
    /** People in whose app there is no Messages tab. */
    withoutMessages: new Set<string>(),
    /** Modals by id, as they stand. */
    modals: new Map<string, unknown>(),
    /** Home tabs by user. */
    homes: new Map<string, unknown>(),
  }
}

const aUser = (id: string, parts: Partial<FakeUser> = {}): FakeUser => ({
  id,
  team_id: TEAM,
  is_admin: false,
  is_restricted: false,
  is_stranger: false,
  deleted: false,
  is_bot: false,
  tz: 'Asia/Baku',
  locale: 'en-GB',
  profile: { display_name: 'Florian <!channel>', real_name: 'Florian Testwell' },
  ...parts,
})

const aChannel = (
  id: string,
  name: string,
  members: readonly string[],
  parts: Partial<Omit<FakeChannel, 'id' | 'name' | 'members'>> = {},
): FakeChannel => ({
  id,
  name,
  members: new Set(members),
  is_private: false,
  is_archived: false,
  is_general: false,
  is_ext_shared: false,
  ...parts,
})
