import { SHOWN_FORMATS, type ShownFormat } from '../../domain/encounter-words.ts'
import type { PartyCode } from '../../domain/key-point.ts'
import type { Format } from '../../domain/reading.ts'
import type { FoundEncounter, Person } from '../prepared.ts'
import { type ChineseParticipant, findParticipants } from './chinese-names.ts'
import { CUE } from './cues.ts'
import { findChineseDay } from './chinese-dates.ts'
import { announcedKinds, typeOfOther } from './document-type.ts'
import type { FinderInput } from './input.ts'
import { leadOf } from './lead.ts'
import { partyOf } from './parties.ts'
import { is, readTokens, type Token } from './tokens.ts'

/** The sentence that says that two sides met. */
type Found = { readonly tokens: readonly Token[]; readonly at: number; readonly shows: ShownFormat | 'press' }

/** Who met whom, in Chinese. */
export function findChineseEncounter(input: FinderInput): FoundEncounter {
  const { prepared, cues } = input
  const title = readTokens(prepared.title, { start: 0, end: prepared.title.length }, cues)
  const lead = leadOf(prepared).map((span) => readTokens(prepared.text, span, cues))
  const kinds = announcedKinds(prepared.title, prepared.text, cues.documents)
  const inTitle = foundIn(title)
  const found = lead.map(foundIn).find((one) => one !== undefined)
  const participants = found ? findParticipants(input, title, inTitle?.at, found.tokens, found.at) : []
  const parties = [...new Set(participants.map(({ party }) => party))].sort()
  const blocked = kinds.has('pressConference') || kinds.has('news') || (inTitle === undefined && kinds.size > 0)
  if (!found || blocked || parties.length < 2 || participants.length < 2) return noReadout(input, title, lead, kinds)
  const format = formatOf(found, inTitle, parties.length)
  input.note({
    rule: 'encounter',
    outcome: 'kept',
    reason: `${found.shows}: ${participants.map(({ name }) => name).join(', ')}`,
    start: found.tokens[0]?.start ?? 0,
    end: found.tokens[found.at]?.end ?? 0,
  })
  return {
    documentType: format === 'letter' ? 'letter' : 'readout',
    readout: true,
    format,
    parties,
    date: findChineseDay([found.tokens, ...lead], prepared.text, prepared.published) ?? prepared.published ?? null,
    principals: [...new Set(participants.map(({ name }) => name))],
    place: placeOf(found, prepared.text),
    issuer: input.document.issuer ?? participants[0]?.party,
    people: participants.map((participant) => personOf(participant)),
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
    if (city?.cues.some(({ meaning }) => meaning !== undefined)) return city.text
    const rest = /^[\p{sc=Han}]{2,12}?(?=同|会见|与|举行|应约|出席|和)/u.exec(text.slice(token.end, token.end + 14))
    return rest?.[0] ?? null
  }
  return null
}

const personOf = ({ name, party, written }: ChineseParticipant): Person => ({ name, party, forms: [written] })

function noReadout(
  { prepared, document, decide }: FinderInput,
  title: readonly Token[],
  lead: readonly (readonly Token[])[],
  kinds: ReturnType<typeof announcedKinds>,
): FoundEncounter {
  const tokens = [...title, ...(lead[0] ?? [])]
  const parties = new Set<PartyCode>(tokens.flatMap((token) => partyOf(token, decide) ?? []))
  return {
    documentType: typeOfOther(kinds),
    readout: false,
    format: null,
    parties: [...parties].sort(),
    date: findChineseDay(lead, prepared.text, prepared.published) ?? prepared.published ?? null,
    principals: [],
    place: null,
    issuer: document.issuer,
    people: [],
  }
}
