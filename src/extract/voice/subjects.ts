import type { Reference } from './references.ts'
import { type Scene, stands } from './scene.ts'

/** A sentence that names more is a list, and its end no new speaker's. */
export const MOST_NAMES = 60
/** A date or place may stand before a Chinese subject. */
const OPENING = 10
/** One Chinese character. */
export const HAN_LETTER = /\p{Script=Han}/u

/** Whether the reference can be the subject of speech, first of all or in a later clause. */
export function maySpeak(scene: Scene, subject: Reference, later: boolean): boolean {
  const { hits, lists, sentence, midSpeech } = scene
  if ((later && !isNamed(subject)) || isInside(scene, subject)) return false
  if (
    (isOwner(scene, subject) || isBlocked(scene, subject)) &&
    !isSource(scene, subject) &&
    !isContrasted(scene, subject)
  )
    return false
  if (midSpeech && subject.kind === 'country') return false
  if (subject.kind === 'title' && !isDefinite(scene, subject)) return false
  // "I" in a quotation is whoever is quoted.
  if (subject.kind === 'self' && /["“‘]/.test(scene.text.slice(sentence.start, subject.start))) return false
  const shared = subject.kind === 'both' || subject.kind === 'many'
  if (later)
    return stands(scene, lists.turns, subject) || opensHanClause(scene, subject) || isContrasted(scene, subject)
  // "Last year the two sides announced …" is what the speaker tells.
  return !(midSpeech && shared && hits.first(lists.past, sentence))
}

/** Whether words that need no verb make the reference the speaker: "according to Marr", "in Marr's view", "as Marr put it", "voiced by Marr". */
export function isSource(scene: Scene, reference: Reference): boolean {
  const { text, lists } = scene
  const { start, end } = reference
  if (stands(scene, lists.according, reference) || isFor(scene, reference)) return true
  if (isOwner(scene, reference))
    return VIEW.test(text.slice(end, end + 24)) && IN.test(text.slice(Math.max(0, start - 8), start))
  // Most names follow none of "as", "by" and "the", which the slower patterns below begin with.
  if (!/[sye] $/.test(text.slice(Math.max(0, start - 2), start))) return false
  return (
    (AS.test(text.slice(Math.max(0, start - 8), start)) && PUT.test(text.slice(end, end + 24))) ||
    AGENT.test(text.slice(Math.max(0, start - 40), start))
  )
}

/** "For Marr, rail is a blessing": not for a country, which is only what the matter is about. */
const isFor = ({ text, sentence }: Scene, { kind, start, end }: Reference): boolean =>
  kind !== 'country' && /^["“]?For\s(?:the\s)?$/.test(text.slice(sentence.start, start)) && text[end] === ','

const IN = /\bin\s(?:the\s)?$/i
const AS = /\bas\s(?:the\s)?$/i
const VIEW = /^['’]s?\s(?:own\s)?(?:view|opinion|words|eyes|judge?ment|assessment)\b/
const PUT = /^\s(?:put|puts|sees|saw|phrased|understands)\sit\b/
const AGENT =
  /\b(?:was|were|been)\s(?:also\s)?(?:expressed|voiced|raised|stressed|briefed|informed|underlined|conveyed|reaffirmed|reiterated|noted|welcomed|rejected|proposed|criticised|criticized)\sby\s(?:the\s)?$/

/** "Vell said …, while Marr called for …". */
function isContrasted({ text, sentence }: Scene, { start, end }: Reference): boolean {
  if (text[end] !== ' ') return false
  if (/,\s(?:while|whereas|to which)\s(?:the\s)?$/.test(text.slice(Math.max(0, start - 20), start))) return true
  // "While Vell spoke of rail, Marr spoke of wheat."
  const before = text.slice(sentence.start, start)
  return /^(?:While|Whereas)\s(?:the\s|[^,]+,\s(?:the\s)?)?$/.test(before)
}

/** "Marr's delegation" is not Marr. */
const isOwner = ({ text }: Scene, { end }: Reference): boolean =>
  isApostrophe(text[end]) && OWNING.test(text.slice(end, end + 3))

const OWNING = /^['’]s?\s/

/** Whether one stands there at all: asked first, of every name, since it mostly does not. */
const isApostrophe = (mark: string | undefined): boolean => mark === "'" || mark === '’'

/** "安娜强调自由贸易，博马尔表示赞同": a person after a comma; not right after a verb of speech, whose words then begin. */
function opensHanClause({ text, hits, lists }: Scene, { kind, start, end: behind }: Reference): boolean {
  if (kind !== 'person' || text[start - 1] !== '，') return false
  const verbs = [lists.says, lists.agrees].flatMap((list) => hits.within(list, { start: start - 8, end: start }))
  if (verbs.some(({ end }) => end === start - 1)) return false
  // 林文主席提出的倡议 is what the first speaker names.
  return hits.within(lists.says, { start: behind, end: behind + 8 }).some(({ end }) => text[end] !== '的')
}

/** "the President", "Prime Minister"; "a wise leader" is nobody. */
function isDefinite({ text }: Scene, { start }: Reference): boolean {
  return /^\P{Ll}/u.test(text.slice(start, start + 1)) || /\bthe\s$/i.test(text.slice(Math.max(0, start - 4), start))
}

/** Chinese subjects open a clause; elsewhere in it they are what the verb is about: 遵守双方签署的协议. */
function isInside({ text, sentence }: Scene, { start }: Reference): boolean {
  if (!HAN_LETTER.test(text[start] ?? '')) return false
  return start - sentence.start > OPENING && HAN_LETTER.test(text[start - 1] ?? '')
}

/** Only people, sides and titles take the word within another's sentence: "…, and the French President said". */
const isNamed = ({ kind }: Reference): boolean =>
  kind === 'person' || kind === 'side' || kind === 'title' || kind === 'guest' || kind === 'other'

/** "with the President"; in "of Ukraine and Poland", Poland too. */
export function isBlocked(scene: Scene, subject: Reference): boolean {
  let at = scene.references.indexOf(subject)
  for (let joined = 0; joined < MOST_NAMES; joined += 1) {
    const reference = scene.references[at]
    if (reference && stands(scene, scene.lists.blockers, reference)) return true
    const before = scene.references[at - 1]
    if (!reference || !before || !AND.test(scene.text.slice(before.end, reference.start))) return false
    at -= 1
  }
  return false
}

const AND = /^\s(?:and|och|und|et|y|и)\s(?:the\s)?$/

/** "Xi Jinping and Emmanuel Macron": the references that share one verb. */
export function coordinated({ text, references }: Scene, from: number): Reference[] {
  const group: Reference[] = []
  for (let i = from; i < references.length; i += 1) {
    const next = references[i]
    const last = group.at(-1)
    if (!next) break
    if (last) {
      const between = text.slice(last.end, next.start)
      const listed = /^\s?[,、]\s?$/.test(between) && last.kind === 'person' && next.kind === 'person'
      if (!listed && !/^\s?,?\s?(?:and|och|und|et|y|и|和)\s?(?:the\s|his\s|her\s)?$/.test(between)) break
    }
    group.push(next)
  }
  return group
}
