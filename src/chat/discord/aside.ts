import { z } from 'zod'
import type { ChatAdapter } from '../adapter.ts'
import { createSeldom } from '../seldom.ts'
import { textDisplay } from './components.ts'
import { escapeText } from './escape.ts'
import type { Connection } from './connection.ts'
import type { Post } from './responses.ts'

// https://docs.discord.com/developers/resources/user#create-dm

const opened = z.object({ id: z.string() })

/** A person may have subscribed in many places that are lost together: one message tells where to look. */
const APART_MS = 3_600_000

/** What telling somebody in private needs. */
export type AsidePorts = {
  readonly connect: () => Promise<Pick<Connection, 'rest'>>
  readonly post: Post
  readonly now: () => Date
}

/**
 * Tells people in private, each once an hour at most. Never tried again: who takes no messages of the bot's, or has left the server, is told by
 * nobody but the operator's weekly line.
 */
export function createAsides({ connect, post, now }: AsidePorts): Required<Pick<ChatAdapter, 'tell'>> {
  const isTime = createSeldom(APART_MS, now)
  return {
    async tell({ user, at, text }, signal) {
      if (!isTime(user)) return
      const place = at.thread ?? at.channel
      try {
        const { rest } = await connect()
        const { id } = opened.parse(await rest.post('/users/@me/channels', { body: { recipient_id: user }, signal }))
        await post(id, viewOf(place, text), `${user} ${place} ${now().getTime()}`, signal)
      } catch {
        // Not reached: nothing hangs on it.
      }
    },
  }
}

const viewOf = (place: string, text: string) => [
  textDisplay([`<#${place}>`, ...text.split('\n').map(escapeText), MORE].join('\n')),
]

const MORE =
  '-# You are told because you subscribed it. Whatever else pauses within the hour is not told: /readout subscriptions lists a channel’s.'
