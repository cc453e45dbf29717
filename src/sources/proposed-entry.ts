import { Document, isScalar } from 'yaml'
import { AUTHORITIES, type Source } from '../domain/source.ts'
import { type Owner, ownerOf, type Told, zonesOf } from './likely-owner.ts'

/** What a page or a feed says of itself. */
export type Signs = {
  readonly title?: string | undefined
  /** As a page writes it: `en-GB`, `zh-TW`. */
  readonly language?: string | undefined
}

/** A value of an entry, and what its reader should know of it: where it is from, or what may stand there. */
type Field = { readonly value: string; readonly comment?: string | undefined }

/** An entry for `sources.yaml`. Whatever was concluded says from what; where nothing tells, there is a `?` and what may stand there. */
export function writeEntry(source: Pick<Source, 'id' | 'kind' | 'url'>, { title, language }: Signs, now: Date): string {
  const url = new URL(source.url)
  const owner = ownerOf(url, title ?? '')
  const spoken = languageOf(language)
  const fields: Readonly<Record<string, Field | undefined>> = {
    id: { value: source.id },
    name: { value: title ?? url.host },
    issuer: concluded(owner.issuer, issuerHint(owner)),
    body: concluded(owner.body, 'ministry, presidency, government or organisation'),
    authority: owner.issuer ? undefined : { value: '?', comment: `${AUTHORITIES.join(', ')}` },
    language: concluded(spoken, 'such as en or zh-Hant'),
    kind: { value: source.kind },
    zone: zoneField(owner.issuer?.value, now),
    calendar: calendarField(owner.issuer?.value, spoken?.value),
    url: { value: source.url },
  }
  return written(fields)
}

const issuerHint = ({ perhaps }: Owner): string =>
  perhaps === undefined
    ? 'the state or organisation that speaks, such as AZ or EU'
    : `the state or organisation that speaks; perhaps ${perhaps}, but nothing shows an office`

const concluded = (told: Told | undefined, hint: string): Field =>
  told ? { value: told.value, comment: `from ${told.from}` } : { value: '?', comment: hint }

/** The language that a page declares; for Chinese with the script, where the place tells it. */
function languageOf(declared: string | undefined): Told | undefined {
  const code = declared?.slice(0, 2).toLowerCase() ?? ''
  if (!/^[a-z]{2}$/.test(code) || /^[a-z]{3}/i.test(declared ?? '')) return undefined
  const isTraditional = code === 'zh' && /-(?:Hant|TW|HK|MO)\b/i.test(declared ?? '')
  return { value: isTraditional ? 'zh-Hant' : code, from: `the language ${declared} that it declares` }
}

/** Where a state has one zone, that; where it has several, they are named. */
function zoneField(issuer: string | undefined, now: Date): Field {
  const zones = issuer === undefined ? [] : zonesOf(issuer, now)
  const [zone] = zones
  if (zone === undefined) return { value: '?', comment: 'the IANA zone of its dates, such as Asia/Baku' }
  if (zones.length === 1) return { value: zone, comment: `the one zone of ${issuer}` }
  const most = 4
  const rest = zones.length > most ? ` and ${zones.length - most} more` : ''
  return { value: '?', comment: `${issuer} has ${zones.slice(0, most).join(', ')}${rest}` }
}

/** Whose texts in their own language count years otherwise, in numbers too. */
const CALENDARS: Readonly<Record<string, string>> = {
  'TW zh-Hant': 'roc',
  'IR fa': 'persian',
  'AF fa': 'persian',
  'AF ps': 'persian',
  'SA ar': 'hijri',
}

function calendarField(issuer = '', language = ''): Field | undefined {
  const value = CALENDARS[`${issuer} ${language}`]
  return value === undefined
    ? undefined
    : { value, comment: 'as such sites count years; take it out if this one does not' }
}

function written(fields: Readonly<Record<string, Field | undefined>>): string {
  const known = Object.entries(fields).flatMap(([key, field]) => (field ? [[key, field] as const] : []))
  const document = new Document([Object.fromEntries(known.map(([key, { value }]) => [key, value]))])
  for (const [key, { comment }] of known) {
    const scalar = document.getIn([0, key], true)
    if (comment !== undefined && isScalar(scalar)) scalar.comment = ` ${comment}`
  }
  return document.toString({ indent: 2, lineWidth: 0 })
}
