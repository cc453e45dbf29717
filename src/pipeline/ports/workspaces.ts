import type { InWorkspace, Installation } from '../../domain/installation.ts'
import type { Secret } from '../../domain/secret.ts'
import type { Place } from '../../domain/subscription.ts'

/** What workspaces gave us to act there by. */
export interface InstallationStore {
  /** Whether there is a key to seal secrets with: without one nothing secret is kept. */
  canSeal(): boolean
  /** A key for what `label` names from each of the sealing keys, in their order: always the same, and nothing of it tells the other. */
  derivedKeys(label: string): readonly Secret[]
  /** What a workspace gave us to act there by, in the place of what it gave before; `by` is a platform's id. Kept sealed. */
  keepInstallation(at: InWorkspace, secret: Secret, by: string | undefined): Promise<void>
  /** The same secret renewed; nothing where the workspace was left meanwhile. */
  renewInstallation(at: InWorkspace, secret: Secret): Promise<void>
  /** Throws `SealError` where no key opens it. */
  openInstallation(at: InWorkspace): Promise<{ readonly secret: Secret; readonly by: string | undefined } | undefined>
  /** All of them, as long as they last. */
  installations(): Promise<readonly Installation[]>
  /** Seals by the first key what others sealed; gives how many there were. One transaction. Throws `SealError` where one cannot be opened. */
  resealInstallations(): Promise<number>
}

/** Where the bot was removed, and since when. */
export interface RetentionStore {
  /** The bot was removed: what the workspace gave us is erased at once; since when is remembered, the first time that it is told. */
  leaveWorkspace(at: InWorkspace, since: Date): Promise<void>
  /** The bot is there again. */
  returnToWorkspace(at: InWorkspace): Promise<void>
  /** Of which something is kept, and where the bot is as far as we were told. */
  knownWorkspaces(platform: string): Promise<readonly string[]>
  /** Where it has not been since `until` or longer, those longest left first. */
  leftWorkspaces(until: Date): Promise<readonly InWorkspace[]>
}

/** Erasing all that is kept of a place or a person. */
export interface ErasureStore {
  /** How many rows are kept of a place, by table; without those that have none. */
  countPlace(place: Place): Promise<ReadonlyMap<string, number>>
  /** Erases every one of them, in the file too. */
  erasePlace(place: Place): Promise<void>
  /** How often a person's platform id is kept, by table. */
  countPerson(id: string): Promise<ReadonlyMap<string, number>>
  /** Puts a word in the place of each. */
  erasePerson(id: string): Promise<void>
}
