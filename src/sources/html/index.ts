import type { Source } from '../../domain/source.ts'
import type { SourceAdapter } from '../adapter.ts'
import type { PageTools } from '../extraction.ts'
import { createWebSource } from '../web.ts'
import { parseListing } from './parse.ts'

/** Kind `html`: a page that lists links to documents, or a sitemap. */
export function createHtml(source: Source, tools: PageTools): SourceAdapter {
  return createWebSource(source, tools, { form: 'html', parse: parseListing })
}
