import type { Hit } from '../scan.ts'
import type { Span } from '../segment.ts'
import type { HitIndex, ListId } from './hits.ts'
import type { CompiledRule, LanguageLexicon } from './lexicon.ts'

/**
 * Names put together from parts in any order, as translators and machines write them:
 * "comprehensive strategic partnership", "strategic association of complete cooperation", "association strategic in all the times".
 */

/** What may stand between a part and the rest of the name, before and after its head. */
const JOINT_BEFORE = /(?:\s|-|,\s|,?\sand\s)$/
const JOINT_AFTER = /^\s(?:(?:of|in|for|and)\s(?:a\s|the\s)?)?/

/** The rule whose parts are those of the name around `head`, with the whole name's span; the one with most parts, if none fits exactly. */
export function nameAround(
  text: string,
  head: Hit<ListId>,
  rules: readonly CompiledRule[],
  lexicon: LanguageLexicon,
  hits: HitIndex,
): (Span & { readonly rule: CompiledRule }) | undefined {
  const { start, end, parts } = gather(text, head, lexicon, hits)
  let best: CompiledRule | undefined
  for (const rule of rules) {
    const fits = rule.madeOf.length > 0 && rule.madeOf.every((part) => parts.has(part))
    if (fits && rule.madeOf.length > (best?.madeOf.length ?? 0)) best = rule
  }
  return best && { start, end, rule: best }
}

type Gathered = Span & { readonly parts: ReadonlySet<ListId> }

function gather(text: string, head: Span, lexicon: LanguageLexicon, hits: HitIndex): Gathered {
  const parts = new Set<ListId>()
  let { start, end } = head
  for (let part = partBefore(text, start, lexicon, hits); part; part = partBefore(text, start, lexicon, hits)) {
    parts.add(part.value)
    start = part.start
  }
  for (let part = partAfter(text, end, lexicon, hits); part; part = partAfter(text, end, lexicon, hits)) {
    parts.add(part.value)
    end = part.end
  }
  return { start, end, parts }
}

/** "cooperation and strategic partnership" are two things, "cooperative and strategic partnership" one. */
function partBefore(text: string, at: number, lexicon: LanguageLexicon, hits: HitIndex): Hit<ListId> | undefined {
  const [joint] = JOINT_BEFORE.exec(text.slice(Math.max(0, at - 6), at)) ?? []
  if (joint === undefined) return undefined
  const part = longestOf(hits.endingAt(at - joint.length), lexicon)
  return part && joint.includes('and') && isNoun(part, lexicon, hits) ? undefined : part
}

/** After the head: "association strategic", "partnership of cooperation", "of integral strategic cooperation"; never "for global peace". */
function partAfter(text: string, at: number, lexicon: LanguageLexicon, hits: HitIndex): Hit<ListId> | undefined {
  const [joint] = JOINT_AFTER.exec(text.slice(at, at + 10)) ?? []
  if (joint === undefined || joint.includes('and')) return undefined
  const part = longestOf(hits.startingAt(at + joint.length), lexicon)
  return part && (joint === ' ' || leadsToNoun(part, lexicon, hits)) ? part : undefined
}

/** Whether the part is a noun, or a row of parts from it on ends in one. */
function leadsToNoun(part: Hit<ListId>, lexicon: LanguageLexicon, hits: HitIndex): boolean {
  for (let next: Hit<ListId> | undefined = part; next; next = longestOf(hits.startingAt(next.end + 1), lexicon)) {
    if (isNoun(next, lexicon, hits)) return true
  }
  return false
}

function isNoun(part: Hit<ListId>, lexicon: LanguageLexicon, hits: HitIndex): boolean {
  return hits
    .within(lexicon.list('partnership', 'nouns'), part)
    .some(({ start, end }) => start === part.start && end === part.end)
}

function longestOf(hits: readonly Hit<ListId>[], lexicon: LanguageLexicon): Hit<ListId> | undefined {
  let longest: Hit<ListId> | undefined
  for (const hit of hits) {
    if (!lexicon.parts.has(hit.value)) continue
    if (!longest || hit.end - hit.start > longest.end - longest.start) longest = hit
  }
  return longest
}
