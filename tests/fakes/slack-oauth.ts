import type { Answer, Args } from './slack-api.ts'
import { ADMIN, BOT_TOKEN, type SlackState, TEAM } from './slack-state.ts'

// Slack's side of an installation, as strict as Slack: https://docs.slack.dev/authentication/installing-with-oauth

export const CLIENT = { id: '1111.2222', secret: 'secret-of-nobody', app: 'A0ATTACHE' } as const

/** Who installs, and where. */
export type Allowing = { readonly team?: string; readonly user?: string; readonly orgWide?: boolean }

type Given = Required<Allowing> & { readonly scope: string; readonly redirectUri: string }

/** Hands out codes for what people allow, and tokens for codes; knows whose each token is. */
export function createOAuth(workspaces: ReadonlyMap<string, SlackState>) {
  const tokens = new Map<string, string>([[BOT_TOKEN, TEAM]])
  const revoked = new Set<string>()
  const codes = new Map<string, Given>()
  const used = new Set<string>()
  const refreshes = new Map<string, Given>()
  let lifeSeconds: number | undefined
  let count = 0
  const next = (): number => {
    count += 1
    return count
  }
  const refused = (error: string): Answer => ({ ok: false, error })

  function tokensFor(given: Given): Answer {
    const state = workspaces.get(given.team)
    if (!state) return refused('invalid_code')
    const n = next()
    const access_token = `xoxb-${given.team}-${n}`
    tokens.set(access_token, given.team)
    const rotation = lifeSeconds === undefined ? {} : { refresh_token: `xoxe-${n}`, expires_in: lifeSeconds }
    if (lifeSeconds !== undefined) refreshes.set(`xoxe-${n}`, given)
    return {
      ok: true,
      app_id: CLIENT.app,
      authed_user: { id: given.user },
      scope: given.scope,
      token_type: 'bot',
      access_token,
      bot_user_id: state.bot.user,
      team: given.orgWide ? null : { id: given.team, name: state.name },
      enterprise: given.orgWide ? { id: 'E0RURITAN', name: 'Ruritanian State' } : null,
      is_enterprise_install: given.orgWide,
      ...rotation,
    }
  }

  return {
    /** Somebody opens the address that they were sent to, and allows what it asks for; gives where Slack sends them. */
    allow(address: string, { team = TEAM, user = ADMIN, orgWide = false }: Allowing = {}): string {
      const { pathname, searchParams: asked } = new URL(address)
      const redirectUri = asked.get('redirect_uri') ?? ''
      if (pathname !== '/oauth/v2/authorize' || asked.get('client_id') !== CLIENT.id) throw new Error('no such app')
      if (!redirectUri.startsWith('https://')) throw new Error('bad_redirect_uri')
      const code = `code-${next()}`
      codes.set(code, { team, user, orgWide, scope: asked.get('scope') ?? '', redirectUri })
      return `${redirectUri}?${new URLSearchParams({ code, state: asked.get('state') ?? '' })}`
    },
    /** `oauth.v2.access` */
    access({ client_id, client_secret, code, redirect_uri, grant_type, refresh_token }: Args): Answer {
      if (client_id !== CLIENT.id) return refused('invalid_client_id')
      if (client_secret !== CLIENT.secret) return refused('bad_client_secret')
      if (grant_type === 'refresh_token') {
        const given = refreshes.get(String(refresh_token))
        refreshes.delete(String(refresh_token))
        return given ? tokensFor(given) : refused('invalid_refresh_token')
      }
      const given = codes.get(String(code))
      if (!given) return refused('invalid_code')
      if (used.has(String(code))) return refused('code_already_used')
      if (given.redirectUri !== redirect_uri) return refused('bad_redirect_uri')
      used.add(String(code))
      return tokensFor(given)
    },
    /** Whose a token is, or what Slack says of it. */
    ownerOf(token: string | undefined): { readonly team: string } | { readonly error: string } {
      if (token === undefined) return { error: 'not_authed' }
      if (revoked.has(token)) return { error: 'account_inactive' }
      const team = tokens.get(token)
      return team === undefined ? { error: 'invalid_auth' } : { team }
    },
    revoke(token: string): void {
      revoked.add(token)
    },
    /** A workspace removes the app: none of its tokens is good any more. */
    revokeAll(team: string): void {
      for (const [token, owner] of tokens) if (owner === team) revoked.add(token)
    },
    /** The tokens of a workspace that are good. */
    tokensOf: (team: string): string[] =>
      [...tokens].filter(([token, owner]) => owner === team && !revoked.has(token)).map(([token]) => token),
    /** From now on tokens last so many seconds. */
    rotate(seconds: number): void {
      lifeSeconds = seconds
    },
  }
}
