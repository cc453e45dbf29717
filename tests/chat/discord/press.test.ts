import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Reply } from '../../../src/chat/adapter.ts'
import { BIT, CHANNEL, GUILD, MANAGER, OTHER_CHANNEL, READER } from '../../fakes/discord-state.ts'
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

describe('a button', () => {
  const answered = async (choices: { label: string; words: string }[] = []) => {
    reply = () => ({ kind: 'answer', answer: anAnswer({ choices }), shareable: true })
    const command = session.platform.command(
      'readout',
      'latest',
      {},
      { user: MANAGER, permissions: BIT.manageChannels },
    )
    await session.platform.until(() => command.original?.components.length)
    if (!command.original) throw new Error('there is no answer')
    return command.original
  }

  test('opens an item for whoever presses it', async () => {
    const message = await answered()
    const press = session.platform.press(message, 'Details', { user: MANAGER })
    await session.platform.until(() => press.original?.components.length)
    expect(session.asked.at(-1)?.asked).toEqual({ kind: 'words', words: 'show a7f3' })
    expect(textOf(press.original?.components)).not.toContain('Details')
  })

  test('of somebody else’s answer is refused', async () => {
    const message = await answered()
    const press = session.platform.press(message, 'Details', { user: READER })
    await session.platform.until(() => press.original)
    expect(textOf(press.original?.components)).toContain('belongs to somebody else')
    expect(press.original?.flags).toBe(EPHEMERAL | (1 << 15))
    expect(session.asked).toHaveLength(1)
  })

  test('that would change something is good for a quarter of an hour', async () => {
    const message = await answered([{ label: 'Unsubscribe', words: 'unsubscribe 1' }])
    const asking = { user: MANAGER, permissions: BIT.manageChannels }
    session.platform.press(
      { ...message, id: String(BigInt(message.id) - (BigInt(16 * 60_000) << 22n)) },
      'Unsubscribe',
      asking,
    )
    const stale = session.platform.press(
      { ...message, id: String(BigInt(message.id) - (BigInt(16 * 60_000) << 22n)) },
      'Unsubscribe',
      asking,
    )
    await session.platform.until(() => stale.original)
    expect(textOf(stale.original?.components)).toContain('no longer current')
    session.platform.press(message, 'Unsubscribe', asking)
    await session.platform.until(() => session.asked.length === 2)
    expect(session.asked[1]?.asked).toEqual({ kind: 'words', words: 'unsubscribe 1' })
  })

  test('is checked anew: who may manage no longer is not taken for somebody who may', async () => {
    const message = await answered([{ label: 'Unsubscribe', words: 'unsubscribe 1' }])
    session.platform.press(message, 'Unsubscribe', { user: MANAGER, permissions: 0n })
    await session.platform.until(() => session.asked.length === 2)
    expect(session.asked.map(({ caller }) => caller.mayManage)).toEqual([true, false])
  })

  test('about another channel is checked against that channel', async () => {
    reply = () => ({ kind: 'refusal', text: 'Which one?', choices: [{ label: 'The first', words: 'unsubscribe 1' }] })
    const command = session.platform.command(
      'readout-manage',
      'unsubscribe',
      {},
      { user: MANAGER, target: OTHER_CHANNEL, permissions: BIT.manageChannels },
    )
    await session.platform.until(() => command.original?.components.length)
    if (!command.original) throw new Error('there is no answer')

    session.platform.press(command.original, 'The first', { user: MANAGER, permissions: BIT.manageChannels })
    await session.platform.until(() => session.asked.length === 2)
    expect(session.asked[1]?.caller).toMatchObject({ mayManage: false, at: { channel: OTHER_CHANNEL } })

    session.platform.channels
      .get(OTHER_CHANNEL)
      ?.overwrites.push({ id: MANAGER, type: 1, allow: String(BIT.manageChannels), deny: '0' })
    session.platform.updateChannel(OTHER_CHANNEL)
    session.platform.press(command.original, 'The first', { user: MANAGER })
    await session.platform.until(() => session.asked.length === 3)
    expect(session.asked[2]?.caller).toMatchObject({ mayManage: true, at: { channel: OTHER_CHANNEL } })
  })

  test('about a channel that the person no longer sees, or of another server, tells nothing of it', async () => {
    reply = () => ({ kind: 'refusal', text: 'Which one?', choices: [{ label: 'The first', words: 'preview 1' }] })
    const asking = { user: MANAGER, permissions: BIT.manageChannels }
    const command = session.platform.command('readout-manage', 'pause', {}, { ...asking, target: OTHER_CHANNEL })
    await session.platform.until(() => command.original?.components.length)
    if (!command.original) throw new Error('there is no answer')

    const hide = { id: MANAGER, type: 1, allow: '0', deny: String(BIT.viewChannel) } as const
    session.platform.channels.get(OTHER_CHANNEL)?.overwrites.push(hide)
    session.platform.updateChannel(OTHER_CHANNEL)
    const unseen = session.platform.press(command.original, 'The first', asking)
    await session.platform.until(() => unseen.original?.components.length)
    expect(textOf(unseen.original?.components)).toContain('no longer there, or you do not see it')

    const components = JSON.parse(textOf(command.original.components).replaceAll(OTHER_CHANNEL, '300000000000000099'))
    const elsewhere = session.platform.press({ ...command.original, components }, 'The first', asking)
    await session.platform.until(() => elsewhere.original?.components.length)
    expect(textOf(elsewhere.original?.components)).toContain('no longer there, or you do not see it')
    expect(session.asked).toHaveLength(1)
  })

  test('of another version is refused', async () => {
    const message = await answered()
    const components = JSON.parse(textOf(message.components).replaceAll('1:show', '0:show'))
    const press = session.platform.press({ ...message, components }, 'Details', { user: MANAGER })
    await session.platform.until(() => press.original)
    expect(textOf(press.original?.components)).toContain('earlier version')
  })
})

describe('the button to share', () => {
  const answered = async () => {
    const command = session.platform.command('readout', 'latest', {}, { user: READER })
    await session.platform.until(() => command.original?.components.length)
    if (!command.original) throw new Error('there is no answer')
    return command.original
  }

  test('shows the channel what was seen, and who shared it, once and without a ping', async () => {
    const message = await answered()
    session.platform.press(message, 'Share', { user: READER })
    await session.platform.until(() => message.forms.length === 3)
    const [shared, ...more] = session.platform.posted()
    expect(more).toEqual([])
    expect(textOf(shared?.components)).toContain('Ruritania, newest first')
    expect(textOf(shared?.components)).toContain(`Shared by <@${READER}>`)
    expect(textOf(shared?.components)).not.toContain('Compare both accounts')
    expect(session.platform.received('POST', /channels/).at(-1)?.body).toMatchObject({
      allowed_mentions: { parse: [] },
    })
    expect(textOf(message.components)).not.toContain('"Share"')
    expect(textOf(message.components)).toContain('Compare both accounts')
  })

  test('is for who may write in the channel', async () => {
    const message = await answered()
    session.platform.channels
      .get(CHANNEL)
      ?.overwrites.push({ id: READER, type: 1, allow: '0', deny: String(BIT.sendMessages) })
    const press = session.platform.press(message, 'Share', { user: READER })
    await session.platform.until(() => press.original)
    expect(textOf(press.original?.components)).toContain('Only who may post in this channel')
    expect(session.platform.posted()).toEqual([])
  })

  test('says so where the bot itself may not write', async () => {
    const message = await answered()
    session.platform.channels
      .get(CHANNEL)
      ?.overwrites.push(
        { id: GUILD, type: 0, allow: '0', deny: String(BIT.sendMessages) },
        { id: READER, type: 1, allow: String(BIT.sendMessages), deny: '0' },
      )
    const press = session.platform.press(message, 'Share', { user: READER })
    await session.platform.until(() => press.original)
    expect(textOf(press.original?.components)).toContain('Attaché may not post in this channel')
  })

  test('says so where it did not work', async () => {
    const message = await answered()
    session.platform.fail(/POST \/channels/, { status: 503 })
    const press = session.platform.press(message, 'Share', { user: READER })
    await session.platform.until(() => press.followUps.length === 1)
    expect(textOf(press.followUps)).toContain('could not be posted')
  })
})
