import { loadSources } from '../../src/config/sources.ts'
import type { Source } from '../../src/domain/source.ts'

const listed = [...(await loadSources('config/sources.yaml')), ...(await loadSources('config/sources.unverified.yaml'))]

/** An entry of the project's own lists of sources, disabled or not, its host exchanged for one on loopback wherever it is named. */
export function listedAt(baseUrl: string, id: string): Source {
  const entry = listed.find((source) => source.id === id)
  if (!entry) throw new Error(`no list has the source ${id}`)
  const { origin, host } = new URL(entry.url)
  const inPattern = origin.replaceAll('.', '\\.')
  const moved = (text: string): string =>
    text === host ? new URL(baseUrl).host : text.replaceAll(origin, baseUrl).replaceAll(inPattern, baseUrl)
  // The same shape with other strings.
  return { ...(mapTexts(entry, moved) as Source), disabled: undefined }
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((inner) => mapTexts(inner, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, change)]))
}
