import { z } from 'zod'
import { secret } from '../../config/secret.ts'

const id = (letters: string, what: string) =>
  z.string().regex(new RegExp(`^[${letters}][A-Z0-9]{2,}$`), `is no ${what}`)

/** What the operator sets. */
export const configSchema = z
  .strictObject({
    /** `xoxb-…` */
    botToken: secret,
    /** `xapp-…`: Socket Mode, which needs no open port. */
    appToken: secret.optional(),
    /** Instead of `appToken`: Slack calls our server, and signs what it sends. */
    signingSecret: secret.optional(),
    apiUrl: z.url().default('https://slack.com/api/'),
    /** Ids of the workspaces that may ask. None: the one that the bot token belongs to. */
    allowedTeams: z.array(id('TE', 'workspace id')).default([]),
    /** Ids of those who alone may say what is posted. None: full members of a channel, admins where it is restricted. */
    managers: z.array(id('UW', 'user id')).default([]),
    /** Look for an earlier try's message before a try is repeated; takes the scopes `channels:history` and `groups:history`. */
    lookup: z.boolean().default(false),
  })
  .refine(({ appToken, signingSecret }) => !appToken || !signingSecret, {
    message: 'set appToken (Socket Mode) or signingSecret (HTTP), not both',
  })

export type SlackConfig = z.infer<typeof configSchema>
