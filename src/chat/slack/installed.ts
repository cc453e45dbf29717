import type { Installation } from '@slack/oauth'
import { PlatformError, SealError } from '../../domain/errors.ts'
import { Secret } from '../../domain/secret.ts'
import type { Installations } from '../adapter.ts'
import { isAmong, type OAuthConfig } from './config.ts'
import { SlackRefusal } from './failure.ts'
import { fromSecret, type Grant, grantOf, toInstallation, toSecret } from './grant.ts'
import {
  type Call,
  clientOptions,
  createCall,
  type Sdk,
  silent,
  type Workspace,
  workspaceOf,
  type Workspaces,
} from './workspace.ts'

/** What we take of the SDK for OAuth; loaded only where workspaces install by themselves. */
export type OAuthSdk = Pick<
  typeof import('@slack/oauth'),
  'InstallProvider' | 'ClearStateStore' | 'AuthorizationError' | 'InvalidStateError' | 'SlackOAuthError'
>

/** What acting for many workspaces needs. */
export type InstalledPorts = {
  readonly load: () => Promise<Sdk>
  readonly loadOAuth: () => Promise<OAuthSdk>
  readonly installations: Installations
}

/** What Slack says of a token whose workspace has the app no longer: there is nothing to wait for. */
const UNINSTALLED: ReadonlySet<string> = new Set(['account_inactive', 'token_revoked'])

/**
 * The workspaces that installed the app by themselves, each with its own token; a token that is about to run out is exchanged first. Who we
 * are in a workspace is asked once for each token.
 */
export function installedWorkspaces(config: OAuthConfig, ports: InstalledPorts): Workspaces {
  const { installations } = ports
  const known = new Map<string, { readonly token: string; readonly workspace: Workspace }>()
  const underWay = new Map<string, Promise<Workspace>>()
  const find = async (team: string, signal: AbortSignal): Promise<Workspace> => {
    const kept = isAmong(config.allowedTeams, team) ? await opened(team, installations) : undefined
    if (!kept) {
      known.delete(team)
      throw new PlatformError('slack: the app is not installed in that workspace, or not allowed to be', 'rejected', {
        lost: 'token-revoked',
      })
    }
    const { token } = (await current(fromSecret(kept.secret), config, ports)).bot
    const before = known.get(team)
    if (before?.token === token) return before.workspace
    const call = noticingRemoval(createCall(await ports.load(), new Secret(token), config.apiUrl))
    const workspace = await workspaceOf(call, signal)
    known.set(team, { token, workspace })
    return workspace
  }
  return {
    all: async () => (await installations.all()).filter((team) => isAmong(config.allowedTeams, team)),
    /** One at a time for each workspace: a refresh token is good once. */
    of(team, signal) {
      const asked =
        underWay.get(team) ??
        find(team, signal).finally(() => {
          underWay.delete(team)
        })
      underWay.set(team, asked)
      return asked
    },
  }
}

async function opened(team: string, installations: Installations) {
  try {
    return await installations.open(team)
  } catch (error) {
    if (!(error instanceof SealError)) throw error
    throw new PlatformError(`slack: ${error.message}`, 'rejected', { lost: 'token-revoked' })
  }
}

/** Renewed by the SDK, in the last two hours of a token's life; where that fails the old one is used as long as it lasts. */
async function current(grant: Grant, config: OAuthConfig, ports: InstalledPorts): Promise<Grant> {
  if (grant.bot.refreshToken === undefined) return grant
  const [sdk, { InstallProvider, AuthorizationError }] = await Promise.all([ports.load(), ports.loadOAuth()])
  let renewed = grant
  const provider = new InstallProvider({
    clientId: config.clientId,
    clientSecret: config.clientSecret.reveal(),
    stateVerification: false,
    clientOptions: clientOptions(sdk, config.apiUrl),
    logger: silent(sdk),
    installationStore: {
      fetchInstallation: async () => toInstallation(grant),
      async storeInstallation(installation: Installation) {
        renewed = grantOf(installation)
        await ports.installations.renew(grant.team.id, toSecret(renewed))
      },
    },
  })
  try {
    await provider.authorize({ teamId: grant.team.id, enterpriseId: undefined, isEnterpriseInstall: false })
    return renewed
  } catch (error) {
    // It says itself nothing of what went wrong: that is our store.
    throw error instanceof AuthorizationError ? (error.original ?? error) : error
  }
}

const noticingRemoval =
  (call: Call): Call =>
  async (method, args, schema, signal) => {
    try {
      return await call(method, args, schema, signal)
    } catch (error) {
      if (!(error instanceof SlackRefusal) || !UNINSTALLED.has(error.code)) throw error
      throw new PlatformError(error.message, 'rejected', { lost: 'workspace-removed' })
    }
  }
