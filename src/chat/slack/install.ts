import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Installation, InstallProvider } from '@slack/oauth'
import { z } from 'zod'
import { SealError, StoreError } from '../../domain/errors.ts'
import { Secret } from '../../domain/secret.ts'
import type { InboundReply, InboundRequest, Route } from '../../inbound/route.ts'
import type { PlatformPorts } from '../adapter.ts'
import type { OAuthConfig } from './config.ts'
import { platformError } from './failure.ts'
import { grantOf, toSecret } from './grant.ts'
import { type Outcome, outcomePage, refusalOf, type Welcomed, welcomePage } from './install-outcome.ts'
import { installPage, pageReply } from './install-page.ts'
import type { InstalledPorts, OAuthSdk } from './installed.ts'
import { INSTALL_PATH, REDIRECT_PATH, scopesFor } from './manifest.ts'
import { createStates, STATE_SECONDS } from './state.ts'
import { clientOptions, createCall, type Sdk, silent } from './workspace.ts'

// https://docs.slack.dev/authentication/installing-with-oauth

/** What being installed needs. */
export type InstallPorts = InstalledPorts & Pick<PlatformPorts, 'clock' | 'memory' | 'fault'>

/** Takes in a workspace that has just installed the app. */
export type Welcome = (team: string) => Promise<Welcomed>

/** Where workspaces install the app. */
export type InstallDesk = {
  readonly routes: readonly Route[]
  /** Lets them, until `signal` aborts. */
  open(welcome: Welcome, signal: AbortSignal): Promise<void>
}

/** What answers while it is open. */
type Desk = {
  readonly sdk: Sdk
  readonly oauth: OAuthSdk
  readonly provider: InstallProvider
  readonly welcome: Welcome
}

/** Shows what is asked for, sends people to Slack, and keeps what they come back with. */
export function createInstallDesk(config: OAuthConfig, ports: InstallPorts): InstallDesk {
  let desk: Desk | undefined
  const route = (
    path: string,
    answer: (request: InboundRequest, desk: Desk, signal: AbortSignal) => Promise<InboundReply>,
  ): Route => ({
    method: 'GET',
    path,
    answer: async (request, signal) => (desk ? answer(request, desk, signal) : { status: 503, body: 'not listening' }),
  })
  return {
    routes: [
      route(INSTALL_PATH, (request, { provider }) => invite(request, provider, config)),
      route(REDIRECT_PATH, (request, at, signal) => takeIn(request, at, { ...ports, config }, signal)),
    ],
    async open(welcome, signal) {
      const [sdk, oauth] = await Promise.all([ports.load(), ports.loadOAuth()])
      desk = { sdk, oauth, provider: createProvider(sdk, oauth, config, ports), welcome }
      const close = (): void => {
        desk = undefined
      }
      signal.addEventListener('abort', close, { once: true })
      if (signal.aborted) close()
    },
  }
}

function createProvider(sdk: Sdk, oauth: OAuthSdk, config: OAuthConfig, ports: InstallPorts) {
  const { clientId, clientSecret, apiUrl, publicUrl } = config
  return new oauth.InstallProvider({
    clientId,
    clientSecret: clientSecret.reveal(),
    authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href,
    installUrlOptions: {
      scopes: scopesFor(config).map(({ scope }) => scope),
      redirectUri: new URL(REDIRECT_PATH, publicUrl).href,
    },
    // The page is ours; the SDK makes the address and the cookie.
    directInstall: true,
    stateStore: createStates(oauth, ports),
    stateCookieExpirationSeconds: STATE_SECONDS,
    clientOptions: clientOptions(sdk, apiUrl),
    logger: silent(sdk),
    installationStore: {
      async storeInstallation(installation: Installation) {
        const grant = grantOf(installation)
        await ports.installations.keep(grant.team.id, toSecret(grant), installation.user.id)
      },
      fetchInstallation: () => Promise.reject(new Error('here workspaces only install')),
    },
  })
}

/** The SDK answers a request of Node's; ours is whole already, and what it sets on the answer we send ourselves. */
function asNode({ url, headers }: InboundRequest, { publicUrl }: OAuthConfig) {
  const request = new IncomingMessage(new Socket())
  Object.assign(request, { url, headers: { ...headers, host: new URL(publicUrl).host } })
  return { request, response: new ServerResponse(request) }
}

async function invite(asked: InboundRequest, provider: InstallProvider, config: OAuthConfig): Promise<InboundReply> {
  const { request, response } = asNode(asked, config)
  await provider.handleInstallPath(request, response)
  const url = String(response.getHeader('location'))
  return pageReply(200, installPage(url, scopesFor(config)), cookieOf(response))
}

function cookieOf(response: ServerResponse): Readonly<Record<string, string>> {
  const cookie = response.getHeader('set-cookie')
  return typeof cookie === 'string' ? { 'set-cookie': cookie } : {}
}

async function takeIn(
  asked: InboundRequest,
  desk: Desk,
  ports: InstallPorts & { readonly config: OAuthConfig },
  signal: AbortSignal,
): Promise<InboundReply> {
  const { request, response } = asNode(asked, ports.config)
  const { promise, resolve } = Promise.withResolvers<Outcome>()
  await desk.provider.handleCallback(request, response, {
    async afterInstallation(installation) {
      const why = refusalOf(installation, ports.config)
      if (why === undefined) return true
      await giveBack(installation, desk, ports, signal)
      resolve({ kind: 'refused', why })
      return false
    },
    success: (installation) => resolve({ kind: 'installed', installation }),
    failure: (error) => resolve(failure(error, desk, ports)),
  })
  const outcome = await promise
  if (outcome.kind !== 'installed') return pageReply(...outcomePage(outcome), cookieOf(response))
  return pageReply(200, await welcomed(outcome.installation, desk, ports), cookieOf(response))
}

/** What we do not keep must not stay good. */
async function giveBack(
  { bot }: Installation,
  { sdk }: Desk,
  { config, fault }: InstallPorts & { readonly config: OAuthConfig },
  signal: AbortSignal,
): Promise<void> {
  if (!bot) return
  try {
    await createCall(sdk, new Secret(bot.token), config.apiUrl)('auth.revoke', {}, z.unknown(), signal)
  } catch (error) {
    fault(error)
  }
}

/** What the SDK's failure means; what is nobody's fault but ours or Slack's is noted. */
function failure(error: unknown, { sdk, oauth }: Desk, { fault }: InstallPorts): Outcome {
  if (error instanceof oauth.AuthorizationError) return { kind: 'declined' }
  if (error instanceof oauth.SlackOAuthError) return { kind: 'unknown' }
  const isOurs = error instanceof StoreError || error instanceof SealError
  fault(isOurs ? error : platformError(sdk.webApi, error, 'the installation'))
  return { kind: 'failed' }
}

/** It is installed, whatever becomes of the rest. */
async function welcomed(installation: Installation, { welcome }: Desk, { fault }: InstallPorts): Promise<string> {
  try {
    return welcomePage(installation, await welcome(installation.team?.id ?? ''))
  } catch (error) {
    fault(error)
    return welcomePage(installation, { bot: 'attache', waiting: 0 })
  }
}
