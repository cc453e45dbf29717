import type { PartyCode } from '../domain/key-point.ts'
import type { Account, Engagement } from '../domain/news.ts'
import type { DocumentType } from '../domain/reading.ts'
import type { KeptReading } from '../domain/readout.ts'
import { isAuthoritative } from '../domain/source.ts'
import { dayOf, languageOf } from './pairing.ts'

/** An account where the ledger files it; of its texts only those that may feed the ledger. */
export type FiledAccount = {
  readonly account: Account
  readonly engagementId: string
  readonly issuer: PartyCode
  /** The parties besides the issuer, joined by `+`: `AZ`. */
  readonly party: string
  readonly documentType: DocumentType
  /** Of the encounter, else of publication, `YYYY-MM-DD`. */
  readonly day: string
  readonly texts: readonly [KeptReading, ...KeptReading[]]
}

/** Accounts in order of encounter day, whatever order they arrived in; what has no day, no party or no authoritative text is left out. */
export function fileAccounts(engagements: readonly Engagement[]): FiledAccount[] {
  return inOrderOfDay(engagements.flatMap(fileEngagement))
}

/** The accounts of one engagement. */
export function fileEngagement({ id, accounts }: Engagement): FiledAccount[] {
  return accounts.flatMap((account) => fileAccount(account, id))
}

/** In the order of `fileAccounts`. */
export function inOrderOfDay(filed: readonly FiledAccount[]): FiledAccount[] {
  return [...filed].sort((a, b) => compare(a.day, b.day) || compare(a.account.id, b.account.id))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function fileAccount(account: Account, engagementId: string): FiledAccount[] {
  const [first, ...others] = account.texts.filter(({ readout }) => isAuthoritative(readout))
  const day = first && dayOf(first)
  if (!first || day === undefined) return []
  const party = first.reading.parties.filter((code) => code !== account.issuer).join('+')
  if (party === '') return []
  const { documentType } = first.reading
  return [{ account, engagementId, issuer: account.issuer, party, documentType, day, texts: [first, ...others] }]
}

/** What may be compared with one another: same issuer, same party, same kind of document. */
export function filingKey({ issuer, party, documentType }: FiledAccount): string {
  return `${issuer} ${party} ${documentType}`
}

/** Two texts to compare, one an account: in the same language where both have one, else the first of each. */
export function comparableTexts(a: FiledAccount, b: FiledAccount): readonly [KeptReading, KeptReading] {
  for (const text of a.texts) {
    const other = b.texts.find((candidate) => languageOf(candidate) === languageOf(text))
    if (other) return [text, other]
  }
  return [a.texts[0], b.texts[0]]
}

/** Of earlier accounts those with a text in a language of this one; all of them where none has. */
export function inSameLanguage(history: readonly FiledAccount[], account: FiledAccount): readonly FiledAccount[] {
  const languages = new Set(account.texts.map(languageOf))
  const same = history.filter(({ texts }) => texts.some((text) => languages.has(languageOf(text))))
  return same.length > 0 ? same : history
}

/** The latest that `counts` takes of those that `inSameLanguage` gives of all that it takes. */
export function lastInSameLanguage(
  history: readonly FiledAccount[],
  account: FiledAccount,
  counts: (earlier: FiledAccount) => boolean,
): FiledAccount | undefined {
  const languages = new Set(account.texts.map(languageOf))
  const isSame = ({ texts }: FiledAccount): boolean => texts.some((text) => languages.has(languageOf(text)))
  return history.findLast((earlier) => isSame(earlier) && counts(earlier)) ?? history.findLast(counts)
}

/** Whether `text` is less than half as long as `other`: a short account says less of everything, and its silence means nothing. */
export function isBrief(text: KeptReading, other: KeptReading): boolean {
  return weightOf(text) * 2 < weightOf(other)
}

/** Whether an account's text is brief beside the other account's. */
export function isShort(account: FiledAccount, other: FiledAccount): boolean {
  return isBrief(...comparableTexts(account, other))
}

/** The two latest accounts that `counts` takes, the earlier one first; nothing where there are fewer. */
export function twoBefore(
  history: readonly FiledAccount[],
  counts: (earlier: FiledAccount) => boolean,
): readonly [FiledAccount, FiledAccount] | undefined {
  const last = history.findLastIndex(counts)
  const before = history.slice(0, Math.max(last, 0)).findLast(counts)
  const account = history[last]
  return before && account ? [before, account] : undefined
}

/** Length across scripts: a Chinese character carries about as much as three letters. */
function weightOf({ version: { text } }: KeptReading): number {
  return text.length + 2 * (text.match(/\p{Script=Han}/gu)?.length ?? 0)
}
