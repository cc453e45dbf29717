import { type DocumentCue, SHOWN_FORMATS, type ShownFormat } from '../../domain/encounter-words.ts'
import type { Format } from '../../domain/reading.ts'
import type { FoundEncounter, Person } from '../prepared.ts'
import { type ChineseParticipant, findParticipants } from './chinese-names.ts'
import { CUE } from './cues.ts'
import { findChineseDay } from './chinese-dates.ts'
import { announcedKinds } from './document-type.ts'
import type { FinderInput } from './input.ts'
import { leadOf } from './lead.ts'
import { describeOther } from './other-text.ts'
import { is, readTokens, type Token } from './tokens.ts'

/** The sentence that says that two sides met. */
type Found = { readonly tokens: readonly Token[]; readonly at: number; readonly shows: ShownFormat | 'press' }

/** Who met whom, in Chinese: the first sentence of the head, at last the title, that joins people of two parties. */
export function findChineseEncounter(input: FinderInput): FoundEncounter {
  const { prepared, cues } = input
  const title = readTokens(prepared.title, { start: 0, end: prepared.title.length }, cues)
  const lead = leadOf(prepared).map((span) => readTokens(prepared.text, span, cues))
  const kinds = announcedKinds(prepared.title, prepared.text, cues.documents)
  const inTitle = foundIn(title)
  for (const found of [...lead.map(foundIn), inTitle]) {
    if (found === undefined) continue
    const participants = findParticipants(input, title, inTitle?.at, found.tokens, found.at)
    const refusal = refuse(participants, kinds, inTitle !== undefined)
    if (found !== inTitle) note(input, found, participants, refusal)
    if (refusal === undefined) return readout(input, lead, found, inTitle, participants)
  }
  const day = findChineseDay(lead, prepared.text, prepared.published)
  return describeOther(input, title, lead[0] ?? [], kinds, day)
}

function refuse(
  participants: readonly ChineseParticipant[],
  kinds: ReadonlySet<DocumentCue>,
  inTitle: boolean,
): string | undefined {
  if (new Set(participants.map(({ party }) => party)).size < 2) return 'people of fewer than two parties are named'
  if (kinds.has('pressConference')) return 'a press conference'
  if (kinds.has('news')) return 'a summary of news'
  return !inTitle && kinds.size > 0 ? 'another kind of text' : undefined
}

function note(
  input: FinderInput,
  { tokens, at, shows }: Found,
  participants: readonly ChineseParticipant[],
  refusal: string | undefined,
): void {
  const reason = refusal ?? `${shows}: ${participants.map(({ name }) => name).join(', ')}`
  const [start, end] = [tokens[0]?.start ?? 0, tokens[at]?.end ?? 0]
  input.note?.({ rule: 'encounter', outcome: refusal === undefined ? 'kept' : 'dropped', reason, start, end })
}

function readout(
  { prepared, document }: FinderInput,
  lead: readonly (readonly Token[])[],
  found: Found,
  inTitle: Found | undefined,
  participants: readonly ChineseParticipant[],
): FoundEncounter {
  const parties = [...new Set(participants.map(({ party }) => party))].sort()
  const format = formatOf(found, inTitle, parties.length)
  const day = findChineseDay(found === inTitle ? lead : [found.tokens, ...lead], prepared.text, prepared.published)
  return {
    documentType: format === 'letter' ? 'letter' : 'readout',
    readout: true,
    format,
    parties,
    date: day ?? prepared.published ?? null,
    principals: [...new Set(participants.map(({ name }) => name))],
    place: found === inTitle ? null : placeOf(found, prepared.text),
    issuer: document.issuer ?? participants[0]?.party,
    people: participants.map(personOf),
  }
}

/** The first verb of an encounter; a summit or meeting of many only where no other verb stands ("出席…峰会的…举行会谈"). */
function foundIn(tokens: readonly Token[]): Found | undefined {
  let many: Found | undefined
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    const shows = is(token, CUE.press) ? 'press' : token?.cues.find((cue) => cue.bit === CUE.verb)?.format
    if (shows === undefined || is(tokens[at - 1], CUE.planned) || is(tokens[at - 2], CUE.planned)) continue
    if (shows !== 'multilateral') return { tokens, at, shows }
    many ??= tokens.slice(0, at).some((one) => is(one, CUE.role)) ? { tokens, at, shows } : undefined
  }
  return many
}

function formatOf({ shows }: Found, inTitle: Found | undefined, parties: number): Format {
  if (shows === 'press') return 'other'
  if (shows === 'multilateral') return parties > 2 ? 'multilateral' : 'meeting'
  const titled = inTitle?.shows
  const preferred = SHOWN_FORMATS.find((format) => format === titled && titled === 'talks' && shows === 'meeting')
  return preferred ?? shows
}

function placeOf({ tokens, at }: Found, text: string): string | null {
  for (const [index, token] of tokens.entries()) {
    if (index >= at) return null
    if (token.text !== '在') continue
    const city = tokens[index + 1]
    // 韩国庆州: a state and a city that no list knows.
    const within = tokens[index + 2]
    if (city?.cues.some(({ meaning }) => meaning !== undefined)) {
      return within?.bits === 0 && within.shape !== 'mark' ? city.text + within.text : city.text
    }
    const rest = /^[\p{sc=Han}]{2,12}?(?=同|会见|与|举行|应约|出席|和)/u.exec(text.slice(token.end, token.end + 14))
    return rest?.[0] ?? null
  }
  return null
}

const personOf = ({ name, party, written }: ChineseParticipant): Person => ({ name, party, forms: [written] })
