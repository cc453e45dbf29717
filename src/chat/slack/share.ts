import { plainText } from '../plain-text.ts'
import { renderAnswer, type View } from './answer.ts'
import { ask, type AskingPorts, inviteLine, type Turn } from './asking.ts'
import { context } from './blocks.ts'
import { post } from './deliver.ts'
import { fallbackText } from './escape.ts'
import { linesOf, richText } from './lines.ts'
import type { Pace } from './pace.ts'
import { mayShare } from './permission.ts'

/** What posting an answer for all needs. */
export type SharingPorts = AskingPorts & { readonly pace: Pace }

/** Posts the answer to words for all, asked anew; gives a sentence that says how it went. */
export async function share(words: string, turn: Turn, ports: SharingPorts, signal: AbortSignal): Promise<string> {
  const { standing, workspace, channel } = turn
  if (standing.place.kind === 'unseen' || channel === undefined) return inviteLine(workspace)
  if (!mayShare(standing)) return 'Only who may post in this channel may show it there.'
  if (standing.place.kind === 'channel' && !standing.place.botIsIn) return inviteLine(workspace)
  const reply = await ask({ kind: 'words', words }, turn, ports, signal)
  if (reply.kind !== 'answer' || !reply.shareable) return 'This can no longer be shown to all: please ask again.'
  const views = renderAnswer({ ...reply.answer, choices: [] }, {}).map((view, index, all) =>
    index === all.length - 1 ? signed(view, 'Shared', turn) : view,
  )
  let thread: string | undefined
  for (const view of views) {
    const ts = await post(view, { channel, thread }, { workspace, pace: ports.pace }, signal)
    thread ??= ts
  }
  return 'Shared in the channel.'
}

/** Tells a channel what was done in it, and by whom: named, not called. */
export async function notify(notice: string, turn: Turn, { pace }: SharingPorts, signal: AbortSignal): Promise<void> {
  const { workspace, channel } = turn
  if (channel === undefined) return
  const view = { text: fallbackText(notice, 400), blocks: [richText(linesOf(notice))] }
  await post(signed(view, 'Done', turn), { channel }, { workspace, pace }, signal)
}

function signed(view: View, what: string, { standing: { person } }: Turn): View {
  const name = plainText(person.name)
  return name === '' ? view : { ...view, blocks: [...view.blocks, context(`${what} by ${name}`)] }
}
