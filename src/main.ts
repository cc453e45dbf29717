import { fileURLToPath } from 'node:url'
import type { CliContext } from './cli/context.ts'
import { runCommandLine } from './cli/program.ts'
import { systemClock } from './clock.ts'
import { loadSettings, type Settings } from './config/settings.ts'

const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort())

// `attache … | head` closes our output early: an end, not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

const projectFolder = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')
let settings: Promise<Settings> | undefined

const context: CliContext = {
  settings: () => {
    settings ??= loadSettings(process.env, projectFolder, Intl.DateTimeFormat().resolvedOptions().timeZone)
    return settings
  },
  clock: systemClock,
  signal: stopping.signal,
  stdin: process.stdin,
  out: (text) =>
    new Promise((written) => {
      if (process.stdout.write(text)) written()
      else process.stdout.once('drain', () => written())
    }),
  err: (line) => void process.stderr.write(`${line}\n`),
  redraw: (text) => void process.stderr.write(`\r\u001b[2K${text}`),
  terminal: {
    colour: process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined,
    hyperlinks: process.stdout.isTTY === true && process.env['TERM'] !== 'dumb',
    width: process.stdout.columns ?? 100,
  },
  interactive: process.stderr.isTTY === true,
}

process.exitCode = await runCommandLine(process.argv.slice(2), context)
// After Ctrl-C nothing that a library left open may keep the program alive.
if (stopping.signal.aborted) process.exit()
