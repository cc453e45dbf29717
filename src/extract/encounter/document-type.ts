import type { DocumentCue } from '../../domain/encounter-words.ts'
import type { DocumentType } from '../../domain/reading.ts'
import type { Scanner } from '../scan.ts'

/** Kinds of text that its title announces, and for a press conference its questions and answers. */
export function announcedKinds(title: string, text: string, documents: Scanner<DocumentCue>): ReadonlySet<DocumentCue> {
  const kinds = new Set(documents.scan(title).map(({ value }) => value))
  if (isQuestionAndAnswer(text)) kinds.add('pressConference')
  return kinds
}

/** Two or more lines that begin as questions and answers do. */
function isQuestionAndAnswer(text: string): boolean {
  const pattern =
    /(?:^|\n)\s*(?:(Q|Question|QUESTION|问|记者)|(A|Answer|Spokesperson|MR\.? [A-Z]+|MS\.? [A-Z]+|答|发言人))\s*[:：]/g
  let [asked, answered] = [false, false]
  for (const match of text.slice(0, 6000).matchAll(pattern)) {
    asked ||= match[1] !== undefined
    answered ||= match[2] !== undefined
    if (asked && answered) return true
  }
  return false
}

/** What a text is that is no account of an encounter. */
export function typeOfOther(kinds: ReadonlySet<DocumentCue>): DocumentType {
  if (kinds.has('pressConference')) return 'press-conference'
  if (kinds.has('jointStatement')) return 'joint-statement'
  if (kinds.has('message')) return 'letter'
  return kinds.has('statement') ? 'statement' : 'other'
}
