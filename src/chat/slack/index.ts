import { ConfigError } from '../../domain/errors.ts'
import type { ChatPlatform } from '../adapter.ts'
import { createAsides } from './aside.ts'
import { configSchema, type OAuthConfig, type SlackConfig } from './config.ts'
import { createDelivery } from './deliver.ts'
import { listen } from './events.ts'
import { createInstallDesk, type InstallPorts } from './install.ts'
import { installedWorkspaces, type OAuthSdk } from './installed.ts'
import { createPace } from './pace.ts'
import { renderMessage } from './render.ts'
import { createGate } from './requests.ts'
import { oneWorkspace, type Sdk } from './workspace.ts'

// https://docs.slack.dev, by Bolt, which is loaded when it is first needed.

/** Posts to Slack and, with an app token or a signing secret, answers there. */
export const slack: ChatPlatform<SlackConfig> = {
  platform: 'slack',
  configSchema,
  create(config, { clock, fault, installations, memory }) {
    const { access, appToken, signingSecret, lookup } = config
    const load = once((): Promise<Sdk> => import('@slack/bolt'))
    const loadOAuth = once((): Promise<OAuthSdk> => import('@slack/oauth'))
    const installing = { load, loadOAuth, installations, memory, clock, fault }
    const { workspaces, desk } =
      access.kind === 'one'
        ? { workspaces: oneWorkspace(load, access.botToken, config.apiUrl), desk: undefined }
        : manyWorkspaces({ ...config, ...access }, installing)
    const pace = createPace(clock)
    const gate = createGate(signingSecret, clock)
    // One for what Slack tells and what a delivery notices: nobody is told of one loss twice.
    const asides = createAsides({ workspaces, pace, clock })
    const hears = appToken !== undefined || signingSecret !== undefined
    return {
      platform: 'slack',
      pack: renderMessage,
      ...createDelivery({ workspaces, pace, lookup }),
      ...asides,
      ...(signingSecret ? { routes: [gate.route, ...(desk?.routes ?? [])] } : {}),
      ...(hears
        ? {
            async listen(bot, signal) {
              const ports = { sdk: await load(), workspaces, pace, clock, fault, gate, desk, ...asides }
              await listen({ ...config, appToken }, bot, ports, signal)
            },
          }
        : {}),
    }
  },
}

/** Throws `ConfigError` where what workspaces give could not be sealed: it is not kept as it stands. */
function manyWorkspaces(config: OAuthConfig, ports: InstallPorts) {
  if (ports.installations.canSeal()) {
    return { workspaces: installedWorkspaces(config, ports), desk: createInstallDesk(config, ports) }
  }
  throw new ConfigError(
    'slack.clientId lets workspaces install the app, and what they give is kept sealed: set ATTACHE_SEALING_KEYS to id:key, the key made by ' +
      'openssl rand -base64 32',
  )
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined
  return () => {
    loaded ??= load()
    return loaded
  }
}

export type { SlackConfig } from './config.ts'
export { type Examined, examineInstalled, examineSlack } from './examine.ts'
export { INSTALL_PATH, LOOKUP_SCOPES, type ManifestOptions, manifest, SCOPES } from './manifest.ts'
