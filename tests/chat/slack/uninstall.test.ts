import { describe, expect, test } from 'vitest'
import { renderMessage } from '../../../src/chat/slack/render.ts'
import { PlatformError } from '../../../src/domain/errors.ts'
import { aMessage } from '../../builders.ts'
import { BOT, CHANNEL, OTHER_TEAM, TEAM } from '../../fakes/slack-state.ts'
import { startInstalling } from './installing.ts'
import { listening } from './listening.ts'

const never = new AbortController().signal
const there = { platform: 'slack', workspace: OTHER_TEAM, channel: CHANNEL }
const here = { ...there, workspace: TEAM }
const [part = {}] = renderMessage(aMessage())

type Here = Awaited<ReturnType<typeof startInstalling>>

/** Two workspaces that installed the app; what happened so far is forgotten. */
async function bothInstalled(): Promise<Here> {
  const both = await startInstalling()
  await both.install()
  await both.install({ team: OTHER_TEAM })
  const back = () => both.events.filter(({ kind }) => kind === 'permission-back').map(({ at }) => at.workspace)
  await expect.poll(() => new Set(back()).size).toBe(2)
  both.events.splice(0)
  return both
}

const removed = (workspace: string) => ({ kind: 'workspace-removed', at: { platform: 'slack', workspace } })

describe('a workspace that removes the app', () => {
  test('is told of, and the other goes on by its own token', async () => {
    await using both = await bothInstalled()
    await both.platform.uninstall(OTHER_TEAM)

    await expect.poll(() => both.events).toEqual([removed(OTHER_TEAM), removed(OTHER_TEAM)])
    await both.adapter.deliver(part, here, 'k', never)
    expect(both.platform.messages).toHaveLength(1)
    expect(both.faults).toEqual([])
  })

  test('is not taken for removed by what is told late, of an installation before', async () => {
    await using both = await bothInstalled()
    for (const type of ['app_uninstalled', 'tokens_revoked']) {
      await both.platform.event({ type, tokens: { bot: [BOT.user] } }, { team_id: OTHER_TEAM })
    }
    await both.platform.event({ type: 'channel_archive', channel: CHANNEL }, { team_id: OTHER_TEAM })
    await expect.poll(() => both.events).toEqual([{ kind: 'archived', at: there }])
  })

  test('is told of where Slack cannot be asked: what it gave must not stay', async () => {
    await using both = await bothInstalled()
    both.platform.fail(/^auth\.test$/, { status: 503 }, 5)
    await both.platform.event({ type: 'app_uninstalled' }, { team_id: OTHER_TEAM })
    await expect.poll(() => both.events).toEqual([removed(OTHER_TEAM)])
  })

  test('is told of although it is not served any more', async () => {
    await using both = await startInstalling({ allowedTeams: [TEAM] })
    await both.install()
    await both.platform.event({ type: 'app_uninstalled' }, { team_id: OTHER_TEAM })
    await both.platform.event({ type: 'channel_archive', channel: CHANNEL }, { team_id: OTHER_TEAM })
    await expect.poll(() => both.events.filter(({ at }) => at.workspace === OTHER_TEAM)).toEqual([removed(OTHER_TEAM)])
  })

  test.each(['account_inactive', 'token_revoked'])('is found out by the next delivery: %s', async (error) => {
    await using both = await bothInstalled()
    both.platform.fail(/^chat\.postMessage$/, { error })
    await expect(both.adapter.deliver(part, there, 'k', never)).rejects.toMatchObject({
      failure: 'rejected',
      lost: 'workspace-removed',
    })
    await both.adapter.deliver(part, here, 'k', never)
  })

  test('is found out at the next start', async () => {
    await using both = await bothInstalled()
    both.platform.oauth.revokeAll(OTHER_TEAM)
    await using again = await startInstalling({ apiUrl: both.platform.apiUrl }, [], both.kept)
    await expect.poll(() => again.events).toContainEqual(removed(OTHER_TEAM))
    const rest = again.events.filter(({ at }) => at.workspace === TEAM)
    expect(new Set(rest.map(({ kind }) => kind))).toEqual(new Set(['permission-back']))
  })

  test('has nothing left to act by, and says so to whoever asks there', async () => {
    await using both = await bothInstalled()
    both.kept.delete(OTHER_TEAM)
    await expect(both.adapter.deliver(part, there, 'k', never)).rejects.toMatchObject({ lost: 'token-revoked' })
    await both.platform.command('help', { team: OTHER_TEAM })
    expect(JSON.stringify(await both.answer(1))).toContain('it has to be installed again')
    expect(both.asked).toEqual([])
  })
})

test('what no key opens is lost for that workspace alone', async () => {
  await using both = await bothInstalled()
  both.kept.set(OTHER_TEAM, 'cannot be opened')
  const failed = both.adapter.deliver(part, there, 'k', never)
  await expect(failed).rejects.toThrow(PlatformError)
  await expect(failed).rejects.toMatchObject({
    lost: 'token-revoked',
    message: `slack: the access to slack:${OTHER_TEAM} cannot be opened`,
  })
  await both.adapter.deliver(part, here, 'k', never)
})

test('where there is but one token, a removal is believed only once that does not work any more', async () => {
  await using one = await listening()
  await one.platform.event({ type: 'app_uninstalled' })
  await one.platform.event({ type: 'channel_archive', channel: CHANNEL })
  await expect.poll(() => one.events.at(-1)?.kind).toBe('archived')
  expect(one.events).not.toContainEqual(removed(TEAM))

  await one.platform.uninstall()
  await expect.poll(() => one.events.at(-1)).toEqual(removed(TEAM))
})
