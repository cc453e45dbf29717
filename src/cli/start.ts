import { hostname } from 'node:os'
import type { App } from '../app.ts'
import { renderMessage } from '../chat/terminal/index.ts'
import type { Settings } from '../config/settings.ts'
import { ConfigError } from '../domain/errors.ts'
import { lapsedConsents } from '../pipeline/assist/consents.ts'
import { digestNow } from '../pipeline/digest-now.ts'
import { subscribeTerminal } from '../pipeline/preview.ts'
import { firstRound, isSuccess } from '../pipeline/rounds.ts'
import { type WorkerDuties, work } from '../pipeline/worker.ts'
import { parseSchedule } from '../schedule/words.ts'
import { cronTicker } from '../ticker.ts'
import type { AddCommand, CliContext, ExitCode } from './context.ts'
import { tickingDuties } from './duties.ts'
import { openFor, openReader } from './open.ts'
import { roundProgress } from './outcomes.ts'

/** `attache start`: the main job; without chat tokens in preview, in the terminal. */
export const addStartCommand: AddCommand = (program, context, finish) => {
  program
    .command('start')
    .description(
      'the main job: poll the sources, read what is new, post digests on schedule; without chat tokens, in the terminal',
    )
    .option('--once', 'stop after one round; exit code 0 only if a source could be read')
    .action(async ({ once = false }: { readonly once?: boolean }) => finish(await start(once, context)))
}

async function start(once: boolean, context: CliContext): Promise<ExitCode> {
  const settings = await context.settings()
  await using opened = new AsyncDisposableStack()
  const reader = context.reader ?? (await openReader(settings))
  if (!context.reader) opened.defer(() => reader.close())
  const app = await openFor({ ...context, reader }, settings)
  opened.defer(() => app.close())
  return await run(app, settings, once, context)
}

async function run(app: App, settings: Settings, once: boolean, context: CliContext): Promise<ExitCode> {
  const ending = new AbortController()
  const signal = AbortSignal.any([context.signal, ending.signal])
  const ticking = tickingDuties(app, settings, context)
  let hasRead = false
  const duties: WorkerDuties = {
    ...ticking,
    begin: async (until) => {
      hasRead = await begin(app, settings, context, until)
      if (!once) return
      await goOnce(ticking, until)
      ending.abort()
    },
    listen: once ? async () => undefined : ticking.listen,
  }
  const holder = `${hostname()}, process ${process.pid}`
  const end = await work({ store: app.store, ticker: cronTicker, clock: context.clock, holder }, duties, signal)
  if (end.kind === 'stopped') return once && !hasRead ? 1 : 0
  const since = end.since.toISOString()
  context.err(
    `attache: ${settings.database} is in the hands of another worker (${end.by}, since ${since}): stop that one first, or name another file with --db`,
  )
  return 3
}

/** What else is due after the first round, where no ticks follow. */
async function goOnce(
  { revisit, watch, post, assist, end }: Omit<WorkerDuties, 'begin'>,
  signal: AbortSignal,
): Promise<void> {
  await revisit(signal)
  await end()
  await watch(signal)
  await post(signal)
  // For the next run: nothing is posted later for it.
  await assist(signal)
}

/** The first round and its digest: the one that is due, else what is kept of the last day, else the bundled sample. Gives whether any source could be read. */
async function begin(app: App, settings: Settings, context: CliContext, signal: AbortSignal): Promise<boolean> {
  const isPreview = app.platforms.size === 1
  if (isPreview) await subscribeTerminal(app, scheduleOf(settings))
  app.assistant?.ready()
  for (const line of await lapsedLines(app)) context.err(line)
  const progress = roundProgress(context, app.adapters.length)
  // The rules are loaded while the sources are asked; what is wrong with them ends the program, whether anything is read or not.
  const round = firstRound(app, progress.show, signal)
  const [{ outcomes, delivered }] = await Promise.all([round, app.reader.ready()])
  progress.done()
  if (delivered > 0 || signal.aborted || !isPreview) return outcomes.some(isSuccess)
  const hasTexts = (await app.store.latest({ limit: 1 })).length > 0
  if (hasTexts) await printDigest(app, context)
  else await printSample(app, settings, context)
  return outcomes.some(isSuccess)
}

/** Workspaces that agreed to another model than the one that is configured now: nothing is sent for them. */
async function lapsedLines({ assist, store }: App): Promise<string[]> {
  const lapsed = assist ? await lapsedConsents(assist.endpoint, store) : []
  return lapsed.map(
    ({ platform, workspace, host, model }) =>
      `${platform}:${workspace} agreed to ${model} at ${host}, which is not the model now: nothing is sent until it is asked again (\`model\` there, or \`attache llm --on\`)`,
  )
}

function scheduleOf({ schedule, zone }: Settings) {
  const parsed = parseSchedule(schedule, zone)
  if (parsed.kind === 'understood') return parsed.schedule
  throw new ConfigError(`schedule: ${parsed.reason}`)
}

const DAY_MS = 24 * 3_600_000

async function printDigest(app: App, { clock, out, terminal }: CliContext): Promise<void> {
  const now = clock.now()
  const since = new Date(now.getTime() - DAY_MS).toISOString().slice(0, 10)
  await out(
    `${renderMessage(await digestNow(app, { countries: [], topics: [], locale: 'en', since }, now), terminal)}\n`,
  )
}

async function printSample(app: App, settings: Settings, { out, err, terminal, signal }: CliContext): Promise<void> {
  err('no source could be read, so here is the digest of the bundled sample readouts')
  const { sampleDigest } = await import('../app/sample.ts')
  await out(`${renderMessage(await sampleDigest(settings, app, signal), terminal)}\n`)
}
