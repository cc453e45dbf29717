import type { Source } from '../../domain/source.ts'
import type { HttpClient } from '../../http/request.ts'
import type { SourceAdapter } from '../adapter.ts'
import { createWebSource } from '../web.ts'
import { parseListing } from './parse.ts'

/** Kind `html`: a page that lists links to documents, or a sitemap. */
export function createHtml(source: Source, http: HttpClient): SourceAdapter {
  return createWebSource(source, http, { form: 'html', parse: parseListing })
}
