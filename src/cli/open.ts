import { existsSync } from 'node:fs'
import { type App, loadChosenSources, openApp } from '../app.ts'
import type { Settings } from '../config/settings.ts'
import { UsageError } from '../domain/errors.ts'
import type { CliContext } from './context.ts'

/** The app over the sources that the settings choose, writing to this terminal. */
export async function openFor({ clock, terminal, out, err }: CliContext, settings: Settings): Promise<App> {
  return openApp(settings, await loadChosenSources(settings), {
    clock,
    terminal: { ...terminal, write: out },
    fault: (error) => err(`attache: ${error instanceof Error ? error.message : String(error)}`),
  })
}

/** The app over a database that is there already: a look-up makes none. Throws `UsageError` where it is missing. */
export async function openExisting(context: CliContext): Promise<App> {
  const settings = await context.settings()
  if (!existsSync(settings.database)) {
    throw new UsageError(
      `there is no database at ${settings.database} yet: run \`attache start\` first, or name another with --db`,
    )
  }
  return openFor(context, settings)
}
