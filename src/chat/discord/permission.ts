import type { Place } from './interaction.ts'

// https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags

const ADMINISTRATOR = 1n << 3n
const MANAGE_CHANNELS = 1n << 4n
const MANAGE_GUILD = 1n << 5n
const VIEW_CHANNEL = 1n << 10n
const SEND_MESSAGES = 1n << 11n
const MANAGE_THREADS = 1n << 34n
const SEND_MESSAGES_IN_THREADS = 1n << 38n

/**
 * Whether somebody who is elsewhere sees a place for certain. Who is in a private thread is told to nobody, but who manages threads sees
 * every one.
 */
export function maySee({ permissions, isPrivate = false }: Pick<Place, 'permissions' | 'isPrivate'>): boolean {
  const needed = VIEW_CHANNEL | (isPrivate ? MANAGE_THREADS : 0n)
  return (permissions & ADMINISTRATOR) !== 0n || (permissions & needed) === needed
}

/** Whether somebody with these permissions may say what is posted there. */
export function mayManage({ permissions, thread }: Place): boolean {
  return (permissions & (ADMINISTRATOR | MANAGE_CHANNELS | (thread === undefined ? 0n : MANAGE_THREADS))) !== 0n
}

/** Whether somebody with these permissions manages the whole server. */
export function mayManageServer({ permissions }: Pick<Place, 'permissions'>): boolean {
  return (permissions & (ADMINISTRATOR | MANAGE_GUILD)) !== 0n
}

/** Whether somebody, or the bot, with these permissions may post there. */
export function mayPost({ permissions, thread }: Omit<Place, 'channel'>): boolean {
  const needed = VIEW_CHANNEL | (thread === undefined ? SEND_MESSAGES : SEND_MESSAGES_IN_THREADS)
  return (permissions & ADMINISTRATOR) !== 0n || (permissions & needed) === needed
}
