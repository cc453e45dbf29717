import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { Choice } from '../../domain/command.ts'
import { textGroups } from './answer.ts'
import { LIMIT, plain, section } from './blocks.ts'
import { choiceGroups } from './choices.ts'
import { type Group, shortened, VIEW_ROOM } from './pack.ts'

/** A view in front of everything else. */
export type Modal = types.ModalView

/** What a modal is about: Slack keeps it and hands it back with every press in it. */
export type Subject = {
  /** Absent where the modal was opened in no channel. */
  readonly channel?: string | undefined
  /** Words whose answer may be posted for all. */
  readonly words?: string | undefined
  /** Of a form: what is asked for along with what is filled in. */
  readonly fixed?: Readonly<Record<string, string>> | undefined
}

/** By which a view that was sent off is known again; the number is that of its layout. */
export const CALLBACK = { read: '1.read', share: '1.share', form: '1.form' } as const

const subjectSchema = z.object({
  channel: z.string().optional(),
  words: z.string().optional(),
  fixed: z.record(z.string(), z.string()).optional(),
})

/** What a modal is about; nothing where it is none of ours. */
export function parseSubject(metadata: string): Subject | undefined {
  try {
    return subjectSchema.parse(JSON.parse(metadata))
  } catch {
    return undefined
  }
}

/** A page with what can be done next under it; with `subject.words` it can be shared. */
export function pageModal(title: string, body: readonly Group[], next: readonly Group[], subject: Subject): Modal {
  const [blocks = []] = shortened(body, next, VIEW_ROOM, 1)
  const shareable = subject.words !== undefined && subject.channel !== undefined
  return {
    type: 'modal',
    callback_id: shareable ? CALLBACK.share : CALLBACK.read,
    private_metadata: JSON.stringify(subject),
    title: plain(title, LIMIT.title, 'Attaché'),
    close: plain('Close', LIMIT.title),
    ...(shareable ? { submit: plain('Share in channel', LIMIT.title) } : {}),
    blocks: blocks.length > 0 ? blocks : [section('')],
  }
}

/** A sentence or more, with choices under it. */
export const textModal = (title: string, text: string, subject: Subject, choices: readonly Choice[] = []): Modal =>
  pageModal(title, textGroups(text), choiceGroups(choices, undefined), subject)

/** Stands there until there is more to show: Slack gives three seconds to open a modal, and any time to fill it. */
export const waitingModal = (title: string, subject: Subject): Modal =>
  textModal(title, 'One moment …', { channel: subject.channel })
