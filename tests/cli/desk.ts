import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import type { CliContext } from '../../src/cli/context.ts'
import { runCommandLine } from '../../src/cli/program.ts'
import { loadSettings } from '../../src/config/settings.ts'
import type { Clock } from '../../src/domain/clock.ts'
import type { ForkedReader } from '../../src/forked/reader.ts'
import { parserHere } from '../../src/sources/parser.ts'
import { fakeClock } from '../fakes/clock.ts'

/** What a run of the command line came to. */
export type Run = { readonly code: number; readonly out: string; readonly err: string }

type RunOptions = { readonly stdin?: string; readonly signal?: AbortSignal; readonly ownRules?: true }

/** An installation in a folder of its own: the project's data files, sources of the test's, an empty database. */
export interface Desk extends AsyncDisposable {
  readonly folder: string
  readonly database: string
  /** The environment in which the program finds all this. */
  readonly environment: Readonly<Record<string, string>>
  readonly clock: Clock & { advance(ms: number): void }
  /** Runs `attache <args>` to its end, in this process, on the desk's clock. */
  run(...args: readonly string[]): Promise<Run>
  /** The same with something on standard input, with a signal that ends it, or with rules compiled from the desk's own folder. */
  runWith(options: RunOptions, ...args: readonly string[]): Promise<Run>
  /** Replaces a data file. */
  write(file: string, text: string): Promise<void>
}

let shared: ForkedReader | undefined

/** One reader for all desks, in this process: compiling the rules takes longer than most of what is tested here. */
export function sharedReader(): ForkedReader {
  if (shared) return shared
  const compiled = import('../rules.ts')
  shared = {
    ...parserHere,
    ready: async () => void (await compiled),
    read: async (document) => (await compiled).reader.read(document),
    close: async () => undefined,
  }
  return shared
}

/** Sets up a desk whose `sources.yaml` is the given text. The clock stands still at `now` until the test moves it; `more` joins the environment. */
export async function aDesk(
  sourcesYaml: string,
  now = '2025-04-24T04:00:00Z',
  more: Readonly<Record<string, string>> = {},
): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'attache-desk-'))
  const config = join(folder, 'config')
  await mkdir(config)
  for (const name of await readdir('config')) {
    if (name !== 'sources.yaml') await symlink(resolve('config', name), join(config, name))
  }
  await writeFile(join(config, 'sources.yaml'), sourcesYaml)
  const database = join(folder, 'data', 'attache.db')
  const environment = {
    ATTACHE_CONFIG: config,
    ATTACHE_DB: database,
    ATTACHE_ALLOW_HOSTS: '127.0.0.1',
    ATTACHE_ZONE: 'Asia/Baku',
    ...more,
  }
  const clock = fakeClock(now)
  const runWith: Desk['runWith'] = async ({ stdin = '', signal = new AbortController().signal, ownRules }, ...args) => {
    let out = ''
    let err = ''
    const context: CliContext = {
      reader: sharedReader(),
      rules: ownRules ? undefined : () => import('../rules.ts'),
      settings: () => loadSettings(environment, folder, 'UTC'),
      clock,
      signal,
      stdin: Readable.from([stdin]),
      out: async (text) => {
        out += text
      },
      err: (line) => {
        err += `${line}\n`
      },
      redraw: () => undefined,
      terminal: { colour: false, hyperlinks: false, width: 160 },
      interactive: false,
    }
    const code = await runCommandLine(args, context)
    return { code, out, err }
  }
  return {
    folder,
    database,
    environment,
    clock,
    run: (...args) => runWith({}, ...args),
    runWith,
    async write(file, text) {
      await rm(join(config, file), { force: true })
      await writeFile(join(config, file), text)
    },
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true, force: true })
    },
  }
}
