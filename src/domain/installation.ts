import type { Place } from './subscription.ts'

/** A workspace or server, wherever in it. */
export type InWorkspace = Pick<Place, 'platform' | 'workspace'>

/** That a workspace installed the program by itself, and which key seals what it gave for it. */
export type Installation = {
  readonly at: InWorkspace
  /** The platform's id of who did, where the platform says so. */
  readonly by: string | undefined
  readonly since: Date
  readonly keyId: string
}
