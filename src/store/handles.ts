import { AsyncLocalStorage } from 'node:async_hooks'
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../domain/clock.ts'
import type { FullText } from './full-text.ts'
import type { Tables } from './tables.ts'

/** What every part of the store works with. `writer` and `reader` are one and the same for a database in memory. */
export type Handles = {
  readonly writer: Kysely<Tables>
  /** Sees what was committed before each query; writes nothing. */
  readonly reader: Kysely<Tables>
  readonly fullText: FullText
  readonly clock: Clock
}

const insideTransaction = new AsyncLocalStorage<true>()

/**
 * Runs `work` in one write transaction: all of it or none. `work` asks the database through its own argument alone and waits for
 * nothing but queries: the connection serves nobody else meanwhile.
 */
export function transact<T>(writer: Kysely<Tables>, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
  return writer.transaction().execute((trx) => insideTransaction.run(true, () => work(trx)))
}

/** Throws where the caller runs inside `transact`: waiting for a connection there would be waiting for oneself, for ever. */
export function refuseInsideTransaction(): void {
  if (insideTransaction.getStore())
    throw new Error('a query inside a transaction went round it: give it the transaction')
}
