import type { Clock } from '../../domain/clock.ts'
import type { ChatAdapter } from '../adapter.ts'
import { createSeldom } from '../seldom.ts'
import type { View } from './answer.ts'
import { context } from './blocks.ts'
import { post } from './deliver.ts'
import { fallbackText } from './escape.ts'
import { linesOf, richText } from './lines.ts'
import type { Pace } from './pace.ts'
import type { Workspaces } from './workspace.ts'

// To a person's id a message goes into the Messages tab of the app, by `chat:write` alone:
// https://docs.slack.dev/reference/methods/chat.postMessage#app_home

/** A person may have subscribed in many places that are lost together: one message tells where to look. */
const APART_MS = 3_600_000

/** What telling somebody in private needs. */
export type AsidePorts = { readonly workspaces: Workspaces; readonly pace: Pace; readonly clock: Clock }

/**
 * Tells people in private, each once an hour at most. Never tried again: where the app has no Messages tab, or lost the workspace, nobody but
 * the operator's weekly line tells.
 */
export function createAsides({ workspaces, pace, clock }: AsidePorts): Required<Pick<ChatAdapter, 'tell'>> {
  const isTime = createSeldom(APART_MS, () => clock.now())
  return {
    async tell({ user, at, text }, signal) {
      if (!isTime(`${at.workspace} ${user}`)) return
      try {
        const workspace = await workspaces.of(at.workspace, signal)
        await post(viewOf(at.channel, text), { channel: user }, { workspace, pace }, signal)
      } catch {
        // Not reached: nothing hangs on it.
      }
    },
  }
}

const LONGEST_FALLBACK = 150

const viewOf = (channel: string, text: string): View => ({
  text: fallbackText(text, LONGEST_FALLBACK),
  blocks: [
    richText([
      { kind: 'line', elements: [{ type: 'channel', channel_id: channel }] },
      ...text.split('\n').flatMap((line) => linesOf(line)),
    ]),
    context(MORE),
  ],
})

const MORE =
  'You are told because you subscribed it. Whatever else pauses within the hour is not told: the Home tab lists what you can see.'
