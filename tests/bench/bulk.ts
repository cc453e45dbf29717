import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Figure, Scale } from './figure.ts'
import { runProgram } from './spawned.ts'
import { ownTexts } from './texts.ts'

const LINES = { full: 50_000, quick: 5_000 } as const

/** `attache read` of a bulk file, as a process of its own: its memory does not grow with the file. */
export async function benchBulk(scale: Scale): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'attache-bench-'))
  try {
    const file = join(folder, 'texts.jsonl')
    const texts = await ownTexts()
    const count = LINES[scale]
    const lines = function* () {
      for (let n = 0; n < count; n += 1)
        yield `${JSON.stringify({ id: `${n}`, text: texts[n % texts.length]?.text })}\n`
    }
    await pipeline(Readable.from(lines()), createWriteStream(file))
    const { tookMs, peakMegabytes = Number.NaN } = await runProgram(['read', '--json', file], { memory: true })
    const note = `${count} lines`
    return [
      { what: 'reading a bulk file, start included', value: (count / tookMs) * 1_000, unit: 'documents/s', note },
      { what: 'memory at its peak meanwhile', value: peakMegabytes, unit: 'MB', atMost: 200 },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
