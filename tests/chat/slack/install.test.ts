import { describe, expect, test } from 'vitest'
import { slack } from '../../../src/chat/slack/index.ts'
import { aMessage } from '../../builders.ts'
import { ADMIN, BOT, CHANNEL, OTHER_TEAM, SIGNING_SECRET, TEAM } from '../../fakes/slack-state.ts'
import { aMemory, platformPorts } from '../ports.ts'
import { aBrowser, OAUTH_SETTINGS, startInstalling } from './installing.ts'

describe('the page that asks to install', () => {
  test('names each scope with what it is for, and leads to Slack with a state of its own', async () => {
    await using here = await startInstalling()
    const [one, other] = [await here.browser().start(), await here.browser().start()]

    expect(one.text).toContain('<code>chat:write</code>: digests, alerts and notices')
    const url = new URL(one.link)
    expect(`${url.origin}${url.pathname}`).toBe(`${new URL(here.platform.apiUrl).origin}/oauth/v2/authorize`)
    expect(url.searchParams.get('scope')).toBe('commands,chat:write,channels:read,groups:read,users:read')
    expect(url.searchParams.get('redirect_uri')).toBe('https://attache.example/slack/oauth_redirect')
    expect(url.searchParams.get('state')).not.toBe(new URL(other.link).searchParams.get('state'))
  })

  test('runs nothing, is kept nowhere, and its cookie is for it alone', async () => {
    await using here = await startInstalling()
    const { headers } = await here.browser().start()
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('set-cookie')).toMatch(/Secure; HttpOnly; Path=\/; Max-Age=600$/)
  })

  test('is not there where the bot token is set', async () => {
    const config = slack.configSchema.parse({ botToken: 'xoxb-1', signingSecret: SIGNING_SECRET })
    expect(slack.create(config, platformPorts()).routes?.map(({ path }) => path)).toEqual(['/slack/events'])
  })
})

describe('a workspace that installs the app', () => {
  test('is kept with its own token and who installed it, without names, and told of', async () => {
    await using here = await startInstalling()
    const done = await here.install()

    expect(done.status).toBe(200)
    expect(done.text).toContain('Attaché is in Ruritania')
    expect(done.text).toContain(`/invite @${BOT.name}`)
    expect(done.link).toBe(`slack://app?team=${TEAM}&id=A0ATTACHE`)
    const [token = ''] = here.platform.oauth.tokensOf(TEAM).filter((one) => one.includes(TEAM))
    expect(here.kept.get(TEAM)).toEqual({ secret: expect.stringContaining(token), by: ADMIN })
    expect(JSON.stringify([...here.kept])).not.toMatch(/Ruritania|Florian/)
    await expect.poll(() => here.events.map(({ kind }) => kind)).toContain('permission-back')
    expect(here.events[0]).toEqual({ kind: 'joined', at: { platform: 'slack', workspace: TEAM } })
    expect(here.faults).toEqual([])
  })

  test('is told what waits of before, where it had something', async () => {
    const subscription = { channel: CHANNEL, number: 1, text: 'Readouts with Kazakhstan', paused: true }
    await using here = await startInstalling({}, [subscription])
    expect((await here.install()).text).toContain('1 subscription of before: nothing is posted for it until')
    await using fresh = await startInstalling()
    expect((await fresh.install()).text).not.toContain('of before')
  })

  test('acts by its own token alone, beside another', async () => {
    await using here = await startInstalling()
    await here.install()
    await here.install({ team: OTHER_TEAM })
    const [part = {}] = here.adapter.pack(aMessage())
    for (const workspace of [TEAM, OTHER_TEAM]) {
      const to = { platform: 'slack', workspace, channel: CHANNEL }
      await here.adapter.deliver(part, to, 'k', new AbortController().signal)
    }

    expect([here.platform.messages.length, here.platform.other.messages.length]).toEqual([1, 1])
    const posts = here.platform.calls.filter(({ method }) => method === 'chat.postMessage')
    expect(posts.map(({ token }) => token?.split('-')[1])).toEqual([TEAM, OTHER_TEAM])
  })

  test('answers its own commands, and not those of one that did not', async () => {
    await using here = await startInstalling({ allowedTeams: [TEAM] })
    await here.install()
    await here.platform.command('help')
    await here.answer(1)
    await here.platform.command('help', { team: OTHER_TEAM })
    expect(JSON.stringify(await here.answer(2))).toContain('works for another workspace')
    expect(here.asked.map(({ caller }) => caller.at.workspace)).toEqual([TEAM])
  })
})

describe('what comes back from Slack', () => {
  test.each([
    ['twice', 'used'],
    ['in another browser', 'other'],
    ['without what our page gave along', 'bare'],
    ['after ten minutes', 'late'],
    ['with a state that nobody signed', 'forged'],
  ] as const)('%s installs nothing', async (_how, what) => {
    await using here = await startInstalling()
    const browser = here.browser()
    const { link } = await browser.start()
    const back = new URL(here.platform.oauth.allow(link))
    if (what === 'used') await browser.get(back.href)
    here.kept.clear()
    if (what === 'late') here.clock.advance(601_000)
    if (what === 'bare') back.searchParams.delete('state')
    if (what === 'forged') back.searchParams.set('state', 'e30.e30.e30')
    const coming = what === 'other' ? aBrowser(here.baseUrl) : browser
    const calls = here.platform.called('oauth.v2.access').length

    const page = await coming.get(back.href)

    expect(page.status).toBe(400)
    expect(page.link).toBe('/slack/install')
    expect(here.kept.size).toBe(0)
    expect(here.platform.called('oauth.v2.access')).toHaveLength(calls)
  })

  test('after the program was started again installs it all the same, and once', async () => {
    const memory = aMemory()
    await using first = await startInstalling({}, [], undefined, { memory })
    const { platform: given } = first
    const browser = first.browser()
    const { link } = await browser.start()
    const back = given.oauth.allow(link)
    await first.stop()

    await using second = await startInstalling({}, [], undefined, { memory, given })
    browser.moved(second.baseUrl)
    await aBrowser(second.baseUrl).start()
    expect((await browser.get(back)).status).toBe(200)
    expect([...second.kept.keys()]).toEqual([TEAM])
    await second.stop()

    await using third = await startInstalling({}, [], undefined, { memory, given })
    browser.moved(third.baseUrl)
    await aBrowser(third.baseUrl).start()
    expect((await browser.get(back)).status).toBe(400)
    expect(third.kept.size).toBe(0)
  })

  test('with the cookie of one page and the state of another installs nothing', async () => {
    await using here = await startInstalling()
    const [mine, theirs] = [here.browser(), here.browser()]
    await mine.start()
    const { link } = await theirs.start()
    expect((await mine.get(here.platform.oauth.allow(link))).status).toBe(400)
    expect(here.kept.size).toBe(0)
  })

  test('is a no as well', async () => {
    await using here = await startInstalling()
    const browser = here.browser()
    await browser.start()
    const page = await browser.get('/slack/oauth_redirect?error=access_denied&state=')
    expect([page.status, page.text]).toEqual([403, expect.stringContaining('You did not allow it.')])
    expect(here.faults).toEqual([])
  })

  test.each([
    ['a workspace that is not allowed', { team: OTHER_TEAM }, 'does not work for that workspace'],
    ['a whole organisation', { orgWide: true }, 'installed workspace by workspace'],
  ])('from %s is given back', async (_what, allowing, why) => {
    await using here = await startInstalling({ allowedTeams: [TEAM] })
    const page = await here.install(allowing)

    expect(page.status).toBe(403)
    expect(page.text).toContain(why)
    expect(here.kept.size).toBe(0)
    const [revoked] = here.platform.calls.filter(({ method }) => method === 'auth.revoke')
    expect(here.platform.oauth.ownerOf(revoked?.token)).toEqual({ error: 'account_inactive' })
  })

  test('from a whole organisation, even one that is allowed, is told what to do instead, which then works', async () => {
    await using here = await startInstalling({ allowedTeams: ['*'] })
    const refused = await here.install({ orgWide: true })
    expect(refused.text).toContain('You chose Ruritanian State, all of its workspaces at once.')
    expect(refused.text).toContain('choose a workspace at the top right')
    expect(refused.text).toContain('an admin of the organisation has to approve the app for that workspace')
    expect([refused.link, here.kept.size]).toEqual(['/slack/install', 0])
    expect(here.faults).toEqual([])

    expect((await here.install()).status).toBe(200)
    expect([...here.kept.keys()]).toEqual([TEAM])
  })

  test('where Slack does not take the code is told, and noted without a secret', async () => {
    await using here = await startInstalling()
    const browser = here.browser()
    const { link } = await browser.start()
    here.platform.fail(/^oauth\.v2\.access$/, { error: 'bad_client_secret' })
    const page = await browser.get(here.platform.oauth.allow(link))

    expect([page.status, page.link]).toEqual([502, '/slack/install'])
    expect(here.faults).toHaveLength(1)
    expect(String(here.faults[0])).toBe('PlatformError: slack rejected the installation: bad_client_secret')
    expect(JSON.stringify(here.faults)).not.toMatch(/secret-of-nobody|code-/)
  })

  test('shows a workspace’s name as a name', async () => {
    await using here = await startInstalling()
    here.platform.other.name = '<script>alert(1)</script>'
    const { text } = await here.install({ team: OTHER_TEAM })
    expect(text).toContain('&lt;script&gt;')
    expect(text).not.toContain('<script>')
  })
})

describe('tokens that run out', () => {
  test('are exchanged in their last hours, once, and what was given for them is kept', async () => {
    await using here = await startInstalling()
    here.platform.oauth.rotate(3_600)
    await here.install()
    here.platform.oauth.rotate(43_200)
    const before = here.platform.called('oauth.v2.access').length
    await Promise.all([here.platform.command('help'), here.platform.command('help')])
    await here.answer(2)

    expect(here.platform.called('oauth.v2.access').length - before).toBe(1)
    const tokens = here.platform.oauth.tokensOf(TEAM)
    expect(here.kept.get(TEAM)).toMatchObject({ by: ADMIN, secret: expect.stringContaining(tokens.at(-1) ?? '?') })
    expect(here.faults).toEqual([])
  })

  test('are used as long as they last where Slack exchanges none now', async () => {
    await using here = await startInstalling()
    here.platform.oauth.rotate(3_600)
    await here.install()
    here.platform.fail(/^oauth\.v2\.access$/, { status: 503 }, 5)
    await here.platform.command('help')
    await here.answer(1)
    expect(here.asked).toHaveLength(1)
  })
})

describe('the settings', () => {
  const good = { ...OAUTH_SETTINGS, signingSecret: SIGNING_SECRET }
  const fault = (settings: object): string =>
    slack.configSchema
      .safeParse(settings)
      .error?.issues.map(({ message }) => message)
      .join() ?? ''

  test.each([
    ['both a bot token and a client', { ...good, botToken: 'xoxb-1' }, 'not both'],
    ['neither', { signingSecret: SIGNING_SECRET }, 'set botToken (one workspace) or clientId'],
    ['no secret of the client', { ...good, clientSecret: undefined }, 'with clientId set clientSecret'],
    ['no signing secret', { ...good, signingSecret: undefined }, 'with clientId set clientSecret'],
    ['no public address', { ...good, publicUrl: undefined }, 'with clientId set clientSecret'],
    ['nobody allowed', { ...good, allowedTeams: [] }, 'or * for any workspace'],
    ['a public address that is none', { ...good, publicUrl: 'ftp://attache.example' }, 'Invalid URL'],
    ['an id that is none', { ...good, allowedTeams: ['U0READER'] }, 'is no workspace id'],
  ])('with %s are refused', (_what, settings, message) => {
    expect(fault(settings)).toContain(message)
  })

  test('without a key to seal by are refused in one line that says what to do', () => {
    const config = slack.configSchema.parse(good)
    expect(() => slack.create(config, platformPorts())).toThrow(
      /ATTACHE_SEALING_KEYS to id:key.*openssl rand -base64 32$/,
    )
  })
})
