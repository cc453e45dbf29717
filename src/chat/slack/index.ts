import { z } from 'zod'
import { secret } from '../../config/secret.ts'
import type { ChatPlatform } from '../adapter.ts'
import { createDelivery } from './deliver.ts'
import { listen } from './events.ts'
import { createPace } from './pace.ts'
import { renderMessage } from './render.ts'
import { createGate } from './requests.ts'
import { oneWorkspace, type Sdk } from './workspace.ts'

// https://docs.slack.dev, by Bolt, which is loaded when it is first needed.

const id = (letters: string, what: string) =>
  z.string().regex(new RegExp(`^[${letters}][A-Z0-9]{2,}$`), `is no ${what}`)

const configSchema = z
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

/** Posts to Slack and, with an app token or a signing secret, answers there. */
export const slack: ChatPlatform<SlackConfig> = {
  platform: 'slack',
  configSchema,
  create(config, { clock, fault }) {
    const { botToken, appToken, signingSecret, apiUrl, lookup } = config
    let loaded: Promise<Sdk> | undefined
    const load = (): Promise<Sdk> => {
      loaded ??= import('@slack/bolt')
      return loaded
    }
    const workspaces = oneWorkspace(load, botToken, apiUrl)
    const pace = createPace(clock)
    const gate = createGate(signingSecret, clock)
    const hears = appToken !== undefined || signingSecret !== undefined
    return {
      platform: 'slack',
      pack: renderMessage,
      ...createDelivery({ workspaces, pace, lookup }),
      ...(signingSecret ? { routes: [gate.route] } : {}),
      ...(hears
        ? {
            async listen(bot, signal) {
              const ports = { sdk: await load(), workspaces, pace, clock, fault, gate }
              await listen({ ...config, appToken }, bot, ports, signal)
            },
          }
        : {}),
    }
  },
}

export { LOOKUP_SCOPES, manifest, SCOPES } from './manifest.ts'
