import { fork } from 'node:child_process'
import { once } from 'node:events'
import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { systemClock } from '../clock.ts'
import { errorOf, type Order, type RulesFrom, type Told, type Work, type Works } from './orders.ts'

/** A process that does what it is asked for, one thing after the other. */
export type ForkedProcess = {
  /** Throws `ConfigError`, `SourceError`, `EndedError` where the process ends before it is done, or what is a fault of the program. */
  ask<W extends Work>(work: W, of: Works[W]['of']): Promise<Works[W]['gives']>
  /** Ends it once nothing waits any more. */
  finish(): Promise<void>
  /** Ends it at once. */
  close(): Promise<void>
}

/**
 * The process has ended before it was done. `waited`: over what stood before this, which may be asked of another one. `too-much`: it had to
 * be killed, or ran out of memory. `fault`: it could not begin.
 */
export class EndedError extends Error {
  override readonly name = 'EndedError'
  readonly over: 'waited' | 'too-much' | 'fault'

  constructor(how: string, over: EndedError['over']) {
    super(`the process that reads has ended with ${how}`)
    this.over = over
  }
}

/** Who hears of a process besides those who ask. */
export type Listeners = {
  /** Told what it loaded out of a data folder. */
  readonly loaded: (rules: Uint8Array) => void
  readonly ended: () => void
}

/** How it begins. */
export type Beginning = {
  readonly rules: RulesFrom
  /** What takes it longer to parse, and at the latest twice as long, is given up. */
  readonly longestMs: number
}

const PROGRAM = fileURLToPath(new URL('./program.ts', import.meta.url))

/** What is read is small and short-lived: room for more of it would only be memory that is never given back. */
const FLAGS = ['--max-semi-space-size=4']

type Gives = Works[Work]['gives']

type Waiting = Omit<PromiseWithResolvers<Gives>, 'resolve'> & {
  readonly work: Work
  readonly resolve: (gives: Gives) => void
}

/** Starts one. */
export function startProcess({ rules, longestMs }: Beginning, { loaded, ended }: Listeners): ForkedProcess {
  const child = fork(PROGRAM, {
    execArgv: FLAGS,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  // In the order in which they are done: what stands first is being worked on.
  const waiting = new Map<number, Waiting>()
  const over = new AbortController()
  let last = 0
  const end = (how: string, isKilled: boolean): void => {
    over.abort()
    ended()
    const [first, ...others] = waiting.values()
    waiting.clear()
    first?.reject(new EndedError(how, isKilled ? 'too-much' : 'fault'))
    for (const { reject } of others) reject(new EndedError(how, 'waited'))
  }
  // What cannot be sent any more is failed by the end of the process.
  const order = (one: Order): void => void child.send(one, () => undefined)
  const taken = (number: number): Waiting | undefined => {
    const one = waiting.get(number)
    waiting.delete(number)
    return one
  }
  child.on('message', (told: Told) => {
    if (told.kind === 'rules') loaded(told.loaded)
    else if (told.kind === 'done') taken(told.number)?.resolve(told.gives)
    else taken(told.number)?.reject(errorOf(told.refusal))
  })
  child.on('error', ({ message }) => end(message, false))
  child.on('exit', (code, signal) => end(signal ?? `code ${code}`, signal !== null))
  const close = async (): Promise<void> => {
    if (over.signal.aborted) return
    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    await exit
  }
  const cache = getCompileCacheDir()
  order({ work: 'begin', rules, compileCache: cache && dirname(cache) })
  void endWhenStuck(waiting, longestMs, close, over.signal)
  return {
    ask<W extends Work>(work: W, of: Works[W]['of']) {
      last += 1
      const { promise, resolve, reject } = Promise.withResolvers<Works[W]['gives']>()
      // Under its number comes what its work gives; that work and matter belong together, the type of `ask` has seen to.
      waiting.set(last, { work, promise, resolve: (gives) => resolve(gives as Works[W]['gives']), reject })
      order({ work, number: last, of } as Order)
      return promise
    },
    async finish() {
      while (waiting.size > 0) await Promise.allSettled([...waiting.values()].map(({ promise }) => promise))
      await close()
    },
    close,
  }
}

/** Ends a process that does not get done with something that it parses. A text may be long, and is read to its end. */
async function endWhenStuck(
  waiting: ReadonlyMap<number, Waiting>,
  longestMs: number,
  close: () => Promise<void>,
  over: AbortSignal,
): Promise<void> {
  let before: number | undefined
  while (!over.aborted) {
    await systemClock.sleep(longestMs, over)
    const [number, first] = waiting.entries().next().value ?? []
    const isParsed = first !== undefined && first.work !== 'read' && first.work !== 'ready'
    if (isParsed && number === before) await close()
    before = number
  }
}
