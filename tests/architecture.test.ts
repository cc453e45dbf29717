import { readdirSync, readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'

/** What each folder of `src/` may import, besides itself: folders or single files. */
const allowed: Record<string, readonly string[]> = {
  'main.ts': ['app.ts', 'ticker.ts', 'clock.ts', 'cli', 'config', 'domain', 'pipeline'],
  'app.ts': [
    'app/assistance.ts',
    'clock.ts',
    'app/outgoing.ts',
    'app/platforms.ts',
    'app/record.ts',
    'forked',
    'version.ts',
    'config',
    'domain',
    'countries',
    'extract',
    'ledger',
    'digest',
    'schedule',
    'http',
    'sources',
    'chat',
    'commands',
    'store',
    'pipeline',
  ],
  'clock.ts': ['domain'],
  'ticker.ts': ['pipeline'],
  forked: ['rules', 'clock.ts', 'domain', 'pipeline', 'sources'],
  rules: ['config', 'countries', 'domain', 'extract'],
  'app/platforms.ts': ['config', 'domain', 'chat', 'commands', 'pipeline'],
  'app/record.ts': ['config', 'domain', 'countries', 'chat/adapter.ts', 'store', 'pipeline'],
  'app/assistance.ts': ['config', 'domain', 'countries', 'extract', 'llm', 'http', 'store', 'pipeline'],
  'app/outgoing.ts': ['version.ts', 'config', 'domain', 'http'],
  'app/documents.ts': ['app/outgoing.ts', 'config', 'domain', 'sources'],
  'app/inspection.ts': ['app/outgoing.ts', 'config', 'domain', 'http', 'sources'],
  'app/evaluation.ts': ['app/outgoing.ts', 'config', 'domain', 'llm'],
  'app/sample.ts': ['app.ts', 'config', 'domain', 'pipeline'],
  'app/listen.ts': ['app.ts', 'config', 'inbound', 'pipeline'],
  'version.ts': [],
  cli: [
    'forked',
    'chat/terminal',
    'chat/adapter.ts',
    'pipeline',
    'domain',
    'config',
    'app.ts',
    'app/documents.ts',
    'app/evaluation.ts',
    'app/inspection.ts',
    'app/record.ts',
    'rules',
    'scoring',
    'app/listen.ts',
    'app/platforms.ts',
    'app/sample.ts',
    'schedule',
    'ticker.ts',
    'version.ts',
  ],
  domain: [],
  config: ['domain'],
  countries: ['domain'],
  extract: ['domain', 'countries'],
  ledger: ['domain', 'countries'],
  digest: ['domain', 'countries'],
  schedule: ['domain'],
  commands: ['domain', 'countries', 'digest', 'schedule'],
  http: ['domain'],
  inbound: ['domain'],
  sources: ['domain', 'config', 'http'],
  chat: ['domain', 'config', 'http', 'inbound'],
  llm: ['domain', 'config', 'http'],
  scoring: ['domain'],
  store: ['domain'],
  pipeline: [
    'domain',
    'countries',
    'extract',
    'ledger',
    'digest',
    'schedule',
    'commands',
    'scoring',
    'chat/adapter.ts',
    'sources/adapter.ts',
  ],
}

/** Folders that know no I/O, no clock, no randomness and no waiting. */
const core = ['countries', 'extract', 'ledger', 'digest', 'schedule', 'commands', 'domain', 'scoring']

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
const sourceOf = (file: string): string => readFileSync(join('src', file), 'utf8')
const top = (file: string): string => file.split('/')[0] ?? ''

/** What the layout names: the file alone, as every file of `app/`, else its folder. */
const placeOf = (file: string): string => (Object.hasOwn(allowed, file) ? file : top(file))

function importsOf(file: string): string[] {
  return [...sourceOf(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, path = '']) => path)
}

describe('the direction of imports', () => {
  test.each(files)('%s imports only inwards', (file) => {
    const inwards = [placeOf(file), ...(allowed[placeOf(file)] ?? [])]
    const outwards = importsOf(file)
      .filter((path) => path.startsWith('.'))
      .map((path) => normalize(join(file, '..', path)))
      .filter((to) => !inwards.some((ok) => to === ok || to.startsWith(`${ok}/`)))
    expect(outwards).toEqual([])
  })

  test.each(files)('%s lies in a folder that the layout names', (file) => {
    expect(Object.keys(allowed)).toContain(placeOf(file))
  })
})

test('no file imports one that imports it, however far round', () => {
  const importsWithin = new Map(
    files.map((file) => [file, importsOf(file).map((path) => normalize(join(file, '..', path)))] as const),
  )
  const settled = new Set<string>()
  const circlesFrom = (file: string, way: readonly string[]): string[] => {
    if (way.includes(file)) return [[...way.slice(way.indexOf(file)), file].join(' → ')]
    if (settled.has(file)) return []
    const found = (importsWithin.get(file) ?? []).flatMap((to) => circlesFrom(to, [...way, file]))
    settled.add(file)
    return found
  }
  expect(files.flatMap((file) => circlesFrom(file, []))).toEqual([])
})

describe('the core', () => {
  test.each(files.filter((file) => core.includes(top(file))))('%s is pure', (file) => {
    const impure = importsOf(file).filter((path) => path.startsWith('node:') && path !== 'node:assert')
    expect(impure).toEqual([])
    expect(sourceOf(file)).not.toMatch(/\basync\b|\bawait\b|Math\.random|\bfetch\(/)
  })
})

describe('time', () => {
  test.each(files.filter((file) => file !== 'clock.ts'))('%s reads no clock of its own', (file) => {
    expect(sourceOf(file)).not.toMatch(
      /new Date\(\)|Date\.now\(|\bset(?:Timeout|Interval|Immediate)\(|performance\.now/,
    )
  })
})

describe('size', () => {
  test.each(files)('%s has at most 400 lines', (file) => {
    expect(sourceOf(file).split('\n').length).toBeLessThanOrEqual(400)
  })
})

describe('exports', () => {
  test.each(files)('%s has a sentence for each', (file) => {
    const lines = sourceOf(file).split('\n')
    const bare = lines.filter((line, at) => EXPORTED.test(line) && !lines[at - 1]?.trimEnd().endsWith('*/'))
    expect(bare).toEqual([])
  })
})

/** What a module gives to others under a name; what it only passes on has its sentence where it comes from. */
const EXPORTED = /^export (?:async )?(?:abstract )?(?:function|const|let|type|interface|class) \w/

/** What is loaded with a file before anything of it runs: packages, and files of ours. */
function loadedWith(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const [, path = ''] of sourceOf(file).matchAll(/^(?:import|export)\s(?!type\b)[^'"]*?from '([^']+)'/gm)) {
    if (path.startsWith('.')) loadedWith(normalize(join(file, '..', path)), seen)
    else seen.add(path)
  }
  return seen
}

describe('memory', () => {
  const heavy = ['discord.js', '@slack/bolt', '@slack/oauth', 'openai']
  const parsers = ['feedsmith', 'htmlparser2', 'linkedom', '@mozilla/readability', 'html-encoding-sniffer', 'yaml']

  test('a platform and a model are loaded where they are configured, and what parses in the process that does', () => {
    const loaded = ['main.ts', 'app.ts', 'forked/reader.ts'].flatMap((file) => [...loadedWith(file)])
    expect(loaded).toContain('chat/discord/index.ts')
    expect(loaded).toContain('sources/web.ts')
    expect([...heavy, ...parsers].filter((name) => loaded.includes(name))).toEqual([])
  })
})
