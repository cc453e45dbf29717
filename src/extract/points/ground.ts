import type { LexiconSubject } from '../../domain/lexicon.ts'
import { once } from '../../domain/once.ts'
import type { FoundEncounter, Prepared } from '../prepared.ts'
import type { Span } from '../segment.ts'
import { attributeVoices, type VoiceSpan } from '../voice/attribute.ts'
import { HitIndex } from './hits.ts'
import type { CompiledPointsLexicon, LanguageLexicon } from './lexicon.ts'
import { placeFinder } from './places.ts'
import { type Match, matchRules, type Note } from './rules.ts'
import { subjectsOf, type Teller } from './tellers.ts'

/** What every topic draws from: the text, what stands in it, and whose words each stretch reports. */
export type Ground = {
  readonly prepared: Prepared
  readonly text: string
  readonly encounter: FoundEncounter
  readonly lexicon: LanguageLexicon
  readonly hits: HitIndex
  readonly matchesOf: (subject: LexiconSubject) => readonly Match[]
  readonly voiceAt: (offset: number) => VoiceSpan | undefined
  readonly displayName: (code: string) => string
  readonly subject: Teller['subject']
  /** All that the text calls the parties but China, joined: what a Chinese short form (中葡) is taken from. */
  readonly namesOfOthers: () => string
  /** Absent where nobody listens: what was considered is then not put into words. */
  readonly note: Note | undefined
}

/** Scans the text once for all topics; `undefined` for a language without words. */
export function prepareGround(
  prepared: Prepared,
  encounter: FoundEncounter,
  { languages, displayName }: CompiledPointsLexicon,
  note: Note | undefined,
): Ground | undefined {
  const lexicon = languages.get(prepared.language)
  if (!lexicon) return undefined
  const { text } = prepared
  const hits = new HitIndex(text, lexicon.scanner, lexicon.size)
  const voices = attributeVoices(prepared, encounter, lexicon, hits)
  const placeAt = placeFinder(text, prepared.paragraphs)
  const { mentions } = prepared
  const matches = Map.groupBy(
    matchRules({ text, lexicon, hits, placeAt, mentions, parties: encounter.parties, note }),
    ({ rule }) => rule.subject,
  )
  return {
    prepared,
    text,
    encounter,
    lexicon,
    hits,
    matchesOf: (subject) => matches.get(subject) ?? [],
    voiceAt: (offset) => spanAt(voices, offset),
    displayName,
    subject: subjectsOf({ encounter, displayName }),
    namesOfOthers: once(() => namesOfOthers(prepared, encounter)),
    note,
  }
}

function namesOfOthers({ text, mentions }: Prepared, { parties }: FoundEncounter): string {
  const names = new Set<string>()
  for (const { party, start, end } of mentions)
    if (party !== 'CN' && parties.includes(party)) names.add(text.slice(start, end))
  return [...names].join('')
}

/** The span that holds `offset`, of spans in order that do not overlap. */
function spanAt<S extends Span>(spans: readonly S[], offset: number): S | undefined {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.end ?? 0) > offset) high = middle
    else low = middle + 1
  }
  const span = spans[low]
  return span && span.start <= offset ? span : undefined
}
