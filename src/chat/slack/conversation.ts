import type { Clock } from '../../domain/clock.ts'
import { PlatformError } from '../../domain/errors.ts'
import { asksForForm } from '../asked.ts'
import { answer, shareWords } from './answering.ts'
import { wordsTyped } from './asking.ts'
import { completions } from './complete.ts'
import { formModal, formOf } from './form.ts'
import type { Asks, Interaction } from './interaction.ts'
import { CALLBACK, waitingModal } from './modal.ts'
import { readPress, specCalled } from './press.ts'
import { type Acknowledgement, beneath, inModal, inNewModal, openModal, type Wire } from './responses.ts'
import type { SharingPorts } from './share.ts'
import { showHome } from './show-home.ts'
import type { Workspace, Workspaces } from './workspace.ts'

/** What answering people needs. */
export type ConversationPorts = SharingPorts & {
  readonly workspaces: Workspaces
  readonly clock: Clock
  /** Whether we work for that workspace. */
  readonly serves: (team: string) => boolean
}

/** One interaction with all that its answer takes. */
type Hearing = {
  readonly interaction: Interaction
  readonly wire: Wire
  readonly ports: ConversationPorts & { readonly workspace: Workspace }
  readonly signal: AbortSignal
}

type Asked<Kind extends Asks['kind']> = Extract<Asks, { kind: Kind }>

/** Answers one interaction. Slack waits three seconds for a sign: it comes before anything is looked up. */
export async function converse(
  interaction: Interaction,
  wire: Wire,
  ports: ConversationPorts,
  signal: AbortSignal,
): Promise<void> {
  const { asks, team } = interaction
  if (asks.kind === 'completion') {
    const options = ports.serves(team) ? await completions(interaction, asks, ports.bot, signal) : []
    return wire.ack({ kind: 'options', options })
  }
  await wire.ack(asks.kind === 'submit' ? submitted(interaction, asks) : { kind: 'plain' })
  if (!ports.serves(team)) return beneath(interaction, wire).tell('This Attaché works for another workspace.')
  const workspace = await ports.workspaces.of(team, signal).catch(async (error: unknown) => {
    await beneath(interaction, wire).tell(withoutAccess(error))
    throw error
  })
  return answerIn(asks, { interaction, wire, ports: { ...ports, workspace }, signal })
}

/** What a person is told where we cannot act in their workspace. */
const withoutAccess = (error: unknown): string =>
  error instanceof PlatformError && error.lost !== undefined
    ? 'Attaché has no access to this workspace any more: it has to be installed again.'
    : 'Slack cannot be reached just now. Please try again.'

async function answerIn(asks: Exclude<Asks, { kind: 'completion' }>, hearing: Hearing): Promise<void> {
  switch (asks.kind) {
    case 'command':
      return command(asks, hearing)
    case 'press':
      return press(asks, hearing)
    case 'submit':
      return submit(asks, hearing)
    case 'read':
      return read(asks, hearing)
  }
}

/** What a submitted modal turns into while it is answered; one that is none of ours closes. */
function submitted({ surface }: Interaction, { callbackId }: Asked<'submit'>): Acknowledgement {
  const isOurs = formOf(callbackId) !== undefined || callbackId === CALLBACK.share
  if (surface.kind !== 'modal' || !isOurs) return { kind: 'plain' }
  return { kind: 'update', view: waitingModal('Attaché', surface.subject) }
}

async function command({ text }: Asked<'command'>, { interaction, wire, ports, signal }: Hearing): Promise<void> {
  const words = wordsTyped(text)
  const spec = specCalled(words, ports.bot.commands)
  if (spec?.name === 'subscribe' && !/\s/.test(words)) {
    const modal = formModal(spec, { channel: interaction.channel })
    if ((await openModal(interaction, modal, ports.workspace, signal)) !== undefined) return
  }
  const asked = { kind: 'words', words } as const
  const answering = asksForForm(asked)
    ? await inNewModal(interaction, wire, ports.workspace, signal)
    : beneath(interaction, wire)
  await answer(asked, interaction, answering, ports, signal)
}

async function press(asks: Asked<'press'>, { interaction, wire, ports, signal }: Hearing): Promise<void> {
  const { surface, user } = interaction
  const { workspace, clock, bot } = ports
  const pressed = readPress(asks, surface, bot.commands, clock.now())
  const here =
    surface.kind === 'modal' ? inModal(surface.view, surface.subject, workspace, signal) : beneath(interaction, wire)
  if (pressed.kind === 'refuse') return here.tell(pressed.text)
  const { words, target } = pressed
  const asker = { user, channel: target ?? interaction.channel }
  if (pressed.kind === 'share') return here.tell(await shareWords(words, asker, ports, signal))
  const opens = pressed.kind === 'open' || asksForForm({ kind: 'words', words })
  const inNew = opens && surface.kind !== 'modal'
  const answering = inNew ? await inNewModal(interaction, wire, workspace, signal, target) : here
  await answer({ kind: 'words', words }, asker, answering, ports, signal)
  if (surface.kind === 'home') await showHome(interaction, ports, signal)
}

async function submit(
  { callbackId, options }: Asked<'submit'>,
  { interaction, ports, signal }: Hearing,
): Promise<void> {
  const { surface } = interaction
  if (surface.kind !== 'modal') return
  const { channel, words, fixed } = surface.subject
  const answering = inModal(surface.view, { channel }, ports.workspace, signal)
  const name = formOf(callbackId)
  if (name !== undefined) {
    const asked = { kind: 'form', name, options: { ...options, ...fixed } } as const
    return answer(asked, interaction, answering, ports, signal)
  }
  if (callbackId !== CALLBACK.share || words === undefined) return
  await answering.tell(await shareWords(words, interaction, ports, signal))
}

/** The shortcut *Read this*: our own message is looked up; of the links in another's, one may be read. */
async function read({ message }: Asked<'read'>, { interaction, wire, ports, signal }: Hearing): Promise<void> {
  const isOurs = message.bot === ports.workspace.bot.id
  const asked = isOurs
    ? ({ kind: 'words', words: `show message:${message.ts}` } as const)
    : ({ kind: 'links', links: message.links } as const)
  await answer(asked, interaction, beneath(interaction, wire), ports, signal)
}
