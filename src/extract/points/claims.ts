import type { LexiconSubject } from '../../domain/lexicon.ts'
import type { EvidenceList, Voice } from '../../domain/key-point.ts'
import type { Ground } from './ground.ts'
import { asEvidence, quoteAround } from './quote.ts'
import type { Match } from './rules.ts'

/** All that one voice says on one subject. */
export type Stand<Claim extends string> = {
  readonly voice: Voice
  readonly claims: readonly Claim[]
  readonly matches: readonly Match[]
  readonly evidence: EvidenceList
}

/** The claims of one subject by voice, in the order of `known`; one stand a voice, in order of its first words. */
export function claimsByVoice<Claim extends string>(
  ground: Ground,
  subject: LexiconSubject,
  known: readonly Claim[],
): Stand<Claim>[] {
  const said = ground.matchesOf(subject).flatMap((match) => voicesOf(ground, match).map((voice) => ({ voice, match })))
  return [...Map.groupBy(said, ({ voice }) => voice)].flatMap(([voice, all]) => {
    const matches = all.map(({ match }) => match)
    const given = new Set<string>(matches.map(({ rule }) => rule.gives))
    const evidence = asEvidence(matches.map(({ sentence, reach }) => quoteAround(ground.text, sentence, reach)))
    if (!evidence) return []
    for (const { start, end, rule } of matches)
      ground.note?.({ start, end, rule: rule.name, outcome: 'kept', reason: `said by ${voice}` })
    return [{ voice, claims: known.filter((claim) => given.has(claim)), matches, evidence }]
  })
}

/** What a document says that the account reports as signed or issued is both sides' word. */
function voicesOf({ voiceAt, hits, lexicon }: Ground, { start, sentence }: Match): readonly Voice[] {
  const span = voiceAt(start)
  if (span?.voice === undefined) return []
  const signed = span.told && hits.first(lexicon.list('agreements', 'concludes'), sentence) !== undefined
  return signed ? ['joint'] : [span.voice, ...span.others]
}
