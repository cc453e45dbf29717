import type { Source } from '../../domain/source.ts'
import type { SourceAdapter } from '../adapter.ts'
import type { PageTools } from '../extraction.ts'
import { createWebSource } from '../web.ts'
import { parseJsonListing } from './parse.ts'

/** Kind `json`: an answer whose `fields` are named; without `fields`, a JSON Feed; with `fields.script`, JSON inside a page. */
export function createJson(source: Source, tools: PageTools): SourceAdapter {
  return createWebSource(source, tools, { form: source.fields?.['script'] ? 'html' : 'json', parse: parseJsonListing })
}
