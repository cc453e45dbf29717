import { describe, expect, test } from 'vitest'
import { textOf } from '../../fakes/slack-rules.ts'
import { BOT, ELSEWHERE, GENERAL, PRIVATE } from '../../fakes/slack-state.ts'
import { anAnswer } from '../messages.ts'
import { listening } from './listening.ts'

const details = { action_id: '1.open.a7f3', selected_option: { value: ':show a7f3' } }

describe('sharing', () => {
  const press = { action_id: '1.share.here', value: ':latest ruritania' }

  test('asks anew and posts the answer for all, naming who shared it', async () => {
    await using here = await listening()
    await here.platform.press(press)
    expect(textOf((await here.answer())['blocks'])).toBe('Shared in the channel.')
    const [message] = here.platform.messages
    expect(textOf(message?.blocks)).toContain('Ruritania, newest first')
    expect(textOf(message?.blocks)).toContain('Shared by Florian <!channel>')
    expect(JSON.stringify(message?.blocks)).not.toContain('1.share')
    expect(here.asked).toMatchObject([{ asked: { words: 'latest ruritania' } }])
  })

  test('from a modal tells there how it went', async () => {
    await using here = await listening()
    await here.platform.press(details)
    await here.platform.until(() => textOf([...here.platform.modals.values()]).includes('Syldavia'))
    const [[id = '', view] = []] = [...here.platform.modals]
    await here.platform.submit({ ...Object(view), id })
    await here.platform.until(() => textOf(here.platform.modals.get(id)).includes('Shared in the channel.'))
    expect(here.platform.messages).toHaveLength(1)
  })

  test.each([
    ['somebody who may not post there', { channel: GENERAL }, 'Only who may post in this channel'],
    ['a channel without the bot', { channel: ELSEWHERE }, `/invite @${BOT.name}`],
    ['a private channel without the bot', { channel: PRIVATE }, `/invite @${BOT.name}`],
  ])('is refused to %s', async (_what, asking, reason) => {
    await using here = await listening()
    await here.platform.press(press, asking)
    expect(textOf((await here.answer())['blocks'])).toContain(reason)
    expect(here.platform.messages).toEqual([])
  })

  test('is refused where the answer is for the person alone', async () => {
    await using here = await listening({ reply: () => ({ kind: 'answer', answer: anAnswer(), shareable: false }) })
    await here.platform.press(press)
    expect(textOf((await here.answer())['blocks'])).toContain('can no longer be shown to all')
  })

  test('keeps what does not fit one message in its thread', async () => {
    const items = anAnswer().items.flatMap((item) => Array.from({ length: 20 }, () => item))
    await using here = await listening({
      reply: () => ({ kind: 'answer', answer: anAnswer({ items }), shareable: true }),
    })
    await here.platform.press(press)
    await here.answer()
    const [first, ...more] = here.platform.messages
    expect(more.length).toBeGreaterThan(0)
    expect(more.every(({ thread_ts }) => thread_ts === first?.ts)).toBe(true)
  })
})

describe('the shortcut “Read this”', () => {
  test('looks up a message of ours', async () => {
    await using here = await listening()
    await here.platform.shortcut({ ts: '1745467200.000123', bot_id: BOT.id, text: 'x' })
    await here.answer()
    expect(here.asked).toMatchObject([{ asked: { words: 'show message:1745467200.000123' } }])
  })

  test('asks the bot about the links of another’s message, each once', async () => {
    await using here = await listening()
    const text = 'see <https://mfa.ruritania.example/news/1?a=1&amp;b=2|this> and https://mfa.syldavia.example/2.'
    await here.platform.shortcut({ ts: '1.2', text, attachments: [{ title_link: 'https://mfa.syldavia.example/2' }] })
    await here.answer()
    const links = ['https://mfa.ruritania.example/news/1?a=1&b=2', 'https://mfa.syldavia.example/2']
    expect(here.asked).toMatchObject([{ asked: { kind: 'links', links } }])
  })
})
