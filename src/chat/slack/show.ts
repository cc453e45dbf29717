import type { Asked, Reply } from '../adapter.ts'
import { namesIn } from '../asked.ts'
import { answerGroups, MOST_VIEWS, renderAnswer, renderText, type View } from './answer.ts'
import { LIMIT } from './blocks.ts'
import { choiceGroups } from './choices.ts'
import { fallbackText } from './escape.ts'
import { fileGroups } from './file.ts'
import { formModal } from './form.ts'
import { MESSAGE_ROOM, shortened } from './pack.ts'
import { type Modal, pageModal, type Subject, textModal } from './modal.ts'

/** For whom and where something is shown. */
export type ShowOptions = {
  readonly asked: Asked
  /** Channel that the choices are meant for, where it is another than the one they are shown in. */
  readonly target?: string | undefined
}

/** What a reply is, as messages to the asking person. Pure. */
export function viewsOf(reply: Reply, { asked, target }: ShowOptions): readonly View[] {
  switch (reply.kind) {
    case 'answer':
      return renderAnswer(reply.answer, { share: wordsToShare(reply, asked), asked: namesIn(asked), target })
    case 'done':
      return renderAnswer(reply.answer, { target })
    case 'form':
    case 'refusal':
      return renderText(reply.text, reply.choices, target)
    case 'file': {
      const pages = shortened(fileGroups(reply), [], MESSAGE_ROOM, MOST_VIEWS)
      return pages.map((blocks) => ({ text: fallbackText(reply.summary, 150) || 'A file', blocks }))
    }
  }
}

/** What a reply is, as a modal. Pure. */
export function modalOf(reply: Reply, { asked, target }: ShowOptions, { channel }: Subject): Modal {
  switch (reply.kind) {
    case 'answer': {
      const body = answerGroups(reply.answer, { asked: namesIn(asked) })
      const words = target === undefined ? wordsToShare(reply, asked) : undefined
      return pageModal('Attaché', body, choiceGroups(reply.answer.choices, target), { channel, words })
    }
    case 'done':
      return pageModal('Attaché', answerGroups(reply.answer, {}), choiceGroups(reply.answer.choices, target), {
        channel,
      })
    case 'form':
      return formModal(reply.spec, { channel, fixed: reply.fixed }, reply.filled)
    case 'refusal':
      return textModal('Attaché', reply.text, { channel }, reply.choices)
    case 'file':
      return pageModal('Attaché', fileGroups(reply), [], { channel })
  }
}

/** Only what was asked in words can be asked again. */
const wordsToShare = ({ shareable }: Extract<Reply, { kind: 'answer' }>, asked: Asked): string | undefined =>
  shareable && asked.kind === 'words' && asked.words.length < LIMIT.buttonValue ? asked.words : undefined
