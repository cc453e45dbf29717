import { describe, expect, test } from 'vitest'
import { channelEvents, homeOpened } from '../../../src/chat/slack/lifecycle.ts'
import { EVENTS } from '../../../src/chat/slack/manifest.ts'
import { BOT, CHANNEL, READER, TEAM } from '../../fakes/slack-state.ts'

const of = (event: object) => channelEvents({ type: 'event_callback', team_id: TEAM, event }, BOT.user)
const HERE = { platform: 'slack', workspace: TEAM, channel: CHANNEL }
const WHOLE = { platform: 'slack', workspace: TEAM }

describe('an event', () => {
  test.each([
    [
      { type: 'member_joined_channel', user: BOT.user, channel: CHANNEL },
      { kind: 'permission-back', at: HERE },
    ],
    [
      { type: 'member_left_channel', user: BOT.user, channel: CHANNEL },
      { kind: 'permission-lost', at: HERE },
    ],
    [
      { type: 'channel_left', channel: CHANNEL },
      { kind: 'permission-lost', at: HERE },
    ],
    [
      { type: 'group_left', channel: CHANNEL },
      { kind: 'permission-lost', at: HERE },
    ],
    [
      { type: 'channel_archive', channel: CHANNEL, user: READER },
      { kind: 'archived', at: HERE },
    ],
    [
      { type: 'group_unarchive', channel: CHANNEL, user: READER },
      { kind: 'unarchived', at: HERE },
    ],
    [
      { type: 'channel_deleted', channel: CHANNEL },
      { kind: 'channel-deleted', at: HERE },
    ],
    [
      { type: 'channel_rename', channel: { id: CHANNEL, name: 'bureau' } },
      { kind: 'renamed', at: HERE, name: 'bureau' },
    ],
    [
      { type: 'channel_id_changed', old_channel_id: CHANNEL, new_channel_id: 'C0SHAREDDESK' },
      { kind: 'moved', at: HERE, to: 'C0SHAREDDESK' },
    ],
    [{ type: 'app_uninstalled' }, { kind: 'workspace-removed', at: WHOLE }],
    [
      { type: 'tokens_revoked', tokens: { bot: [BOT.user] } },
      { kind: 'workspace-removed', at: WHOLE },
    ],
  ])('%j is told as it concerns us', (event, told) => {
    expect(of(event)).toEqual([told])
  })

  test.each([
    { type: 'member_joined_channel', user: READER, channel: CHANNEL },
    { type: 'member_left_channel', user: READER, channel: CHANNEL },
    { type: 'tokens_revoked', tokens: { oauth: [READER] } },
    { type: 'app_home_opened', user: READER, tab: 'messages', channel: 'D0READER' },
    { type: 'message', user: READER, channel: CHANNEL },
    { type: 'channel_archive' },
    { type: 'channel_id_changed', old_channel_id: CHANNEL },
    {},
  ])('%j is none of ours', (event) => {
    expect(of(event)).toEqual([])
    expect(homeOpened({ team_id: TEAM, event })).toBeUndefined()
  })

  test.each(EVENTS.map(({ event }) => event))('%s, which we ask for, means something to us', (type) => {
    const event = {
      type,
      user: BOT.user,
      tab: 'home',
      channel: { id: CHANNEL, name: 'x' },
      tokens: { bot: [BOT.user] },
      old_channel_id: CHANNEL,
      new_channel_id: 'C0SHAREDDESK',
    }
    expect([...of(event), homeOpened({ team_id: TEAM, event })].filter((one) => one !== undefined)).toHaveLength(1)
  })
})
