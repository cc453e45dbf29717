import { basename, extname } from 'node:path'
import { UsageError } from '../domain/errors.ts'
import type { FetchedReadout } from '../domain/readout.ts'
import type { Source } from '../domain/source.ts'
import type { HttpClient } from '../http/request.ts'
import { fetchDocument } from './document.ts'
import { decodeBytes } from './encoding.ts'
import { parseDocumentFile } from './folder/parse.ts'
import { parserHere } from './parser.ts'
import { loadReadable } from './readable.ts'

/** What a document that no source listed is read as: by general rules, its language and issuer taken from the text. */
function ownSource(id: string, url: string, kind: Source['kind']): Source {
  return {
    id,
    name: id,
    issuer: '',
    body: '',
    language: '',
    authority: 'mirror',
    kind,
    url,
    zone: 'UTC',
    intervalMinutes: 60,
    spacingSeconds: 1,
  }
}

/** The document in a file that a person named. A plain text stands as it is, so that offsets count into the file. */
export async function openFile(
  path: string,
  bytes: Buffer,
): Promise<Pick<FetchedReadout, 'text' | 'title' | 'publishedAt' | 'language'>> {
  const decoded = decodeBytes(bytes, 'html', undefined, '')
  if (!decoded) throw new UsageError(`cannot read ${path}: it is in no encoding that is known; save it as UTF-8`)
  const { text } = decoded
  if (!/^\.(?:md|html?)$/i.test(extname(path))) return { text, title: '', language: '' }
  return parseDocumentFile({ path: basename(path), text }, ownSource(path, path, 'folder'), await loadReadable())
}

/** The document at an address that a person named, by the selectors of the configured source that it belongs to, if any. */
export async function openPage(
  url: URL,
  sources: readonly Source[],
  http: HttpClient,
  signal: AbortSignal,
): Promise<FetchedReadout> {
  const own = sources.find((source) => hostsOf(source).includes(url.host))
  const source = own ?? ownSource(url.host, url.href, 'html')
  return fetchDocument({ http, parser: parserHere }, source, { url: url.href, title: '' }, signal)
}

const hostsOf = ({ kind, url, hosts = [], aliases = {} }: Source): readonly string[] =>
  kind === 'folder' ? [] : [new URL(url).host, ...hosts, ...Object.keys(aliases)]
