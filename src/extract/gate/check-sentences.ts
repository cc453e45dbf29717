import type { PartyCode } from '../../domain/key-point.ts'
import type { DropReason, Drops, EncounterFacts, Fact, ProposedSentence } from '../../domain/model.ts'
import { checkForm, checkGrounds } from './check-sentence.ts'
import { gatherGrounds, type Grounds } from './grounds.ts'
import { createTally } from './tally.ts'
import type { Tools } from './tools.ts'

/** A fact with the parties that its quotes name in their context, and the language that these are in. */
export type KnownFact = Fact & { readonly parties: readonly PartyCode[]; readonly language: string }

/** Sentences that rest on what they cite; the rest is counted. */
export type CheckedSentences = { readonly sentences: readonly ProposedSentence[]; readonly dropped: Drops }

/** The facts, with the parties that each names by itself. */
export function knownFacts(tools: Tools, facts: readonly Fact[]): KnownFact[] {
  return facts.map(({ statement, quotes }) => {
    const { mentions, language } = tools.prepare({ text: quotes.join('\n') }).prepared
    return { statement, quotes, parties: mentions.map(({ party }) => party), language }
  })
}

/** Checks sentences against what they cite, numbers from 1; 0 is the encounter. */
export function checkSentences(
  tools: Tools,
  sentences: readonly ProposedSentence[],
  facts: readonly KnownFact[],
  encounter: EncounterFacts | undefined,
): CheckedSentences {
  const tally = createTally()
  const kept = sentences.flatMap(({ text, cites }) => {
    const sentence = { text: text.trim(), cites: [...new Set(cites)].toSorted((a, b) => a - b) }
    const reason = checkSentence(tools, sentence, facts, encounter)
    if (reason !== undefined) tally.drop(reason)
    return reason === undefined ? [sentence] : []
  })
  return { sentences: kept, dropped: tally.drops() }
}

function checkSentence(
  tools: Tools,
  { text, cites }: ProposedSentence,
  facts: readonly KnownFact[],
  encounter: EncounterFacts | undefined,
): DropReason | undefined {
  const least = encounter ? 0 : 1
  if (cites.length === 0 || cites.some((cite) => !Number.isInteger(cite) || cite < least || cite > facts.length)) {
    return 'uncited'
  }
  const form = checkForm(tools, text)
  if (form !== undefined) return form
  const grounds = groundsOf(tools, cites, facts, encounter)
  return checkGrounds(tools, text, grounds, { issuer: undefined, sides: encounter?.parties.length ?? 0 })
}

function groundsOf(
  tools: Tools,
  cites: readonly number[],
  facts: readonly KnownFact[],
  encounter: EncounterFacts | undefined,
): Grounds {
  const cited = cites.flatMap((cite) => facts[cite - 1] ?? [])
  const texts = cited.flatMap(({ statement, quotes }) => [statement, ...quotes])
  const named = cited.flatMap(({ statement, parties }) => [
    ...parties,
    ...tools.mentionsIn(statement).mentions.map(({ party }) => party),
  ])
  const isOfEncounter = encounter !== undefined && cites.includes(0)
  if (isOfEncounter) texts.push(encounterText(encounter))
  const parties = isOfEncounter ? encounter.parties : []
  const isEnglish = cited.every(({ language }) => language === 'en')
  return gatherGrounds(tools, texts, named, { parties, encounter, isEnglish, ofEncounter: isOfEncounter })
}

/** Who met, where and when, in words. */
const encounterText = ({ principals, place, date }: EncounterFacts): string =>
  [...principals, place ?? '', date ?? ''].join('; ')
