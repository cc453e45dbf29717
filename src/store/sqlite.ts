import { Kysely } from 'kysely'
import type { Clock } from '../domain/clock.ts'
import type { SealingKey } from '../domain/sealing.ts'
import { amending } from './amendments.ts'
import { auditing } from './audit.ts'
import { correcting } from './corrections.ts'
import { erasing } from './erasing.ts'
import { figures } from './figures.ts'
import type { Handles } from './handles.ts'
import { history } from './history.ts'
import { installing } from './installations.ts'
import { keeping } from './keep.ts'
import { leaving } from './leaving.ts'
import { lookUps } from './look-up.ts'
import { managing } from './managing.ts'
import { modelConsents } from './model-consents.ts'
import { modelReadings } from './model-readings.ts'
import { modelUses } from './model-uses.ts'
import { operatorNotes } from './operator-notes.ts'
import { moving } from './moving.ts'
import { outbox } from './outbox.ts'
import { planning } from './plan.ts'
import { rereading } from './readings.ts'
import { retracting } from './retractions.ts'
import { sequels } from './sequels.ts'
import { sourceRecords } from './source-records.ts'
import { sourceStates } from './source-states.ts'
import { type Connections, openConnections } from './sqlite/connections.ts'
import { nodeSqliteDialect } from './sqlite/dialect.ts'
import { fts5 } from './sqlite/full-text.ts'
import { subscribing } from './subscriptions.ts'
import type { Tables } from './tables.ts'
import { revisiting } from './revisits.ts'
import { workerLease } from './worker-lease.ts'

/** Every record of the program, behind all the ports that use cases ask for. */
export type Store = ReturnType<typeof storeOver>

/**
 * Opens (or makes) the database in `file`, or one in memory for `:memory:`, and brings it to the newest schema after a backup.
 * Throws `StoreError`, which names the file and says what to do; so may every method of the store, and nothing is half written then.
 */
export async function openStore({ file, clock, sealingKeys = [] }: StoreOptions): Promise<Store> {
  return storeOver(await openConnections(file), clock, sealingKeys)
}

/** The first of the keys seals what is secret, all of them open it; without any, nothing secret is kept. */
export type StoreOptions = {
  readonly file: string
  readonly clock: Clock
  readonly sealingKeys?: readonly SealingKey[]
}

/** The store over connections that are open; closes them in the end. */
export function storeOver(connections: Connections, clock: Clock, sealingKeys: readonly SealingKey[] = []) {
  const handles = handlesOver(connections, clock)
  const close = async (): Promise<void> => {
    for (const connection of [connections.reader, connections.writer]) if (connection.isOpen) connection.close()
  }
  return {
    ...sourceStates(handles),
    ...sourceRecords(handles),
    ...keeping(handles),
    ...revisiting(handles),
    ...lookUps(handles),
    ...rereading(handles),
    ...subscribing(handles),
    ...managing(handles),
    ...moving(handles),
    ...installing(handles, sealingKeys),
    ...leaving(handles),
    ...erasing(handles),
    ...auditing(handles),
    ...history(handles),
    ...planning(handles),
    ...sequels(handles),
    ...outbox(handles),
    ...retracting(handles),
    ...correcting(handles),
    ...amending(handles),
    ...operatorNotes(handles),
    ...modelReadings(handles),
    ...modelUses(handles),
    ...modelConsents(handles),
    ...workerLease(handles),
    ...figures(handles),
    /** The last to close moves what the write-ahead log still holds into the file. */
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** The same connections as the parts of the store see them. */
export function handlesOver({ file, writer: writing, reader: reading }: Connections, clock: Clock): Handles {
  const writer = new Kysely<Tables>({ dialect: nodeSqliteDialect(writing, file, clock) })
  const reader = reading === writing ? writer : new Kysely<Tables>({ dialect: nodeSqliteDialect(reading, file, clock) })
  return { writer, reader, fullText: fts5, clock }
}
