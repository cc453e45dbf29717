import type { Reply } from '../../chat/adapter.ts'
import { readoutDetails } from '../../digest/details.ts'
import { sharedLength } from '../../domain/address.ts'
import type { Choice } from '../../domain/command.ts'
import { SourceError } from '../../domain/errors.ts'
import type { FetchedReadout, KeptReading } from '../../domain/readout.ts'
import type { Reading } from '../../domain/reading.ts'
import type { Source } from '../../domain/source.ts'
import type { NamedPage, SourceAdapter } from '../../sources/adapter.ts'
import { within } from '../assist/within.ts'
import { identityOf, namesOf } from '../identity.ts'
import { readAs } from '../keep-text.ts'
import type { Reader } from '../ports/reading.ts'
import { createLimiter } from './limiter.ts'
import { type AnswerPorts, type Asking, mannerOf, type PageDesk, type PagePorts, refusal } from './ports.ts'

/** What `offer` calls a page. */
export const PAGE_ID = /^page:/

/** How much of a sources' hosts one person may have read. */
const PAGES_AN_HOUR = 10
const HOUR_MS = 3_600_000

/** Shorter than any platform waits for a late answer. */
const PATIENCE_SECONDS = 60

/** A question that nobody answered for so long is forgotten, and so is the oldest of too many. */
const STANDS_MS = 15 * 60_000
const MOST_STANDING = 1_000

type Named = { readonly page: NamedPage; readonly source: Source }
type Question = Named & { readonly person: string; readonly at: number }

/** Makes the desk; what it remembers ends with it. */
export function createPageDesk({ clock }: Pick<AnswerPorts, 'clock'>, { adapters, reader }: PagePorts): PageDesk {
  const limiter = createLimiter(clock, PAGES_AN_HOUR, HOUR_MS)
  const questions = new Map<string, Question>()
  let asked = 0
  const ask = (named: Named, person: string, now: Date): string => {
    forgetOld(questions, now.getTime())
    asked += 1
    const id = `page:${now.getTime().toString(36)}${asked.toString(36)}`
    questions.set(id, { ...named, person, at: now.getTime() })
    return id
  }
  return {
    async offer(addresses, asking) {
      const pages = addresses.flatMap((address) => pageAt(address, adapters) ?? [])
      const distinct = [...new Map(pages.map((named) => [identityOf(named.page.url, named.source), named])).values()]
      const [first, ...others] = distinct
      if (!first) return refusal(whyNone(addresses), [{ label: 'Sources', words: 'sources' }])
      const { store, sources } = asking.ports
      const kept = await Promise.all(distinct.map(({ page }) => store.findFirst(namesOf(page.url, sources))))
      const choices = distinct.map((named, index): Choice => {
        const [address, id] = [shownAddress(named.page.url), kept[index]?.readout.shortId]
        if (id !== undefined) return { label: `Show ${address}`, words: `show ${id}` }
        return { label: `Read ${address}`, words: `show ${ask(named, personOf(asking), asking.now)}` }
      })
      if (kept.every((one) => one !== undefined)) return refusal('That is kept.', choices)
      const question = others.length > 0 ? 'Which page is to be read?' : `Read this page of ${hostOf(first.page)}?`
      return refusal(`${question} What it says is shown to you alone, and not kept.`, choices)
    },
    async read(id, asking) {
      forgetOld(questions, asking.now.getTime())
      const question = questions.get(id)
      if (!question || question.person !== personOf(asking)) {
        return refusal('That question no longer stands: please name the page again.')
      }
      const waitSeconds = limiter.take(question.person)
      if (waitSeconds !== undefined) return refusal(tooMany(waitSeconds))
      const read = await readNamed(question, reader, asking.signal)
      if (typeof read === 'string') return refusal(read, [{ label: 'Try again', words: `show ${id}` }])
      questions.delete(id)
      return shown(id, question, read, asking)
    },
  }
}

const personOf = ({ caller: { at, user } }: Asking): string => JSON.stringify([at.platform, at.workspace, user])

const tooMany = (waitSeconds: number): string =>
  `At most ${PAGES_AN_HOUR} pages an hour are read for one person: the next in ${Math.ceil(waitSeconds / 60)} minutes.`

function forgetOld(questions: Map<string, Question>, now: number): void {
  for (const [id, { at }] of questions) {
    if (now - at < STANDS_MS && questions.size < MOST_STANDING) return
    questions.delete(id)
  }
}

/** Of sources that share a host, the one whose list stands nearest in the host's folders knows the page best. */
function pageAt(address: string, adapters: readonly SourceAdapter[]): Named | undefined {
  const found = adapters.flatMap(({ source, page }): Named[] => {
    const named = page?.(address)
    return named ? [{ page: named, source }] : []
  })
  const nearness = ({ page, source }: Named): number => sharedLength(page.url, source.url)
  const [best] = found.sort((a, b) => nearness(b) - nearness(a))
  return best
}

function whyNone([only, ...more]: readonly string[]): string {
  if (only === undefined) return 'There is no link to a web page in this message.'
  const what = more.length > 0 ? 'None of these links is' : `${URL.parse(only)?.host ?? 'That'} is not`
  return `${what} among the sites of the sources, and no others are read.`
}

const hostOf = ({ url }: NamedPage): string => new URL(url).host

function shownAddress(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}

type Read = { readonly fetched: FetchedReadout; readonly reading: Reading }

/** What a page says, or why it could not be read: for that person alone, and so without the address in any log. */
async function readNamed({ page, source }: Named, reader: Reader, signal: AbortSignal): Promise<Read | string> {
  try {
    const work = async (until: AbortSignal): Promise<Read> => {
      const fetched = await page.read(until)
      return { fetched, reading: await readAs(reader, source, fetched, fetched.text) }
    }
    return (await within(PATIENCE_SECONDS, work, signal)) ?? `${hostOf(page)} took too long.`
  } catch (error) {
    if (error instanceof SourceError) return failureWords(hostOf(page), error)
    throw error
  }
}

function failureWords(host: string, { failure, missing }: SourceError): string {
  if (missing) return `There is no such page at ${host}.`
  switch (failure) {
    case 'refused':
      return `${host} does not let Attaché read it.`
    case 'slow-down':
      return `${host} asks to be left alone for now.`
    case 'unreachable':
      return `${host} could not be reached.`
    case 'forbidden-address':
      return `${host} is not on the public internet.`
    case 'broken':
      return `That page of ${host} could not be read: there is no text in it, it leads to another site, or it is not to be read by programs.`
  }
}

/** As `show` shows what is kept, but with nothing to press. */
function shown(id: string, { page, source }: Named, read: Read, asking: Asking): Reply {
  const details = readoutDetails(asKept(source, read, asking.now), undefined, mannerOf(asking))
  const label = `Read from ${hostOf(page)} just now, for you alone. It is not kept.`
  const summary = [label, details.summary].filter((line) => line !== undefined).join('\n')
  const items = details.items.map((item) => ({ ...item, id, shortId: '' }))
  return { kind: 'answer', answer: { ...details, summary, items }, shareable: false }
}

/** In the shape of what is kept. */
function asKept(source: Source, { fetched, reading }: Read, now: Date): KeptReading {
  const { url, title, language, publishedAt, text } = fetched
  const { id: sourceId, issuer, body, authority } = source
  const identity = { id: '', shortId: '', sourceId, issuer, body, authority, url, language, publishedAt }
  return {
    readout: { ...identity, title: title || shownAddress(url), storedAt: now, arrival: 'import' },
    version: { readoutId: '', number: 1, textHash: '', text, fetchedAt: now },
    reading,
  }
}
