import type { ProposedSentence } from '../../domain/model.ts'

/**
 * Sentences that cite facts by number, told by the numbers that the same facts have now. `before` and `now` name the facts that stand first;
 * numbers beyond them count on, and 0 stays. A sentence that rests on what is no longer there is left out.
 */
export function rebase(
  sentences: readonly ProposedSentence[],
  before: readonly string[],
  now: readonly string[],
): readonly ProposedSentence[] {
  const isSame = before.length === now.length && before.every((fact, index) => fact === now[index])
  if (isSame) return sentences
  const numberNow = (cited: number): number | undefined => {
    if (cited <= 0) return cited
    const fact = before[cited - 1]
    if (fact === undefined) return cited - before.length + now.length
    const at = now.indexOf(fact)
    return at < 0 ? undefined : at + 1
  }
  return sentences.flatMap(({ cites, ...sentence }) => {
    const renumbered = cites.map(numberNow)
    const known = renumbered.filter((number) => number !== undefined)
    return known.length === renumbered.length ? [{ ...sentence, cites: known }] : []
  })
}
