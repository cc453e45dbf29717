import { describe, expect, test } from 'vitest'
import { startMinistry } from '../fakes/ministry.ts'
import { aDesk } from './desk.ts'
import { chinaOnIceland, chinaOnUruguay, feedSource, icelandOnChina } from './fiction.ts'

const both = (china: string, iceland: string): string =>
  `sources:\n${feedSource('cn-ministry', 'CN', `${china}/feed`)}${feedSource('is-government', 'IS', `${iceland}/feed`)}`

describe('attache start --once', () => {
  test('the first round ends in one digest of the last day, with both accounts of one meeting as one item', async () => {
    await using china = await startMinistry()
    await using iceland = await startMinistry()
    china.feed('/feed', [chinaOnIceland])
    iceland.feed('/feed', [icelandOnChina])
    await using desk = await aDesk(both(china.baseUrl, iceland.baseUrl))

    const { code, out, err } = await desk.run('start', '--once')

    expect(code).toBe(0)
    expect(err).toContain('Ministry of CN: 1 listed, 1 new')
    // Whichever account arrives first names the encounter.
    expect(out.match(/^(?:China – Iceland|Iceland – China) · /gm)).toHaveLength(1)
    expect(out).toContain('Both accounts')
    expect(out).toContain('comprehensive strategic partnership')
    expect(out).toMatch(/Differs {2}Taiwan — Iceland: .*one-China policy, according to Iceland/)
    expect(out).toContain('12 cooperation documents')
    expect(out).toContain('Read 2 of 2 sources')
    expect(out).not.toContain('SAMPLE')
  })

  test('a source that cannot be read is one line, and the others go on', async () => {
    await using china = await startMinistry()
    await using iceland = await startMinistry()
    china.feed('/feed', [chinaOnIceland])
    iceland.fail('/feed', 403)
    await using desk = await aDesk(both(china.baseUrl, iceland.baseUrl))

    const { code, out, err } = await desk.run('start', '--once')

    expect(code).toBe(0)
    expect(err.split('\n').filter((line) => line.includes('Ministry of IS'))).toHaveLength(1)
    expect(out).toContain('Read 1 of 2 sources')
    expect(out).toContain('Ministry of IS')
  })

  test('where no source can be reached the bundled sample is shown, plainly marked, and the exit code is 1', async () => {
    await using china = await startMinistry()
    china.fail('*', 'reset')
    await using desk = await aDesk(`sources:\n${feedSource('cn-ministry', 'CN', `${china.baseUrl}/feed`)}`)

    const { code, out, err } = await desk.run('start', '--once')

    expect(code).toBe(1)
    expect(err).toContain('not read  Ministry of CN')
    expect(out).toMatch(/^SAMPLE: everything below is fiction/)
    const { out: kept } = await desk.run('latest')
    expect(kept).not.toContain('Iceland')
  })

  test('what came in the first round is never news; what comes later is in the next digest, once', async () => {
    await using china = await startMinistry()
    china.feed('/feed', [chinaOnIceland])
    await using desk = await aDesk(`sources:\n${feedSource('cn-ministry', 'CN', `${china.baseUrl}/feed`)}`)
    await desk.run('start', '--once')
    china.feed('/feed', [chinaOnUruguay, chinaOnIceland])
    desk.clock.advance(25 * 3_600_000)

    const { out } = await desk.run('start', '--once')

    expect(out).toContain('China – Uruguay')
    expect(out).not.toContain('China – Iceland')
    expect(out).toContain('Fri 25 April, 08:00 Baku · since Thu')
  })

  test('what was due while nobody ran is caught up in one digest', async () => {
    await using china = await startMinistry()
    china.feed('/feed', [chinaOnIceland])
    await using desk = await aDesk(`sources:\n${feedSource('cn-ministry', 'CN', `${china.baseUrl}/feed`)}`)
    await desk.run('start', '--once')
    desk.clock.advance(10 * 24 * 3_600_000)

    const { out } = await desk.run('start', '--once')

    expect(out.match(/08:00 Baku/g)).toHaveLength(1)
  })

  test('an unchanged feed is asked for conditionally and fetches no page twice', async () => {
    await using china = await startMinistry()
    china.feed('/feed', [chinaOnIceland])
    await using desk = await aDesk(`sources:\n${feedSource('cn-ministry', 'CN', `${china.baseUrl}/feed`)}`)
    await desk.run('start', '--once')

    const { err } = await desk.run('start', '--once')

    expect(err).toContain('unchanged Ministry of CN')
    expect(china.received(chinaOnIceland.path)).toHaveLength(1)
    expect(china.received('/feed').at(-1)?.headers['if-none-match']).toBeDefined()
  })

  test('a source that refused is left alone until its time comes, over restarts too', async () => {
    await using china = await startMinistry()
    china.fail('/feed', 403)
    await using desk = await aDesk(`sources:\n${feedSource('cn-ministry', 'CN', `${china.baseUrl}/feed`)}`)
    await desk.run('start', '--once')
    china.recover('/feed')
    china.feed('/feed', [chinaOnIceland])

    await desk.run('start', '--once')
    expect(china.received('/feed')).toHaveLength(1)
    desk.clock.advance(40 * 60_000)
    await desk.run('start', '--once')
    expect(china.received('/feed')).toHaveLength(2)
  })
})

describe('look-ups beside it', () => {
  test('search, show, digest and sources tell of what is kept', async () => {
    await using china = await startMinistry()
    china.feed('/feed', [chinaOnIceland])
    await using desk = await aDesk(`sources:\n${feedSource('cn-ministry', 'CN', `${china.baseUrl}/feed`)}`)
    await desk.run('start', '--once')

    const found = await desk.run('search', 'geothermal', 'energy')
    expect(found.out).toContain('China – Iceland')
    const shortId = /^ {2}([a-z]{4,6})$/m.exec(found.out)?.[1] ?? ''

    const shown = await desk.run('show', shortId)
    expect(shown.out).toContain('“')
    expect(shown.out).toContain('the two sides signed 12 cooperation documents')

    const digest = await desk.run('digest', '--country', 'iceland', '--topic', 'taiwan', '--since', '2025-04-20')
    expect(digest.out).toContain('Iceland · Taiwan')
    expect(digest.out).toContain('China – Iceland')

    const sources = await desk.run('sources')
    expect(sources.out).toContain('read · last read 2025-04-24 04:00 UTC')
  })

  test('a misspelt country gets the nearest match, and exit code 2', async () => {
    await using desk = await aDesk('sources: []\n')
    await desk.run('start', '--once')

    const { code, err } = await desk.run('digest', '--country', 'azerbaijn')

    expect(code).toBe(2)
    expect(err).toContain('did you mean Azerbaijan?')
  })

  test('a database that is not there yet is no reason to make one', async () => {
    await using desk = await aDesk('sources: []\n')

    const { code, err } = await desk.run('search', 'tariffs')

    expect(code).toBe(2)
    expect(err).toContain('run `attache start` first')
  })
})
