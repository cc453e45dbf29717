import type { REST } from 'discord.js'
import { z } from 'zod'
import type { DeliveryKey } from '../../domain/digest.ts'
import type { Part } from '../../domain/message.ts'
import type { Destination } from '../../domain/subscription.ts'
import type { Posted } from '../adapter.ts'
import { isMarked } from './button.ts'
import { FLAG } from './components.ts'
import type { Connection } from './connection.ts'
import { isClosed } from './failure.ts'
import { finish, messageSchema, readPart } from './part.ts'
import { type Route, routesTo } from './routes.ts'

/** Their clock and ours may differ by this. */
const SKEW_MS = 5 * 60_000

/** How far we look for an earlier try's message; a page is as long as Discord gives it. */
const MOST_PAGES = 10
const PAGE = 100

/** Looks for an earlier try's message, in the thread where it is to be and in the channel. */
export async function findPosted(
  { rest, sdk }: Connection,
  part: Part,
  to: Destination,
  key: DeliveryKey,
  since: Date,
  signal: AbortSignal,
): Promise<Posted | undefined> {
  const { main, beneath } = routesTo(to)
  try {
    const found = beneath && (await findPart(rest, part, beneath, key, since, signal))
    if (found) return found
  } catch (error) {
    if (!isClosed(sdk, error)) throw error
  }
  return findPart(rest, part, main, key, since, signal)
}

async function findPart(
  rest: REST,
  part: Part,
  route: Route,
  key: DeliveryKey,
  since: Date,
  signal: AbortSignal,
): Promise<Posted | undefined> {
  const { whole, nonce } = readPart(part, key)
  let after = snowflakeAt(since.getTime() - SKEW_MS)
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = new URLSearchParams({ after: String(after), limit: String(PAGE) })
    const messages = z.array(messageSchema).parse(await rest.get(route, { query, signal }))
    const found = messages.find(({ components }) => isMarked(components, nonce))
    if (found) {
      if ((found.flags & FLAG.componentsV2) === 0) await finish(rest, route, found.id, whole, signal)
      return { messageId: found.id }
    }
    if (messages.length < PAGE) return undefined
    for (const { id } of messages) if (BigInt(id) > after) after = BigInt(id)
  }
  return undefined
}

/** The id that a message posted at that instant would have: https://docs.discord.com/developers/reference#snowflakes */
const snowflakeAt = (ms: number): bigint => BigInt(Math.max(0, ms - 1_420_070_400_000)) << 22n
