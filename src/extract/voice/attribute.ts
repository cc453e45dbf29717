import type { PartyCode, Voice } from '../../domain/key-point.ts'
import type { HitIndex } from '../points/hits.ts'
import type { LanguageLexicon } from '../points/lexicon.ts'
import type { FoundEncounter, Prepared } from '../prepared.ts'
import type { Paragraph, Span } from '../segment.ts'
import { type Frame, findFrames, findLabel, firstVerb } from './frames.ts'
import { findReferences, type Reference, titlesInUse } from './references.ts'
import type { VoiceLists } from './lists.ts'
import { continuesQuotation, endsQuotation, opensQuotation } from './quotations.ts'
import type { Resolve, Scene } from './scene.ts'
import { sideOfStranger, strangerBefore } from './strangers.ts'
import { holderOf, type TitleUse } from './titles.ts'

/**
 * Whose words a stretch of the text reports. `told`: nobody's speech, the issuer's own account. No voice: somebody speaks whose side the
 * text does not tell.
 */
export type VoiceSpan = Span & {
  readonly voice: Voice | undefined
  /** Who else says the same in the same words: two of the three who met. */
  readonly others: readonly Voice[]
  readonly told: boolean
}

/** Covers every sentence, in order; a sentence in which speech changes gives several spans. */
export function attributeVoices(
  prepared: Prepared,
  encounter: FoundEncounter,
  lexicon: LanguageLexicon,
  hits: HitIndex,
): VoiceSpan[] {
  const references = findReferences(prepared.text, encounter, prepared.mentions, lexicon, hits)
  const titles = titlesInUse(prepared.text, references, lexicon, hits)
  return new Attribution(prepared, encounter, references, titles, hits, lexicon.voice).over(prepared.paragraphs)
}

/** Who was speaking last, as the text is read from its beginning. */
class Attribution {
  readonly #text: string
  readonly #mentions: Prepared['mentions']
  readonly #teller: Voice
  readonly #sides: ReadonlySet<PartyCode>
  readonly #references: readonly Reference[]
  readonly #use: TitleUse
  readonly #hits: HitIndex
  readonly #lists: VoiceLists
  readonly #spans: VoiceSpan[] = []
  readonly #strangers = new Map<string, PartyCode | undefined>()
  readonly #isHan: boolean
  /** Whether the teller's people were received in the other's country. */
  readonly #isAbroad: boolean
  #next = 0
  #voice: Voice | undefined
  #others: readonly Voice[] = []
  #told = true
  #transcript = false
  /** Whether the last speakers were several people of one side, whom "they" then means. */
  #plural = false
  /** The side that "he" means: the last that spoke alone. */
  #single: PartyCode | undefined

  constructor(
    { text, mentions, language }: Prepared,
    encounter: FoundEncounter,
    references: readonly Reference[],
    titles: ReadonlyMap<string, ReadonlySet<PartyCode>>,
    hits: HitIndex,
    lists: VoiceLists,
  ) {
    this.#text = text
    this.#mentions = mentions
    this.#isHan = language === 'zh'
    this.#references = references
    this.#hits = hits
    this.#lists = lists
    this.#teller = encounter.issuer ?? encounter.people[0]?.party ?? encounter.parties[0] ?? 'joint'
    this.#use = { text, hits, lists, titles, teller: this.#teller }
    this.#voice = this.#teller
    this.#sides = new Set([...encounter.parties, ...encounter.people.map(({ party }) => party)])
    const where = mentions.find(({ start, end }) => text.slice(start, end) === encounter.place)?.party
    this.#isAbroad = where !== undefined && where !== this.#teller && this.#sides.has(where)
  }

  over(paragraphs: readonly Paragraph[]): VoiceSpan[] {
    for (const { sentences } of paragraphs) this.#readAll(sentences)
    return this.#spans
  }

  #readAll(sentences: readonly Span[]): void {
    let quoted: number | undefined
    for (const [i, sentence] of sentences.entries()) {
      const at = this.#spans.length
      const speaks = this.#read(sentence, i === 0)
      if (speaks && quoted !== undefined && endsQuotation(this.#text, sentence)) this.#giveBack(quoted, at)
      if (speaks || !continuesQuotation(this.#text, sentence)) quoted = undefined
      else if (opensQuotation(this.#text, sentence)) quoted ??= at
    }
  }

  /** What stands in quotation marks before its speaker is named is that speaker's. */
  #giveBack(from: number, to: number): void {
    const speaker = this.#spans[to]
    if (!speaker) return
    const { voice, others } = speaker
    for (let at = from; at < to; at += 1) {
      const span = this.#spans[at]
      if (span) this.#spans[at] = { ...span, voice, others, told: false }
    }
  }

  /** Whether somebody is said to speak in the sentence. */
  #read(sentence: Span, opening: boolean): boolean {
    const references = this.#referencesOf(sentence)
    const frames = this.#framesOf(sentence, references, opening)
    const from = frames[0]?.start ?? sentence.end
    if (frames.length === 0) this.#carryOn(sentence, opening, references)
    if (from > sentence.start) this.#close(sentence.start, from)
    frames.forEach((frame, i) => {
      this.#speak(frame)
      this.#close(frame.start, frames[i + 1]?.start ?? sentence.end)
    })
    return frames.length > 0
  }

  #referencesOf(sentence: Span): Reference[] {
    const found: Reference[] = []
    for (; this.#next < this.#references.length; this.#next += 1) {
      const reference = this.#references[this.#next]
      if (!reference || reference.start >= sentence.end) break
      if (reference.start >= sentence.start) found.push(reference)
    }
    return found
  }

  /** From a transcript's first label on, only labels count. */
  #framesOf(sentence: Span, references: readonly Reference[], opening: boolean): Frame[] {
    const midSpeech = !opening && !this.#told && this.#voice !== 'joint'
    const scene: Scene = {
      text: this.#text,
      sentence,
      references,
      hits: this.#hits,
      lists: this.#lists,
      resolve: this.#resolve,
      sides: this.#sides,
      // Within one side's speech, "President Xi proposed …" is what that side says of him; but accounts that put all in one
      // paragraph go on from their own side to the other with "The President of Egypt thanked …". Chinese ones never do.
      praiseCounts: !midSpeech || (this.#voice === this.#teller && !this.#isHan),
      midSpeech,
    }
    const label = findLabel(scene)
    if (label) this.#transcript = true
    if (this.#transcript) return label ? [label] : []
    const frames = findFrames(scene)
    return frames.length > 0 ? frames : this.#stranger(scene)
  }

  /** Somebody whom the encounter does not know: words that are not told whose must not pass for the last speaker's. */
  #stranger(scene: Scene): Frame[] {
    const verb = firstVerb(scene)
    const name = verb && strangerBefore(this.#text, scene.sentence, verb)
    if (name === undefined) return []
    const { start } = scene.sentence
    if (!this.#strangers.has(name)) this.#strangers.set(name, sideOfStranger(this.#text, name, start, this.#mentions))
    return [{ start, voice: this.#strangers.get(name), plural: false }]
  }

  #speak({ voice, others = [], plural }: Frame): void {
    this.#voice = voice
    this.#others = others
    this.#told = false
    this.#plural = plural
    if (voice !== 'joint') this.#single = voice
  }

  /** A sentence that names no speaker goes on with the last one, unless the account takes over. */
  #carryOn(sentence: Span, opening: boolean, references: readonly Reference[]): void {
    if (this.#told) this.#remember(references)
    else if (opening) this.#introduce(sentence, references)
    if (this.#transcript) return
    const agreed = this.#hits.first(this.#lists['passives-both'], sentence) !== undefined
    const { passives, signings, past } = this.#lists
    const signed = this.#hits.first(signings, sentence) && !this.#hits.first(past, sentence)
    if (agreed || signed || this.#hits.first(passives, sentence)) {
      this.#voice = agreed ? 'joint' : this.#teller
      this.#others = []
      this.#told = !agreed
      return
    }
    if (this.#told) return
    const shared = this.#voice === 'joint'
    const own = opening && this.#isOurs(sentence)
    const narrated = (opening || shared) && this.#hits.first(this.#lists.narrates, sentence) !== undefined
    const together = references[0]?.kind === 'both' || references[0]?.kind === 'many'
    if (!own && !narrated && (!shared || together)) return
    this.#voice = this.#teller
    this.#told = true
  }

  /** "We welcomed the plan.": a paragraph in which the writers speak of themselves, and quote nobody. */
  #isOurs(sentence: Span): boolean {
    const we = this.#hits.first(this.#lists.we, sentence)
    return we !== undefined && !/["“„«]/.test(this.#text.slice(sentence.start - 1, we.start))
  }

  /** "He Lifeng met Bessent. He said …": the subject of the account is whom a pronoun means. */
  #remember(references: readonly Reference[]): void {
    const subject = references.find(({ kind }) => kind === 'person')
    if (subject?.party !== undefined) this.#single ??= subject.party
  }

  /** "President Marr agreed. She said …": a paragraph that begins with a person goes on with them. */
  #introduce({ start }: Span, [subject]: readonly Reference[]): void {
    if (subject?.kind === 'person' && subject.party !== undefined && subject.start - start <= 2)
      this.#single = subject.party
  }

  #close(start: number, end: number): void {
    this.#spans.push({ start, end, voice: this.#voice, others: this.#told ? [] : this.#others, told: this.#told })
  }

  /** A third country has a voice only through somebody who speaks for it: "the Brazilian side said"; a third body has none. */
  readonly #resolve: Resolve = ({ kind, party, start, end }) => {
    if (party !== undefined) {
      const speaks = kind === 'person' || (kind === 'side' && party.length === 2)
      return speaks || this.#sides.has(party) ? party : undefined
    }
    if (kind === 'both') return 'joint'
    if (kind === 'many') return this.#plural && !this.#told ? this.#voice : 'joint'
    if (kind === 'self') return this.#told ? this.#teller : this.#voice
    if (kind === 'one') return this.#single ?? this.#teller
    if (kind === 'guest')
      return this.#isAbroad && VISITOR.test(this.#text.slice(start, end)) ? this.#teller : this.#counterpart
    if (kind === 'other') return (this.#single ?? this.#teller) === this.#teller ? this.#counterpart : this.#teller
    return holderOf(this.#use, { start, end }, { single: this.#single, counterpart: this.#counterpart })
  }

  /** The one side besides the teller's; `undefined` where there are several. */
  get #counterpart(): PartyCode | undefined {
    const others = [...this.#sides].filter((side) => side !== this.#teller)
    return others.length === 1 ? others[0] : undefined
  }
}

/** Who came, not who received. */
const VISITOR = /guest|visit|来访|来宾|客人/i
