import type { Voice } from '../../domain/key-point.ts'
import type { ListId } from '../points/hits.ts'
import type { Hit } from '../scan.ts'
import type { Span } from '../segment.ts'
import type { Reference } from './references.ts'
import type { Scene } from './scene.ts'
import { coordinated, HAN_LETTER, isBlocked, isSource, MOST_NAMES, maySpeak } from './subjects.ts'

/** A clause that says who speaks: from `start` on, the words are this voice's, and of `others` who speak with it though not all sides do. */
export type Frame = {
  readonly start: number
  readonly voice: Voice | undefined
  readonly others?: readonly Voice[]
  readonly plural: boolean
}

/** How far a verb of speech may stand behind its subject, in characters: "Xi, who is also general secretary of the Party, said". */
type Reach = { readonly far: number; readonly close: number; readonly adjacent: number }
const LATIN: Reach = { far: 160, close: 40, adjacent: 16 }
const HAN: Reach = { far: 40, close: 14, adjacent: 4 }

/**
 * The frames of one sentence, in order. The first is the first subject with a verb of speech, wherever that stands ("…, he said");
 * further ones open a new clause ("…, and Macron said").
 */
export function findFrames(scene: Scene): Frame[] {
  const { sentence, references, resolve } = scene
  const frames: Frame[] = []
  if (references.length === 0) return frames
  const verbs = verbsOf(scene)
  for (let i = 0; i < Math.min(references.length, MOST_NAMES); i += 1) {
    const subject = references[i]
    if (!subject || !maySpeak(scene, subject, frames.length > 0)) continue
    const group = coordinated(scene, i)
    if (!speaks(scene, group, verbs, reachOf(scene, subject, frames.length > 0))) continue
    const [voice, ...others] = voicesOf(scene, new Set(group.map(resolve)))
    if (voice === undefined) continue
    const plural =
      group.length > 1 || subject.kind === 'many' || /s$/.test(scene.text.slice(subject.start, subject.end))
    frames.push({ start: frames.length === 0 ? sentence.start : subject.start, voice, others, plural })
    i += group.length - 1
  }
  return frames
}

/** Who speaks where several do: all sides together, or in a session of three each of two. */
function voicesOf({ sides }: Scene, voices: ReadonlySet<Voice | undefined>): readonly Voice[] {
  const known = [...voices].filter((voice) => voice !== undefined)
  const each = voices.size < 2 || (known.length === voices.size && !voices.has('joint') && known.length < sides.size)
  return each ? known : ['joint']
}

const LABEL = /^\s?(?:\([^)]{1,40}\))?\s?[:：]/

/** A transcript's label: "President of Russia Vladimir Putin: …". */
export function findLabel(scene: Scene): Frame | undefined {
  const { text, references, resolve } = scene
  const named = references.find(
    (r) => r.kind === 'person' && LABEL.test(text.slice(r.end, r.end + 45)) && isHeading(scene, r),
  )
  const voice = named && resolve(named)
  return named && voice !== undefined ? { start: named.start, voice, plural: false } : undefined
}

/** A label opens its sentence, or follows a heading that ran into it; "as Xi put it:" is none. */
function isHeading({ hits, lists, sentence, text }: Scene, { start, end }: Span): boolean {
  if (start - sentence.start <= 2) return true
  const before = text.slice(sentence.start, start)
  const titled = hits.first(lists.titles, { start, end }) !== undefined
  return titled && !/[,"“:]/.test(before) && !hits.first(lists.says, { start: sentence.start, end: start })
}

/** The first verb of speech of the sentence, whoever is its subject. */
export const firstVerb = ({ hits, lists, sentence }: Scene): Span | undefined => hits.first(lists.says, sentence)

function verbsOf({ hits, lists, sentence, praiseCounts, midSpeech }: Scene): Hit<ListId>[] {
  const counting = [
    lists.says,
    lists.agrees,
    praiseCounts ? lists.praises : undefined,
    midSpeech ? undefined : lists.holds,
  ]
  return counting.flatMap((list) => hits.within(list, sentence)).sort((a, b) => a.start - b.start)
}

function reachOf({ text }: Scene, { kind, start }: Reference, later: boolean): number {
  const reach = HAN_LETTER.test(text[start] ?? '') ? HAN : LATIN
  if (later || kind === 'country') return reach.adjacent
  return kind === 'person' || kind === 'side' ? reach.far : reach.close
}

function speaks(scene: Scene, group: readonly Reference[], verbs: readonly Hit<ListId>[], reach: number): boolean {
  const end = group.at(-1)?.end ?? 0
  const together = group.length > 1 || group[0]?.kind === 'both' || group[0]?.kind === 'many'
  const { agrees, holds } = scene.lists
  if (group[0] && isSource(scene, group[0])) return true
  if (group[0]?.kind === 'country' && isTold(scene, group[0], verbs)) return false
  const verb = verbs.find(
    ({ start, value }) =>
      start >= end && (together || (value !== agrees && value !== holds)) && !isPassive(scene, start),
  )
  const wished = verb !== undefined && together && isWished(scene, { start: end, end: verb.start })
  const near = verb !== undefined && !wished && verb.start - end <= reach && !isTaken(scene, group, verb)
  return near || group.some((reference) => isInverted(scene, reference, verbs))
}

/** "Borea would like more trade, he said": a country's wish that somebody tells. */
function isTold({ text, references, lists }: Scene, { end }: Span, verbs: readonly Hit<ListId>[]): boolean {
  const tellers = references.filter(
    ({ kind, start }) => start > end && kind !== 'country' && /,["”]?\s(?:the\s)?$/.test(text.slice(start - 7, start)),
  )
  return tellers.some((teller) =>
    verbs.some(({ start, value }) => value === lists.says && start >= teller.end && start - teller.end <= 1),
  )
}

/** "The President was asked": whoever spoke, it was not he. */
const isPassive = ({ text }: Scene, verb: number): boolean =>
  /\b(?:was|were|been|being)\s(?:\p{L}+\s)?$/u.test(text.slice(Math.max(0, verb - 24), verb))

/** "The two sides should agree", and in a speech "the two countries have confirmed": what the speaker wants or tells of both. */
function isWished({ hits, lists, midSpeech }: Scene, between: Span): boolean {
  return (
    hits.first(lists.modals, between) !== undefined || (midSpeech && hits.first(lists.perfect, between) !== undefined)
  )
}

/** "President Xi is a wise leader, Aliyev said", "…, said Aliyev": the verb has a subject of its own right beside it. */
function isTaken(scene: Scene, group: readonly Reference[], verb: Span): boolean {
  const end = group.at(-1)?.end ?? 0
  return scene.references.some((other) => {
    if (other.start < end) return false
    const beside = other.end <= verb.start && verb.start - other.end <= 1
    return beside ? !isBlocked(scene, other) : isInverted(scene, other, [verb])
  })
}

/** "…", said Xi. */
function isInverted({ text }: Scene, { kind, start: at, end }: Reference, verbs: readonly Span[]): boolean {
  if (kind === 'country' || /^['’]s?\s/.test(text.slice(end, end + 3))) return false
  return verbs.some(
    (verb) =>
      verb.end <= at &&
      /^\s(?:the\s|its\s|his\s|her\s)?$/.test(text.slice(verb.end, at)) &&
      /[,"”’–-]\s?$/.test(text.slice(Math.max(0, verb.start - 3), verb.start)),
  )
}
