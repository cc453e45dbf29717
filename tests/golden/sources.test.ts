import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { loadSources } from '../../src/config/sources.ts'
import type { Source } from '../../src/domain/source.ts'
import { extractArticle } from '../../src/sources/article.ts'
import { decodeBytes } from '../../src/sources/encoding.ts'
import { takeEntries } from '../../src/sources/entries.ts'
import { parseListing } from '../../src/sources/html/parse.ts'

// `<source>.<article|listing>.html` is read as that source of config/sources.yaml says; what must come out stands in the `.json` beside it.
const folder = 'tests/golden/sources'
const sources = await loadSources(resolve('config/sources.yaml'))

function readPage(name: string): unknown {
  const [id, form] = name.split('.')
  const source = sources.find((known) => known.id === id)
  if (!source) throw new Error(`${name} names no source`)
  const text = decodeBytes(readFileSync(join(folder, name)), 'html', undefined, source.language)?.text ?? ''
  return form === 'listing'
    ? takeEntries(parseListing(text, source.url, source), source.url, source)
    : articleOf(text, source)
}

function articleOf(text: string, source: Source): unknown {
  const address = { asked: source.url, cameFrom: source.url }
  return extractArticle(text, address, source, undefined)
}

test.each(readdirSync(folder).filter((name) => name.endsWith('.html')))('%s', (name) => {
  const expectation = join(folder, name.replace('.html', '.json'))
  const found = `${JSON.stringify(readPage(name), null, 2)}\n`
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(expectation, found)
  expect(found).toBe(readFileSync(expectation, 'utf8'))
})
