import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadSources, parseSources } from '../../src/config/sources.ts'
import { ConfigError } from '../../src/domain/errors.ts'

const entry = (lines: string): string => `sources:
  - id: xa-news
    name: Ruritania, foreign ministry
    issuer: XA
    body: ministry
    language: en
    kind: html
    zone: Europe/Vienna
    url: https://ministry.example/news/
${lines}`

const refusal = async (text: string): Promise<string> => {
  try {
    await parseSources('config/sources.yaml', text)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
  }
  return 'not refused'
}

describe('parseSources', () => {
  test('fills in how often and how far apart its kind is read', async () => {
    expect(await parseSources('s.yaml', entry(''))).toMatchObject([
      { id: 'xa-news', authority: 'official', intervalMinutes: 30, spacingSeconds: 5 },
    ])
  })

  test('takes from the family what the entry does not say', async () => {
    const [source] = await parseSources(
      's.yaml',
      `families:\n  xa: { zone: UTC, spacingSeconds: 9, article: { body: main } }\n${entry('    family: xa\n    intervalMinutes: 7')}`,
    )
    expect(source).toMatchObject({
      zone: 'Europe/Vienna',
      spacingSeconds: 9,
      intervalMinutes: 7,
      article: { body: 'main' },
    })
    expect(source).not.toHaveProperty('family')
  })

  test('looks for a folder beside the file that names it', async () => {
    const text = entry('').replace('kind: html', 'kind: folder').replace('https://ministry.example/news/', 'samples/xa')
    expect((await parseSources('/etc/attache/sources.yaml', text))[0]?.url).toBe('/etc/attache/samples/xa')
  })

  test.each([
    ['    spacing: 3', 2, /[Uu]nrecognized key.*spacing/],
    ['    listing: { item: "li[" }', 10, /item: is no CSS selector/],
    ['    include: "("', 10, /include: is no regular expression/],
    ['    intervalMinutes: 0', 10, /intervalMinutes/],
    ['    olderPages: { url: "/page/2", first: 2 }', 10, /has no \{page\} in it/],
    ['    hosts: ["https://other.example"]', 10, /is no host name/],
    ['    fields: { title: t, url: u }', 7, /fields are for kind json/],
    ['    family: nobody', 10, /there is no family nobody/],
    ['    disabled: ""', 10, /says no reason/],
  ])('refuses %j at its line', async (line, at, reason) => {
    const message = await refusal(entry(line))
    expect(message).toMatch(new RegExp(`^config/sources\\.yaml:${at}: `))
    expect(message).toMatch(reason)
  })

  test.each([
    ['zone: Europe/Vienna', 'zone: Mars/Olympus', /:8: sources\.0\.zone: is no IANA time zone/],
    ['issuer: XA', 'issuer: ruritania', /:4: .*is no code of a state/],
    ['url: https://ministry.example/news/', 'url: ministry.example', /:9: .*is no web address/],
    ['    zone: Europe/Vienna\n', '', /:2: sources\.0: xa-news lacks zone/],
  ])('refuses %j written as %j', async (right, wrong, reason) => {
    expect(await refusal(entry('').replace(right, wrong))).toMatch(reason)
  })

  test('refuses an id used twice, at the second', async () => {
    const twice = entry('') + entry('').replace('sources:\n', '')
    expect(await refusal(twice)).toMatch(/:10: sources\.1\.id: the id xa-news is used twice/)
  })
})

describe('the lists that come with the program', () => {
  test('name every enabled source with what it takes to read it', async () => {
    const sources = await loadSources(resolve('config/sources.yaml'))
    const enabled = sources.filter(({ disabled }) => disabled === undefined)
    expect(enabled.length).toBeGreaterThan(100)
    expect(new Set(enabled.map(({ issuer }) => issuer)).size).toBeGreaterThan(40)
    expect(enabled.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'cn-mfa-en-top',
        'cn-mfa-zh-leaders',
        'us-state-press',
        'us-wh-statements',
        'ru-kremlin-news-en',
        'gb-fcdo-search',
        'eu-eeas-press',
        'az-president-rss',
      ]),
    )
  })

  test('agree on how to spare a host that several sources share', async () => {
    const sources = await loadSources(resolve('config/sources.yaml'))
    const impolite = sources.filter(({ spacingSeconds, intervalMinutes }) => spacingSeconds < 2 || intervalMinutes < 10)
    expect(impolite).toEqual([])
  })

  test('read nothing that nobody has checked', async () => {
    const leads = await loadSources(resolve('config/sources.unverified.yaml'))
    expect(leads.filter(({ disabled }) => disabled === undefined)).toEqual([])
  })
})
