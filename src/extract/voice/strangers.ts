import type { PartyCode } from '../../domain/key-point.ts'
import { spansWithin } from '../points/within.ts'
import type { PartyMention } from '../prepared.ts'
import type { Span } from '../segment.ts'

/** Two to six capitalised words and nothing else: a person's name, with or without a title. */
const LATIN_NAME = /^(?:\p{Lu}[\p{L}.'’-]*\s?(?:(?:of|de|da|do|dos|bin|bint|al|el|van|von|der|den|la)\s)?){2,6}$/u
/** A Chinese name right before the verb: nothing that parts clauses, and no word that names hold none of. */
const HAN_NAME = /^(?!.*[我愿将要应还也都已曾不是的了在与对并就各双方他她这那])[\p{Script=Han}·]{2,12}$/u

/** Words that open a sentence in capitals and name nobody: articles and the like. */
const NO_NAME =
  /^(?:The|This|That|These|Those|It|There|In|On|At|As|For|With|Both|All|Many|Some|No|A|An|Der|Die|Das|Beide|Le|La|Les|El|Los|Las|Ambos|Det|Den)\s/

/** The name that opens the sentence right before its verb of speech, where it is one; nobody's side is known yet. */
export function strangerBefore(text: string, sentence: Span, verb: Span): string | undefined {
  const words = text.slice(sentence.start, verb.start).trim()
  if (words.length > 80 || NO_NAME.test(words)) return undefined
  return LATIN_NAME.test(words) || HAN_NAME.test(words) ? words : undefined
}

/** How far before a name its country may stand: "Russian Foreign Minister Ivan Testov". */
const BEFORE_NAME = 70

/** The side of somebody whom the text introduced earlier by country, title and name. */
export function sideOfStranger(
  text: string,
  name: string,
  before: number,
  mentions: readonly PartyMention[],
): PartyCode | undefined {
  const words = name.split(' ')
  for (const known of [name, words.slice(-2).join(' ')]) {
    const at = text.indexOf(known)
    if (at < 0 || at >= before) continue
    const country = spansWithin(mentions, { start: at - BEFORE_NAME, end: at }).at(-1)
    if (country && !/[.,;:\n]/.test(text.slice(country.end, at))) return country.party
  }
  return undefined
}
