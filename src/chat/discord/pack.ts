import { numberRepeats } from './button.ts'
import { type Component, LIMIT, type Size, sizeOf } from './components.ts'

/** Components that stay together in one message. */
export type Block = readonly Component[]

/** Fills messages with blocks in their order, each as full as it gets. `spare` is left free in every one. */
export function packBlocks(
  blocks: readonly Block[],
  spare: Size = { components: 0, characters: 0 },
): readonly Component[][] {
  const messages: Component[][] = []
  let room = { components: 0, characters: 0 }
  for (const block of blocks) {
    const size = sizeOf(block)
    if (size.components > room.components || size.characters > room.characters) {
      messages.push([])
      room = { components: LIMIT.components - spare.components, characters: LIMIT.characters - spare.characters }
    }
    messages.at(-1)?.push(...block)
    room = { components: room.components - size.components, characters: room.characters - size.characters }
  }
  return messages.map(numberRepeats)
}

/** Fills pieces of at most `max` units with whole lines; no line may be longer. */
export function packLines(lines: readonly string[], max: number): string[] {
  const pieces: string[] = []
  for (const line of lines) {
    const last = pieces.at(-1)
    if (last !== undefined && last.length + 1 + line.length <= max) pieces[pieces.length - 1] = `${last}\n${line}`
    else pieces.push(line)
  }
  return pieces
}
