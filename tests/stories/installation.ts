import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type App, openApp } from '../../src/app.ts'
import { openGate } from '../../src/app/assistance.ts'
import { loadChosenSources } from '../../src/config/chosen-sources.ts'
import { loadNames } from '../../src/config/names.ts'
import { loadSettings } from '../../src/config/settings.ts'
import { compileGazetteer } from '../../src/countries/gazetteer.ts'
import type { Gate } from '../../src/extract/gate/gate.ts'
import { listen } from '../../src/app/listen.ts'
import { collect, firstRound, post } from '../../src/pipeline/rounds.ts'
import { aDesk, type Desk, sharedReader } from '../cli/desk.ts'
import { emptyDatabase } from '../store/empty.ts'

/** The program as `attache start` runs it, but for its ticks, which the test gives by hand. */
export type Installation = AsyncDisposable & {
  readonly app: App
  readonly desk: Desk
  readonly clock: Desk['clock']
  /** The round with which a run begins. */
  begin(): Promise<void>
  /** Polls what is due and posts what there is to post. */
  tick(): Promise<void>
  /** What went wrong beside the work. */
  readonly faults: readonly unknown[]
}

let shared: Promise<Gate> | undefined

/** One gate for all installations: compiling it takes longer than most of what is tested here. */
function sharedGate(): Promise<Gate> {
  shared ??= loadNames('config').then((names) => openGate({ configFolder: 'config' }, compileGazetteer(names)))
  return shared
}

const MUTE = { write: async () => undefined, colour: false, hyperlinks: false, width: 80 }

/** Opens the app over the given `sources.yaml`, configured by `environment`, and hears its platforms until disposed of. */
export async function anInstallation(
  sourcesYaml: string,
  environment: Readonly<Record<string, string>>,
  now?: string,
): Promise<Installation> {
  const desk = await aDesk(sourcesYaml, now, environment)
  await mkdir(dirname(desk.database))
  await writeFile(desk.database, emptyDatabase)
  const settings = await loadSettings(desk.environment, desk.folder, 'UTC')
  const faults: unknown[] = []
  const fault = (error: unknown): void => void faults.push(error)
  const gate = settings.llm && (await sharedGate())
  const surroundings = { clock: desk.clock, terminal: MUTE, fault, gate, reader: sharedReader() }
  const app = await openApp(settings, await loadChosenSources(settings), surroundings)
  const stop = new AbortController()
  const heard = listen(app, settings, fault, stop.signal)
  return {
    app,
    desk,
    clock: desk.clock,
    faults,
    async begin() {
      await firstRound(app, () => undefined, stop.signal)
    },
    async tick() {
      await collect(app, () => undefined, stop.signal)
      await post(app, stop.signal)
    },
    async [Symbol.asyncDispose]() {
      stop.abort()
      await heard
      await app.close()
      await desk[Symbol.asyncDispose]()
    },
  }
}
