import { scheduler } from 'node:timers/promises'
import type { Figure, Scale } from './figure.ts'
import { sourcesYaml } from './installation.ts'
import { type Ministries, startMinistries } from './ministries.ts'
import { startProgram, type Usage } from './program.ts'

/** With what is waited for, in seconds: until the first round's garbage is gone, and for all sources to be asked again. */
const SCALES = {
  full: { sources: 300, intervalMinutes: 5, settle: 280, again: 45 },
  quick: { sources: 60, intervalMinutes: 1, settle: 50, again: 20 },
} as const

const IDLE_SECONDS = 30

/** How often sources are asked where their entry says nothing else. */
const USUAL_MINUTES = 15

/**
 * The program at work over sources that have nothing new, each at a ministry of its own: what asking them all costs of one core, and its
 * memory once the process that reads has ended and Node has given back what the first round took.
 */
export async function benchPolling(scale: Scale): Promise<Figure[]> {
  const { sources, intervalMinutes, settle, again } = SCALES[scale]
  await using ministries = await startMinistries(sources)
  await ministries.publish(1)
  // The first start strips the types and keeps what it compiled; later ones take that.
  await (await startProgram(sourcesYaml(ministries.baseUrls.slice(0, 1), intervalMinutes)))[Symbol.asyncDispose]()
  const before = await askedSoFar(ministries)
  await using program = await startProgram(sourcesYaml(ministries.baseUrls, intervalMinutes))
  await scheduler.wait((settle - IDLE_SECONDS) * 1_000)
  const idling = await program.usage()
  await scheduler.wait(IDLE_SECONDS * 1_000)
  const settled = await program.usage()
  await scheduler.wait(again * 1_000)
  const after = await program.usage()
  const asked = (await askedSoFar(ministries)).map((times, n) => times - (before[n] ?? 0))
  if (asked.some((times) => times !== 2))
    throw new Error(`sources were asked ${asked.join(' ')} times instead of twice`)
  const idle = shareOf(idling, settled, IDLE_SECONDS)
  const polls = (shareOf(settled, after, again) - idle) * again
  const note = `${sources} sources, each every ${USUAL_MINUTES} minutes; ${((polls * 1_000) / sources).toFixed(1)} ms each`
  // Node takes minutes to give memory back.
  const bound = scale === 'full' ? { atMost: 200 } : {}
  return [
    {
      what: 'polling what has nothing new',
      value: (idle + polls / (USUAL_MINUTES * 60)) * 100,
      unit: '% of a core',
      atMost: 5,
      note,
    },
    { what: 'of that, while nothing is due', value: idle * 100, unit: '% of a core' },
    {
      what: 'memory at rest',
      value: settled.megabytes,
      unit: 'MB',
      ...bound,
      note: `${settle} s after the first round`,
    },
    { what: 'memory after all were asked at once', value: after.megabytes, unit: 'MB', ...bound },
  ]
}

/** Of one core, from 0 to 1. */
const shareOf = (from: Usage, to: Usage, seconds: number): number => (to.cpuMs - from.cpuMs) / 1_000 / seconds

const askedSoFar = async (ministries: Ministries): Promise<readonly number[]> =>
  (await ministries.asked()).map(({ length }) => length)
