import type { Reply } from '../../chat/adapter.ts'
import { pointsInOrder } from '../../digest/details.ts'
import { TOPIC_LABELS } from '../../digest/words.ts'
import type { Command } from '../../domain/command.ts'
import { saysOf } from '../../domain/retraction.ts'
import { isAssisted } from '../assist/consents.ts'
import { numberedPoints } from '../numbered-points.ts'
import { find, isReply } from './found.ts'
import { type Asking, refusal } from './ports.ts'

/** Keeps for the operator that a reading is said to be wrong: which text, which key point, which kind of mistake; no words of the person. */
export async function answerReport(
  { id, point, reason }: Extract<Command, { name: 'report' }>,
  asking: Asking,
): Promise<Reply> {
  const kept = await find(id, 'report', asking)
  if (isReply(kept)) return kept
  const { ports, caller, now } = asking
  const { readout, version, reading } = kept
  const points = (await isAssisted(ports, caller.at)) ? await numberedPoints(kept, ports.store) : pointsInOrder(kept)
  const reported = point === undefined ? undefined : points[point - 1]
  if (point !== undefined && !reported) {
    return refusal(`${readout.shortId} has ${points.length} key points.`, [
      { label: 'Show them', words: `show ${readout.shortId}` },
    ])
  }
  const about = reported && { topic: reported.topic, voice: reported.voice, number: point, says: saysOf(reported) }
  const after = {
    readout: readout.id,
    version: version.number,
    engine: reading.engine,
    reason,
    ...(about && { point: about }),
  }
  await ports.store.recordAudit({ what: 'report', who: caller.user, at: now, where: caller.at, after })
  const what = reported ? `key point ${point} (${TOPIC_LABELS[reported.topic]}) of ${readout.shortId}` : readout.shortId
  const summary = `The operator is told of ${what}: ${reason.replaceAll('-', ' ')}. What is found wrong is struck where it was posted, and corrected.`
  return { kind: 'answer', answer: { heading: 'Thank you', summary, items: [], choices: [] }, shareable: false }
}
