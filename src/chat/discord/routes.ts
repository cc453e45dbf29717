import type { Destination } from '../../domain/subscription.ts'
import type { Connection } from './connection.ts'
import { isRefused, threadIsThere } from './failure.ts'

/** Where messages of one place are posted and found. */
export type Route = `/channels/${string}/messages`

/** The routes of a destination: of its channel or thread, and of the thread under a message there, where it goes into that. */
export type Routes = { readonly main: Route; readonly beneath: Route | undefined }

/** A thread under a message has that message's id: https://docs.discord.com/developers/topics/threads */
export function routesTo({ channel, thread, beneath }: Destination): Routes {
  // There are no threads within threads.
  const under = thread === undefined && beneath !== undefined && beneath !== DELETED_ID ? beneath : undefined
  return { main: routeOf(thread ?? channel), beneath: under === undefined ? undefined : routeOf(under) }
}

const routeOf = (place: string): Route => `/channels/${place}/messages`

/** Stands for a message that arrived and was deleted by somebody before we could be told its id; no message has it. */
export const DELETED_ID = '0'

/** Whether there is a thread under the message by now; where Discord refuses one, further parts stand in the channel. */
export async function hasThread(
  { rest, sdk }: Connection,
  { channel, beneath }: Destination,
  name: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    // https://docs.discord.com/developers/resources/channel#start-thread-from-message
    await rest.post(`/channels/${channel}/messages/${beneath}/threads`, { body: { name }, signal })
    return true
  } catch (error) {
    if (threadIsThere(sdk, error)) return true
    if (isRefused(sdk, error)) return false
    throw error
  }
}
