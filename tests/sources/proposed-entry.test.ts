import { expect, test } from 'vitest'
import { loadSources } from '../../src/config/sources.ts'
import { ownerOf, zonesOf } from '../../src/sources/likely-owner.ts'
import { type Signs, writeEntry } from '../../src/sources/proposed-entry.ts'

const now = new Date('2025-04-24T04:00:00Z')
const listed = [...(await loadSources('config/sources.yaml')), ...(await loadSources('config/sources.unverified.yaml'))]

const entryFor = (url: string, signs: Signs = {}): readonly string[] =>
  writeEntry({ id: 'proposed', kind: 'rss', url }, signs, now).trimEnd().split('\n')

test('an office’s own host tells issuer, body, and the one zone of its state', () => {
  expect(entryFor('https://president.az/en/rss', { title: 'News', language: 'en-GB' })).toEqual([
    '- id: proposed',
    '  name: News',
    '  issuer: AZ # from .az and president in the host',
    '  body: presidency # from president in the host',
    '  language: en # from the language en-GB that it declares',
    '  kind: rss',
    '  zone: Asia/Baku # the one zone of AZ',
    '  url: https://president.az/en/rss',
  ])
})

test('where nothing tells, a person is asked, and told what may stand there', () => {
  expect(entryFor('https://press.example/rss')).toEqual([
    '- id: proposed',
    '  name: press.example',
    '  issuer: "?" # the state or organisation that speaks, such as AZ or EU',
    '  body: "?" # ministry, presidency, government or organisation',
    '  authority: "?" # official, official-translation, state-media, agency, mirror',
    '  language: "?" # such as en or zh-Hant',
    '  kind: rss',
    '  zone: "?" # the IANA zone of its dates, such as Asia/Baku',
    '  url: https://press.example/rss',
  ])
})

test.each<[string, Signs, RegExp]>([
  ['https://daily.hu/rss', {}, /issuer: "\?" # .*perhaps HU, but nothing shows an office/],
  ['https://daily.hu/rss', {}, /authority: "\?"/],
  ['https://www.state.gov/feed/', {}, /issuer: US # from \.gov$/],
  ['https://www.gov.uk/x.atom', {}, /issuer: GB # from gov and \.uk in the host$/],
  ['https://www.consilium.europa.eu/rss', {}, /issuer: EU # from the host europa\.eu$/],
  ['https://start-up.io/rss', { title: 'Ministry of Foreign Affairs' }, /issuer: IO # from \.io and the title$/],
  ['https://www.gov.example/rss', { title: 'Prime Minister’s Office' }, /body: government # from the title$/],
  ['https://www.mfa.gov.cn/', {}, /zone: "\?" # CN has Asia\/Shanghai, Asia\/Urumqi$/],
  ['https://mid.ru/', {}, /zone: "\?" # RU has Asia\/Anadyr, .* and \d+ more$/],
  ['https://www.mofa.gov.tw/', { language: 'zh-TW' }, /calendar: roc #/],
  ['https://mfa.ir/', { language: 'fa' }, /calendar: persian #/],
  ['https://en.mfa.ir/', { language: 'en' }, /^((?!calendar:).)*$/s],
  ['https://x.example/', { language: 'deutsch' }, /language: "\?"/],
])('%s %j: %s', (url, signs, expected) => {
  const lines = entryFor(url, signs)
  const holds =
    lines.some((line) => expected.test(line)) && (!expected.flags.includes('s') || expected.test(lines.join('\n')))
  expect(holds, lines.join('\n')).toBe(true)
})

test('of every listed source, what its host tells of the issuer is true', () => {
  const told = listed.flatMap(({ id, url, issuer }) => {
    const owner = ownerOf(new URL(url), '')
    return owner.issuer ? [[id, owner.issuer.value, issuer]] : []
  })
  expect(told.filter(([, value, issuer]) => value !== issuer)).toEqual([])
  expect(told.length / listed.length).toBeGreaterThan(0.85)
})

test('of every listed source, the one zone of its state shows the time of the zone that is listed', () => {
  const shown = (zone: string): string => now.toLocaleString('sv-SE', { timeZone: zone })
  const told = listed.flatMap(({ id, issuer, zone }) => {
    const [first, ...others] = zonesOf(issuer, now)
    return first !== undefined && others.length === 0 ? [[id, shown(first), shown(zone)]] : []
  })
  expect(told.filter(([, one, other]) => one !== other)).toEqual([])
  expect(told.length / listed.length).toBeGreaterThan(0.7)
})

test('a state whose places were set to one time is one zone once that has lasted', () => {
  expect(zonesOf('KZ', new Date('2025-01-01T00:00:00Z')).length).toBeGreaterThan(1)
  expect(zonesOf('KZ', new Date('2026-06-01T00:00:00Z'))).toHaveLength(1)
  expect(zonesOf('NATO', now)).toEqual([])
})
