import type { Source } from '../../domain/source.ts'
import type { SourceAdapter } from '../adapter.ts'
import type { PageTools } from '../extraction.ts'
import { createWebSource } from '../web.ts'
import { feedRestMs, parseFeed } from './parse.ts'

/** Kinds `rss` and `atom`: a feed is read as what it is, whichever it was said to be. */
export function createFeed(source: Source, tools: PageTools): SourceAdapter {
  return createWebSource(source, tools, { form: 'xml', parse: parseFeed, restOf: feedRestMs })
}
