import type { ChatPlatform } from '../adapter.ts'
import { configSchema, type SlackConfig } from './config.ts'
import { createDelivery } from './deliver.ts'
import { listen } from './events.ts'
import { createPace } from './pace.ts'
import { renderMessage } from './render.ts'
import { createGate } from './requests.ts'
import { oneWorkspace, type Sdk } from './workspace.ts'

// https://docs.slack.dev, by Bolt, which is loaded when it is first needed.

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

export { type Examined, examineSlack } from './examine.ts'
export { LOOKUP_SCOPES, manifest, SCOPES } from './manifest.ts'
