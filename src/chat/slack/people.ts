import { z } from 'zod'
import type { Person, Place } from './permission.ts'
import { SlackRefusal } from './failure.ts'
import type { Workspace } from './workspace.ts'

const flag = z.boolean().default(false)

const personSchema = z.object({
  user: z.object({
    id: z.string(),
    team_id: z.string().optional(),
    deleted: flag,
    is_bot: flag,
    is_admin: flag,
    is_owner: flag,
    is_restricted: flag,
    is_ultra_restricted: flag,
    is_stranger: flag,
    tz: z.string().nullish(),
    locale: z.string().nullish(),
    enterprise_user: z.object({ teams: z.array(z.string()).default([]) }).optional(),
    profile: z.object({ display_name: z.string().default(''), real_name: z.string().default('') }).optional(),
  }),
})

/** Who somebody is in a workspace, asked anew each time: an admin of a minute ago need not be one now. */
export async function personOf({ call, team }: Workspace, id: string, signal: AbortSignal): Promise<Person> {
  const { user } = await call('users.info', { user: id, include_locale: true }, personSchema, signal)
  const ours = user.team_id === team || (user.enterprise_user?.teams.includes(team) ?? false)
  const lesser = user.is_restricted || user.is_ultra_restricted || user.is_stranger || user.is_bot || user.deleted
  return {
    id: user.id,
    name: user.profile?.display_name || user.profile?.real_name || '',
    locale: user.locale ?? 'en-US',
    zone: user.tz ?? undefined,
    standing:
      !ours || user.is_stranger ? 'external' : lesser ? 'guest' : user.is_admin || user.is_owner ? 'admin' : 'member',
  }
}

const listed = z.array(z.string()).default([])

const placeSchema = z.object({
  channel: z.object({
    is_member: flag,
    is_general: flag,
    is_ext_shared: flag,
    is_pending_ext_shared: flag,
    is_read_only: flag,
    is_thread_only: flag,
    is_mpim: flag,
    properties: z
      .object({ posting_restricted_to: z.object({ type: listed, user: listed }).partial().optional() })
      .optional()
      .catch(undefined),
  }),
})

/** What a channel is to the bot. A private one that it is not in, it cannot see. */
export async function placeOf({ call }: Workspace, channel: string, signal: AbortSignal): Promise<Place> {
  // Direct messages: nothing is subscribed there, and to see them would take one more scope.
  if (channel.startsWith('D')) return { kind: 'direct' }
  try {
    const { channel: found } = await call('conversations.info', { channel }, placeSchema, signal)
    if (found.is_mpim) return { kind: 'direct' }
    const { type = [], user: posters = [] } = found.properties?.posting_restricted_to ?? {}
    return {
      kind: 'channel',
      botIsIn: found.is_member,
      restricted:
        found.is_general || found.is_read_only || found.is_thread_only || type.length > 0 || posters.length > 0,
      posters,
      shared: found.is_ext_shared || found.is_pending_ext_shared,
    }
  } catch (error) {
    if (error instanceof SlackRefusal && UNSEEN.has(error.code)) return { kind: 'unseen' }
    throw error
  }
}

const UNSEEN = new Set(['channel_not_found', 'missing_scope', 'method_not_supported_for_channel_type'])

const channelsSchema = z.object({
  channels: z.array(z.object({ id: z.string(), name: z.string().default('') })).default([]),
  response_metadata: z.object({ next_cursor: z.string().default('') }).optional(),
})

/** A channel, and what it is called now. */
export type NamedChannel = { readonly id: string; readonly name: string }

/** More than these nobody is in; it bounds what one question costs. */
const MOST_PAGES = 10

/** The channels that somebody is in, as far as the bot may know: all public ones, and the private ones that it is in too. Without `user`, its own. */
export async function channelsOf(
  { call }: Workspace,
  user: string | undefined,
  signal: AbortSignal,
): Promise<NamedChannel[]> {
  const all: NamedChannel[] = []
  let cursor = ''
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const args = {
      ...(user === undefined ? {} : { user }),
      types: 'public_channel,private_channel',
      exclude_archived: true,
      limit: 999,
      cursor,
    }
    const { channels, response_metadata: next } = await call('users.conversations', args, channelsSchema, signal)
    all.push(...channels)
    cursor = next?.next_cursor ?? ''
    if (cursor === '') break
  }
  return all
}
