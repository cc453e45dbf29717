import type { Command } from 'commander'
import type { ForkedReader } from '../forked/reader.ts'
import type { Settings } from '../config/settings.ts'
import type { Clock } from '../domain/clock.ts'
import type { loadRules } from '../rules/rules.ts'

/** What a subcommand has of the outside world. */
export type CliContext = {
  /** Parsed when first asked for, so that `--help` works with broken settings. Throws `ConfigError`. */
  readonly settings: () => Promise<Settings>
  readonly clock: Clock
  /** Aborts on Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal
  /** In place of a reader of its own for each command; closed by whoever hands it in. */
  readonly reader?: ForkedReader | undefined
  /** In place of rules that a command compiles from the data folder. */
  readonly rules?: (() => ReturnType<typeof loadRules>) | undefined
  readonly stdin: NodeJS.ReadableStream
  /** Writes to standard output; waits while the reader at the other end is slow. */
  readonly out: (text: string) => Promise<void>
  /** One line of what went wrong or is under way, on standard error. */
  readonly err: (line: string) => void
  /** Puts a text in place of the last line of standard error; only where that is a terminal. */
  readonly redraw: (text: string) => void
  readonly terminal: { readonly colour: boolean; readonly hyperlinks: boolean; readonly width: number }
  /** Whether standard error is a terminal, where a line can be redrawn. */
  readonly interactive: boolean
}

/** What a subcommand exits with. 0 done, 1 failed, 2 wrongly called, 3 another worker holds the file. */
export type ExitCode = 0 | 1 | 2 | 3

/** Adds one subcommand; its action hands its exit code to `finish`. */
export type AddCommand = (program: Command, context: CliContext, finish: (code: ExitCode) => void) => void
