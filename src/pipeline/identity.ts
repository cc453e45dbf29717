import { createHash } from 'node:crypto'
import { canonicalUrl, isFromSource, sharedLength, spellingsOf } from '../domain/address.ts'
import type { Known } from '../domain/keeping.ts'
import type { Source } from '../domain/source.ts'
import type { CollectStore } from './ports/collecting.ts'

/** The readout's id: 32 hex digits from the hash of what identifies it. */
export function readoutIdOf(identity: string): string {
  return createHash('sha256').update(identity).digest('hex').slice(0, 32)
}

/**
 * What a document is the same by, at whatever address of its host: the part of the canonical address that the source says, among its texts in
 * one language; else the whole address.
 */
export function identityOf(url: string, { identity, language }: Pick<Source, 'identity' | 'language'>): string {
  const [part] = (identity === undefined ? undefined : new RegExp(identity).exec(url)) ?? []
  const host = URL.parse(url)?.host.replace(/^www\./, '')
  return part && host ? `${host} ${language} ${part}` : url
}

/**
 * What a document that somebody names may be kept under, likeliest first: an id as it is; an address in every spelling, as the sources whose
 * host it is on would keep it, and by what these know it by at any of its addresses.
 */
export function namesOf(idOrAddress: string, sources: readonly Source[]): readonly string[] {
  const named = idOrAddress.trim()
  if (!URL.canParse(named)) return [named]
  const pages = pagesAt(named, sources)
  const spellings = [named, ...pages.map(({ url }) => url)].flatMap(spellingsOf)
  const identities = nearest(pages).map(({ url, source }) => identityOf(url, source))
  return [...new Set([...spellings, ...identities.map(readoutIdOf)])]
}

type PageOf = { readonly url: string; readonly source: Source }

function pagesAt(address: string, sources: readonly Source[]): readonly PageOf[] {
  return sources.flatMap((source) => {
    const url = isFromSource(address, source) ? canonicalUrl(address, source.url, source) : undefined
    return url === undefined ? [] : [{ url, source }]
  })
}

/** As the sources see it whose lists stand nearest: the same number in another language's part of a host may be another document. */
function nearest(pages: readonly PageOf[]): readonly PageOf[] {
  const shared = pages.map(({ url, source }) => sharedLength(url, source.url))
  const most = Math.max(...shared)
  return pages.filter((_, index) => shared[index] === most)
}

/** Listed pages, by their addresses. */
export type KnownPages = {
  /** Under which the page is kept, or will be. */
  idOf(url: string): string
  /** What is known of it, where it is kept. */
  get(url: string): Known | undefined
}

/** Looks up which pages of a source are kept. One that was kept before its source said what identifies it goes on under its bare address. */
export async function lookUpPages(
  store: Pick<CollectStore, 'knownPages'>,
  source: Pick<Source, 'identity' | 'language'>,
  urls: readonly string[],
): Promise<KnownPages> {
  const ids = new Map(
    urls.map((url) => [url, [...new Set([url, identityOf(url, source)].map((identity) => readoutIdOf(identity)))]]),
  )
  const known = await store.knownPages([...new Set([...ids.values()].flat())])
  const idOf = (url: string): string => {
    const candidates = ids.get(url) ?? []
    return candidates.find((id) => known.has(id)) ?? candidates.at(-1) ?? readoutIdOf(identityOf(url, source))
  }
  return { idOf, get: (url) => known.get(idOf(url)) }
}

/** What tells two versions apart: the text without regard to white space, so that a re-flowed page is no new version. */
export function textHashOf(text: string): string {
  return createHash('sha256').update(text.replace(/\s+/g, ' ').trim()).digest('hex')
}
