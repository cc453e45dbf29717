import { type Block, context, LIMIT, type Size, sizeOf } from './blocks.ts'

/** Blocks that stay together in one message. */
export type Group = readonly Block[]

/** What one message has room for, and what a modal or the Home tab has. */
export const MESSAGE_ROOM: Size = { blocks: LIMIT.blocks, json: LIMIT.json }
/** What a view holds; `json` in characters. */
export const VIEW_ROOM: Size = { blocks: LIMIT.viewBlocks, json: 60_000 }

/** Fills messages (or views, by their `room`) with groups in their order, each as full as it gets. */
export function packGroups(groups: readonly Group[], room: Size = MESSAGE_ROOM): readonly Block[][] {
  const messages: Block[][] = []
  let left: Size = { blocks: 0, json: 0 }
  for (const group of groups) {
    const size = sizeOf(group)
    if (size.blocks > left.blocks || size.json > left.json) {
      messages.push([])
      left = room
    }
    messages.at(-1)?.push(...group)
    left = { blocks: left.blocks - size.blocks, json: left.json - size.json }
  }
  return messages
}

const CUT: Group = [context('The rest does not fit here: ask for less at a time.')]

/** As much of the body as `most` pages hold, with what can be done next under it; says so where that is not all. */
export function shortened(
  body: readonly Group[],
  next: readonly Group[],
  room: Size,
  most: number,
): readonly Block[][] {
  let pages = packGroups([...body, ...next], room)
  for (let kept = body.length - 1; pages.length > most && kept >= 0; kept -= 1) {
    pages = packGroups([...body.slice(0, kept), CUT, ...next], room)
  }
  return pages
}
