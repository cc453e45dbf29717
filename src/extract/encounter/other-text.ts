import type { DocumentCue } from '../../domain/encounter-words.ts'
import type { PartyCode } from '../../domain/key-point.ts'
import type { FoundEncounter } from '../prepared.ts'
import { typeOfOther } from './document-type.ts'
import type { FinderInput } from './input.ts'
import { partyOf } from './parties.ts'
import type { Token } from './tokens.ts'

/** What is known of a text that is no account of an encounter: its type, and the parties and the day that its head names. */
export function describeOther(
  input: FinderInput,
  title: readonly Token[],
  opening: readonly Token[],
  kinds: ReadonlySet<DocumentCue>,
  day: string | undefined,
): FoundEncounter {
  const { document, prepared } = input
  // A title says whom the text is about; its first lines also name whoever they speak of.
  const titled = sidesIn(title, input)
  const parties = titled.size > 0 ? titled : sidesIn(opening, input)
  return {
    documentType: typeOfOther(kinds),
    readout: false,
    format: null,
    parties: [...parties].sort(),
    date: day ?? prepared.published ?? null,
    principals: [],
    place: null,
    issuer: document.issuer,
    people: [],
  }
}

function sidesIn(tokens: readonly Token[], { decide, gazetteer }: FinderInput): Set<PartyCode> {
  return new Set(tokens.flatMap((token) => partyOf(token, decide) ?? []).filter(gazetteer.isSide))
}
