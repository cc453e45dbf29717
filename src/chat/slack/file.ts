import type { types } from '@slack/bolt'
import type { Reply } from '../adapter.ts'
import { breakText, clip, plainText } from '../plain-text.ts'
import { context, jsonSize } from './blocks.ts'
import { textGroups } from './answer.ts'
import { ours } from './lines.ts'
import type { Group } from './pack.ts'

/** The first in units of JSON, the other in characters. */
const LONGEST = { block: 2_500, line: 400 } as const

/**
 * A file's text, to be read and copied. Slack has no file that only one person sees, and uploading takes a permission
 * that nothing else here needs.
 */
export function fileGroups({
  name,
  content,
  summary,
}: Omit<Extract<Reply, { kind: 'file' }>, 'kind' | 'mediaType'>): Group[] {
  const blocks: string[][] = []
  let room = 0
  for (const line of content
    .split('\n')
    .flatMap((one) => (one.trim() === '' ? [' '] : breakText(plainText(one), LONGEST.line)))) {
    const size = jsonSize(line)
    if (size > room) {
      blocks.push([])
      room = LONGEST.block
    }
    blocks.at(-1)?.push(line)
    room -= size
  }
  return [
    ...textGroups(summary),
    [context(clip(plainText(name), 100))],
    ...blocks.map((lines): Group => [preformatted(lines.join('\n'))]),
  ]
}

const preformatted = (text: string): types.RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_preformatted', elements: ours(text).filter((element) => element.type === 'text') }],
})
