import type { PartyCode } from './key-point.ts'

/** A level's place in our inferred order; no government publishes one, so it sorts and filters inside and is never shown as a number. */
export type Tier = {
  /** As key points name it: lower-case English, without modifiers. */
  readonly level: string
  readonly rank: number
}

/** A level known from outside the record, with where it stands. */
export type KnownLevel = {
  readonly parties: readonly [PartyCode, PartyCode]
  readonly level: string
  /** `YYYY-MM-DD`, or as much of it as is known: `2016`, `2024-05`. */
  readonly date: string
  /** What it was said in, as a digest names it: `joint declaration`. */
  readonly origin: string
  readonly url: string
}

/** What `config/partnerships.yaml` holds: the order of levels, and what each pair was last known to have, earlier ones too. */
export type Partnerships = { readonly tiers: readonly Tier[]; readonly known: readonly KnownLevel[] }
