import type { PartyCode } from './key-point.ts'
import type { Reading } from './reading.ts'
import type { Arrival, FetchedReadout } from './readout.ts'
import type { Source } from './source.ts'
import type { Topic } from './topic.ts'

/** What `keep` writes in one transaction: readout, version and reading. */
export type KeepInput = {
  readonly readoutId: string
  readonly source: Pick<Source, 'id' | 'issuer' | 'body' | 'authority'>
  readonly fetched: FetchedReadout
  readonly textHash: string
  readonly fetchedAt: Date
  readonly arrival: Arrival
  readonly reading: Reading
}

export type KeepOutcome = 'new' | 'new-version' | 'unchanged'

/** What a look-up asks for; what is absent asks for nothing. */
export type LatestFilter = {
  /** Every one must be a party. */
  readonly parties?: readonly PartyCode[] | undefined
  /** Of each list at least one must be a party. */
  readonly oneOf?: readonly (readonly PartyCode[])[] | undefined
  readonly issuer?: PartyCode | undefined
  readonly topic?: Topic | undefined
  /** Of these at least one; an empty list asks for nothing. */
  readonly topics?: readonly Topic[] | undefined
  /** Stored at or after. */
  readonly storedSince?: Date | undefined
  /** Encounter (else publication) day on or after, `YYYY-MM-DD`. */
  readonly since?: string | undefined
  /** Encounter (else publication) day before, itself left out. */
  readonly before?: string | undefined
  readonly limit: number
}
