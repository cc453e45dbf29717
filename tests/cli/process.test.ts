import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../../src/clock.ts'
import { type Ministry, startMinistry } from '../fakes/ministry.ts'
import { aDesk, type Desk } from './desk.ts'
import { chinaOnIceland, feedSource } from './fiction.ts'

/** The program in a process of its own, as a user has it. */
function launch(desk: Desk, ...args: readonly string[]) {
  const child = spawn(process.execPath, ['src/attache.js', ...args], {
    env: { PATH: process.env['PATH'], ...desk.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, signal: child.signalCode }))
  return {
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    ended,
    out: () => out,
    err: () => err,
    /** Settles when standard output holds `text`; fails when the program ends without it. */
    async prints(text: string): Promise<void> {
      while (!out.includes(text)) {
        const over = await Promise.race([once(child.stdout, 'data').then(() => false), ended.then(() => true)])
        if (over && !out.includes(text)) throw new Error(`ended without printing “${text}”:\n${out}\n${err}`)
      }
    },
  }
}

const sourcesAt = ({ baseUrl }: Ministry): string => `sources:\n${feedSource('cn-ministry', 'CN', `${baseUrl}/feed`)}`

describe('the program as a process', () => {
  test('stays on schedule after the digest, and Ctrl-C ends it cleanly', async () => {
    await using china = await startMinistry()
    china.feed('/feed', [chinaOnIceland])
    await using desk = await aDesk(sourcesAt(china), systemClock.now().toISOString())
    const program = launch(desk, 'start')
    await program.prints('Read 1 of 1 source')

    program.kill('SIGINT')

    expect((await program.ended).code).toBe(0)
    // Its lease is given back: the next worker need not wait for it to run out.
    expect((await desk.run('start', '--once')).code).toBe(0)
  })

  test('a second worker on the same file says who holds it and exits with 3', async () => {
    await using china = await startMinistry()
    china.feed('/feed', [chinaOnIceland])
    await using desk = await aDesk(sourcesAt(china), systemClock.now().toISOString())
    const first = launch(desk, 'start')
    await first.prints('Read 1 of 1 source')

    const second = await desk.run('start')
    expect(second.code).toBe(3)
    expect(second.err).toMatch(/in the hands of another worker \(.+, process \d+/)

    // Every other command works beside it.
    expect((await desk.run('latest')).code).toBe(0)
    first.kill('SIGTERM')
    expect((await first.ended).code).toBe(0)
  })

  test.each([
    ['a key that nobody knows', 'rules: []\n\nrulez: []\n', /trade\.sv\.yaml:\d+: .*rulez/],
    ['a rule that cannot be', 'rules:\n  - gives: tariffs\n    any: ["{a|b"]\n', /trade\.sv\.yaml: .*\{a\|b/],
  ])('%s in a lexicon file ends it with 1, whatever the sources hold', async (_, lexicon, told) => {
    await using china = await startMinistry()
    china.feed('/feed', [chinaOnIceland])
    await using desk = await aDesk(sourcesAt(china))
    const folder = join(desk.folder, 'config', 'lexicon')
    await rm(folder)
    await cp('config/lexicon', folder, { recursive: true })
    await writeFile(join(folder, 'trade.sv.yaml'), lexicon)
    const program = launch(desk, 'start')

    expect((await program.ended).code).toBe(1)
    expect(program.err()).toMatch(told)
  })
})
