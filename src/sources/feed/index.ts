import type { Source } from '../../domain/source.ts'
import type { HttpClient } from '../../http/request.ts'
import type { SourceAdapter } from '../adapter.ts'
import { createWebSource } from '../web.ts'
import { feedRestMs, parseFeed } from './parse.ts'

/** Kinds `rss` and `atom`: a feed is read as what it is, whichever it was said to be. */
export function createFeed(source: Source, http: HttpClient): SourceAdapter {
  return createWebSource(source, http, { form: 'xml', parse: parseFeed, restOf: feedRestMs })
}
