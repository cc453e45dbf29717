import type { CardTopic, Instrument, PartnershipChange, TaiwanClaim, Topic, TradeClaim } from './topic.ts'

/** A state's ISO 3166-1 alpha-2 code, or an organisation's (`EU`, `UN`, `AFU` the African Union …). */
export type PartyCode = string

/** Whose words a key point reports. `joint` is both sides at once. */
export type Voice = PartyCode | 'joint'

/** A quote and where it stands: UTF-16 offsets [start, end) into the text of the version that was read. */
export type Evidence = { readonly start: number; readonly end: number; readonly quote: string }

/** At least one piece of evidence. */
export type EvidenceList = readonly [Evidence, ...Evidence[]]

type Drawn = {
  readonly voice: Voice
  /** One plain English sentence, close to the quote, from the reading alone. */
  readonly statement: string
  readonly evidence: EvidenceList
}

/** A named level of the relationship, or (without `level`) a clause that speaks of a partnership without naming one. */
export type PartnershipPoint = Drawn & {
  readonly topic: 'partnership'
  readonly with?: PartyCode
  /** Lower-case English, without modifiers: `comprehensive strategic partnership`. */
  readonly level?: string
  readonly change?: PartnershipChange
}

/** What a Taiwan wording may say besides its claims. */
export const TAIWAN_FLAGS = [
  'does-not-support-independence',
  'part-of-prc',
  'peaceful',
  'peaceful-development',
  'all-efforts',
  'sole-legal-government',
] as const
/** Details from which the wording ladder's place follows (see `ledger/`); never a claim of their own. */
export type TaiwanFlag = (typeof TAIWAN_FLAGS)[number]

/** What a voice says on Taiwan. */
export type TaiwanPoint = Drawn & {
  readonly topic: 'taiwan'
  readonly claims: readonly TaiwanClaim[]
  readonly flags: readonly TaiwanFlag[]
}

/** What a voice says against, or for, a trade policy. */
export type TradePoint = Drawn & {
  readonly topic: 'trade-policy'
  readonly claims: readonly TradeClaim[]
  /** The state whose policy is criticised; absent where the text names none. */
  readonly target?: PartyCode
  /** 1 (mild) to 9 (sharp) on the scale of `config/lexicon/trade-formulas.*.yaml`; absent where no formula of it is used. */
  readonly strength?: number
}

/** What was signed. */
export type AgreementsPoint = Drawn & {
  readonly topic: 'agreements'
  /** The number the text states; `null` where it states none. */
  readonly count: number | null
  readonly instruments: readonly Instrument[]
  /** What follows "in such areas as", in the text's words. */
  readonly fields: readonly string[]
}

/** Every other topic: that the text speaks to it, and with which words. */
export type MentionPoint = Drawn & { readonly topic: Exclude<Topic, CardTopic> }

/** One statement drawn from a readout. */
export type KeyPoint = PartnershipPoint | TaiwanPoint | TradePoint | AgreementsPoint | MentionPoint

/** Whether every quote of `point` stands verbatim in `text` where it says it does. The gate for rules and model alike. */
export function isSupported(point: KeyPoint, text: string): boolean {
  return (
    point.evidence.length > 0 && point.evidence.every((e) => e.quote !== '' && text.slice(e.start, e.end) === e.quote)
  )
}
