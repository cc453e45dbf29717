import { dirname, resolve } from 'node:path'
import { load } from 'cheerio/slim'
import { z } from 'zod'
import { AUTHORITIES, CALENDARS, SOURCE_KINDS, type Source, type SourceKind } from '../domain/source.ts'
import { loadDataFile, parseDataFile } from './data-file.ts'
import { isZone } from './settings.ts'

/** Reads a list of sources. Throws `ConfigError`, naming the file and every wrong line. */
export async function loadSources(file: string): Promise<readonly Source[]> {
  return resolved(await loadDataFile(file, schema), file)
}

/** `loadSources` without the file; `file` is for messages, and for folders, which are relative to it. */
export async function parseSources(file: string, text: string): Promise<readonly Source[]> {
  return resolved(await parseDataFile(file, text, schema), file)
}

const selector = z.string().refine(isSelector, 'is no CSS selector')
const pattern = z.string().refine(isPattern, 'is no regular expression')
const rewrite = z.strictObject({ match: pattern, to: z.string() })
const host = z.string().regex(/^[a-z0-9.-]+(?::\d+)?$/, 'is no host name; write it in lower case and without https://')
const texts = z.record(z.string(), z.string())

/** Everything that an entry may say, and a family for all its entries. */
const common = z.strictObject({
  issuer: z.string().regex(/^[A-Z]{2,5}$/, 'is no code of a state or organisation, such as AZ or EU'),
  body: z.enum(['ministry', 'presidency', 'government', 'organisation']),
  language: z.string().regex(/^[a-z]{2}(?:-[A-Z][a-z]{3})?$/, 'is no language code, such as en or zh-Hant'),
  authority: z.enum(AUTHORITIES),
  kind: z.enum(SOURCE_KINDS),
  request: z.strictObject({ form: texts.optional(), headers: texts.optional() }),
  listing: z.strictObject({
    item: selector,
    link: selector.optional(),
    title: selector.optional(),
    date: selector.optional(),
  }),
  article: z.strictObject({
    title: selector.optional(),
    date: selector.optional(),
    body: selector.optional(),
    drop: selector.optional(),
  }),
  fields: z.strictObject({
    script: selector.optional(),
    items: z.string().optional(),
    title: z.string(),
    url: z.string(),
    date: z.string().optional(),
    text: z.string().optional(),
  }),
  hosts: z.array(host),
  aliases: z.record(host, host),
  include: pattern,
  identity: pattern,
  link: rewrite,
  page: rewrite,
  textFrom: z.enum(['feed', 'page']),
  zone: z.string().refine(isZone, 'is no IANA time zone, such as Asia/Baku'),
  dateOrder: z.enum(['day-first', 'month-first']),
  calendar: z.enum(CALENDARS),
  cookies: z.union([z.literal('keep'), texts]),
  olderPages: z.strictObject({
    url: z.string().includes('{page}', 'has no {page} in it'),
    first: z.int().nonnegative(),
    step: z.int().positive().optional(),
  }),
  intervalMinutes: z.int().min(1).max(10_080),
  spacingSeconds: z.number().min(0).max(300),
  timeoutSeconds: z.number().min(1).max(120),
  revisitHours: z.array(z.number().positive().max(2_160)).max(8),
  licence: z.string(),
  note: z.string(),
  disabled: z.string().min(1, 'says no reason'),
})

const familyEntry = common.partial()

const entry = familyEntry.extend({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'is no id: small letters, digits and hyphens'),
  family: z.string().optional(),
  name: z.string().min(1),
  url: z.string().min(1),
})

type Entry = z.infer<typeof entry>
type Family = z.infer<typeof familyEntry>

const file = z.strictObject({ families: z.record(z.string(), familyEntry).default({}), sources: z.array(entry) })

const schema = file
  .superRefine(({ families, sources }, context) => {
    const seen = new Map<string, number>()
    for (const [index, source] of sources.entries()) {
      for (const [key, message] of faultsOf(source, families, seen.has(source.id))) {
        context.addIssue({ code: 'custom', message, path: ['sources', index, ...(key === '' ? [] : [key])] })
      }
      seen.set(source.id, index)
    }
  })
  .transform(({ families, sources }) => sources.map((source) => completed(source, families)))

/** What one entry cannot say by itself: whether, with its family, it is whole and consistent. Key (or none) and message. */
function faultsOf(source: Entry, families: Readonly<Record<string, Family>>, isKnown: boolean): [string, string][] {
  const faults: [string, string][] = []
  if (isKnown) faults.push(['id', `the id ${source.id} is used twice`])
  if (source.family !== undefined && !Object.hasOwn(families, source.family)) {
    return [...faults, ['family', `there is no family ${source.family}`]]
  }
  const whole = { ...families[source.family ?? ''], ...source }
  for (const key of ['issuer', 'body', 'language', 'kind', 'zone'] as const) {
    if (whole[key] === undefined) faults.push(['', `${source.id} lacks ${key}, and so does its family`])
  }
  if (whole.kind !== 'folder' && !/^https?:$/.test(URL.parse(whole.url)?.protocol ?? '')) {
    faults.push(['url', 'is no web address'])
  }
  if (whole.listing && whole.kind !== 'html') faults.push(['kind', 'listing selectors are for kind html'])
  if (whole.fields && whole.kind !== 'json') faults.push(['kind', 'fields are for kind json'])
  return faults
}

/** How often a kind is asked and how far apart its pages, where neither the entry nor its family says. */
const PACE: Readonly<Record<SourceKind, Pick<Source, 'intervalMinutes' | 'spacingSeconds'>>> = {
  rss: { intervalMinutes: 15, spacingSeconds: 2 },
  atom: { intervalMinutes: 15, spacingSeconds: 2 },
  json: { intervalMinutes: 15, spacingSeconds: 5 },
  html: { intervalMinutes: 30, spacingSeconds: 5 },
  folder: { intervalMinutes: 15, spacingSeconds: 0 },
}

/** The entry with its family's words where it has none of its own. `faultsOf` has seen that nothing is missing. */
function completed({ family = '', ...source }: Entry, families: Readonly<Record<string, Family>>): Source {
  const whole = { ...families[family], ...source }
  const { kind = 'html', authority = 'official', issuer = '', body = '', language = '', zone = '', ...rest } = whole
  const { intervalMinutes = PACE[kind].intervalMinutes, spacingSeconds = PACE[kind].spacingSeconds } = whole
  return { ...rest, kind, authority, issuer, body, language, zone, intervalMinutes, spacingSeconds }
}

const resolved = (sources: readonly Source[], file: string): readonly Source[] =>
  sources.map((source) => (source.kind === 'folder' ? { ...source, url: resolve(dirname(file), source.url) } : source))

function isSelector(text: string): boolean {
  try {
    load('')(text)
    return true
  } catch {
    return false
  }
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp
  } catch {
    return false
  }
}
