import type { RespondArguments } from '@slack/bolt'
import { z } from 'zod'
import type { Asked, Reply } from '../adapter.ts'
import { renderText, type View } from './answer.ts'
import type { Option } from './blocks.ts'
import { SlackRefusal } from './failure.ts'
import type { Interaction } from './interaction.ts'
import { type Modal, type Subject, waitingModal } from './modal.ts'
import { modalOf, viewsOf } from './show.ts'
import type { Workspace } from './workspace.ts'

/** What an acknowledgement may carry: what a submitted modal turns into, or what a menu offers. */
export type Acknowledgement =
  | { readonly kind: 'plain' }
  | { readonly kind: 'update'; readonly view: Modal }
  | { readonly kind: 'options'; readonly options: readonly Option[] }

/** How Slack let us hear of an interaction, and how it may be answered. */
export type Wire = {
  /** Must be called within 3 s; once. */
  ack(response: Acknowledgement): Promise<void>
  /** Sends messages to the person's own eyes, five in half an hour; absent where it was asked in no channel. */
  readonly respond?: ((message: RespondArguments) => Promise<unknown>) | undefined
}

/** Where one question is answered, to the asking person alone. */
export type Answering = {
  show(reply: Reply, asked: Asked): Promise<void>
  tell(sentence: string): Promise<void>
}

const openedSchema = z.object({ view: z.object({ id: z.string() }) })

/** Beneath what was asked, in messages that only the person sees. */
export function beneath({ surface }: Pick<Interaction, 'surface'>, { respond }: Wire, target?: string): Answering {
  const thread = surface.kind === 'message' ? surface.thread : undefined
  const say = async (views: readonly View[]): Promise<void> => {
    for (const { text, blocks } of views) {
      await respond?.({
        response_type: 'ephemeral',
        replace_original: false,
        text,
        blocks: [...blocks],
        mrkdwn: false,
        parse: 'none',
        link_names: false,
        ...(thread === undefined ? {} : { thread_ts: thread }),
      })
    }
  }
  return {
    show: (reply, asked) => say(viewsOf(reply, { asked, target })),
    tell: (sentence) => say(renderText(sentence)),
  }
}

/** In a modal that is open. */
export function inModal(
  view: string,
  subject: Subject,
  { call }: Workspace,
  signal: AbortSignal,
  target?: string,
): Answering {
  const update = (modal: Modal): Promise<unknown> =>
    call('views.update', { view_id: view, view: modal }, z.unknown(), signal)
  return {
    async show(reply, asked) {
      await update(modalOf(reply, { asked, target }, subject))
    },
    async tell(sentence) {
      await update(
        modalOf({ kind: 'refusal', text: sentence, choices: [] }, { asked: { kind: 'words', words: '' } }, subject),
      )
    },
  }
}

/** Opens a modal that is yet to be filled; nothing where the three seconds for it have passed. */
export async function openModal(
  { id }: Interaction,
  modal: Modal,
  { call }: Workspace,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    return (await call('views.open', { trigger_id: id, view: modal }, openedSchema, signal)).view.id
  } catch (error) {
    if (error instanceof SlackRefusal && TOO_LATE.has(error.code)) return undefined
    throw error
  }
}

const TOO_LATE = new Set(['expired_trigger_id', 'exchanged_trigger_id', 'trigger_expired', 'trigger_exchanged'])

/** In a modal of its own, opened before anything is looked up; beneath what was asked where it is too late for one. */
export async function inNewModal(
  interaction: Interaction,
  wire: Wire,
  workspace: Workspace,
  signal: AbortSignal,
  target?: string,
): Promise<Answering> {
  const subject: Subject = { channel: target ?? interaction.channel }
  const view = await openModal(interaction, waitingModal('Attaché', subject), workspace, signal)
  return view === undefined ? beneath(interaction, wire, target) : inModal(view, subject, workspace, signal, target)
}
