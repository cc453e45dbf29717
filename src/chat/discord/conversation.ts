import type { Clock } from '../../domain/clock.ts'
import { PlatformError } from '../../domain/errors.ts'
import type { Asked, Reply } from '../adapter.ts'
import { renderAnswer, renderText, type View } from './answer.ts'
import { asksForForm, namesIn } from '../asked.ts'
import { callerOf } from './caller.ts'
import { complete, type CompletionPorts } from './complete.ts'
import { formModal, parseFormId } from './form.ts'
import type { Asks, Interaction, Place } from './interaction.ts'
import { maySee } from './permission.ts'
import { readPress } from './press.ts'
import type { Post } from './responses.ts'
import { noticeView, shareHere } from './share.ts'

/** What answering people needs. */
export type ConversationPorts = CompletionPorts & {
  readonly clock: Clock
  /** Told what went wrong; the person is told that something did. */
  readonly fault: (error: unknown) => void
  /** What a person may do in a channel of the server that they are not in now; nothing where it is gone. */
  readonly placeOf: (guild: string, channel: string, user: string) => Promise<Place | undefined>
  readonly post: Post
}

type Asker = { readonly interaction: Interaction; readonly guild: string }

/** One question on its way to its answer. */
type Turn = Asker & {
  readonly asked: Asked
  /** What it is about: this channel, or the one that was named. */
  readonly place: Place
}

/** Answers one interaction. Discord waits three seconds for a sign: it comes before anything is looked up. */
export async function converse(interaction: Interaction, ports: ConversationPorts, signal: AbortSignal): Promise<void> {
  const { guild, asks } = interaction
  if (asks.kind === 'completion') return complete(interaction, asks, ports, signal)
  if (guild === undefined) return refuse(interaction, 'Please ask in a channel of a server.', ports)
  if (!ports.serves(guild)) return refuse(interaction, 'This Attaché works for another server.', ports)
  const asker = { interaction, guild }
  if (asks.kind === 'press') return press(asks, asker, ports, signal)
  if (asks.kind === 'submit') return submit(asks, asker, ports, signal)
  return respond(
    { ...asker, asked: askedBy(asks), target: asks.kind === 'command' ? asks.target : undefined },
    ports,
    signal,
  )
}

async function press(
  asks: Extract<Asks, { kind: 'press' }>,
  asker: Asker,
  ports: ConversationPorts,
  signal: AbortSignal,
): Promise<void> {
  const { interaction } = asker
  const pressed = readPress(asks, interaction.user, ports.bot.commands, ports.clock.now())
  switch (pressed.kind) {
    case 'refuse':
      return refuse(interaction, pressed.text, ports)
    case 'share':
      return shareHere(interaction, asks.message.components, ports, signal)
    case 'ask':
      return respond(
        { ...asker, asked: { kind: 'words', words: pressed.words }, target: pressed.target },
        ports,
        signal,
      )
  }
}

/** Whoever was given a form may no longer do what it is for when it is sent off: that is looked at anew. */
async function submit(
  { customId, options }: Extract<Asks, { kind: 'submit' }>,
  asker: Asker,
  ports: ConversationPorts,
  signal: AbortSignal,
): Promise<void> {
  const form = parseFormId(customId)
  if (!form) return refuse(asker.interaction, 'This form is from an earlier version: please ask again.', ports)
  const asked: Asked = { kind: 'form', name: form.name, options: { ...options, ...form.fixed } }
  return respond({ ...asker, asked, target: form.target }, ports, signal)
}

/** What was asked, before it is known what may be done where it is meant for: here, at a place, or in the channel of that id. */
type Question = Asker & { readonly asked: Asked; readonly target: Place | string | undefined }

/** A form must be the first answer, and needs nothing but what is kept; any other answer is said to be coming before anything is looked up. */
async function respond(question: Question, ports: ConversationPorts, signal: AbortSignal): Promise<void> {
  const { interaction, asked } = question
  const { responses, fault } = ports
  const mayOpen = asksForForm(asked)
  if (!mayOpen) await responses.defer(interaction)
  const { turn, reply } = await replyTo(question, ports, signal)
  if (mayOpen && reply.kind === 'form') {
    await responses.openForm(interaction, formModal(reply, { target: targetOf(turn), locale: interaction.locale }))
    return
  }
  if (mayOpen) await responses.defer(interaction)
  try {
    await show(turn, reply, ports, signal)
  } catch (error) {
    fault(error)
    await showAll(interaction, renderText(WENT_WRONG), ports)
  }
}

const WENT_WRONG = 'Something went wrong on our side, and is noted. Please try again.'

/** What the bot answers; whatever happens, something. */
async function replyTo(
  question: Question,
  ports: ConversationPorts,
  signal: AbortSignal,
): Promise<{ readonly turn: Turn; readonly reply: Reply }> {
  const { interaction, guild, asked } = question
  const here = { ...question, place: interaction.here }
  try {
    const place = await placeMeant(question, ports)
    if (!place) return { turn: here, reply: refusal(NOT_THERE) }
    const caller = callerOf(interaction, guild, place)
    return { turn: { ...question, place }, reply: await ports.bot.ask(asked, caller, signal) }
  } catch (error) {
    ports.fault(error)
    return { turn: here, reply: refusal(WENT_WRONG) }
  }
}

const refusal = (text: string): Reply => ({ kind: 'refusal', text, choices: [] })

const NOT_THERE = 'That channel is no longer there, or you do not see it: please ask in the channel itself.'

/** Where a question is meant for; nothing where that is gone, or is not for the asking person to see. */
async function placeMeant(
  { interaction, guild, target }: Question,
  { placeOf }: ConversationPorts,
): Promise<Place | undefined> {
  const { here, user } = interaction
  const place = typeof target === 'string' ? await placeOf(guild, target, user) : target
  if (target === undefined || (place && isSamePlace(place, here))) return place ?? here
  return place && maySee(place) ? place : undefined
}

const isSamePlace = (a: Place, b: Place): boolean => a.channel === b.channel && a.thread === b.thread

function askedBy(asks: Extract<Asks, { kind: 'command' | 'read' }>): Asked {
  if (asks.kind === 'command') return { kind: 'options', name: asks.name, options: asks.options }
  if (asks.isOwn) return { kind: 'words', words: `show message:${asks.message}` }
  return { kind: 'links', links: asks.links }
}

async function refuse(interaction: Interaction, text: string, { responses }: ConversationPorts): Promise<void> {
  for (const view of renderText(text).slice(0, 1)) await responses.say(interaction, view)
}

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
    case 'form':
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
      ? `Attaché may not post there yet: ${whatItNeeds(place)}.`
      : 'The channel could not be told of this.'
    for (const view of renderText(text)) await ports.responses.followUp(interaction, view)
  }
}

/** What somebody can do so that the bot may post at a place. */
function whatItNeeds({ thread, isPrivate = false }: Place): string {
  if (isPrivate) return 'mention it in this private thread once, so that it is in it'
  return `it needs View Channel and ${thread === undefined ? 'Send Messages' : 'Send Messages in Threads'}`
}

/** The channel or thread that choices are meant for, where it is not the one in which they are shown. */
function targetOf({ interaction: { here }, place }: Turn): string | undefined {
  const target = place.thread ?? place.channel
  return target === (here.thread ?? here.channel) ? undefined : target
}
