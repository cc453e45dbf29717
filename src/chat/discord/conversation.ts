import type { Clock } from '../../domain/clock.ts'
import { PlatformError } from '../../domain/errors.ts'
import type { Asked, BotHandlers, Caller, Reply } from '../adapter.ts'
import { clip, plainText } from '../plain-text.ts'
import { renderAnswer, renderText, type View } from './answer.ts'
import { LIMIT } from './components.ts'
import type { Asks, Interaction, Place } from './interaction.ts'
import { mayManage, mayManageServer } from './permission.ts'
import { readPress } from './press.ts'
import type { Post, Responses } from './responses.ts'
import { noticeView, shareHere } from './share.ts'

export type ConversationPorts = {
  readonly bot: BotHandlers
  readonly responses: Responses
  readonly clock: Clock
  /** Told what went wrong; the person is told that something did. */
  readonly fault: (error: unknown) => void
  /** Whether we work for that server. */
  readonly serves: (guild: string) => boolean
  /** What a person may do in a channel of the server that they are not in now; nothing where it is gone. */
  readonly placeOf: (guild: string, channel: string, user: string) => Promise<Place | undefined>
  readonly post: Post
}

/** One question on its way to its answer. */
type Turn = {
  readonly interaction: Interaction
  readonly guild: string
  readonly asked: Asked
  /** What it is about: this channel, or the one that was named. */
  readonly place: Place
}

/** Answers one interaction. Discord waits three seconds for a sign: it comes before anything is looked up. */
export async function converse(interaction: Interaction, ports: ConversationPorts, signal: AbortSignal): Promise<void> {
  const { guild, asks, here } = interaction
  if (asks.kind === 'completion') return complete(interaction, asks, ports, signal)
  if (guild === undefined) return refuse(interaction, 'Please ask in a channel of a server.', ports)
  if (!ports.serves(guild)) return refuse(interaction, 'This Attaché works for another server.', ports)
  if (asks.kind !== 'press') {
    await ports.responses.defer(interaction)
    const place = asks.kind === 'command' ? (asks.target ?? here) : here
    return answer({ interaction, guild, asked: askedBy(asks), place }, ports, signal)
  }
  const press = readPress(asks, interaction.user, ports.bot.commands, ports.clock.now())
  switch (press.kind) {
    case 'refuse':
      return refuse(interaction, press.text, ports)
    case 'share':
      return shareHere(interaction, asks.message.components, ports, signal)
    case 'ask': {
      await ports.responses.defer(interaction)
      const asked: Asked = { kind: 'words', words: press.words }
      const place = press.target === undefined ? here : await ports.placeOf(guild, press.target, interaction.user)
      if (place) return answer({ interaction, guild, asked, place }, ports, signal)
      await showAll(interaction, renderText('That channel is no longer there.'), ports)
    }
  }
}

function askedBy(asks: Extract<Asks, { kind: 'command' | 'read' }>): Asked {
  if (asks.kind === 'command') return { kind: 'options', name: asks.name, options: asks.options }
  if (asks.isOwn) return { kind: 'words', words: `show message:${asks.message}` }
  return { kind: 'links', links: asks.links }
}

async function refuse(interaction: Interaction, text: string, { responses }: ConversationPorts): Promise<void> {
  for (const view of renderText(text).slice(0, 1)) await responses.say(interaction, view)
}

async function complete(
  interaction: Interaction,
  { name, option, typed, numeric, elsewhere, options }: Extract<Asks, { kind: 'completion' }>,
  { bot, responses, serves }: ConversationPorts,
  signal: AbortSignal,
): Promise<void> {
  const { guild, here } = interaction
  // Numbers are those of a channel's subscriptions.
  if (guild === undefined || !serves(guild) || (numeric && elsewhere)) {
    await responses.complete(interaction, [])
    return
  }
  const { [option]: _typed, ...others } = options
  const found = await bot.complete({ command: name, option, typed, others }, callerOf(interaction, guild, here), signal)
  const choices = found
    .map(({ label, value }) => ({ name: clip(plainText(label) || plainText(value), LIMIT.optionText), value }))
    .filter(({ name, value }) => name !== '' && value !== '' && value.length <= LIMIT.optionText)
    .map((choice) => (numeric ? { ...choice, value: Number(choice.value) } : choice))
  await responses.complete(interaction, choices.slice(0, LIMIT.menuOptions))
}

async function answer(turn: Turn, ports: ConversationPorts, signal: AbortSignal): Promise<void> {
  const { interaction, guild, asked, place } = turn
  try {
    await show(turn, await ports.bot.ask(asked, callerOf(interaction, guild, place), signal), ports, signal)
  } catch (error) {
    ports.fault(error)
    await showAll(interaction, renderText('Something went wrong on our side, and is noted. Please try again.'), ports)
  }
}

const callerOf = ({ user, locale }: Interaction, workspace: string, place: Place): Caller => ({
  user,
  locale,
  at: { platform: 'discord', workspace, channel: place.channel, thread: place.thread },
  mayManage: mayManage(place),
  mayManageWorkspace: mayManageServer(place),
})

async function show(turn: Turn, reply: Reply, ports: ConversationPorts, signal: AbortSignal): Promise<void> {
  const { interaction, asked } = turn
  const target = targetOf(turn)
  switch (reply.kind) {
    case 'answer':
      return showAll(
        interaction,
        renderAnswer(reply.answer, { shareable: reply.shareable, asked: namesIn(asked), target }),
        ports,
      )
    case 'file': {
      const [view = []] = renderText(reply.summary)
      await ports.responses.editWithFile(interaction, view, reply)
      return
    }
    case 'refusal':
      return showAll(interaction, renderText(reply.text, reply.choices, target), ports)
    case 'done':
      await showAll(interaction, renderAnswer(reply.answer, { shareable: false, target }), ports)
      if (reply.notice !== undefined) await notify(turn, reply.notice, ports, signal)
  }
}

async function showAll(
  interaction: Interaction,
  views: readonly View[],
  { responses }: ConversationPorts,
): Promise<void> {
  const [first = [], ...more] = views
  await responses.edit(interaction, first)
  for (const view of more) await responses.followUp(interaction, view)
}

/** Tells the channel what was done in it; where that fails, the person who did it. */
async function notify(
  { interaction, place }: Turn,
  notice: string,
  ports: ConversationPorts,
  signal: AbortSignal,
): Promise<void> {
  try {
    await ports.post(place.thread ?? place.channel, noticeView(notice, interaction.user), interaction.id, signal)
  } catch (error) {
    ports.fault(error)
    const lost = error instanceof PlatformError && error.lost === 'permission-lost'
    const text = lost
      ? `Attaché may not post there yet: it needs View Channel and ${place.thread === undefined ? 'Send Messages' : 'Send Messages in Threads'}.`
      : 'The channel could not be told of this.'
    for (const view of renderText(text)) await ports.responses.followUp(interaction, view)
  }
}

/** The channel or thread that choices are meant for, where it is not the one in which they are shown. */
function targetOf({ interaction: { here }, place }: Turn): string | undefined {
  const target = place.thread ?? place.channel
  return target === (here.thread ?? here.channel) ? undefined : target
}

/** What was asked for by name. */
function namesIn(asked: Asked): readonly string[] {
  if (asked.kind === 'links') return asked.links
  return asked.kind === 'words' ? asked.words.split(' ').slice(1) : Object.values(asked.options)
}
