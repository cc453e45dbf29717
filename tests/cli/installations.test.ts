import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { manifest } from '../../src/chat/slack/index.ts'
import { Secret } from '../../src/domain/secret.ts'
import { openStore } from '../../src/store/sqlite.ts'
import { type FakeSlack, startSlack } from '../fakes/slack.ts'
import { CLIENT } from '../fakes/slack-oauth.ts'
import { ADMIN, BOT, BOT_TOKEN, OTHER_TEAM, SIGNING_SECRET, TEAM } from '../fakes/slack-state.ts'
import { aDesk, type Desk } from './desk.ts'

const bytes = (fill: number): string => Buffer.alloc(32, fill).toString('base64')

/** A desk where workspaces install the Slack app by themselves; one did, with what the key `a` sealed. */
async function aSlackDesk(platform: FakeSlack, more: Readonly<Record<string, string>>): Promise<Desk> {
  const desk = await aDesk('sources: []\n', undefined, {
    SLACK_CLIENT_ID: CLIENT.id,
    SLACK_CLIENT_SECRET: CLIENT.secret,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_PUBLIC_URL: 'https://attache.example',
    SLACK_ALLOWED_TEAMS: '*',
    SLACK_API_URL: platform.apiUrl,
    ...more,
  })
  const sealingKeys = [{ id: 'a', key: new Secret(bytes(1)) }]
  await using store = await openStore({ file: desk.database, clock: desk.clock, sealingKeys })
  const grant = { team: { id: TEAM }, bot: { id: BOT.id, userId: BOT.user, scopes: [], token: BOT_TOKEN } }
  await store.keepInstallation({ platform: 'slack', workspace: TEAM }, new Secret(JSON.stringify(grant)), ADMIN)
  return desk
}

describe('attache doctor', () => {
  test('says where workspaces install the app, and of each that did what its token is good for', async () => {
    await using platform = await startSlack()
    platform.scopes.delete('users:read')
    await using desk = await aSlackDesk(platform, { ATTACHE_SEALING_KEYS: `a:${bytes(1)}` })
    const { out } = await desk.run('doctor')

    expect(out).toContain('note slack: workspaces install it at https://attache.example/slack/install\n')
    expect(out).toContain(
      `note slack ${TEAM}: the token is valid for Ruritania; add the scope users:read (whether somebody is a guest or an admin, and their time zone)`,
    )
    expect(out).not.toContain('sealing keys')
  })

  test.each([
    [
      [`b:${bytes(2)}`, `a:${bytes(1)}`],
      'note sealing keys: the key a sealed 1 installation: run `attache reseal`, and it can go\n',
    ],
    [
      [`b:${bytes(2)}`],
      'BAD  sealing keys: the key a sealed 1 installation and is not among ATTACHE_SEALING_KEYS: put it back, behind the first\n',
    ],
  ])('says which keys are needed beside the first: %#', async (keys, found) => {
    await using platform = await startSlack()
    await using desk = await aSlackDesk(platform, { ATTACHE_SEALING_KEYS: keys.join() })
    const { out } = await desk.run('doctor')
    expect(out).toContain(found)
    expect(out).not.toMatch(/xoxb|AQEBAQ|AgICAg/)
  })

  test('says of a workspace that removed the app that its token is dead', async () => {
    await using platform = await startSlack()
    platform.oauth.revokeAll(TEAM)
    await using desk = await aSlackDesk(platform, { ATTACHE_SEALING_KEYS: `a:${bytes(1)}` })
    const { code, out } = await desk.run('doctor')
    expect(code).toBe(1)
    expect(out).toContain(`BAD  slack ${TEAM}: slack rejected auth.test: account_inactive\n`)
    expect(out).not.toContain(OTHER_TEAM)
  })
})

test('attache start without a key to seal by ends in one line that says what to do, with nothing left open', async () => {
  await using platform = await startSlack()
  await using desk = await aSlackDesk(platform, {})
  const { code, err } = await desk.run('start', '--once')
  expect(code).toBe(1)
  expect(err).toMatch(
    /^attache: slack\.clientId lets workspaces install the app, and what they give is kept sealed: set ATTACHE_SEALING_KEYS to id:key.*\n$/,
  )
})

describe('attache manifest', () => {
  test('prints the app for the address that Slack calls, where people are sent back to as well', async () => {
    await using desk = await aDesk('sources: []\n')
    const { code, out } = await desk.run('manifest', '--url', 'https://attache.example', '--lookup')
    expect(code).toBe(0)
    const printed = parse(out)
    expect(printed).toEqual(manifest({ publicUrl: 'https://attache.example', lookup: true }))
    expect(printed.oauth_config.redirect_urls).toEqual(['https://attache.example/slack/oauth_redirect'])
  })

  test('takes no address that browsers would not be safe at', async () => {
    await using desk = await aDesk('sources: []\n')
    expect((await desk.run('manifest', '--url', 'http://attache.example')).code).toBe(2)
  })
})
