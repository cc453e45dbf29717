import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** What became of the program in a process of its own. */
export type Spawned = {
  readonly code: number | null
  /** Milliseconds from its start to its end. */
  readonly tookMs: number
  /** Milliseconds to the moment at which it had printed the words that were waited for. */
  readonly untilMs: number | undefined
  /** The most memory it had, in MB; where that was asked for. */
  readonly peakMegabytes: number | undefined
}

export type Run = {
  readonly environment?: Readonly<Record<string, string>>
  readonly until?: string
  /** Whether Ctrl-C is pressed as soon as those words are there. */
  readonly interrupt?: boolean
  /** Costs some time to start. */
  readonly memory?: boolean
}

/** With what the program's own scripts start Node. */
export const FLAGS = ['--max-semi-space-size=4']
const TELL_MEMORY = join(import.meta.dirname, 'tell-memory.js')

/** Runs `attache <args>` to its end as a user does. */
export async function runProgram(args: readonly string[], run: Run = {}): Promise<Spawned> {
  const { environment = {}, until = '', interrupt = false, memory = false } = run
  const start = performance.now()
  const child = spawn(
    process.execPath,
    [...FLAGS, ...(memory ? ['--import', TELL_MEMORY] : []), 'src/attache.js', ...args],
    { env: { PATH: process.env['PATH'], ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let [out, err] = ['', '']
  let untilMs: number | undefined
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (untilMs !== undefined) return
    out += text
    if (!out.includes(until)) return
    untilMs = performance.now() - start
    if (interrupt) child.kill('SIGINT')
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  await once(child, 'close')
  const peak = /peak memory in kB: (\d+)/.exec(err)?.[1]
  return {
    code: child.exitCode,
    tookMs: performance.now() - start,
    untilMs,
    peakMegabytes: peak === undefined ? undefined : Number(peak) / 1_024,
  }
}
