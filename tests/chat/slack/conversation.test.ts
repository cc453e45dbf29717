import { describe, expect, test } from 'vitest'
import type { Reply } from '../../../src/chat/adapter.ts'
import { textOf } from '../../fakes/slack-rules.ts'
import { BOT, CHANNEL, DIRECT, ELSEWHERE, OTHER_TEAM, PRIVATE, READER, TEAM } from '../../fakes/slack-state.ts'
import { anAnswer } from '../messages.ts'
import { listening } from './listening.ts'

const done: Reply = {
  kind: 'done',
  answer: anAnswer({ heading: 'Subscribed: 1' }),
  notice: 'New in this channel: <!channel>',
}
const details = { action_id: '1.open.a7f3', selected_option: { value: ':show a7f3' } }

describe.each(['socket', 'http'] as const)('heard by %s,', (by) => {
  test('a command is acknowledged at once, empty, and answered to the person alone', async () => {
    await using here = await listening({ by })
    expect(await here.platform.command('latest ruritania')).toEqual({})
    expect(await here.answer()).toMatchObject({ response_type: 'ephemeral', replace_original: false, mrkdwn: false })
    expect(here.asked).toMatchObject([{ asked: { kind: 'words', words: 'latest ruritania' } }])
    expect(here.platform.faults).toEqual([])
  })

  test('a menu’s details are opened at once as a modal, and filled in when they are known', async () => {
    const gate = Promise.withResolvers<void>()
    const reply = async (): Promise<Reply> => {
      await gate.promise
      return { kind: 'answer', answer: anAnswer(), shareable: true }
    }
    await using here = await listening({ by, reply })
    await here.platform.press(details)
    await here.platform.until(() => here.platform.modals.size === 1)
    expect(textOf([...here.platform.modals.values()])).toContain('One moment …')
    gate.resolve()
    await here.platform.until(() => textOf([...here.platform.modals.values()]).includes('Syldavia stands by'))
    expect([...here.platform.modals.values()]).toMatchObject([
      {
        submit: { text: 'Share in channel' },
        callback_id: '1.share',
        private_metadata: `{"channel":"${CHANNEL}","words":"show a7f3"}`,
      },
    ])
    expect(here.asked).toMatchObject([{ asked: { words: 'show a7f3' }, caller: { at: { channel: CHANNEL } } }])
  })

  test('a form’s fields are completed while they are filled in', async () => {
    await using here = await listening({ by })
    const view = {
      id: 'V1',
      callback_id: '1.form.subscribe',
      private_metadata: `{"channel":"${CHANNEL}"}`,
      state: { values: { w: { '1.option.when': { selected_option: { value: 'daily 18:00' } } } } },
    }
    expect(await here.platform.suggest('1.option.countries', 'kaz', view)).toEqual({
      options: [{ text: { type: 'plain_text', text: 'Kazakhstan', emoji: false }, value: 'KZ' }],
    })
    expect(here.completed).toEqual([
      { command: 'subscribe', option: 'countries', typed: 'kaz', others: { when: 'daily 18:00' } },
    ])
  })

  test('an event is passed on', async () => {
    await using here = await listening({ by })
    await here.platform.event({ type: 'channel_archive', channel: CHANNEL, user: READER })
    await here.platform.until(() => here.events.some(({ kind }) => kind === 'archived'))
    expect(here.events.at(-1)).toEqual({
      kind: 'archived',
      at: { platform: 'slack', workspace: TEAM, channel: CHANNEL },
    })
  })
})

describe('a command', () => {
  test('says who asks, where, in which language and zone, and nothing else of the person', async () => {
    await using here = await listening()
    await here.platform.command('latest ruritania')
    await here.answer()
    expect(here.asked[0]?.caller).toEqual({
      user: READER,
      at: { platform: 'slack', workspace: TEAM, channel: CHANNEL },
      locale: 'en-GB',
      zone: 'Asia/Baku',
      writing: expect.objectContaining({ inWords: true }),
      mayManage: true,
      mayManageWorkspace: false,
    })
  })

  test('without words asks for help', async () => {
    await using here = await listening()
    await here.platform.command('  ')
    await here.answer()
    expect(here.asked).toMatchObject([{ asked: { words: 'help' } }])
  })

  test('names a message of ours by its link', async () => {
    await using here = await listening()
    await here.platform.command('show https://ruritania.slack.com/archives/C0DESK/p1745467200000123?thread_ts=1.2')
    await here.answer()
    expect(here.asked).toMatchObject([{ asked: { words: 'show message:1745467200.000123' } }])
  })

  test('may be answered by nothing for a while: the sign comes first', async () => {
    const gate = Promise.withResolvers<void>()
    const reply = async (): Promise<Reply> => {
      await gate.promise
      return { kind: 'refusal', text: 'No.', choices: [] }
    }
    await using here = await listening({ reply })
    expect(await here.platform.command('latest ruritania')).toEqual({})
    expect(here.platform.responses).toEqual([])
    gate.resolve()
    expect(textOf((await here.answer())['blocks'])).toBe('No.')
  })

  test('that Slack tells of twice is answered once', async () => {
    await using here = await listening()
    const payload = {
      command: '/readout',
      text: 'latest ruritania',
      team_id: TEAM,
      user_id: READER,
      channel_id: CHANNEL,
      trigger_id: 'the-same',
      response_url: here.platform.apiUrl.replace('/api/', '/response/one'),
    }
    await here.platform.send('slash_commands', payload)
    await here.platform.send('slash_commands', payload)
    await here.platform.command('help')
    await here.answer(2)
    expect(here.asked.map(({ asked }) => asked)).toMatchObject([{ words: 'latest ruritania' }, { words: 'help' }])
  })

  test('that fails is noted, and the person is told', async () => {
    await using here = await listening({
      reply: () => {
        throw new Error('a bug')
      },
    })
    await here.platform.command('latest ruritania')
    expect(textOf((await here.answer())['blocks'])).toContain('Something went wrong on our side')
    expect(here.faults).toMatchObject([{ message: 'a bug' }])
  })

  test('of another workspace is refused', async () => {
    await using here = await listening()
    await here.platform.command('latest ruritania', { team: OTHER_TEAM })
    expect(textOf((await here.answer())['blocks'])).toBe('This Attaché works for another workspace.')
    expect(here.asked).toEqual([])
  })

  test('is answered although nobody can say now who asks; then nothing may be changed', async () => {
    await using here = await listening({ before: ({ fail }) => fail(/users\.info/, { status: 503 }, 9) })
    await here.platform.command('latest ruritania')
    await here.answer()
    expect(here.asked).toMatchObject([{ caller: { mayManage: false, locale: 'en-US' } }])
    expect(here.faults).toHaveLength(1)
  })

  test('for a file is answered with its text', async () => {
    const reply: Reply = {
      kind: 'file',
      name: 'memo.md',
      mediaType: 'text/markdown',
      summary: 'One readout.',
      content: '# Memo',
    }
    await using here = await listening({ reply: () => reply })
    await here.platform.command('since yesterday')
    expect(textOf((await here.answer())['blocks'])).toBe('One readout.\nmemo.md\n# Memo')
  })
})

describe('what is done', () => {
  test('is told to the channel, naming who did it and calling nobody', async () => {
    await using here = await listening({ reply: () => done })
    await here.platform.command('pause 1')
    await here.answer()
    const [message] = here.platform.messages
    expect(textOf(message?.blocks)).toBe('New in this channel: <!channel>\nDone by Florian <!channel>')
    expect(message?.text).not.toContain('<!channel>')
  })

  test('where the bot is missing, is told to the person with the line that invites it', async () => {
    await using here = await listening({ reply: () => done })
    await here.platform.command('pause 1', { channel: ELSEWHERE })
    expect(textOf((await here.answer())['blocks'])).toContain(`type /invite @${BOT.name}`)
    expect(here.platform.messages).toEqual([])
  })

  test('cannot be in a private channel that the bot is not in', async () => {
    await using here = await listening()
    await here.platform.command('subscribe ruritania', { channel: PRIVATE })
    expect(textOf((await here.answer())['blocks'])).toContain(`type /invite @${BOT.name}`)
    expect(here.asked).toEqual([])
  })

  test('cannot be in a direct message', async () => {
    await using here = await listening()
    await here.platform.command('subscribe ruritania', { channel: DIRECT })
    expect(textOf((await here.answer())['blocks'])).toContain('please ask in one')
  })

  test('is said to be untold where the channel could not be told', async () => {
    await using here = await listening({
      reply: () => done,
      before: ({ fail }) => fail(/postMessage/, { status: 503 }),
    })
    await here.platform.command('pause 1')
    expect(textOf((await here.answer())['blocks'])).toContain('The channel could not be told of this.')
  })
})

describe('a form', () => {
  test('opens for the bare word, before anything is looked up', async () => {
    await using here = await listening()
    const before = here.platform.calls.length
    await here.platform.command('subscribe')
    await here.platform.until(() => here.platform.modals.size === 1)
    expect(here.platform.calls.slice(before).map(({ method }) => method)).toEqual(['views.open'])
    expect([...here.platform.modals.values()]).toMatchObject([
      { callback_id: '1.form.subscribe', submit: { text: 'Subscribe' } },
    ])
  })

  test('that comes too late is answered in words', async () => {
    await using here = await listening({ before: ({ fail }) => fail(/views\.open/, { error: 'expired_trigger_id' }) })
    await here.platform.command('subscribe')
    await here.answer()
    expect(here.asked).toMatchObject([{ asked: { words: 'subscribe' } }])
  })

  test('turns into its answer, in the channel that it was opened in', async () => {
    await using here = await listening({ reply: () => done })
    await here.platform.command('subscribe')
    await here.platform.until(() => here.platform.modals.size === 1)
    const [[id = '', view] = []] = [...here.platform.modals]
    const state = { values: { c: { '1.option.countries': { selected_options: [{ value: 'KZ' }, { value: 'AZ' }] } } } }
    expect(await here.platform.submit({ ...Object(view), id, state })).toMatchObject({ response_action: 'update' })
    await here.platform.until(() => textOf(here.platform.modals.get(id)).includes('Subscribed: 1'))
    expect(here.asked).toMatchObject([
      {
        asked: { kind: 'form', name: 'subscribe', options: { countries: 'KZ, AZ' } },
        caller: { at: { channel: CHANNEL }, mayManage: true },
      },
    ])
  })
})

describe('a press', () => {
  test('of a button beneath an answer is answered beneath, in the thread that it stands in', async () => {
    await using here = await listening()
    await here.platform.press({ action_id: '1.ask.choice0', value: ':compare a7f3' }, { thread: '1745467200.000001' })
    expect(await here.answer()).toMatchObject({ response_type: 'ephemeral', thread_ts: '1745467200.000001' })
    expect(here.asked).toMatchObject([{ asked: { words: 'compare a7f3' } }])
  })

  test('in a modal is answered in its place', async () => {
    await using here = await listening()
    await here.platform.press(details)
    await here.platform.until(() => textOf([...here.platform.modals.values()]).includes('Syldavia'))
    const [[id = '', view] = []] = [...here.platform.modals]
    await here.platform.pressInView({ action_id: '1.ask.choice1', value: ':report a7f3' }, { ...Object(view), id })
    await here.platform.until(() => here.asked.length === 2)
    expect(here.asked[1]).toMatchObject({ asked: { words: 'report a7f3' }, caller: { at: { channel: CHANNEL } } })
  })

  test('of what changes something on an old message is refused', async () => {
    await using here = await listening()
    const postedAt = here.clock.now().getTime() / 1_000 - 16 * 60
    await here.platform.press({ action_id: '1.ask.choice0', value: ':unsubscribe 1' }, { postedAt })
    expect(textOf((await here.answer())['blocks'])).toContain('no longer current')
    await here.platform.press({ action_id: '1.ask.choice0', value: ':compare a7f3' }, { postedAt })
    await here.answer(2)
    expect(here.asked).toMatchObject([{ asked: { words: 'compare a7f3' } }])
  })

  test.each([
    { action_id: '0.ask.choice0', value: ':latest' },
    { action_id: 'another', value: 'another' },
    { action_id: '1.ask.choice0' },
  ])('of a button of an earlier version is refused: %j', async (action) => {
    await using here = await listening()
    await here.platform.press(action)
    expect(textOf((await here.answer())['blocks'])).toContain('from an earlier version')
  })
})
