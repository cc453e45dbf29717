import { Command, CommanderError } from 'commander'
import { ConfigError, SealError, StoreError, UsageError } from '../domain/errors.ts'
import type { AddCommand, CliContext, ExitCode } from './context.ts'
import { addAuditCommand } from './audit.ts'
import { addBackfillCommand } from './backfill.ts'
import { addCommandsCommand } from './commands.ts'
import { addDigestCommand } from './digest.ts'
import { addDoctorCommand } from './doctor.ts'
import { addEvalCommand } from './eval.ts'
import { addLlmCommand } from './llm.ts'
import { addManifestCommand } from './manifest.ts'
import { addReadCommand } from './read.ts'
import { addReportsCommand } from './reports.ts'
import { addRereadCommand } from './reread.ts'
import { addResealCommand } from './reseal.ts'
import { addRetractCommand } from './retract.ts'
import { addForgetCommand } from './forget.ts'
import { addReviewCommand } from './review.ts'
import { addLookUpCommands } from './look-ups.ts'
import { addSourcesCommand } from './sources.ts'
import { addStartCommand } from './start.ts'
import { VERSION } from '../version.ts'

const commands: readonly AddCommand[] = [
  addStartCommand,
  addDigestCommand,
  addReadCommand,
  addEvalCommand,
  addLookUpCommands,
  addSourcesCommand,
  addBackfillCommand,
  addRereadCommand,
  addReportsCommand,
  addRetractCommand,
  addReviewCommand,
  addLlmCommand,
  addAuditCommand,
  addForgetCommand,
  addResealCommand,
  addCommandsCommand,
  addManifestCommand,
  addDoctorCommand,
]

/** Runs one command line and gives the exit code: an expected failure is one clear line, never a stack trace unless `--debug`. */
export async function runCommandLine(args: readonly string[], context: CliContext): Promise<ExitCode> {
  let code: ExitCode = 0
  const program = buildProgram(context, (finished) => {
    code = finished
  })
  try {
    await program.parseAsync([...args], { from: 'user' })
    return code
  } catch (error) {
    return explainFailure(error, context, args.includes('--debug'))
  }
}

function buildProgram(context: CliContext, finish: (code: ExitCode) => void): Command {
  const program = new Command('attache')
  program
    .description(
      'A press attaché for Slack and Discord: reads foreign-ministry readouts into key points with evidence, and posts digests.',
    )
    .version(VERSION, '--version')
    .option('--db <file>', 'the database file (overrides ATTACHE_DB)')
    .option('--debug', 'show stack traces')
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => void context.out(text),
      writeErr: (text) => context.err(text.trimEnd()),
    })
  const withOptions: CliContext = {
    ...context,
    settings: async () => withDatabase(await context.settings(), program.opts()['db']),
  }
  for (const add of commands) add(program, withOptions, finish)
  for (const command of program.commands) command.exitOverride().configureOutput(program.configureOutput())
  return program
}

function withDatabase<S extends { readonly database: string }>(settings: S, file: unknown): S {
  return typeof file === 'string' ? { ...settings, database: file } : settings
}

function explainFailure(error: unknown, context: CliContext, debug: boolean): ExitCode {
  // Commander has printed its own line: help and version end well, everything else was a wrong call.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (debug && error instanceof Error) context.err(error.stack ?? error.message)
  else context.err(`attache: ${error instanceof Error ? error.message : String(error)}`)
  if (error instanceof UsageError) return 2
  if (!debug && !(error instanceof ConfigError || error instanceof StoreError || error instanceof SealError))
    context.err('attache: run it again with --debug to see where that came from')
  return 1
}
