import type { App } from '../app.ts'
import type { Settings } from '../config/settings.ts'
import { SourceError } from '../domain/errors.ts'
import { healthOf } from '../app/listen.ts'
import { parseSchedule } from '../schedule/words.ts'
import type { AddCommand, CliContext, ExitCode } from './context.ts'
import { installationFindings } from './doctor-installations.ts'
import { modelFindings } from './doctor-model.ts'
import type { Finding } from './finding.ts'
import { openFor, openRecordFor } from './open.ts'

/** `attache doctor`: whether everything that the main job needs is there, and what to do where it is not. */
export const addDoctorCommand: AddCommand = (program, context, finish) => {
  program
    .command('doctor')
    .description('check settings, data files, database, clock zone and network, and say what to do about each finding')
    .option('--health', 'only whether the worker of this database is alive; for a container’s health check')
    .option('--model', 'also ask the language model for one word, which costs a few tokens')
    .action(async ({ health = false, model = false }: { readonly health?: boolean; readonly model?: boolean }) =>
      finish(health ? await checkHealth(context) : await examine(context, model)),
    )
}

async function examine(context: CliContext, model: boolean): Promise<ExitCode> {
  let isBad = false
  const tell = async (finding: Finding): Promise<void> => {
    isBad ||= finding.state === 'bad'
    await context.out(`${MARKS[finding.state]} ${finding.what}: ${finding.found}\n`)
  }
  const settings = await found(tell, 'settings', context.settings, (s) => `read; data files in ${s.configFolder}`)
  if (!settings) return 1
  await tell(zoneFinding(settings, context))
  await tell(scheduleFinding(settings))
  await tellPlatforms(tell, settings, context.signal)
  const sources = await found(
    tell,
    'sources',
    async () => (await import('../config/chosen-sources.ts')).loadChosenSources(settings),
    (all) => {
      const disabled = all.filter((source) => source.disabled !== undefined).length
      return `${all.length - disabled} enabled, ${disabled} listed as disabled`
    },
  )
  const app = await found(
    tell,
    'data files and database',
    () => openWithRules(context, settings),
    () => `well; ${settings.database}`,
  )
  if (app) {
    try {
      for (const finding of await installationFindings(app, settings, context.signal)) await tell(finding)
      await tell(await networkFinding(app, context))
      for (const finding of await modelFindings(app, settings.llm, model, context.signal)) await tell(finding)
    } finally {
      await app.close()
    }
  }
  return sources && app && !isBad ? 0 : 1
}

/** The app, with every data file looked through. */
async function openWithRules(context: CliContext, settings: Settings): Promise<App> {
  const app = await openFor(context, settings)
  try {
    await app.reader.ready()
    return app
  } catch (error) {
    await app.close()
    throw error
  }
}

async function tellPlatforms(
  tell: (finding: Finding) => Promise<void>,
  settings: Settings,
  signal: AbortSignal,
): Promise<void> {
  const names = Object.keys(settings.platforms)
  if (names.length === 0) {
    const found = 'no chat platform is configured, so `attache start` runs in preview; see README, Configure'
    return tell({ what: 'platforms', state: 'note', found })
  }
  const advice = await found(
    tell,
    'platforms',
    async () => (await import('../app/platforms.ts')).installationAdvice(settings, signal),
    () => `${names.join(', ')}, settings well formed`,
  )
  for (const { platform, advice: words } of advice ?? []) await tell({ what: platform, state: 'note', found: words })
}

const MARKS: Readonly<Record<Finding['state'], string>> = { good: 'ok  ', note: 'note', bad: 'BAD ' }

/** What `open` gives, told as a finding; nothing where it failed, and its own words say what to do. */
async function found<T>(
  tell: (finding: Finding) => Promise<void>,
  what: string,
  open: () => Promise<T>,
  describe: (value: T) => string,
): Promise<T | undefined> {
  try {
    const value = await open()
    await tell({ what, state: 'good', found: describe(value) })
    return value
  } catch (error) {
    await tell({ what, state: 'bad', found: error instanceof Error ? error.message : String(error) })
    return undefined
  }
}

function zoneFinding({ zone }: Settings, { clock }: CliContext): Finding {
  const now = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(
    clock.now(),
  )
  const isBare = zone === 'UTC'
  return {
    what: 'clock and zone',
    state: isBare ? 'note' : 'good',
    found: `it is ${now} in ${zone}${isBare ? '; set ATTACHE_ZONE to your own zone (Europe/Paris) if you do not live by UTC' : ''}`,
  }
}

function scheduleFinding({ schedule, zone }: Settings): Finding {
  const parsed = parseSchedule(schedule, zone)
  return parsed.kind === 'understood'
    ? { what: 'schedule', state: 'good', found: `${schedule} (${zone})` }
    : { what: 'schedule', state: 'bad', found: parsed.reason }
}

/** Asks the first few sources that are polled; the first answer of any kind shows that there is a way out. */
async function networkFinding(app: App, { signal }: CliContext): Promise<Finding> {
  const asked = app.adapters.filter(({ source }) => source.kind !== 'folder').slice(0, 3)
  const failures: string[] = []
  for (const adapter of asked) {
    try {
      await adapter.list(signal)
      return { what: 'network', state: 'good', found: `${adapter.source.name} answered` }
    } catch (error) {
      if (!(error instanceof SourceError)) throw error
      if (error.failure !== 'unreachable')
        return { what: 'network', state: 'good', found: `there is a way out (${error.message})` }
      failures.push(error.message)
    }
  }
  if (asked.length === 0) return { what: 'network', state: 'note', found: 'no source on the web is chosen' }
  return {
    what: 'network',
    state: 'bad',
    found: `${failures.join('; ')}. Check the connection, the name server, and HTTPS_PROXY if you use a proxy`,
  }
}

async function checkHealth(context: CliContext): Promise<ExitCode> {
  const app = await openRecordFor(context, await context.settings())
  try {
    const { healthy: isAlive } = await healthOf(app)
    await context.out(isAlive ? 'alive\n' : 'no worker has shown itself for a minute\n')
    return isAlive ? 0 : 1
  } finally {
    await app.close()
  }
}
