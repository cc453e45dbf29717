import { PlatformError } from '../../domain/errors.ts'
import type { Asked, Reply } from '../adapter.ts'
import { ask, inviteLine, turnOf } from './asking.ts'
import type { Interaction } from './interaction.ts'
import type { Answering } from './responses.ts'
import { notify, share, type SharingPorts } from './share.ts'
import type { Workspace } from './workspace.ts'

/** What showing an answer needs. */
export type AnsweringPorts = SharingPorts & { readonly workspace: Workspace }

/** Who asks, and which channel it is about. */
export type Asker = Pick<Interaction, 'user' | 'channel'>

const WRONG = 'Something went wrong on our side, and is noted. Please try again.'

/** Asks, tells the channel where something was done, and shows the reply. What fails is told, and noted. */
export async function answer(
  asked: Asked,
  asker: Asker,
  answering: Answering,
  ports: AnsweringPorts,
  signal: AbortSignal,
): Promise<void> {
  try {
    const turn = await turnOf(asker, ports.workspace, ports, signal)
    const reply = await ask(asked, turn, ports, signal)
    const untold =
      reply.kind === 'done' && reply.notice !== undefined
        ? await notify(reply.notice, turn, ports, signal).then(
            () => undefined,
            (error: unknown) => whyNot(error, ports),
          )
        : undefined
    await answering.show(withLine(reply, untold), asked)
  } catch (error) {
    ports.fault(error)
    await answering.tell(WRONG)
  }
}

/** Posts the answer to words for all; gives a sentence that says how it went. */
export async function shareWords(
  words: string,
  asker: Asker,
  ports: AnsweringPorts,
  signal: AbortSignal,
): Promise<string> {
  try {
    return await share(words, await turnOf(asker, ports.workspace, ports, signal), ports, signal)
  } catch (error) {
    return whyNot(error, ports)
  }
}

/** Why nothing could be posted, for the person who wanted it. */
function whyNot(error: unknown, { fault, workspace }: AnsweringPorts): string {
  fault(error)
  if (!(error instanceof PlatformError)) return WRONG
  return error.lost === 'permission-lost' ? inviteLine(workspace) : 'The channel could not be told of this.'
}

function withLine(reply: Reply, line: string | undefined): Reply {
  if (reply.kind !== 'done' || line === undefined) return reply
  const summary = [reply.answer.summary ?? '', line].join('\n').trim()
  return { ...reply, answer: { ...reply.answer, summary } }
}
