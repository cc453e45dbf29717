import type { Asked, BotHandlers, Caller, Reply, Writing } from '../adapter.ts'
import type { Interaction } from './interaction.ts'
import { COMMAND } from './manifest.ts'
import { channelsOf, personOf, placeOf } from './people.ts'
import { mayManage, mayManageWorkspace, type Person, type Place, type Standing } from './permission.ts'
import { specCalled } from './press.ts'
import type { Workspace } from './workspace.ts'

const WRITING: Writing = {
  before: { 'look-up': `${COMMAND} `, manage: `${COMMAND} ` },
  inWords: true,
  hint: 'In a thread Slack takes no commands: ask in its channel.',
}

/** One question on its way to its answer. */
export type Turn = {
  readonly workspace: Workspace
  readonly standing: Standing
  readonly caller: Caller
  /** The channel it is about; absent on the Home tab. */
  readonly channel: string | undefined
}

/** What asking on somebody's behalf needs. */
export type AskingPorts = {
  readonly bot: BotHandlers
  /** Those who alone may say what is posted; none: see `mayManage`. */
  readonly managers: readonly string[]
  /** Told what went wrong. */
  readonly fault: (error: unknown) => void
}

/** Finds out who asks and what they may; what cannot be found out now gives no rights. */
export async function turnOf(
  { user, channel }: Pick<Interaction, 'user' | 'channel'>,
  workspace: Workspace,
  { managers, fault }: AskingPorts,
  signal: AbortSignal,
): Promise<Turn> {
  const orElse =
    <T>(otherwise: T) =>
    (error: unknown): T => {
      if (signal.aborted) throw error
      fault(error)
      return otherwise
    }
  const stranger: Person = { id: user, name: '', locale: 'en-US', zone: undefined, standing: 'guest' }
  const nowhere: Place = { kind: 'direct' }
  const [person, place, channels] = await Promise.all([
    personOf(workspace, user, signal).catch(orElse(stranger)),
    channel === undefined ? nowhere : placeOf(workspace, channel, signal).catch(orElse(nowhere)),
    channel === undefined ? [] : channelsOf(workspace, user, signal).catch(orElse([])),
  ])
  const standing = { person, place, isMember: channels.some(({ id }) => id === channel) }
  const caller: Caller = {
    user,
    at: { platform: 'slack', workspace: workspace.team, channel: channel ?? '' },
    locale: person.locale,
    zone: person.zone,
    writing: WRITING,
    mayManage: mayManage(standing, managers),
    mayManageWorkspace: mayManageWorkspace(person, managers),
  }
  return { workspace, standing, caller, channel }
}

/** Asks the bot, as the person may. In a private channel that the bot cannot see, nobody's rights can be known. */
export async function ask(asked: Asked, turn: Turn, { bot }: AskingPorts, signal: AbortSignal): Promise<Reply> {
  const { standing, caller, workspace } = turn
  if (standing.person.standing === 'external') return refusal('This Attaché works for another workspace.')
  const manages = specCalled(commandIn(asked), bot.commands)?.group === 'manage'
  if (manages && standing.place.kind === 'unseen') return refusal(inviteLine(workspace))
  if (manages && standing.place.kind === 'direct')
    return refusal('What is posted belongs to a channel: please ask in one.')
  return withInvitation(await bot.ask(asked, caller, signal), turn)
}

const commandIn = (asked: Asked): string =>
  asked.kind === 'words' ? asked.words : asked.kind === 'links' ? '' : asked.name

const refusal = (text: string): Reply => ({ kind: 'refusal', text, choices: [] })

/** What to type where the bot is missing. */
export const inviteLine = ({ bot }: Workspace): string =>
  `Attaché is not in this channel, so nothing can be posted here: type /invite @${bot.name}`

/** What was subscribed where the bot cannot post is nothing yet. */
function withInvitation(reply: Reply, { standing: { place }, workspace }: Turn): Reply {
  if (reply.kind !== 'done' || place.kind !== 'channel' || place.botIsIn) return reply
  const summary = [reply.answer.summary ?? '', inviteLine(workspace)].filter((line) => line !== '').join('\n')
  return { ...reply, answer: { ...reply.answer, summary }, notice: undefined }
}

/** A link to a message of this workspace, as people copy it: https://docs.slack.dev/reference/methods/chat.getPermalink */
const PERMALINK = /<?https:\/\/[\w.-]+\.slack\.com\/archives\/[A-Z0-9]+\/p(\d{10})(\d{6})[^\s>]*>?/g

/** Words as they were typed, with links to messages as the messages' ids. */
export const wordsTyped = (text: string): string => text.replace(PERMALINK, 'message:$1.$2').trim() || 'help'
