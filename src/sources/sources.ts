import type { Source } from '../domain/source.ts'
import type { HttpClient } from '../http/request.ts'
import type { LossyCache } from '../http/validators.ts'
import type { SourceAdapter } from './adapter.ts'
import { type ExtractPage, extractPage } from './extraction.ts'
import { createFeed } from './feed/index.ts'
import { createFolder } from './folder/index.ts'
import { createHtml } from './html/index.ts'
import { createJson } from './json/index.ts'

/** What the adapters read by. */
export type SourceDeps = {
  readonly http: HttpClient
  /** Remembers the state of folders; the client remembers that of pages. */
  readonly cache: LossyCache
  /** Absent: pages are read at once, which holds the event loop. */
  readonly extract?: ExtractPage | undefined
}

/** An adapter for each source that is not disabled, in their order. */
export function createSources(sources: readonly Source[], deps: SourceDeps): readonly SourceAdapter[] {
  return sources.filter(({ disabled }) => disabled === undefined).map((source) => createSource(source, deps))
}

/** The adapter for one source, disabled or not: whoever asks for it by name means it. */
export function createSource(source: Source, { http, cache, extract = extractPage }: SourceDeps): SourceAdapter {
  const tools = { http, extract }
  switch (source.kind) {
    case 'rss':
    case 'atom':
      return createFeed(source, tools)
    case 'json':
      return createJson(source, tools)
    case 'html':
      return createHtml(source, tools)
    case 'folder':
      return createFolder(source, cache)
  }
}
