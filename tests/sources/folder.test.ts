import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SourceError } from '../../src/domain/errors.ts'
import { createMemoryCache } from '../../src/http/validators.ts'
import { createFolder } from '../../src/sources/folder/index.ts'
import { parseDocumentFile } from '../../src/sources/folder/parse.ts'
import { parserHere } from '../../src/sources/parser.ts'
import { aSource } from './builders.ts'
import { anyString } from '../any-string.ts'

const source = aSource({ kind: 'folder', url: '/nowhere', zone: 'Asia/Baku' })
const read = (path: string, text: string) => parseDocumentFile({ path, text }, source, () => undefined)

describe('a document in a file', () => {
  test('has title, date, address and language in its front matter', () => {
    const text =
      '---\ntitle: Talks on fish\ndate: 2025-04-23\nurl: https://ministry.example/7\nlanguage: zh\n---\n\nOne.\n\nTwo.\n'
    expect(read('a.md', text)).toEqual({
      sourceId: 'xa-mfa',
      url: 'https://ministry.example/7',
      title: 'Talks on fish',
      text: 'One.\nTwo.',
      language: 'zh',
      publishedAt: new Date('2025-04-22T20:00:00Z'),
    })
  })

  test('has its title in the first line and its date in the second', () => {
    expect(read('a.txt', 'Talks on fish\n23 April 2025, 10:00\n\nOne.\nTwo.')).toMatchObject({
      title: 'Talks on fish',
      publishedAt: new Date('2025-04-23T06:00:00Z'),
      text: 'One.\nTwo.',
      url: 'folder:xa-mfa/a.txt',
    })
  })

  test('has what is missing in its name', () => {
    expect(read('2025/2025-04-23-talks_on-fish.txt', 'One long line that is the whole text.')).toMatchObject({
      title: 'talks on fish',
      publishedAt: new Date('2025-04-22T20:00:00Z'),
      text: 'One long line that is the whole text.',
      url: 'folder:xa-mfa/2025/2025-04-23-talks_on-fish.txt',
    })
  })

  test('loses the marks of Markdown and none of its words', () => {
    const text =
      '# Talks\n\n*Vienna*, 2 May\nwas **the** [place](https://x.example).\n\n- one_two\n- 2 * 3 * 4\n\n> quoted\n<!-- not this -->'
    expect(read('a.md', text).text).toBe('Vienna, 2 May was the place.\none_two 2 * 3 * 4\nquoted')
  })

  test('may be a page', () => {
    const page = '<html><body><h1>Talks on fish</h1><div class="text"><p>One.</p></div></body></html>'
    const selecting = aSource({ kind: 'folder', article: { body: '.text' } })
    expect(parseDocumentFile({ path: 'a.html', text: page }, selecting, () => undefined)).toMatchObject({
      title: 'Talks on fish',
      text: 'One.',
    })
  })

  test.each([
    ['---\ntitle: [broken\n---\ntext', /^xa-mfa: a\.md:[23]: front matter: /],
    ['---\n- a\n- b\n---\ntext', /^xa-mfa: a\.md holds|^xa-mfa: a\.md:2|no title/],
    ['', /^xa-mfa: a\.md holds no text/],
    ['---\ntitle: T\n---\n', /^xa-mfa: a\.md holds no text/],
  ])('is refused by file and line where it is broken: %#', (text, reason) => {
    const outcome = (() => {
      try {
        return `no title ${read('a.md', text).title}`
      } catch (error) {
        return error instanceof SourceError ? error.message : 'another error'
      }
    })()
    expect(outcome).toMatch(reason)
  })

  test('gives a readout or a SourceError, whatever is in it', () => {
    const piece = fc.oneof(
      fc.constantFrom('---\n', '# ', '**', '](', '<!--', '\n\n', '&a', '!!js/x ', ': '),
      anyString(),
    )
    fc.assert(
      fc.property(fc.array(piece), fc.constantFrom('a.md', 'a.txt', 'a.html'), (pieces, path) => {
        try {
          expect(read(path, pieces.join('')).text).not.toBe('')
        } catch (error) {
          expect(error).toBeInstanceOf(SourceError)
        }
      }),
    )
  })
})

describe('a folder', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'attache-folder-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const list = () =>
    createFolder(aSource({ kind: 'folder', url: folder }), { cache: createMemoryCache(), parser: parserHere }).list(
      new AbortController().signal,
    )

  test('passes over a file that cannot be read, and names it', async () => {
    await writeFile(join(folder, 'good.txt'), 'Talks\n2025-04-23\nThe text.')
    await writeFile(join(folder, 'bad.md'), '---\ntitle: [\n---\ntext')
    await writeFile(join(folder, 'long.txt'), 'x'.repeat(5 * 1024 * 1024))
    const listing = await list()
    expect(listing).toMatchObject({ kind: 'listed', items: [{ title: 'Talks' }] })
    expect(listing.kind === 'listed' && listing.rejected?.map(({ url }) => url)).toEqual(['bad.md', 'long.txt'])
  })

  test('fails where no file can be read', async () => {
    await writeFile(join(folder, 'bad.md'), '---\ntitle: [\n---\ntext')
    await expect(list()).rejects.toThrow(/xa-mfa: bad\.md:\d: front matter/)
  })

  test('may be empty', async () => {
    expect(await list()).toMatchObject({ kind: 'listed', items: [] })
  })

  test('does not follow a link out of itself, and reads only documents', async () => {
    await symlink('/etc/hostname', join(folder, 'secret.txt'))
    await writeFile(join(folder, 'settings.json'), '{}')
    expect(await list()).toMatchObject({ kind: 'listed', items: [] })
  })

  test('that is not there is named', async () => {
    await rm(folder, { recursive: true })
    await expect(list()).rejects.toThrow(new RegExp(`xa-mfa: cannot read the folder ${folder}`))
  })
})
