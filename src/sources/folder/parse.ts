import { LineCounter, parseDocument } from 'yaml'
import { SourceError } from '../../domain/errors.ts'
import type { FetchedReadout } from '../../domain/readout.ts'
import type { Source } from '../../domain/source.ts'
import { extractArticle, type FindArticle } from '../article.ts'
import { parseDate } from '../date.ts'
import { normaliseText } from '../text.ts'

/** A file of a folder source: its path inside the folder, with slashes, and its text. */
export type DocumentFile = { readonly path: string; readonly text: string }

/** A readout in a file: HTML as a page; text and Markdown with front matter, or with the title in the first line and the date in the second or in the name. Throws `SourceError`. */
export function parseDocumentFile(file: DocumentFile, source: Source, findArticle: FindArticle): FetchedReadout {
  const parts = /\.html?$/i.test(file.path) ? fromHtml(file, source, findArticle) : fromText(file, source)
  if (parts.text === '') throw new SourceError(`${source.id}: ${file.path} holds no text`, 'broken')
  const named = parseDate(nameOf(file.path), source)?.at
  return {
    sourceId: source.id,
    url: parts.url ?? addressOf(file.path, source),
    title: parts.title ?? titleFromName(file.path),
    text: parts.text,
    language: parts.language ?? source.language,
    publishedAt: parts.publishedAt ?? named,
  }
}

/** The address of a file that names none of its own: it stays the same wherever the folder lies. */
function addressOf(path: string, source: Source): string {
  return `folder:${source.id}/${path.split('/').map(encodeURIComponent).join('/')}`
}

type Parts = {
  readonly text: string
  readonly title: string | undefined
  readonly url?: string | undefined
  readonly language?: string | undefined
  readonly publishedAt: Date | undefined
}

function fromHtml({ path, text }: DocumentFile, source: Source, findArticle: FindArticle): Parts {
  const article = extractArticle(text, { asked: path, cameFrom: path }, source, findArticle)
  return {
    text: article?.text ?? '',
    title: article?.title,
    publishedAt: (article?.shown ?? article?.declared)?.at,
  }
}

function fromText(file: DocumentFile, source: Source): Parts {
  const { front, body } = splitFrontMatter(file, source)
  const lines = normaliseText(/\.md$/i.test(file.path) ? withoutMarkdown(body) : body).split('\n')
  const { title, date, url, language } = front
  const publishedAt = date === undefined ? undefined : parseDate(date, source)?.at
  if (title !== undefined) return { text: lines.join('\n'), title, url, language, publishedAt }
  return { ...fromFirstLines(lines, source, publishedAt), url, language }
}

/** A first line that is short is the title; a second that is hardly more than a date is the date. */
function fromFirstLines(lines: readonly string[], source: Source, publishedAt: Date | undefined): Parts {
  const [first = '', second = ''] = lines
  if (lines.length < 2 || first.length > 200) return { text: lines.join('\n'), title: undefined, publishedAt }
  const dated = second.length <= 60 ? parseDate(second, source)?.at : undefined
  const text = lines.slice(dated && !publishedAt ? 2 : 1).join('\n')
  return { text, title: first, publishedAt: publishedAt ?? dated }
}

type FrontMatter = {
  readonly title?: string
  readonly date?: string
  readonly url?: string
  readonly language?: string
}

/** `---`, YAML, `---` at the head of a file. Faults in it name the file and the line. */
function splitFrontMatter({ path, text }: DocumentFile, source: Source): { front: FrontMatter; body: string } {
  const match = /^\ufeff?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text)
  if (!match) return { front: {}, body: text }
  const lines = new LineCounter()
  const document = parseDocument(match[1] ?? '', { lineCounter: lines, schema: 'failsafe' })
  const [fault] = document.errors
  const values: unknown = fault ? undefined : document.toJS()
  if (fault || typeof values !== 'object' || values === null) {
    const line = fault ? lines.linePos(fault.pos[0]).line + 1 : 2
    const reason = fault?.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? 'no list of settings'
    throw new SourceError(`${source.id}: ${path}:${line}: front matter: ${reason}`, 'broken')
  }
  const known = ['title', 'date', 'url', 'language']
  const front = Object.entries(values).filter(([key, value]) => known.includes(key) && typeof value === 'string')
  return { front: Object.fromEntries(front), body: text.slice(match[0].length) }
}

/** The words of a Markdown text: headings, lists, quotes, emphasis and links lose their marks; a paragraph is one line. */
function withoutMarkdown(markdown: string): string {
  return markdown
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/^[ \t]{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+)/gm, '')
    .replace(/(\*\*|__)(\S(?:.*?\S)?)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}*_])([*_])(\S(?:.*?\S)?)\1(?![\p{L}\p{N}*_])/gu, '$2')
    .replace(/([^\n])\n(?=[^\n])/g, (_, end: string) => (/[\p{sc=Han}，。、；：]/u.test(end) ? end : `${end} `))
}

const nameOf = (path: string): string => path.split('/').at(-1) ?? path

const titleFromName = (path: string): string =>
  nameOf(path)
    .replace(/\.\w+$/, '')
    .replace(/^\d{4}-\d{2}-\d{2}[-_ ]?/, '')
    .replace(/[-_]+/g, ' ')
