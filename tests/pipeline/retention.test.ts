import { describe, expect, test } from 'vitest'
import type { PlaceEvent } from '../../src/chat/adapter.ts'
import { eraseLeft } from '../../src/pipeline/retention.ts'
import { aSubscription } from '../builders.ts'
import { openBot, type TestBot } from './answer/bot.ts'

const DAY_MS = 86_400_000
const here = { platform: 'slack', workspace: 'T0RURITAN', channel: 'C0DESK' }
const there = { platform: 'slack', workspace: 'T0BORDURI', channel: 'C0THEIRS' }

/** Two workspaces with a subscription each; the bot was removed from the first. */
async function removed(): Promise<TestBot> {
  const it = await openBot()
  await it.store.addSubscription(aSubscription({ destination: here }), 'U0READER')
  await it.store.addSubscription(aSubscription({ destination: there }), 'U0THEIRS')
  await tell(it, 'workspace-removed')
  return it
}

const tell = (it: TestBot, kind: PlaceEvent['kind'], channel?: string): Promise<unknown> =>
  it.bot.lifecycle({ kind, at: { platform: here.platform, workspace: here.workspace, channel } })

const kept = async ({ store }: TestBot, place: typeof here) => (await store.countPlace(place)).size > 0

describe('what is kept of a workspace that the bot was removed from', () => {
  test('is erased after thirty days, and not before; another’s stays', async () => {
    await using it = await removed()
    it.clock.advance(30 * DAY_MS - 1)
    expect(await eraseLeft(it)).toBe(0)
    expect(await kept(it, here)).toBe(true)

    it.clock.advance(1)
    expect(await eraseLeft(it)).toBe(1)
    expect(await it.store.countPlace({ platform: here.platform, workspace: here.workspace })).toEqual(new Map())
    expect(await kept(it, there)).toBe(true)
    expect(await eraseLeft(it)).toBe(0)
  })

  test('is erased thirty days after the first that was heard of it, however often it is told', async () => {
    await using it = await removed()
    it.clock.advance(29 * DAY_MS)
    await tell(it, 'workspace-removed')
    it.clock.advance(DAY_MS)
    expect(await eraseLeft(it)).toBe(1)
  })

  test.each(['joined', 'permission-back', 'unarchived'] as const)(
    'stays where the bot is back in time, as %s shows, and waits for a person to resume it',
    async (kind) => {
      await using it = await removed()
      it.clock.advance(29 * DAY_MS)
      await tell(it, kind, here.channel)
      it.clock.advance(29 * DAY_MS)

      expect(await eraseLeft(it)).toBe(0)
      expect(await it.store.subscriptionsIn(here)).toMatchObject([{ pausedReason: 'removed' }])
    },
  )

  test('is found out at the next start where it happened unseen, and so is that it came back', async () => {
    await using it = await openBot()
    const places = ['G1', 'G2'].map((workspace) => ({ platform: 'discord', workspace, channel: 'C1' }))
    for (const destination of places) await it.store.addSubscription(aSubscription({ destination }))
    await it.store.addSubscription(aSubscription({ destination: here }))
    const reasons = async () => (await it.store.subscriptions()).map(({ pausedReason }) => pausedReason)

    await it.bot.present?.('discord', ['G1'])
    expect(await reasons()).toEqual([undefined, 'removed', undefined])
    it.clock.advance(29 * DAY_MS)
    await it.bot.present?.('discord', ['G1', 'G2'])
    it.clock.advance(29 * DAY_MS)
    expect(await eraseLeft(it)).toBe(0)
    expect(await reasons()).toEqual([undefined, 'removed', undefined])
  })

  test.each(['permission-lost', 'archived', 'channel-deleted', 'token-revoked', 'renamed'] as const)(
    'is erased although %s is told late',
    async (kind) => {
      await using it = await removed()
      await tell(it, kind, here.channel)
      it.clock.advance(30 * DAY_MS)
      expect(await eraseLeft(it)).toBe(1)
    },
  )
})
