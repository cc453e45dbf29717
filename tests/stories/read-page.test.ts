import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chinaOnIceland, feedSource } from '../cli/fiction.ts'
import { type Ministry, startMinistry } from '../fakes/ministry.ts'
import { articleOf } from '../fakes/ministry-pages.ts'
import { discordInStory } from './discord.ts'
import { chinaBefore } from './fiction.ts'
import { anInstallation, type Installation } from './installation.ts'
import type { Person, StoryPlatform } from './platform.ts'
import { slackInStory } from './slack.ts'

const PATH = '/readouts/202504/t20250423_9.html'
const BUSY = '/readouts/202504/t20250423_10.html'
const NO_READOUT = '/about/archive.html'

describe.each([
  ['slack', slackInStory],
  ['discord', discordInStory],
])('a page that is named on %s', (_name, start: () => Promise<StoryPlatform>) => {
  let platform: StoryPlatform
  let ministry: Ministry
  let here: Installation
  let host: string

  beforeAll(async () => {
    platform = await start()
    ministry = await startMinistry()
    ministry.feed('/feed', [chinaBefore])
    ministry.serve(PATH, articleOf({ ...chinaOnIceland, path: PATH }, 1))
    ministry.serve(BUSY, articleOf({ ...chinaOnIceland, path: BUSY }, 1))
    ministry.serve(NO_READOUT, articleOf({ ...chinaOnIceland, title: 'The Archive', paragraphs: ARCHIVE }, 1))
    const inside = feedSource('xx-inside', 'IS', 'http://10.1.2.3/feed')
    const source = feedSource('cn-ministry', 'CN', `${ministry.baseUrl}/feed`)
    here = await anInstallation(`sources:\n${source}${inside}`, platform.environment)
    host = new URL(ministry.baseUrl).host
    await here.begin()
    await platform.invite()
    platform.setTime(here.clock.now())
  }, 60_000)

  afterAll(async () => {
    await here[Symbol.asyncDispose]()
    await ministry.close()
    await platform[Symbol.asyncDispose]()
  })

  /** Names a page, says yes, and gives what is shown. */
  async function readPage(path: string, by: Person = 'reader') {
    const question = await platform.readThis(`look: <${ministry.baseUrl}${path}>`, by)
    return platform.press(question, `Read ${host}${path}`, by)
  }

  test('is asked about with its host, read once, shown to that person alone and forgotten', async () => {
    const question = await platform.readThis(`look: <${ministry.baseUrl}${PATH}>`, 'reader')
    expect(question.text).toContain(`Read this page of ${host}? What it says is shown to you alone, and not kept.`)
    expect(ministry.received(PATH)).toHaveLength(0)

    const { text } = await platform.press(question, `Read ${host}${PATH}`, 'reader')
    expect(text).toContain(`Read from ${host} just now, for you alone. It is not kept.`)
    expect(text).toContain('comprehensive strategic partnership')
    expect(text).toContain('Taiwan is an inalienable part of China’s territory')
    expect(ministry.received(PATH)).toHaveLength(1)
    expect(ministry.received('/robots.txt').length).toBeGreaterThan(0)
    expect(platform.channel()).toEqual([])

    const again = await platform.press(question, `Read ${host}${PATH}`, 'reader')
    expect(again.text).toContain('no longer stands')
    expect(await here.app.store.find(`${ministry.baseUrl}${PATH}`)).toBeUndefined()
    for (const trace of [PATH, 't20250423_9', 'Sunna Hrafnsdottir', 'geothermal']) {
      expect(traces(here, trace), trace).toEqual([])
    }
    expect(here.faults).toEqual([])
  })

  test('is shown as it is kept where it is kept, and asked about nothing', async () => {
    for (const more of ['', '?utm_source=mail#top']) {
      const { text } = await platform.readThis(`${ministry.baseUrl}${chinaBefore.path}${more}`, 'reader')
      expect(text).toContain('Uruguay')
      expect(text).not.toContain('not kept')
    }
    expect(ministry.received(chinaBefore.path)).toHaveLength(1)
  })

  test.each([
    ['another host', 'https://mfa.elsewhere.example/news/1', 'mfa.elsewhere.example is not among the sites'],
    ['an address of our own network', 'http://127.0.0.1:1/metrics', '127.0.0.1:1 is not among the sites'],
    ['no link', 'good morning', 'There is no link'],
  ])('is not read on %s', async (_what, message, told) => {
    const before = ministry.requests.length
    expect((await platform.readThis(message, 'reader')).text).toContain(told)
    expect(ministry.requests).toHaveLength(before)
  })

  test('is not read where a source’s host is a private address', async () => {
    const question = await platform.readThis('http://10.1.2.3/news/1', 'reader')
    const { text } = await platform.press(question, 'Read 10.1.2.3/news/1', 'reader')
    expect(text).toContain('10.1.2.3 is not on the public internet')
  })

  test('is not followed off its host', async () => {
    const away = await startMinistry()
    ministry.serve('/moved', { status: 302, headers: { location: `${away.baseUrl}/elsewhere` } })
    const { text } = await readPage('/moved')
    expect(text).toContain('it leads to another site')
    expect(away.requests).toEqual([])
    await away.close()
  })

  test('is not read where robots.txt asks programs to stay away', async () => {
    ministry.robots('User-agent: *\nDisallow: /closed/')
    here.clock.advance(25 * 3_600_000)
    platform.setTime(here.clock.now())
    expect((await readPage('/closed/1')).text).toContain('not to be read by programs')
    expect(ministry.received('/closed/1')).toHaveLength(0)
  })

  test('that is no account of an encounter is said to be none', async () => {
    const { text } = await readPage(NO_READOUT)
    expect(text).toContain('Not an account of one encounter')
    expect(text).toContain('It is not kept.')
  })

  test('that is not there is said not to be, and can be tried again', async () => {
    const { text } = await readPage('/nowhere')
    expect(text).toContain(`There is no such page at ${host}.`)
  })

  test('is the tenth in an hour at most', async () => {
    for (let count = 0; count < 10; count += 1) {
      expect((await readPage(BUSY, 'manager')).text).toContain('It is not kept.')
      here.clock.advance(60_000)
      platform.setTime(here.clock.now())
    }
    const { text } = await readPage(BUSY, 'manager')
    expect(text).toMatch(/At most 10 pages an hour are read for one person: the next in \d+ minutes\./)
    expect(ministry.received(BUSY)).toHaveLength(10)

    here.clock.advance(3_600_000)
    platform.setTime(here.clock.now())
    expect((await readPage(BUSY, 'manager')).text).toContain('It is not kept.')
  })
})

const ARCHIVE = [
  'The archive of the ministry holds papers of two centuries. It may be visited on weekdays between nine and four.',
  'Readers bring a pencil and leave their coats at the door. Copies are made by the staff of the reading room, who ask for patience.',
]

/** Files of the installation that hold some words. */
function traces({ desk }: Installation, words: string): string[] {
  const folder = dirname(desk.database)
  return readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(words))
}
