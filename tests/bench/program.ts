import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FLAGS } from './spawned.ts'

/** What the program has used since it was started, and the memory that it has now. */
export type Usage = { readonly cpuMs: number; readonly megabytes: number }

/** The program at work, as a user starts it. */
export type Program = AsyncDisposable & {
  /** Where its database is. */
  readonly database: string
  usage(): Promise<Usage>
}

const TELL_USAGE = join(import.meta.dirname, 'tell-usage.js')

/** What is set besides, and when the program has begun; else it has at the end of its first round. */
export type Beginning = {
  readonly environment?: Readonly<Record<string, string>>
  readonly begun?: () => Promise<unknown>
}

/** Starts `attache start` over these sources on loopback, and waits until it has begun. */
export async function startProgram(sourcesYaml: string, { environment, begun }: Beginning = {}): Promise<Program> {
  const folder = await mkdtemp(join(tmpdir(), 'attache-bench-'))
  const config = join(folder, 'config')
  await cp('config', config, { recursive: true })
  await writeFile(join(config, 'sources.yaml'), sourcesYaml)
  const database = join(folder, 'attache.db')
  const settings = { ATTACHE_DB: database, ATTACHE_CONFIG: config, ATTACHE_ALLOW_HOSTS: '127.0.0.1' }
  const child = spawn(process.execPath, [...FLAGS, '--import', TELL_USAGE, 'src/attache.js', 'start'], {
    env: { PATH: process.env['PATH'], ...settings, ...environment },
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  })
  // In preview it prints a digest after its first round.
  const printed = child.stdout ? once(child.stdout, 'data') : undefined
  await (begun ? begun() : printed)
  child.stdout?.resume()
  return {
    database,
    async usage() {
      child.send('usage')
      const [usage] = await once(child, 'message')
      return usage
    },
    async [Symbol.asyncDispose]() {
      child.kill()
      if (child.exitCode === null) await once(child, 'close')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
