import { diffArrays } from 'diff'

/** One place where two texts differ: a little of what stands before, what stood there, and what stands there now. */
export type Edit = { readonly before: string; readonly removed: string; readonly added: string }

const words = new Intl.Segmenter('und', { granularity: 'word' })

/** Two texts that differ in more words than this have little in common: listing it would help nobody, and take long. */
const MOST_EDITED_WORDS = 1_500

const CONTEXT = 40

/** Where `after` differs from `before`, word by word (Chinese by its words, too), in order; nothing where they have too little in common. */
export function editsBetween(before: string, after: string): Edit[] | undefined {
  const changes = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: MOST_EDITED_WORDS })
  if (!changes) return undefined
  const edits: Edit[] = []
  let kept = ''
  for (const { value, added, removed } of changes) {
    const text = value.join('')
    if (!added && !removed) {
      kept = text
      continue
    }
    // A single space or mark between two edits does not part them.
    const last = kept.trim().length <= 1 ? edits.pop() : undefined
    const open = last ? { ...last, removed: last.removed + kept, added: last.added + kept } : beginning(kept)
    edits.push(added ? { ...open, added: open.added + text } : { ...open, removed: open.removed + text })
    kept = ''
  }
  return edits.filter(isVisible)
}

function beginning(kept: string): Edit {
  const tail = kept.slice(-CONTEXT).toWellFormed()
  return { before: kept.length > CONTEXT ? tail.replace(/^\S*\s+/, '') : tail, removed: '', added: '' }
}

const wordsOf = (text: string): string[] => [...words.segment(text)].map(({ segment }) => segment)

/** Other white space reads the same. */
const isVisible = ({ removed, added }: Edit): boolean =>
  removed.replace(/\s+/g, ' ').trim() !== added.replace(/\s+/g, ' ').trim()
