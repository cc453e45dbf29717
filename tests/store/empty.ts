import type { Clock } from '../../src/domain/clock.ts'
import type { SealingKey } from '../../src/domain/sealing.ts'
import { type Store, storeOver } from '../../src/store/sqlite.ts'
import { IN_MEMORY, openConnections } from '../../src/store/sqlite/connections.ts'

/** A database without records: made by every migration once in a process, since that takes longer than most tests. */
export const emptyDatabase = await makeDatabase()

async function makeDatabase(): Promise<Uint8Array> {
  const { writer } = await openConnections(IN_MEMORY)
  const bytes = writer.serialize()
  writer.close()
  return bytes
}

/** A store in memory that holds nothing yet. */
export async function anEmptyStore(clock: Clock, sealingKeys: readonly SealingKey[] = []): Promise<Store> {
  const connections = await openConnections(IN_MEMORY, [])
  connections.writer.deserialize(emptyDatabase)
  // A setting of the database that was replaced, not of the connection.
  connections.writer.exec('pragma secure_delete = on')
  return storeOver(connections, clock, sealingKeys)
}
