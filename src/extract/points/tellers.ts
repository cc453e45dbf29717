import { withArticle } from '../../countries/article.ts'
import type { PartyCode, Voice } from '../../domain/key-point.ts'

/** Who speaks and who reports it, as a statement's subject. */
export type Subject = { readonly words: string; readonly plural: boolean }

/** What a statement needs to know of the account. */
export type Teller = {
  readonly encounter: { readonly parties: readonly PartyCode[]; readonly issuer: PartyCode | undefined }
  readonly displayName: (code: string) => string
  /** `subjectOf` of this account; most statements of one share a handful of subjects. */
  readonly subject: (voice: Voice) => Subject
}

/** `subjectOf` with its answers kept. */
export function subjectsOf(account: Pick<Teller, 'encounter' | 'displayName'>): Teller['subject'] {
  const known = new Map<Voice, Subject>()
  return (voice) => {
    const subject = known.get(voice) ?? subjectOf(account, voice)
    known.set(voice, subject)
    return subject
  }
}

/** "Azerbaijan, as reported by China," or "China" of its own account; `joint` too is someone's report. */
function subjectOf(
  { encounter: { issuer, parties }, displayName }: Pick<Teller, 'encounter' | 'displayName'>,
  voice: Voice,
): Subject {
  const plural = voice === 'joint'
  const sides = parties.length > 2 ? 'The sides' : 'Both sides'
  const name = plural ? sides : capitalised(withArticle(displayName(voice)))
  if (issuer === undefined || issuer === voice) return { words: name, plural }
  return { words: `${name}, as reported by ${withArticle(displayName(issuer))},`, plural }
}

/** "China and the United Arab Emirates": the issuer first, then the others. */
export function partiesOf({ encounter: { issuer, parties }, displayName }: Teller): string {
  const ordered = parties.toSorted((a, b) => Number(b === issuer) - Number(a === issuer))
  return listed(ordered.map((party) => withArticle(displayName(party))))
}

/** "a, b and c". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

/** `The two sides`, from `the two sides`. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
