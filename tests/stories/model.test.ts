import { describe, expect, test } from 'vitest'
import { chinaOnKazakhstan } from './fiction.ts'
import { openNewsroom } from './newsroom.ts'

const daily = { countries: 'kazakhstan', when: 'daily 08:00' }

describe('a language model in a channel', () => {
  test('gets nothing before the workspace consents, then each text once, and its summary is in the next digest', async () => {
    await using room = await openNewsroom()
    await room.ask('subscribe', daily)
    await room.pass(3, ['CN', chinaOnKazakhstan])
    await room.round()
    expect(room.asked()).toEqual({})

    await room.consent()
    await room.round()
    expect(room.asked()).toEqual({ read: 1 })
    await room.round()

    await room.pass(21)
    const digest = room.discord.channel().at(-1)
    expect(digest?.text).toContain('Machine-written summary: China and Kazakhstan held talks.')
    expect(digest?.text).toContain('Taiwan — Kazakhstan, as reported by China: upholds the one-China principle')
    expect(room.asked()).toEqual({ read: 1 })
    expect(room.here.faults).toEqual([])
  })
})
