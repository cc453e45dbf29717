import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { SourceError } from '../../domain/errors.ts'
import type { FetchedReadout } from '../../domain/readout.ts'
import type { Source } from '../../domain/source.ts'
import type { LossyCache } from '../../http/validators.ts'
import type { Listed, Rejected, SourceAdapter } from '../adapter.ts'
import type { Parser } from '../parser.ts'

/** Longer than any readout; whatever is, is left alone and named. */
const MAX_FILE_BYTES = 4 * 1024 * 1024

/** By what files are read, and what remembers how the folder was last. */
export type FolderTools = { readonly cache: LossyCache; readonly parser: Parser }

type FoundFile = { readonly path: string; readonly size: number; readonly changedMs: number }

/** Kind `folder`: the text, Markdown and HTML files below a folder of this machine, `source.url`. */
export function createFolder(source: Source, { cache, parser }: FolderTools): SourceAdapter {
  const key = `folder:${source.id}`
  const read = new Map<string, FetchedReadout>()
  return {
    source,
    async list(signal) {
      const files = await filesIn(source)
      const state = createHash('sha256').update(JSON.stringify(files)).digest('hex')
      if ((await cache.get(key)) === state) return { kind: 'not-modified' }
      const { readouts, rejected } = await readAll(files, source, parser, signal)
      for (const readout of readouts) read.set(readout.url, readout)
      const items = readouts.map(listedOf).toSorted(newestFirst)
      return { kind: 'listed', items, rejected, settle: async () => void (await cache.set(key, state)) }
    },
    async fetch({ url }) {
      const readout = read.get(url)
      if (readout) return readout
      throw new SourceError(`${source.id}: ${url} is not among the files of ${source.url}`, 'broken')
    },
  }
}

/** Files only, and no links: what is read lies in the folder. In order of path. */
async function filesIn(source: Source): Promise<readonly FoundFile[]> {
  try {
    const entries = await readdir(source.url, { recursive: true, withFileTypes: true })
    const names = entries.filter(
      (entry) => entry.isFile() && /\.(?:txt|md|html?)$/i.test(entry.name) && !entry.name.startsWith('.'),
    )
    const files = names.map(async ({ parentPath, name }) => {
      const file = join(parentPath, name)
      const { size, mtimeMs } = await stat(file)
      return { path: relative(source.url, file).split(sep).join('/'), size, changedMs: mtimeMs }
    })
    return (await Promise.all(files)).toSorted((a, b) => (a.path < b.path ? -1 : 1))
  } catch (cause) {
    const reason = `cannot read the folder ${source.url}: is it there, and may this user read it?`
    throw new SourceError(`${source.id}: ${reason}`, 'unreachable', { cause })
  }
}

/** A file that cannot be read is named and passed over; where none can, the first one's fault is the source's. */
async function readAll(files: readonly FoundFile[], source: Source, parser: Parser, signal: AbortSignal) {
  const readouts: FetchedReadout[] = []
  const rejected: Rejected[] = []
  let first: SourceError | undefined
  for (const file of files) {
    signal.throwIfAborted()
    try {
      readouts.push(await parser.file({ path: file.path, bytes: await bytesOf(file, source), source }, signal))
    } catch (error) {
      if (!(error instanceof SourceError)) throw error
      first ??= error
      rejected.push({ url: file.path, title: '', reason: error.message })
    }
  }
  if (first && readouts.length === 0) throw first
  return { readouts, rejected }
}

async function bytesOf({ path, size }: FoundFile, source: Source): Promise<Uint8Array> {
  const fail = (reason: string, cause?: unknown) =>
    new SourceError(`${source.id}: ${path} ${reason}`, 'broken', { cause })
  if (size > MAX_FILE_BYTES) throw fail('is longer than 4 MB')
  return readFile(join(source.url, path)).catch((cause: unknown) => {
    throw fail('cannot be read', cause)
  })
}

const listedOf = ({ url, title, publishedAt, text }: FetchedReadout): Listed => ({ url, title, publishedAt, text })

const newestFirst = (a: Listed, b: Listed): number => (b.publishedAt?.getTime() ?? 0) - (a.publishedAt?.getTime() ?? 0)
