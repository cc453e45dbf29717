import type { PartyCode } from '../../domain/key-point.ts'
import { CUE } from './cues.ts'
import type { FinderInput } from './input.ts'
import { partyOf } from './parties.ts'
import { is, readTokens, type Token } from './tokens.ts'

/** One lead person of a Chinese text. */
export type ChineseParticipant = {
  /** In Latin letters where the data knows the person, else as the text has it. */
  readonly name: string
  readonly written: string
  readonly party: PartyCode
}

/** A person's place in a sentence: who they are may be said elsewhere. */
type Slot = { readonly written: string | undefined; readonly party: PartyCode | undefined }

/** Who the sentence (and where it is silent the title) joins: home side first, at most two of each party. */
export function findParticipants(
  input: FinderInput,
  title: readonly Token[],
  titleVerb: number | undefined,
  tokens: readonly Token[],
  verb: number,
): ChineseParticipant[] {
  const inBody = slotsOf(input, tokens, verb)
  const inTitle = titleVerb === undefined ? [] : slotsOf(input, title, titleVerb)
  const slots = inBody.length >= 2 ? inBody : inTitle
  const named = slots.map((slot, at) => fill(input, slot, inTitle[at], at))
  const filled = named.map((slot) => (slot.written === undefined ? { ...slot, written: guestIn(input, named) } : slot))
  const participants = filled
    .flatMap((slot) => toParticipant(input, slot))
    .filter(({ party }) => input.gazetteer.isSide(party))
  return atMostTwoEach(participants)
}

/** People before and after the verb, in order: an office with or without a name, or a bare name beside 同 or the verb. */
function slotsOf(input: FinderInput, tokens: readonly Token[], verb: number): Slot[] {
  const slots: Slot[] = []
  let from = 0
  for (let at = 0; at < Math.min(tokens.length, verb + 40); at += 1) {
    const token = tokens[at]
    if (at > verb && token?.text === '。') break
    if (at > verb && is(token, CUE.relative)) {
      const behind = behindClause(tokens, at)
      if (behind === undefined) break
      from = behind
      at = behind - 1
      continue
    }
    if (is(token, CUE.role) && !is(tokens[at + 1], CUE.role | CUE.office)) {
      if (is(tokens[at + 1], CUE.and) && is(tokens[at + 2], CUE.role | CUE.office)) continue
      const named = isName(tokens[at + 1]) ? tokens[at + 1]?.text : undefined
      if (is(tokens[at - 1], CUE.company) || token?.text === '王后' || token?.text === '夫人') continue
      slots.push({ written: named, party: partyBefore(input, tokens, from, at) })
      from = at + (named === undefined ? 1 : 2)
      at = from - 1
    } else if (isName(token) && standsAlone(tokens, at, slots.length === 0 ? from : undefined)) {
      slots.push({ written: token?.text, party: undefined })
      from = at + 1
    }
  }
  return slots
}

/** "会见来华出席…会晤的某某": where the words go on behind what only tells why somebody came; undefined where that is another clause. */
function behindClause(tokens: readonly Token[], at: number): number | undefined {
  const end = tokens.findIndex((token, place) => place > at && (is(token, CUE.of) || /^[，。；]$/.test(token.text)))
  return is(tokens[end], CUE.of) ? end + 1 : undefined
}

/** Somebody whom the data knows, or a run of letters that no list knows: a name, if short. */
const isName = (token: Token | undefined): boolean =>
  is(token, CUE.official) || (token !== undefined && token.bits === 0 && /^[\p{sc=Han}·•－-]{1,30}$/u.test(token.text))

/** "李强同蒙特内格罗举行会谈": a name between the sentence's beginning (`from`, while nobody is named yet), 同 and the verb. */
function standsAlone(tokens: readonly Token[], at: number, from: number | undefined): boolean {
  const before = tokens[at - 1]
  const first = from !== undefined && (at === from || before?.shape === 'mark' || is(before, CUE.stop))
  const opens = first || is(before, CUE.with | CUE.and)
  const after = tokens[at + 1]
  return opens && is(after, CUE.with | CUE.verb | CUE.light | CUE.and | CUE.in | CUE.stop | CUE.company)
}

/** The party of an office, looked for to its left as far as the words hang together. */
function partyBefore(input: FinderInput, tokens: readonly Token[], from: number, role: number): PartyCode | undefined {
  let found: PartyCode | undefined
  for (let at = role - 1; at >= from; at -= 1) {
    const token = tokens[at]
    if (is(token, CUE.of | CUE.in | CUE.verb) || /^[，。：；（]$/.test(token?.text ?? '')) break
    if (is(token, CUE.with) && !is(token, CUE.and)) break
    // 驻加纳大使: the state to which somebody is sent is not theirs.
    if (tokens[at - 1]?.text.endsWith('驻')) continue
    found = partyOf(token, input.decide) ?? found
  }
  return found ?? tokens.slice(from, role + 1).flatMap(({ cues }) => cues.flatMap(({ party }) => party ?? []))[0]
}

function fill(input: FinderInput, slot: Slot, titled: Slot | undefined, at: number): Slot {
  const written = slot.written ?? titled?.written
  const known = written === undefined ? [] : input.officials.byForeignName(written)
  const only = known.length === 1 ? known[0]?.party : undefined
  const party =
    slot.party ?? titled?.party ?? only ?? (at === 0 ? (input.document.issuer ?? known[0]?.party) : undefined)
  return { written: written ?? (party === undefined ? undefined : speakerOf(input, party)), party }
}

/** Where the head gives only the office: the name of that party's person whom the text mentions. */
function speakerOf({ prepared, officials }: FinderInput, party: PartyCode): string | undefined {
  for (const [, name = ''] of prepared.text.matchAll(
    /(?:^|[\n。，])([\p{sc=Han}·]{2,16}?)(?:表示|指出|强调|说|感谢|欢迎|祝贺)/gu,
  )) {
    if (officials.byForeignName(name).some((official) => official.party === party)) return name
  }
  return undefined
}

/** "会见智利总统特使。…罗哈斯转交了亲笔信": the one besides those named to whom a paragraph gives the word by name alone. */
function guestIn({ prepared, cues }: FinderInput, named: readonly Slot[]): string | undefined {
  for (const { sentences } of prepared.paragraphs.slice(1)) {
    const [first, next] = sentences[0] ? readTokens(prepared.text, sentences[0], cues) : []
    const name = isName(first) ? first?.text : undefined
    const [, guest] =
      /^([\p{sc=Han}·•－-]{2,12}?)(?:表示|指出|强调|说|感谢|转交|转达|高度评价|完全赞同|代表)/u.exec(name ?? '') ?? []
    const written = guest ?? (is(next, CUE.relative) ? name : undefined)
    if (written !== undefined && !named.some((slot) => slot.written === written)) return written
  }
  return undefined
}

function toParticipant({ officials }: FinderInput, { written, party }: Slot): ChineseParticipant[] {
  if (written === undefined || party === undefined) return []
  const known = officials.byForeignName(written)
  const official = known.find((one) => one.party === party) ?? (known.length === 1 ? known[0] : undefined)
  return [{ name: official?.name ?? written, written, party }]
}

function atMostTwoEach(participants: readonly ChineseParticipant[]): ChineseParticipant[] {
  return participants.filter(({ party, name }, at) => {
    const earlier = participants.slice(0, at).filter((other) => other.party === party)
    return earlier.length < 2 && !earlier.some((other) => other.name === name)
  })
}
