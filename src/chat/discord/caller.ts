import type { Caller } from '../adapter.ts'
import type { Interaction, Place } from './interaction.ts'
import { mayManage, mayManageServer } from './permission.ts'

/** Who asks, and what they may do at a place. */
export const callerOf = ({ user, locale }: Interaction, workspace: string, place: Place): Caller => ({
  user,
  locale,
  at: { platform: 'discord', workspace, channel: place.channel, thread: place.thread },
  mayManage: mayManage(place),
  mayManageWorkspace: mayManageServer(place),
})
