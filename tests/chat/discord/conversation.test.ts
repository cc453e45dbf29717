import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Reply } from '../../../src/chat/adapter.ts'
import { APPLICATION, BIT, CHANNEL, GUILD, MANAGER, OTHER_CHANNEL, READER, THREAD } from '../../fakes/discord-state.ts'
import { specOf } from '../../../src/commands/spec.ts'
import { type Listening, startListening } from './listening.ts'
import { anAnswer } from './messages.ts'

const EPHEMERAL = 1 << 6

let reply: () => Reply | Promise<Reply>
let session: Listening

beforeEach(async () => {
  reply = () => ({ kind: 'answer', answer: anAnswer(), shareable: true })
  session = await startListening({ reply: () => reply() })
  await session.ready()
})

afterEach(() => session[Symbol.asyncDispose]())

const textOf = (message: unknown): string => JSON.stringify(message)

describe('a command', () => {
  test('is acknowledged at once, to the asking person alone, and then answered', async () => {
    const { promise, resolve } = Promise.withResolvers<Reply>()
    reply = () => promise
    const command = session.platform.command('readout', 'latest', { country: 'ruritania' })
    await session.platform.until(() => command.acknowledged)
    expect(command.acknowledged?.type).toBe(5)
    expect(command.original).toMatchObject({ flags: EPHEMERAL, components: [] })

    resolve({ kind: 'answer', answer: anAnswer(), shareable: true })
    await session.platform.until(() => command.original?.components.length)
    expect(textOf(command.original?.components)).toContain('Ruritania, newest first')
    expect(session.platform.posted()).toEqual([])
  })

  test('comes to the bot option by option, with who asks, where and in which language', async () => {
    session.platform.command('readout', 'since', { date: 'monday', form: 'csv' }, { locale: 'zh-CN' })
    session.platform.command(
      'readout-manage',
      'change',
      { number: 2, 'changes-only': true },
      { user: MANAGER, channel: THREAD, permissions: BIT.manageThreads },
    )
    await session.platform.until(() => session.asked.length === 2)
    expect(session.asked).toEqual([
      {
        asked: { kind: 'options', name: 'since', options: { date: 'monday', form: 'csv' } },
        caller: {
          user: READER,
          locale: 'zh-CN',
          writing: expect.objectContaining({ inWords: false }),
          mayManage: false,
          mayManageWorkspace: false,
          at: { platform: 'discord', workspace: GUILD, channel: CHANNEL, thread: undefined },
        },
      },
      {
        asked: { kind: 'options', name: 'change', options: { number: '2', 'changes-only': 'true' } },
        caller: {
          user: MANAGER,
          locale: 'en-GB',
          writing: expect.objectContaining({ before: { 'look-up': '/readout ', manage: '/readout-manage ' } }),
          mayManage: true,
          mayManageWorkspace: false,
          at: { platform: 'discord', workspace: GUILD, channel: CHANNEL, thread: THREAD },
        },
      },
    ])
  })

  test('who manages the server is told from who manages the channel', async () => {
    for (const permissions of [BIT.manageGuild, BIT.manageChannels]) {
      session.platform.command('readout-manage', 'model', {}, { user: MANAGER, permissions })
    }
    await session.platform.until(() => session.asked.length === 2)
    expect(session.asked.map(({ caller }) => caller.mayManageWorkspace)).toEqual([true, false])
  })

  test('about another channel is about what the person may do there, not here', async () => {
    session.platform.channels
      .get(OTHER_CHANNEL)
      ?.overwrites.push({ id: MANAGER, type: 1, allow: String(BIT.manageChannels), deny: '0' })
    session.platform.command(
      'readout-manage',
      'subscribe',
      { countries: 'ruritania' },
      { user: MANAGER, target: OTHER_CHANNEL },
    )
    session.platform.command(
      'readout-manage',
      'subscribe',
      { countries: 'ruritania' },
      { user: READER, target: OTHER_CHANNEL },
    )
    await session.platform.until(() => session.asked.length === 2)
    expect(
      session.asked.map(({ asked, caller }) => ({ asked, channel: caller.at.channel, mayManage: caller.mayManage })),
    ).toEqual([
      {
        asked: { kind: 'options', name: 'subscribe', options: { countries: 'ruritania' } },
        channel: OTHER_CHANNEL,
        mayManage: true,
      },
      {
        asked: { kind: 'options', name: 'subscribe', options: { countries: 'ruritania' } },
        channel: OTHER_CHANNEL,
        mayManage: false,
      },
    ])
  })

  test('about a private thread elsewhere is for who manages threads; in the thread itself it is for who is there', async () => {
    const thread = '400000000000000002'
    session.platform.addChannel({ id: thread, type: 12, parent: OTHER_CHANNEL, name: 'sources' })
    session.platform.updateChannel(thread)
    const asked = (permissions: bigint, more: object) =>
      session.platform.command('readout-manage', 'pause', {}, { user: MANAGER, permissions, ...more })
    const refused = asked(BIT.manageChannels, { target: thread })
    await session.platform.until(() => refused.original?.components.length)
    expect(textOf(refused.original?.components)).toContain('please ask in the channel itself')
    asked(BIT.manageThreads, { target: thread })
    asked(BIT.manageChannels, { channel: thread })
    await session.platform.until(() => session.asked.length === 2)
    expect(session.asked.map(({ caller }) => caller.at.thread)).toEqual([thread, thread])
  })

  test('that takes more than one message is answered in several, all of them private', async () => {
    const items = Array.from({ length: 15 }, (_, n) => ({ ...anAnswer().items[0], shortId: `a${n}` }))
    reply = () => ({ kind: 'answer', answer: anAnswer({ items: items as never }), shareable: false })
    const command = session.platform.command('readout', 'latest', {})
    await session.platform.until(() => command.followUps.length === 1)
    expect(command.followUps.every(({ flags }) => (flags & EPHEMERAL) !== 0)).toBe(true)
  })

  test('that makes a file gives it to the asking person', async () => {
    reply = () => ({
      kind: 'file',
      name: 'memo.md',
      mediaType: 'text/markdown',
      content: '# Since Monday',
      summary: '3 readouts.',
    })
    const command = session.platform.command('readout', 'since', { date: 'monday' })
    await session.platform.until(() => command.original?.file)
    expect(command.original?.file).toBe('# Since Monday')
    expect(textOf(command.original?.components)).toContain('attachment://memo.md')
  })

  test('that was not understood gets the nearest matches as buttons, and each is a command', async () => {
    reply = () => ({
      kind: 'refusal',
      text: 'No country is called “rurtania”.',
      choices: [{ label: 'Ruritania', words: 'latest ruritania' }],
    })
    const command = session.platform.command('readout', 'latest', { country: 'rurtania' })
    await session.platform.until(() => command.original?.components.length)
    const message = command.original
    if (!message) throw new Error('there is no answer')
    session.platform.press(message, 'Ruritania')
    await session.platform.until(() => session.asked.length === 2)
    expect(session.asked[1]?.asked).toEqual({ kind: 'words', words: 'latest ruritania' })
  })

  test('that breaks something is answered all the same, and the operator is told', async () => {
    reply = () => Promise.reject(new RangeError('no such thing'))
    const command = session.platform.command('readout', 'latest', {})
    await session.platform.until(() => command.original?.components.length)
    expect(textOf(command.original?.components)).toContain('Something went wrong on our side')
    expect(session.faults).toMatchObject([{ message: 'no such thing' }])
  })

  test('that would open a form and breaks something is answered all the same', async () => {
    reply = () => Promise.reject(new RangeError('no such thing'))
    const command = session.platform.command('readout-manage', 'change', { number: 1 }, { user: MANAGER })
    await session.platform.until(() => command.original?.components.length)
    expect(textOf(command.original?.components)).toContain('Something went wrong on our side')
    expect(session.faults).toMatchObject([{ message: 'no such thing' }])
  })

  test('that could not be acknowledged in time is not carried out', async () => {
    const command = session.platform.command('readout-manage', 'unsubscribe', { number: 1 })
    session.platform.passTime(3_001)
    await vi.waitFor(() => expect(session.faults).toHaveLength(1))
    expect(command.acknowledged).toBeUndefined()
    expect(session.asked).toEqual([])
    expect(textOf(session.faults.map(String))).not.toContain(command.token)
  })
})

describe('what is done', () => {
  const done = (): Reply => ({
    kind: 'done',
    answer: anAnswer({ items: [], choices: [] }),
    notice: 'Subscribed to Ruritania, @everyone.',
  })

  test('is said to who did it, and to the channel without calling anybody', async () => {
    reply = done
    session.platform.command('readout-manage', 'subscribe', {}, { user: MANAGER, permissions: BIT.manageChannels })
    await session.platform.until(() => session.platform.posted().length === 1)
    const [request] = session.platform.received('POST', /channels/)
    expect(request?.body).toMatchObject({ allowed_mentions: { parse: [] }, flags: (1 << 12) | (1 << 15) })
    expect(textOf(session.platform.posted())).toContain(`<@${MANAGER}>`)
    expect(textOf(session.platform.posted())).toContain('\\\\@everyone')
  })

  test('in another channel is said there', async () => {
    reply = done
    session.platform.command(
      'readout-manage',
      'subscribe',
      {},
      { user: MANAGER, target: OTHER_CHANNEL, permissions: BIT.manageChannels },
    )
    await session.platform.until(() => session.platform.posted(OTHER_CHANNEL).length === 1)
    expect(session.platform.posted(CHANNEL)).toEqual([])
  })

  test('in a private thread that the bot is not in is said to who did it, with how it comes in', async () => {
    reply = done
    const thread = '400000000000000002'
    session.platform.addChannel({ id: thread, type: 12, parent: OTHER_CHANNEL, name: 'sources' })
    session.platform.fail(/POST \/channels\/400000000000000002/, {
      status: 403,
      body: { code: 50001, message: 'Missing Access' },
    })
    const command = session.platform.command(
      'readout-manage',
      'subscribe',
      {},
      { user: MANAGER, permissions: BIT.manageChannels, channel: thread },
    )
    await session.platform.until(() => command.followUps.length === 1)
    expect(textOf(command.followUps)).toContain('mention it in this private thread once')
  })

  test('where the bot may not write is said to who did it, with what it lacks', async () => {
    reply = done
    session.platform.channels
      .get(CHANNEL)
      ?.overwrites.push({ id: GUILD, type: 0, allow: '0', deny: String(BIT.sendMessages) })
    const command = session.platform.command(
      'readout-manage',
      'subscribe',
      {},
      { user: MANAGER, permissions: BIT.manageChannels },
    )
    await session.platform.until(() => command.followUps.length === 1)
    expect(textOf(command.followUps)).toContain('it needs View Channel and Send Messages')
  })
})

describe('a form', () => {
  test.each([
    ['en-GB', 'Change 2', 'Countries'],
    ['zh-CN', '修改 2', '国家'],
  ])('speaks the language in which the person sees the commands: %s', async (locale, title, label) => {
    reply = () => ({ kind: 'form', spec: specOf('change'), filled: {}, fixed: { number: '2' }, text: '', choices: [] })
    const asked = session.platform.command('readout-manage', 'change', { number: 2 }, { user: MANAGER, locale })
    await session.platform.until(() => asked.form)
    expect(asked.form).toMatchObject({
      title,
      components: expect.arrayContaining([expect.objectContaining({ label })]),
    })
  })
})

describe('completion', () => {
  test('offers what the bot knows, by what was typed and what else was filled in', async () => {
    const typing = session.platform.type('latest', 'with', 'kaz', { country: 'china' })
    await session.platform.until(() => typing.choices)
    expect(typing.choices).toEqual([{ name: 'Kazakhstan kaz', value: 'kazakhstan' }])
    expect(session.completed[0]?.completion).toEqual({
      command: 'latest',
      option: 'with',
      typed: 'kaz',
      others: { country: 'china' },
    })
  })
})

test('a number is completed with numbers', async () => {
  const typing = session.platform.type('preview', 'number', 1)
  await session.platform.until(() => typing.choices)
  expect(typing.choices).toEqual([{ name: 'Subscription 1', value: 1 }])
})

test('a link to a message is passed on as the message that it names', async () => {
  const link = `https://discord.com/channels/${GUILD}/${CHANNEL}/700000000000000001`
  session.platform.command('readout', 'why', { id: link })
  await session.platform.until(() => session.asked.length === 1)
  expect(session.asked[0]?.asked).toMatchObject({ options: { id: 'message:700000000000000001' } })
})

describe('elsewhere', () => {
  test('in a private conversation the bot says where to ask', async () => {
    const command = session.platform.command(
      'readout',
      'latest',
      {},
      { guild: undefined, channel: '800000000000000001' },
    )
    await session.platform.until(() => command.original)
    expect(textOf(command.original?.components)).toContain('in a channel of a server')
    expect(session.asked).toEqual([])
  })
})

describe('“Read this” in the menu of a message', () => {
  test('asks the bot about the links of a person’s message, those of its embeds too', async () => {
    const content = 'have you seen <https://mfa.ruritania.example/news/1>, or (https://mfa.syldavia.example/2)?'
    const read = session.platform.readThis({ content, embeds: [{ url: 'https://mfa.ruritania.example/news/1' }] })
    await session.platform.until(() => read.original?.components.length)
    const links = ['https://mfa.ruritania.example/news/1', 'https://mfa.syldavia.example/2']
    expect(session.asked).toMatchObject([{ asked: { kind: 'links', links }, caller: { user: READER } }])
    expect(read.original).toMatchObject({ flags: expect.any(Number) })
    expect(session.platform.posted()).toEqual([])
  })

  test('looks up a message of ours', async () => {
    const read = session.platform.readThis({ content: '', author: APPLICATION })
    await session.platform.until(() => read.original?.components.length)
    expect(session.asked).toMatchObject([
      { asked: { kind: 'words', words: expect.stringMatching(/^show message:\d+$/) } },
    ])
  })
})
