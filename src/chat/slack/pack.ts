import { type Block, LIMIT, type Size, sizeOf } from './blocks.ts'

/** Blocks that stay together in one message. */
export type Group = readonly Block[]

const ROOM: Size = { blocks: LIMIT.blocks, json: LIMIT.json }

/** Fills messages (or views, by their `room`) with groups in their order, each as full as it gets. */
export function packGroups(groups: readonly Group[], room: Size = ROOM): readonly Block[][] {
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
