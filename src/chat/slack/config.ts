import { z } from 'zod'
import { secret } from '../../config/secret.ts'
import type { Secret } from '../../domain/secret.ts'

/** Among the allowed: any workspace. */
const ANY_TEAM = '*'

/** Whether a workspace is among those that are allowed. */
export const isAmong = (allowed: readonly string[], team: string): boolean =>
  allowed.includes(ANY_TEAM) || allowed.includes(team)

const teamId = z.string().regex(/^(?:\*|[TE][A-Z0-9]{2,})$/, 'is no workspace id')
const userId = z.string().regex(/^[UW][A-Z0-9]{2,}$/, 'is no user id')

const written = z.strictObject({
  /** `xoxb-…`: of the one workspace that the app was installed in by hand. */
  botToken: secret.optional(),
  /** Instead of `botToken`: workspaces install the app by themselves, at our server. */
  clientId: z.string().min(1).optional(),
  clientSecret: secret.optional(),
  /** Where Slack and people's browsers reach our server. */
  publicUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** `xapp-…`: Socket Mode, which needs no open port. */
  appToken: secret.optional(),
  /** Instead of `appToken`: Slack calls our server, and signs what it sends. */
  signingSecret: secret.optional(),
  apiUrl: z.url().default('https://slack.com/api/'),
  /** Ids of the workspaces that may ask, and may install; `*`: any. None: the one that the bot token belongs to. */
  allowedTeams: z.array(teamId).default([]),
  /** Ids of those who alone may say what is posted. None: full members of a channel, admins where it is restricted. */
  managers: z.array(userId).default([]),
  /** Look for an earlier try's message before a try is repeated; takes the scopes `channels:history` and `groups:history`. */
  lookup: z.boolean().default(false),
})

type Written = z.infer<typeof written>

/** By what we act in workspaces: the token of one, or what each gives us that installs the app by itself. */
export type Access =
  | { readonly kind: 'one'; readonly botToken: Secret }
  | { readonly kind: 'many'; readonly clientId: string; readonly clientSecret: Secret; readonly publicUrl: string }

/** What the operator sets. */
export const configSchema = written
  .refine(({ appToken, signingSecret }) => !appToken || !signingSecret, {
    message: 'set appToken (Socket Mode) or signingSecret (HTTP), not both',
  })
  .transform(({ botToken, clientId, clientSecret, publicUrl, ...rest }, context) => {
    const access = accessBy({ ...rest, botToken, clientId, clientSecret, publicUrl })
    if (typeof access === 'object') return { ...rest, access }
    context.addIssue({ code: 'custom', message: access })
    return z.NEVER
  })

/** The settings of Slack, as they were checked at start. */
export type SlackConfig = z.infer<typeof configSchema>

/** The same where workspaces install the app by themselves. */
export type OAuthConfig = Omit<SlackConfig, 'access'> & Omit<Extract<Access, { kind: 'many' }>, 'kind'>

/** The access that is configured, or what is wrong with it. */
function accessBy({ botToken, clientId, clientSecret, ...others }: Written): Access | string {
  if (botToken && clientId === undefined) return { kind: 'one', botToken }
  if (botToken || clientId === undefined)
    return 'set botToken (one workspace) or clientId (workspaces install the app by themselves), and not both'
  const { publicUrl, signingSecret, allowedTeams } = others
  return clientSecret && publicUrl !== undefined && signingSecret && allowedTeams.length > 0
    ? { kind: 'many', clientId, clientSecret, publicUrl }
    : 'with clientId set clientSecret, signingSecret, publicUrl, and allowedTeams (ids, or * for any workspace)'
}
