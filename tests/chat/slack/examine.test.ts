import { expect, test } from 'vitest'
import { Secret } from '../../../src/domain/secret.ts'
import { examineSlack, slack } from '../../../src/chat/slack/index.ts'
import { startSlack } from '../../fakes/slack.ts'
import { APP_TOKEN, BOT_TOKEN } from '../../fakes/slack-state.ts'

const never = new AbortController().signal

async function start(settings: object = {}) {
  const platform = await startSlack()
  const config = slack.configSchema.parse({
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    apiUrl: platform.apiUrl,
    ...settings,
  })
  return { platform, config, [Symbol.asyncDispose]: () => platform[Symbol.asyncDispose]() }
}

test('says whose the tokens are, and that nothing is missing', async () => {
  await using here = await start()
  expect(await examineSlack(new Secret(BOT_TOKEN), here.config, never)).toEqual({
    workspace: 'Ruritania',
    bot: 'attache',
    missing: [],
    needless: [],
  })
})

test('names every scope that is missing with the feature that lacks it, and every one too many', async () => {
  await using here = await start({ lookup: true })
  here.platform.scopes.delete('users:read')
  here.platform.scopes.add('channels:history').add('files:write')
  const { missing, needless } = await examineSlack(new Secret(BOT_TOKEN), here.config, never)
  expect(missing).toEqual([
    { scope: 'users:read', feature: 'whether somebody is a guest or an admin, and their time zone' },
    { scope: 'groups:history', feature: 'the same, in private ones' },
  ])
  expect(needless).toEqual(['files:write'])
})

test('says which token is refused', async () => {
  await using here = await start({ appToken: 'xapp-of-somebody-else' })
  await expect(examineSlack(new Secret(BOT_TOKEN), here.config, never)).rejects.toMatchObject({
    message: 'slack rejected apps.connections.open: invalid_auth',
    lost: 'token-revoked',
  })
})
