import { describe, expect, test } from 'vitest'
import { textOf } from '../../fakes/slack-rules.ts'
import { ADMIN, CHANNEL, DIRECT, GENERAL, GUEST, OUTSIDER, READER, SHARED } from '../../fakes/slack-state.ts'
import { listening } from './listening.ts'

describe('who may manage', () => {
  const mayManage = async (asking: { user?: string; channel?: string }, settings: object = {}) => {
    await using here = await listening({ settings })
    await here.platform.command('latest ruritania', asking)
    await here.answer()
    return here.asked[0]?.caller.mayManage
  }

  test.each([
    ['a full member of the channel', {}, true],
    ['a guest', { user: GUEST }, false],
    ['a member in #general', { channel: GENERAL }, false],
    ['an admin in #general', { user: ADMIN, channel: GENERAL }, true],
    ['a member in a channel shared with outsiders', { channel: SHARED }, false],
    ['an admin in a channel shared with outsiders', { user: ADMIN, channel: SHARED }, true],
    ['anybody in a direct message', { channel: DIRECT }, false],
  ])('%s', async (_who, asking, expected) => {
    expect(await mayManage(asking)).toBe(expected)
  })

  test('only who is named, where anybody is', async () => {
    expect(await mayManage({ user: ADMIN }, { managers: [READER] })).toBe(false)
    expect(await mayManage({ user: READER }, { managers: [READER] })).toBe(true)
  })

  test('a member where posting is restricted may not, an admin may', async () => {
    for (const [user, expected] of [
      [READER, false],
      [ADMIN, true],
    ] as const) {
      await using here = await listening({
        before: ({ channels }) => {
          const desk = channels.get(CHANNEL)
          if (desk) desk.posting_restricted_to = { type: ['admin'], user: [] }
        },
      })
      await here.platform.command('latest ruritania', { user })
      await here.answer()
      expect(here.asked[0]?.caller.mayManage).toBe(expected)
    }
  })

  test.each([
    ['an admin', { user: ADMIN }, {}, true],
    ['a full member', {}, {}, false],
    ['a guest', { user: GUEST }, {}, false],
    ['who is named, where anybody is', { user: READER }, { managers: [READER] }, true],
    ['an admin who is not named, where somebody is', { user: ADMIN }, { managers: [READER] }, false],
  ])('decides for the whole workspace: %s', async (_who, asking, settings, expected) => {
    await using here = await listening({ settings })
    await here.platform.command('model', asking)
    await here.answer()
    expect(here.asked[0]?.caller.mayManageWorkspace).toBe(expected)
  })

  test('somebody who is not in the channel may not', async () => {
    await using here = await listening({ before: ({ channels }) => void channels.get(CHANNEL)?.members.delete(READER) })
    await here.platform.command('latest ruritania')
    await here.answer()
    expect(here.asked[0]?.caller.mayManage).toBe(false)
  })

  test('people of another workspace are not answered', async () => {
    await using here = await listening()
    await here.platform.command('latest ruritania', { user: OUTSIDER, channel: SHARED })
    expect(textOf((await here.answer())['blocks'])).toBe('This Attaché works for another workspace.')
    expect(here.asked).toEqual([])
  })
})
