import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { Secret } from '../../src/domain/secret.ts'
import { openStore } from '../../src/store/sqlite.ts'
import { occupy } from '../store/occupied.ts'
import { aDesk, type Desk } from './desk.ts'

const HERE = { platform: 'slack', workspace: 'T0RURITAN', channel: 'C0DESK' }
const THERE = { platform: 'slack', workspace: 'T0BORDURI', channel: 'C0THEIRS' }
const KEYS = [`b:${Buffer.alloc(32, 2).toString('base64')}`, `a:${Buffer.alloc(32, 1).toString('base64')}`] as const

const keyed = (keys: string): Readonly<Record<string, string>> => ({ ATTACHE_SEALING_KEYS: keys })

/** A desk with two workspaces in its database, sealed by the key `a`. */
async function aKeptDesk(keys = KEYS.join()): Promise<Desk> {
  const desk = await aDesk('sources: []\n', undefined, keyed(keys))
  const [id = '', key = ''] = KEYS[1].split(':')
  const sealingKeys = [{ id, key: new Secret(key) }]
  await using store = await openStore({ file: desk.database, clock: desk.clock, sealingKeys })
  await occupy(store, HERE, 'U0READER')
  await occupy(store, THERE, 'U0THEIRS')
  return desk
}

const bytesOf = async ({ database }: Desk): Promise<string> => (await readFile(database)).toString('latin1')

describe('attache forget', () => {
  test('says how much is kept, and erases nothing unless it is told to', async () => {
    await using desk = await aKeptDesk()
    const { code, out, err } = await desk.run('forget', 'workspace', 'slack:T0RURITAN')

    expect(code).toBe(2)
    expect(out).toMatch(/^Kept of slack:T0RURITAN, in rows:\n/)
    expect(out).toMatch(/^ +3 {2}messages, posted or waiting$/m)
    expect(out).toMatch(/^ +1 {2}access, sealed$/m)
    expect(err).toContain('nothing was erased: say it again with --yes')
    expect(await bytesOf(desk)).toContain('C0DESK')
  })

  test.each([
    ['workspace', 'slack:T0RURITAN', /T0RURITAN|C0DESK/, /T0BORDURI/],
    ['channel', 'slack:T0RURITAN:C0DESK', /C0DESK/, /T0RURITAN/],
    ['user', 'U0READER', /U0READER/, /U0THEIRS/],
  ])('leaves no trace of a %s, to the last byte', async (kind, name, gone, stays) => {
    await using desk = await aKeptDesk()
    const { code, out } = await desk.run('forget', kind, name, '--yes')

    expect(code).toBe(0)
    expect(out).toMatch(/Erased\.\n$/)
    const bytes = await bytesOf(desk)
    expect(bytes).not.toMatch(gone)
    expect(bytes).toMatch(stays)
    expect(await desk.run('forget', kind, name)).toMatchObject({ code: 0, out: `nothing is kept of ${name}\n` })
  })

  test('leaves a word in the place of a person, where it says who did something', async () => {
    await using desk = await aKeptDesk()
    await desk.run('forget', 'user', 'U0READER', '--yes')
    const { out } = await desk.run('audit')
    expect(out).toContain('slack:T0RURITAN:C0DESK  forgotten  subscribe')
  })

  test('names the copies that it does not touch', async () => {
    await using desk = await aKeptDesk()
    await writeFile(`${desk.database}.before-7.bak`, '')
    const { out } = await desk.run('forget', 'user', 'U0READER', '--yes')
    expect(out).toContain(`are not touched: ${desk.database}.before-7.bak\n`)
  })

  test.each([
    ['workspace', 'T0RURITAN'],
    ['workspace', 'slack:T0RURITAN:C0DESK'],
    ['channel', 'slack:T0RURITAN'],
    ['user', 'slack:U0READER'],
    ['place', 'slack:T0RURITAN'],
  ])('refuses what is no %s: %s', async (kind, name) => {
    await using desk = await aKeptDesk()
    expect((await desk.run('forget', kind, name, '--yes')).code).toBe(2)
    expect(await bytesOf(desk)).toContain('C0DESK')
  })
})

describe('attache reseal', () => {
  test('seals by the first key what another one sealed, once', async () => {
    await using desk = await aKeptDesk()
    expect(await desk.run('reseal')).toMatchObject({ code: 0, out: 'sealed anew: 2\n' })
    expect(await desk.run('reseal')).toMatchObject({ code: 0, out: 'the first key sealed everything already\n' })
  })

  test('says which key is missing', async () => {
    await using desk = await aKeptDesk(KEYS[0])
    const { code, err } = await desk.run('reseal')
    expect(code).toBe(1)
    expect(err).toBe(
      'attache: the access to slack:T0BORDURI cannot be opened: sealed by the key a, which ATTACHE_SEALING_KEYS does not hold\n',
    )
  })
})
