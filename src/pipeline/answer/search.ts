import type { Reply } from '../../chat/adapter.ts'
import type { Command } from '../../domain/command.ts'
import type { MessageItem } from '../../domain/message.ts'
import { tellText } from './text-item.ts'
import { type Asking, LATEST, mannerOf, refusal } from './ports.ts'
import { excerptAround } from './excerpt.ts'

const SHOWN = 10

const NOWHERE = 'No text in our record holds all of these words.'

/** Texts that hold the words, newest first, each with the place where they stand. */
export async function answerSearch({ words }: Extract<Command, { name: 'search' }>, asking: Asking): Promise<Reply> {
  const found = await asking.ports.store.search(words, SHOWN + 1)
  if (found.length === 0) return refusal(`${NOWHERE} Try fewer words, or other ones.`, [LATEST])
  const manner = mannerOf(asking)
  const items = found.slice(0, SHOWN).map((kept): MessageItem => {
    const quote = excerptAround(kept.version.text, words)
    return tellText(kept, manner, quote === undefined ? [] : [{ label: 'In the text', text: '', quote }])
  })
  const summary = found.length > SHOWN ? `The newest ${SHOWN}; more words find fewer.` : undefined
  return { kind: 'answer', answer: { heading: 'Found in the texts', summary, items, choices: [] }, shareable: true }
}
