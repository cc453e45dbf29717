import type { Source } from '../domain/source.ts'
import type { HttpClient } from '../http/request.ts'
import type { LossyCache } from '../http/validators.ts'
import type { SourceAdapter } from './adapter.ts'
import { createFolder } from './folder/index.ts'
import { type Parser, parserHere } from './parser.ts'
import { createWebSource } from './web.ts'

/** What the adapters read by. */
export type SourceDeps = {
  readonly http: HttpClient
  /** Remembers the state of folders; the client remembers that of pages. */
  readonly cache: LossyCache
  /** Absent: what comes is parsed at once, which holds the event loop. */
  readonly parser?: Parser | undefined
}

/** An adapter for each source that is not disabled, in their order. */
export function createSources(sources: readonly Source[], deps: SourceDeps): readonly SourceAdapter[] {
  return sources.filter(({ disabled }) => disabled === undefined).map((source) => createSource(source, deps))
}

/** The adapter for one source, disabled or not: whoever asks for it by name means it. */
export function createSource(source: Source, { http, cache, parser = parserHere }: SourceDeps): SourceAdapter {
  return source.kind === 'folder' ? createFolder(source, { cache, parser }) : createWebSource(source, { http, parser })
}
