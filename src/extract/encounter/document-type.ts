import type { DocumentCue } from '../../domain/encounter-words.ts'
import type { DocumentType } from '../../domain/reading.ts'
import type { Scanner } from '../scan.ts'

/** Kinds of text that its title announces, and for a press conference its questions and answers. */
export function announcedKinds(title: string, text: string, documents: Scanner<DocumentCue>): ReadonlySet<DocumentCue> {
  const kinds = new Set(documents.scan(title).map(({ value }) => value))
  if (isQuestionAndAnswer(text)) kinds.add('pressConference')
  if (/[?？]["”’]?\s*$/u.test(title)) kinds.add('commentary')
  return kinds
}

/** Lines that begin as questions and answers do: one of each, or two questions. */
function isQuestionAndAnswer(text: string): boolean {
  const pattern =
    /(?:^|\n)\s*\(?(?:(Q|Question|QUESTION|Reporter|Вопрос|Frage|问|记者)|(A|Answer|Spokesperson|Ответ|Antwort|答|发言人))\s*[:：)]/g
  let [asked, answered] = [0, 0]
  for (const match of text.slice(0, 8000).matchAll(pattern)) {
    if (match[1] === undefined) answered += 1
    else asked += 1
    if (asked > 1 || (asked > 0 && answered > 0)) return true
  }
  return false
}

/** What a text is that is no account of an encounter. */
export function typeOfOther(kinds: ReadonlySet<DocumentCue>): DocumentType {
  if (kinds.has('pressConference')) return 'press-conference'
  if (kinds.has('jointStatement')) return 'joint-statement'
  if (kinds.has('statement')) return 'statement'
  if (kinds.has('message')) return 'letter'
  return kinds.has('commentary') ? 'statement' : 'other'
}
