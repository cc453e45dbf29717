import { systemClock } from '../clock.ts'
import type { RulesFrom, Work, Works } from './orders.ts'
import { EndedError, type ForkedProcess, startProcess } from './process.ts'

/** How long a process may take. */
export type Patience = {
  /** It takes as much memory as the program: where nothing was to read for so long, it ends. */
  readonly idleMs: number
  /** No ministry's page takes a second: what takes this long to parse, and at the latest twice as long, is given up. */
  readonly longestMs: number
}

/** Processes, one after the other. */
export type Succession = {
  /** Throws `ConfigError`, `SourceError`, or `EndedError` where a process broke down over this. */
  ask<W extends Work>(work: W, of: Works[W]['of']): Promise<Works[W]['gives']>
  close(): Promise<void>
}

/**
 * A process is started when it is needed, ends when it has read nothing for a while, and is followed by another should it break down: what
 * it broke down over fails, and what waited behind that is asked of the next. A thread would leave behind a third of the memory that it
 * took; of a process nothing stays.
 */
export function createSuccession(configFolder: string, { idleMs, longestMs }: Patience): Succession {
  let rules: RulesFrom = { folder: configFolder }
  let current: ForkedProcess | undefined
  const alive = new Set<ForkedProcess>()
  let resting = new AbortController()
  let isClosed = false
  const start = (): ForkedProcess => {
    const loaded = (data: Uint8Array): void => {
      rules = { loaded: data }
    }
    const ended = (): void => {
      alive.delete(started)
      if (current === started) current = undefined
    }
    const started = startProcess({ rules, longestMs }, { loaded, ended })
    alive.add(started)
    void endRested(started)
    return started
  }
  // Parsing keeps no process alive: one that has compiled the rules is large, and would never end where there is always something to parse.
  const endRested = async (started: ForkedProcess): Promise<void> => {
    resting.abort()
    resting = new AbortController()
    const { signal } = resting
    await systemClock.sleep(idleMs, signal)
    if (signal.aborted || current !== started) return
    // Whoever comes while it ends gets another one.
    current = undefined
    await started.finish()
  }
  const ask = async <W extends Work>(work: W, of: Works[W]['of']): Promise<Works[W]['gives']> => {
    if (isClosed) throw new Error('the reader is closed')
    current ??= start()
    const asked = current
    try {
      return await asked.ask(work, of)
    } catch (error) {
      if (error instanceof EndedError && (isClosed || error.over === 'waited')) return ask(work, of)
      throw error
    } finally {
      if (work === 'read' && asked === current) void endRested(asked)
    }
  }
  return {
    ask,
    async close() {
      isClosed = true
      resting.abort()
      await Promise.all([...alive].map((process) => process.close()))
    },
  }
}
