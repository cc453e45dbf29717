/**
 * Measures the program on this machine and prints one table.
 * `npm run bench` measures all, `npm run bench -- reading planning` some, `npm run bench -- --quick` all in a small way.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { type Figure, isMet } from './figure.ts'
import { SECTIONS } from './sections.ts'
import { FLAGS } from './spawned.ts'

async function main(args: readonly string[]): Promise<void> {
  const quick = args.includes('--quick')
  const asked = args.filter((arg) => !arg.startsWith('--'))
  const unknown = [...asked.filter((name) => !Object.hasOwn(SECTIONS, name)), ...args.filter(isUnknownOption)]
  if (unknown.length > 0) {
    print(`unknown: ${unknown.join(', ')}. Sections: ${Object.keys(SECTIONS).join(', ')}. Options: --quick`)
    process.exitCode = 2
    return
  }
  const [cpu] = cpus()
  print(
    `Node ${process.version} on ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}${quick ? ', a quick run' : ''}`,
  )
  for (const name of asked.length > 0 ? asked : Object.keys(SECTIONS)) {
    print(`\n${name}`)
    const figures = await measure(name, quick)
    if (figures) for (const figure of figures) print(lineOf(figure))
    else process.exitCode = 1
  }
}

const isUnknownOption = (arg: string): boolean => arg.startsWith('--') && arg !== '--quick'

const print = (line: string): void => void process.stdout.write(`${line}\n`)

/** The figures of one section; nothing where it failed, and its own words say why. */
async function measure(name: string, quick: boolean): Promise<readonly Figure[] | undefined> {
  const section = [join(import.meta.dirname, 'section.ts'), name, quick ? 'quick' : 'full']
  const child = spawn(process.execPath, [...FLAGS, ...section], { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  await once(child, 'close')
  return child.exitCode === 0 ? JSON.parse(out) : undefined
}

function lineOf(figure: Figure): string {
  const { what, value, unit, atMost, atLeast, note } = figure
  const bound = atMost !== undefined ? `≤ ${atMost}` : atLeast !== undefined ? `≥ ${atLeast}` : ''
  const verdict = { true: 'ok', false: 'MISSED', undefined: '' }[`${isMet(figure)}`]
  return `  ${what.padEnd(48)} ${numberOf(value).padStart(9)} ${unit.padEnd(12)} ${bound.padEnd(7)} ${verdict.padEnd(7)} ${note ?? ''}`.trimEnd()
}

/** Three digits are as many as a measurement is good for. */
function numberOf(value: number): string {
  if (value >= 100) return String(Math.round(value))
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

await main(process.argv.slice(2))
