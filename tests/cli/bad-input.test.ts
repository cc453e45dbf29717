import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Failure, startMinistry } from '../fakes/ministry.ts'
import { aDesk } from './desk.ts'
import { chinaOnIceland, feedSource, icelandOnChina } from './fiction.ts'

const failures: readonly Failure[] = [
  'empty',
  'truncated',
  'huge',
  'html-error',
  'challenge',
  'garbage',
  'reset',
  'redirect-loop',
  500,
]

describe('a feed that misbehaves', () => {
  test.each(failures)('%j is one line that names the source, and the others go on', async (failure) => {
    await using china = await startMinistry()
    await using iceland = await startMinistry()
    china.feed('/feed', [chinaOnIceland])
    iceland.fail('/feed', failure)
    const yaml =
      feedSource('cn-ministry', 'CN', `${china.baseUrl}/feed`) +
      feedSource('is-government', 'IS', `${iceland.baseUrl}/feed`)
    await using desk = await aDesk(`sources:\n${yaml}`)

    const { code, out, err } = await desk.run('start', '--once')

    expect(code).toBe(0)
    expect(err).toMatch(/not read {2}Ministry of IS: \S+/)
    expect(out).toContain('China – Iceland')
    expect(err).not.toContain('    at ')
  })

  test('a page that cannot be read is passed over and named; the other pages of the source are kept', async () => {
    await using china = await startMinistry()
    china.feed('/feed', [chinaOnIceland, { ...icelandOnChina, path: '/readouts/202504/t20250423_9.html' }])
    china.fail('/readouts/202504/t20250423_9.html', 'shell')
    await using desk = await aDesk(`sources:\n${feedSource('cn-ministry', 'CN', `${china.baseUrl}/feed`)}`)

    const { code, out, err } = await desk.run('start', '--once')

    expect(code).toBe(0)
    expect(err).toContain('2 listed, 1 new; passed over: ')
    expect(out).toContain('China – Iceland')
  })

  test('what is stored stays when the source breaks', async () => {
    await using china = await startMinistry()
    china.feed('/feed', [chinaOnIceland])
    await using desk = await aDesk(`sources:\n${feedSource('cn-ministry', 'CN', `${china.baseUrl}/feed`)}`)
    await desk.run('start', '--once')
    china.fail('/feed', 'html-error')
    desk.clock.advance(3_600_000)

    await desk.run('start', '--once')

    expect((await desk.run('latest')).out).toContain('China – Iceland')
  })
})

describe('an installation that is broken', () => {
  test('a malformed data file is refused at start with the file and the line', async () => {
    await using desk = await aDesk('sources:\n  - { id: x }\n')
    const { code, err } = await desk.run('start', '--once')
    expect(code).toBe(1)
    expect(err).toMatch(/sources\.yaml:2: /)
    expect(err).not.toContain('    at ')
  })

  test('a file that is no database is named, and left as it is', async () => {
    await using desk = await aDesk('sources: []\n')
    await mkdir(dirname(desk.database), { recursive: true })
    await writeFile(desk.database, 'This is a letter and not a database, however long it may be.'.repeat(20))
    const { code, err } = await desk.run('start', '--once')
    expect(code).toBe(1)
    expect(err).toContain(desk.database)
  })

  test('--debug shows where a failure came from', async () => {
    await using desk = await aDesk('sources:\n  - { id: x }\n')
    const { err } = await desk.run('--debug', 'start', '--once')
    expect(err).toContain('    at ')
  })

  test('doctor says what is wrong and exits with 1', async () => {
    await using desk = await aDesk('sources:\n  - { id: x }\n')
    const { code, out } = await desk.run('doctor')
    expect(code).toBe(1)
    expect(out).toMatch(/BAD {2}sources: .*sources\.yaml:2/)
    expect(out).toContain('ok   settings')
  })
})
