import { readFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { eraseLeft } from '../../src/pipeline/retention.ts'
import { installIn, PUBLIC_URL } from '../chat/slack/installing.ts'
import { feedSource } from '../cli/fiction.ts'
import { startMinistry } from '../fakes/ministry.ts'
import { startSlack } from '../fakes/slack.ts'
import { CLIENT } from '../fakes/slack-oauth.ts'
import { textOf } from '../fakes/slack-rules.ts'
import { ADMIN, OTHER_TEAM, SIGNING_SECRET, TEAM } from '../fakes/slack-state.ts'
import { aCall, chinaBefore } from './fiction.ts'
import { anInstallation, type Installation } from './installation.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const teams = [TEAM, OTHER_TEAM] as const
type Team = (typeof teams)[number]

async function aFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A loopback server listens on an address with a port.
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Two workspaces that installed the app by themselves, each with a channel that subscribed something else. */
async function twoWorkspaces() {
  let clock: Installation['clock'] | undefined
  const platform = await startSlack({ now: () => clock?.now().getTime() ?? 0 })
  const port = await aFreePort()
  const china = await startMinistry()
  const published = [chinaBefore]
  china.feed('/feed', published)
  const here = await anInstallation(`sources:\n${feedSource('cn-ministry', 'CN', `${china.baseUrl}/feed`)}`, {
    ATTACHE_PORT: String(port),
    ATTACHE_SEALING_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
    SLACK_CLIENT_ID: CLIENT.id,
    SLACK_CLIENT_SECRET: CLIENT.secret,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_PUBLIC_URL: PUBLIC_URL,
    SLACK_ALLOWED_TEAMS: teams.join(),
    SLACK_API_URL: platform.apiUrl,
  })
  clock = here.clock
  const baseUrl = `http://127.0.0.1:${port}`
  platform.callAt(`${baseUrl}/slack/events`)
  await here.begin()
  const messagesIn = (team: Team) => (team === TEAM ? platform : platform.other).messages
  const install = (team: Team) => installIn({ baseUrl, platform }, { team, user: ADMIN })
  for (const team of teams) await install(team)

  /** What the asking person of that workspace is shown. */
  const ask = async (words: string, team: Team): Promise<string> => {
    const before = platform.responses.length
    await platform.command(words, { user: ADMIN, team })
    await platform.until(() => platform.responses.length > before)
    return textOf(platform.responses[before]?.body['blocks'])
  }
  await ask('subscribe kazakhstan instant', TEAM)
  await ask('subscribe china daily 08:00', OTHER_TEAM)
  await platform.until(() => teams.every((team) => messagesIn(team).length === 1))
  return {
    platform,
    here,
    ask,
    install,
    /** What was posted there since it was asked last, by its text. */
    posted: (team: Team) =>
      messagesIn(team)
        .splice(0)
        .map(({ blocks }) => textOf(blocks)),
    /** Lets time pass, publishes an account, reads it and posts what is due. */
    async pass(ms: number) {
      here.clock.advance(ms)
      published.unshift(aCall(here.clock.now(), published.length))
      china.feed('/feed', published)
      await here.tick()
    },
    async [Symbol.asyncDispose]() {
      await here[Symbol.asyncDispose]()
      await china.close()
      await platform[Symbol.asyncDispose]()
    },
  }
}

type Scene = Awaited<ReturnType<typeof twoWorkspaces>>

/** By which tokens messages were posted in a workspace. */
const tokensUsed = ({ platform }: Scene, team: Team): (string | undefined)[] => {
  const posts = platform.calls.filter(({ method, token }) => method === 'chat.postMessage' && token?.includes(team))
  return [...new Set(posts.map(({ token }) => token))]
}

test('each of two workspaces has its own; one that leaves is asked when it comes back, forgotten when it does not', async () => {
  await using scene = await twoWorkspaces()
  await getTheirOwn(scene)
  await leaves(scene)
  await comesBack(scene)
  await leavesForGood(scene)
  expect(scene.here.faults).toEqual([])
})

/** The one is alerted at once, the other has its digest in the morning; each by the token that it gave. */
async function getTheirOwn(scene: Scene): Promise<void> {
  const { posted, pass } = scene
  for (const team of teams) posted(team)
  await pass(HOUR_MS)
  expect(posted(TEAM)).toEqual([expect.stringContaining('China – Kazakhstan')])
  expect(posted(OTHER_TEAM)).toEqual([])
  await pass(23 * HOUR_MS)
  expect(posted(TEAM)).toHaveLength(1)
  expect(posted(OTHER_TEAM)).toEqual([expect.stringContaining('China')])
  for (const team of teams) expect(tokensUsed(scene, team)).toEqual(scene.platform.oauth.tokensOf(team).slice(-1))
  expect(bytesOf(scene.here)).not.toContain('xoxb')
}

/** The database to its last byte, its log too. */
const bytesOf = ({ desk: { database } }: Installation): string =>
  [database, `${database}-wal`].map((file) => readFileSync(file).toString('latin1')).join('')

/** What it gave is gone at once; the other notices nothing. */
async function leaves({ platform, here, posted, pass, ask }: Scene): Promise<void> {
  await platform.uninstall(OTHER_TEAM)
  await expect.poll(async () => (await here.app.store.installations()).map(({ at }) => at.workspace)).toEqual([TEAM])
  await expect.poll(() => reasonsIn(here, OTHER_TEAM)).toEqual(['removed'])
  await pass(DAY_MS)
  expect(posted(TEAM)).toHaveLength(1)
  expect(posted(OTHER_TEAM)).toEqual([])
  expect(await reasonsIn(here, TEAM)).toEqual([undefined])
  expect(await ask('subscriptions', TEAM)).toContain('Kazakhstan')
}

const reasonsIn = async ({ app }: Installation, workspace: Team) =>
  (await app.store.subscriptionsIn({ platform: 'slack', workspace })).map(({ pausedReason }) => pausedReason)

/** Four weeks later it installs the app again: nothing is posted before somebody says so, and then by its new token. */
async function comesBack(scene: Scene): Promise<void> {
  const { here, install, ask, posted, pass } = scene
  here.clock.advance(27 * DAY_MS)
  expect(await eraseLeft(here.app)).toBe(0)
  expect((await install(OTHER_TEAM)).text).toContain('1 subscription of before')
  await pass(DAY_MS)
  expect(posted(OTHER_TEAM)).toEqual([])
  here.clock.advance(2 * DAY_MS)
  expect(await eraseLeft(here.app)).toBe(0)
  expect(await ask('subscriptions', OTHER_TEAM)).toContain('paused since Attaché was removed')

  expect(await ask('resume 1', OTHER_TEAM)).toContain('What it missed comes in one digest.')
  posted(OTHER_TEAM)
  await pass(HOUR_MS)
  expect(posted(OTHER_TEAM)).toHaveLength(1)
  expect(tokensUsed(scene, OTHER_TEAM)).toHaveLength(2)
}

/** That it left was not heard: the next digest finds out. Thirty days later there is no trace of it, and all of the other. */
async function leavesForGood({ platform, here, posted, pass }: Scene): Promise<void> {
  platform.oauth.revokeAll(OTHER_TEAM)
  await pass(DAY_MS)
  expect(await reasonsIn(here, OTHER_TEAM)).toEqual(['removed'])
  expect((await here.app.store.installations()).map(({ at }) => at.workspace)).toEqual([TEAM])
  posted(TEAM)
  here.clock.advance(30 * DAY_MS)
  expect(await eraseLeft(here.app)).toBe(1)
  const bytes = bytesOf(here)
  expect(bytes).not.toContain(OTHER_TEAM)
  expect(bytes).toContain(TEAM)
  await pass(HOUR_MS)
  expect(posted(TEAM).length).toBeGreaterThan(0)
  expect(posted(OTHER_TEAM)).toEqual([])
}
