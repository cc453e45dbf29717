import { ConfigError, SourceError, type SourceFailure } from '../domain/errors.ts'
import type { Document, Reading } from '../domain/reading.ts'
import type { FetchedReadout } from '../domain/readout.ts'
import type { Extraction } from '../sources/extraction.ts'
import type { ListingContent, ReceivedFile, ReceivedListing, ReceivedPage } from '../sources/parser.ts'

/** Where the rules come from: a data folder, or what an earlier process loaded out of it. */
export type RulesFrom = { readonly folder: string } | { readonly loaded: Uint8Array }

/** What the process does when it is asked to: of what, and what that gives. */
export type Works = {
  /** Compiles the rules, where that was not done before. */
  readonly ready: { readonly of: undefined; readonly gives: undefined }
  readonly read: { readonly of: Document; readonly gives: Reading }
  readonly listing: { readonly of: ReceivedListing; readonly gives: ListingContent }
  readonly page: { readonly of: ReceivedPage; readonly gives: Extraction }
  readonly file: { readonly of: ReceivedFile; readonly gives: FetchedReadout }
}

/** The name of one thing that it does. */
export type Work = keyof Works

/** What is asked of it, with the number under which its answer comes back. */
export type Task = {
  readonly [W in Work]: { readonly work: W; readonly number: number; readonly of: Works[W]['of'] }
}[Work]

/** What the process is told: first how to begin, then its tasks, which it does one after the other. */
export type Order =
  | {
      readonly work: 'begin'
      readonly rules: RulesFrom
      /** Where compiled code is kept. */
      readonly compileCache: string | undefined
    }
  | Task

/** What it tells: the rules as it loaded them from a data folder, and of every task what it gives or why it cannot be done. */
export type Told =
  | { readonly kind: 'rules'; readonly loaded: Uint8Array }
  | { readonly kind: 'done'; readonly number: number; readonly gives: Works[Work]['gives'] }
  | { readonly kind: 'refused'; readonly number: number; readonly refusal: Refusal }

/** Why something cannot be done, as it goes from one process to the other. `Fault`: a fault of the program. */
export type Refusal =
  | { readonly name: 'ConfigError'; readonly message: string }
  | {
      readonly name: 'SourceError'
      readonly message: string
      readonly failure: SourceFailure
      readonly missing: boolean
    }
  | { readonly name: 'Fault'; readonly message: string; readonly stack: string | undefined }

/** What an error says. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof ConfigError) return { name: error.name, message: error.message }
  if (error instanceof SourceError) {
    const { name, message, failure, missing } = error
    return { name, message, failure, missing }
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  return { name: 'Fault', message, stack }
}

/** The error that says so, for whoever asked. */
export function errorOf(refusal: Refusal): Error {
  switch (refusal.name) {
    case 'ConfigError':
      return new ConfigError(refusal.message)
    case 'SourceError':
      return new SourceError(refusal.message, refusal.failure, { missing: refusal.missing })
    case 'Fault':
      return Object.assign(new Error(refusal.message), { stack: refusal.stack })
  }
}
