import type { Caller, Writing } from '../adapter.ts'
import { COMMAND, READ_THIS } from './commands.ts'
import type { Interaction, Place } from './interaction.ts'
import { mayManage, mayManageServer } from './permission.ts'

const WRITING: Writing = {
  before: { 'look-up': `/${COMMAND['look-up']} `, manage: `/${COMMAND.manage} ` },
  inWords: false,
  hint: `In the menu of a message, under Apps, ${READ_THIS} looks into the pages that it links to. A server’s managers say under Integrations who is offered /${COMMAND.manage}.`,
}

/** Who asks, and what they may do at a place. */
export const callerOf = ({ user, locale }: Interaction, workspace: string, place: Place): Caller => ({
  user,
  locale,
  writing: WRITING,
  at: { platform: 'discord', workspace, channel: place.channel, thread: place.thread },
  mayManage: mayManage(place),
  mayManageWorkspace: mayManageServer(place),
})
