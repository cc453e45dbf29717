import type { ChatAdapter } from '../chat/adapter.ts'
import { type Edited, markEdited } from '../digest/edited-mark.ts'
import { retell } from '../digest/retell.ts'
import type { Retold, ToldDigest, ToldPart } from '../domain/correcting.ts'
import type { Part } from '../domain/message.ts'
import { type Retraction, saysOf, type Told } from '../domain/retraction.ts'

/** How a digest is told from now on. */
export type Retelling = {
  /** Those that are to be otherwise; their number never changes. */
  readonly parts: readonly Retold[]
  /** Those that may be in the channel with what is wrong in them, or struck. */
  readonly wrongly: readonly ToldPart[]
}

/** By all that counts as wrong now, and was edited since. What is wrong and somebody may have read is struck; else it is left out. */
export function retellDigest(
  { message, parts }: ToldDigest,
  standing: readonly Retraction[],
  edits: readonly Edited[],
  platform: ChatAdapter,
): Retelling {
  const isWrong = (told: Told): boolean => standing.some((retraction) => isOf(told, retraction))
  const wrong = { isWrong, at: new Date(Math.max(0, ...standing.map(({ at }) => at.getTime()))) }
  const struck = platform.pack(markEdited(retell(message, wrong, 'struck'), edits))
  const leftOut = platform.pack(markEdited(retell(message, wrong, 'left-out'), edits))
  const isAsPlanned = leftOut.length === parts.length
  const wrongly = parts.filter((part, index) => wasTried(part) && !(isAsPlanned && isSame(part.part, leftOut[index])))
  const packed = wrongly.length > 0 ? [struck, leftOut] : [leftOut, struck]
  const fitting = packed.find(({ length }) => length === parts.length) ?? []
  const editable = platform.edit !== undefined
  const changed = parts.flatMap(({ delivery, part: before }, index): Retold[] => {
    const part = fitting[index]
    return part === undefined || isSame(part, before) ? [] : [{ delivery, part, editable }]
  })
  return { parts: changed, wrongly }
}

const isSame = (a: Part, b: Part | undefined): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Whether the part may be in the channel. */
export const wasTried = ({ state, attempts }: ToldPart): boolean => attempts > 0 && state !== 'dead'

/** Whether what a line tells is the point that was retracted. */
export const isOf = ({ readout, says }: Told, retraction: Retraction): boolean =>
  readout === retraction.readout && says === saysOf(retraction.point)
