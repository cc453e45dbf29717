import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Source } from '../../src/domain/source.ts'
import { createHttp } from '../../src/http/client.ts'
import { createMemoryCache } from '../../src/http/validators.ts'
import { createFolder } from '../../src/sources/folder/index.ts'
import { parserHere } from '../../src/sources/parser.ts'
import { createSource } from '../../src/sources/sources.ts'
import { describeSource, type SourceHarness } from '../contracts/source-adapter.ts'
import { fakeClock } from '../fakes/clock.ts'
import { type Ministry, type PublishedItem, startMinistry } from '../fakes/ministry.ts'
import { aSource } from './builders.ts'

const article = { body: '.text', date: '.date' }

const kinds: readonly [
  string,
  string,
  Partial<Source>,
  (ministry: Ministry, items: readonly PublishedItem[]) => void,
][] = [
  ['rss with whole texts', '/rss.xml', { kind: 'rss' }, (at, items) => at.feed('/rss.xml', items, { full: true })],
  ['rss with summaries', '/rss.xml', { kind: 'rss', article }, (at, items) => at.feed('/rss.xml', items)],
  [
    'rss that is RDF',
    '/index.rdf',
    { kind: 'rss', article },
    (at, items) => at.feed('/index.rdf', items, { format: 'rdf' }),
  ],
  [
    'atom with whole texts',
    '/atom',
    { kind: 'atom' },
    (at, items) => at.feed('/atom', items, { format: 'atom', full: true }),
  ],
  [
    'atom with summaries',
    '/atom',
    { kind: 'atom', article },
    (at, items) => at.feed('/atom', items, { format: 'atom' }),
  ],
  [
    'json that is a JSON Feed',
    '/feed.json',
    { kind: 'json', article },
    (at, items) => at.feed('/feed.json', items, { format: 'json' }),
  ],
  [
    'json with named fields',
    '/api/list',
    { kind: 'json', article, fields: { items: 'data.list', title: 'heading', url: '{slug}', date: 'day' } },
    (at, items) => {
      at.feed('/unused', items)
      const list = items.map(({ path, title, published }) => ({
        slug: path,
        heading: title,
        day: published.toISOString(),
      }))
      at.serve('/api/list', { type: 'application/json', body: JSON.stringify({ data: { list } }) })
    },
  ],
  [
    'html with selectors',
    '/list/',
    { kind: 'html', listing: { item: 'ul.news-list li', date: 'span' }, article },
    (at, items) => at.listing('/list/', items),
  ],
  ['html without selectors', '/', { kind: 'html' }, (at, items) => at.listing('/', items)],
]

for (const [name, path, parts, show] of kinds) {
  describeSource(name, async (): Promise<SourceHarness> => {
    const ministry = await startMinistry()
    const cache = createMemoryCache()
    const http = createHttp({ clock: fakeClock(), userAgent: 'Attache/1 (+test)', allowHosts: [ministry.host], cache })
    const source = aSource({ url: `${ministry.baseUrl}${path}`, ...parts })
    const adapter = createSource(source, { http, cache })
    return {
      adapter,
      restarted: () => createSource(source, { http, cache }),
      publish: async (items) => show(ministry, items),
      vanish: async () => ministry.remove(path),
      async [Symbol.asyncDispose]() {
        await http.close()
        await ministry.close()
      },
    }
  })
}

describeSource('folder', async (): Promise<SourceHarness> => {
  const folder = await mkdtemp(join(tmpdir(), 'attache-folder-'))
  const tools = { cache: createMemoryCache(), parser: parserHere }
  const source = aSource({ kind: 'folder', url: folder })
  return {
    adapter: createFolder(source, tools),
    restarted: () => createFolder(source, tools),
    async publish(items) {
      for (const { path, title, published, paragraphs } of items) {
        const file = join(folder, path.replace('.html', '.md'))
        await mkdir(dirname(file), { recursive: true })
        await writeFile(file, [`# ${title}`, published.toISOString().slice(0, 10), ...paragraphs].join('\n\n'))
      }
    },
    vanish: () => rm(folder, { recursive: true }),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
})
