import { DatabaseSync } from 'node:sqlite'
import { scheduler } from 'node:timers/promises'
import { z } from 'zod'
import { type Figure, type Scale, summarise } from './figure.ts'
import { sourcesYaml } from './installation.ts'
import { startMinistries } from './ministries.ts'
import { startProgram } from './program.ts'

const SCALES = { full: { hosts: 300, hanging: 30 }, quick: { hosts: 60, hanging: 6 } } as const

/** For all sources to be asked again, every one of them once a minute, in seconds. */
const AGAIN = 75

const rowSchema = z.array(z.object({ source: z.string(), next_poll_at: z.string() }))

/** The program at work while some hosts take requests and never answer: how late the others are asked. */
export async function benchHanging(scale: Scale): Promise<Figure[]> {
  const { hosts, hanging } = SCALES[scale]
  await using ministries = await startMinistries(hosts)
  await ministries.publish(1)
  await using program = await startProgram(sourcesYaml(ministries.baseUrls, 1))
  const due = dueTimes(program.database)
  await ministries.hang(hanging)
  await scheduler.wait(AGAIN * 1_000)
  const asked = await ministries.asked()
  const late = asked.map((times, n) => (times[1] ?? Number.POSITIVE_INFINITY) - (due.get(`cn-${n}`) ?? Number.NaN))
  const lateOfHanging = late.slice(0, hanging)
  if (!lateOfHanging.every((ms) => Number.isFinite(ms))) throw new Error('a host that was to hang was never asked')
  const { p50, max } = summarise(late.slice(hanging))
  const note = `${hosts} hosts of which ${hanging} hang`
  return [
    { what: 'a healthy source is asked so late, at worst', value: max, unit: 'ms', atMost: 1_000, note },
    { what: 'as a rule', value: p50, unit: 'ms' },
    { what: 'never too early', value: Math.min(...late), unit: 'ms', atLeast: 0 },
  ]
}

/** When each source is to be asked next, in milliseconds since the epoch. */
function dueTimes(file: string): ReadonlyMap<string, number> {
  const database = new DatabaseSync(file, { readOnly: true })
  const rows = rowSchema.parse(database.prepare('select source, next_poll_at from source_states').all())
  database.close()
  return new Map(rows.map((row) => [row.source, Date.parse(row.next_poll_at)]))
}
