import { expect } from 'vitest'
import type { Installations, Listed, PlatformPorts } from '../../../src/chat/adapter.ts'
import { SealError } from '../../../src/domain/errors.ts'
import { Secret } from '../../../src/domain/secret.ts'
import { CLIENT, type Allowing } from '../../fakes/slack-oauth.ts'
import type { FakeSlack } from '../../fakes/slack.ts'
import { aMemory } from '../ports.ts'
import { type Listening, startListening } from './listening.ts'

export const PUBLIC_URL = 'https://attache.example'

export const OAUTH_SETTINGS = {
  botToken: undefined,
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
  publicUrl: PUBLIC_URL,
  allowedTeams: ['*'],
}

type Kept = { secret: string; by: string | undefined }

/** What workspaces gave, unsealed, where a test can see it. */
export function keptInstallations(kept = new Map<string, Kept | 'cannot be opened'>()) {
  const installations: Installations = {
    canSeal: () => true,
    keysFor: (label) => [new Secret(`a key for ${label}`)],
    async keep(workspace, secret, by) {
      kept.set(workspace, { secret: secret.reveal(), by })
    },
    async renew(workspace, secret) {
      const before = kept.get(workspace)
      if (typeof before === 'object') kept.set(workspace, { ...before, secret: secret.reveal() })
    },
    async open(workspace) {
      const found = kept.get(workspace)
      if (found === 'cannot be opened') throw new SealError(`the access to slack:${workspace} ${found}`)
      return found && { secret: new Secret(found.secret) }
    },
    all: async () => [...kept.keys()],
  }
  return { kept, installations }
}

/** A page as a browser shows it. */
export type Page = {
  readonly status: number
  readonly text: string
  readonly headers: Headers
  /** Where its one link leads. */
  readonly link: string
}

/** A browser, with its own cookies, that reaches our server where the public address is. */
export function aBrowser(reached: string) {
  let [cookie, baseUrl] = ['', reached]
  const browser = {
    async get(address: string): Promise<Page> {
      const url = new URL(address, PUBLIC_URL)
      const response = await fetch(`${baseUrl}${url.pathname}${url.search}`, { headers: cookie ? { cookie } : {} })
      const text = await response.text()
      cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
      const link = (/<a href="([^"]+)"/.exec(text)?.[1] ?? '').replaceAll('&amp;', '&')
      return { status: response.status, text, headers: response.headers, link }
    },
    /** From now on our server is there. */
    moved(to: string): void {
      baseUrl = to
    },
    /** The page that asks to install. */
    async start(): Promise<Page> {
      await expect.poll(async () => (await browser.get('/slack/install')).status).toBe(200)
      return browser.get('/slack/install')
    },
  }
  return browser
}

/** Slack's app where workspaces install it by themselves; `listed` is what was subscribed before. */
export async function startInstalling(
  settings: object = {},
  listed: readonly Listed[] = [],
  before?: Map<string, Kept | 'cannot be opened'>,
  { memory = aMemory(), given }: { readonly memory?: PlatformPorts['memory']; readonly given?: FakeSlack } = {},
) {
  const { kept, installations } = keptInstallations(before)
  const here = await startListening({
    by: 'http',
    ports: { installations, memory },
    given,
    listed,
    settings: { ...OAUTH_SETTINGS, ...settings },
  })
  return Object.assign(here, {
    kept,
    browser: () => aBrowser(here.baseUrl),
    /** Somebody installs it in a workspace, all the way. */
    install: (allowing?: Allowing) => installIn(here, allowing),
  })
}

/** Goes all the way from our page over Slack's and back. */
export async function installIn(here: Pick<Listening, 'baseUrl' | 'platform'>, allowing?: Allowing): Promise<Page> {
  const browser = aBrowser(here.baseUrl)
  const { link } = await browser.start()
  return browser.get(here.platform.oauth.allow(link, allowing))
}
