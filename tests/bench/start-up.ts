import { systemClock } from '../../src/clock.ts'
import { aDesk } from '../cli/desk.ts'
import { chinaOnIceland, chinaOnUruguay, feedSource } from '../cli/fiction.ts'
import { startMinistry } from '../fakes/ministry.ts'
import type { Figure, Scale } from './figure.ts'
import { runProgram, type Spawned } from './spawned.ts'

/** The program as a process, from its start: best of several, since the first compiles what later ones find compiled. */
export async function benchStartUp(scale: Scale): Promise<Figure[]> {
  await using ministry = await startMinistry()
  const today = { ...chinaOnUruguay, published: systemClock.now() }
  ministry.feed('/feed', [today, chinaOnIceland])
  await using desk = await aDesk(
    `sources:\n${feedSource('cn-ministry', 'CN', `${ministry.baseUrl}/feed`).replace('spacingSeconds: 1', 'spacingSeconds: 0')}`,
  )
  const tries = scale === 'full' ? 5 : 2
  const best = async (run: () => Promise<Spawned>, msOf: (one: Spawned) => number | undefined): Promise<number> => {
    let least = Number.POSITIVE_INFINITY
    for (let attempt = 0; attempt < tries; attempt += 1) least = Math.min(least, msOf(await run()) ?? least)
    return least
  }
  const tookMs = ({ tookMs: ms }: Spawned): number => ms
  const { environment } = desk
  const attache =
    (...args: readonly string[]) =>
    () =>
      runProgram(args, { environment })
  const inMemory = { ...environment, ATTACHE_DB: ':memory:' }
  const until = 'Read 1 of 1 source'
  const help = await best(attache('--help'), tookMs)
  await runProgram(['start', '--once'], { environment })
  const digest = await best(
    () => runProgram(['start', '--once'], { environment: inMemory, until }),
    ({ untilMs }) => untilMs,
  )
  const end = await best(
    () => runProgram(['start'], { environment: inMemory, until, interrupt: true }),
    (one) => one.tookMs - (one.untilMs ?? 0),
  )
  const { peakMegabytes = Number.NaN } = await runProgram(['start', '--once'], { environment: inMemory, memory: true })
  const lookUp = await best(attache('latest', 'iceland'), tookMs)
  const read = await best(attache('read', 'config/samples/cn-mfa-en/2025-06-17-china-iceland-talks.md'), tookMs)
  return [
    { what: 'attache --help', value: help, unit: 'ms', atMost: 400 },
    { what: 'attache latest, start to end', value: lookUp, unit: 'ms', atMost: 400 },
    { what: 'attache read, start to end', value: read, unit: 'ms' },
    {
      what: 'attache start, to its first digest',
      value: digest,
      unit: 'ms',
      note: 'a fake ministry, no wait between pages',
    },
    { what: 'Ctrl-C, to its end', value: end, unit: 'ms', atMost: 2_000 },
    { what: 'memory at its peak by then', value: peakMegabytes, unit: 'MB' },
  ]
}
