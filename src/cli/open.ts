import { existsSync } from 'node:fs'
import type { App } from '../app.ts'
import type { Settings } from '../config/settings.ts'
import { UsageError } from '../domain/errors.ts'
import type { Source } from '../domain/source.ts'
import type { ForkedReader } from '../forked/reader.ts'
import type { ModelHealth } from '../pipeline/assist/asker.ts'
import type { KeptRecord } from '../app/record.ts'
import type { CliContext } from './context.ts'

// What a command works with is imported when one runs: help is told, and what is kept is looked up, without waiting for all the rest.

/** The app over the sources that the settings choose, writing to this terminal. */
export async function openFor({ clock, terminal, out, err, reader }: CliContext, settings: Settings): Promise<App> {
  const { openApp } = await import('../app.ts')
  return openApp(settings, await sourcesOf(settings), {
    clock,
    reader,
    terminal: { ...terminal, write: out },
    fault: (error) => err(`attache: ${error instanceof Error ? error.message : String(error)}`),
  })
}

/** A reader that begins at once, while all the rest is loaded. What is wrong with its rules it tells when it is asked for them. */
export async function openReader({ configFolder }: Settings): Promise<ForkedReader> {
  const { createForkedReader } = await import('../forked/reader.ts')
  const reader = createForkedReader(configFolder)
  reader.ready().catch(() => undefined)
  return reader
}

/** What is kept, in a database that may be new. */
export async function openRecordFor({ clock }: CliContext, settings: Settings): Promise<KeptRecord> {
  const { openRecord } = await import('../app/record.ts')
  return openRecord(settings, await sourcesOf(settings), clock)
}

/** What is kept, in a database that is there already: a look-up makes none. Throws `UsageError` where it is missing. */
export async function openExisting(context: CliContext): Promise<KeptRecord> {
  return openRecordFor(context, await settingsOfExisting(context))
}

/** How the model was doing when the worker asked it last. */
export async function openModelHealth(
  settings: Settings,
  clock: CliContext['clock'],
): Promise<ModelHealth | undefined> {
  const { lastModelHealth } = await import('../app/record.ts')
  return lastModelHealth(settings, clock)
}

/** The settings, where their database is there already. Throws `UsageError` where it is missing. */
export async function settingsOfExisting(context: CliContext): Promise<Settings> {
  const settings = await context.settings()
  if (existsSync(settings.database)) return settings
  throw new UsageError(
    `there is no database at ${settings.database} yet: run \`attache start\` first, or name another with --db`,
  )
}

/** The rules to read by in this process. Throws `ConfigError` naming every wrong line of a data file. */
export async function rulesFor({ rules }: CliContext, { configFolder }: Settings) {
  if (rules) return rules()
  const { loadRules } = await import('../rules/rules.ts')
  return loadRules(configFolder)
}

async function sourcesOf(settings: Settings): Promise<readonly Source[]> {
  const { loadChosenSources } = await import('../config/chosen-sources.ts')
  return loadChosenSources(settings)
}
