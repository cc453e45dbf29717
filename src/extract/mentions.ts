import type { Gazetteer } from '../countries/gazetteer.ts'
import type { NameMeaning } from '../countries/terms.ts'
import type { PartyCode } from '../domain/key-point.ts'
import type { PartyMention } from './prepared.ts'
import { compileScanner, type Hit } from './scan.ts'
import type { Dictionary } from './dictionary.ts'

/** Which party an unclear word means in one text. */
export type Decide = (meaning: NameMeaning) => PartyCode | undefined

/** Parties as one text names them, and how its unclear words are to be taken. */
export type Mentions = { readonly mentions: readonly PartyMention[]; readonly decide: Decide }

/** Finds every party that a text of `language` names, in order; `title` only helps to tell what unclear words mean. */
export function compileMentions(
  gazetteer: Gazetteer,
  language: string,
  dictionary?: Dictionary,
): (text: string, title: string) => Mentions {
  const scanner = compileScanner(gazetteer.terms(language), dictionary)
  return (text, title) => {
    const hits = scanner.scan(text)
    const decide = decideBy(text, [...hits, ...scanner.scan(title)])
    const mentions = hits.flatMap(({ start, end, value }) => {
      const party = decide(value)
      return party === undefined ? [] : [{ start, end, party, form: value.form }]
    })
    return { mentions, decide }
  }
}

/** Of several candidates the one that the text names most often by clear words; if none, the preferred one. */
function decideBy(text: string, hits: readonly Hit<NameMeaning>[]): Decide {
  const counts = new Map<PartyCode, number>()
  for (const { value } of hits) {
    const [only, another] = value.candidates
    if (only !== undefined && another === undefined && value.unless === undefined && value.form !== 'side') {
      counts.set(only, (counts.get(only) ?? 0) + 1)
    }
  }
  return ({ candidates, prefer, unless }) => {
    if (candidates.length === 1 && prefer !== undefined && unless === undefined) return prefer
    const named = candidates.filter((party) => counts.has(party))
    const best = named.sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))[0]
    if (best !== undefined) return best
    return unless?.some((word) => text.includes(word)) ? undefined : prefer
  }
}
