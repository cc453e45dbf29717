import type { PartyCode } from '../domain/key-point.ts'
import type { Field, Link, MessageItem } from '../domain/message.ts'
import type { Account, Engagement, NewsItem, Sequel } from '../domain/news.ts'
import type { KeptReading } from '../domain/readout.ts'
import type { Authority } from '../domain/source.ts'
import type { Topic } from '../domain/topic.ts'
import { formatDay } from './days.ts'
import { factLines, type Telling } from './fields.ts'
import { sequelFields } from './sequels.ts'
import { possessive } from '../countries/article.ts'
import { type DisplayName, FORMAT_WORDS } from './words.ts'

/** How a reader is to be told: in which language to quote, about which topics, and what states are called. */
export type Manner = {
  readonly locale: string
  readonly topics: readonly Topic[]
  readonly displayName: DisplayName
  /** Four digits: the year that goes without saying. */
  readonly year: string
}

/** How much an encounter brings: a mark, something fresh, or nothing. */
export type Weight = 'marked' | 'fresh' | 'quiet'

/** One encounter as a digest shows it, with everything unseen of it. */
export type EncounterItem = {
  readonly item: MessageItem
  readonly weight: Weight
  /** What the account is worth where it is not the issuer's own: said however little else is. */
  readonly label: string | undefined
  /** Of all of `digest_items` that this shows. */
  readonly ids: readonly string[]
  readonly engagement: Engagement
  readonly day: string
  /** Told before: only what happened to its texts since is told. */
  readonly isSequel: boolean
}

/** Tells one encounter from the items of it that are unseen: its accounts, and later texts of them that differ. */
export function encounterItem(items: readonly [NewsItem, ...NewsItem[]], manner: Manner): EncounterItem {
  const sequels = items.flatMap(({ sequel }) => sequel ?? [])
  const news = items.filter(({ sequel }) => !sequel)
  const [first, ...others] = news
  return first ? newsItem([first, ...others], sequels, manner, items) : sequelItem(items, sequels, manner)
}

/** Accounts that were not told yet, and what happened to others of the encounter. */
function newsItem(
  items: readonly [NewsItem, ...NewsItem[]],
  sequels: readonly Sequel[],
  manner: Manner,
  all: readonly NewsItem[],
): EncounterItem {
  const [{ engagement, account: lead }] = items
  const accounts = [...new Map(items.map(({ account }) => [account.id, account])).values()]
  // Of an account that was told before, and of which a later text differs, nothing but the difference is told.
  const tellings = items.flatMap(({ id, account, stock }): Telling[] =>
    id === account.id ? [{ issuer: account.issuer, text: preferredText(account, manner.locale), stock }] : [],
  )
  const { marked, fresh, stock } = factLines(items, tellings, manner.topics, manner.displayName)
  const later = sequels.flatMap((sequel) => sequelFields(sequel, manner.displayName, manner.year))
  const text = preferredText(lead, manner.locale)
  const label = accounts.length === 1 ? labelOf(text, manner.displayName) : undefined
  const item: MessageItem = {
    ...titleOf(text, manner),
    id: lead.id,
    shortId: lead.texts[0].readout.shortId,
    fields: [...marked, ...later, ...fresh, ...statementFields(engagement), ...stock],
    note: label ?? noteOn(accounts, engagement, manner.displayName),
    links: [...accounts.flatMap(({ texts }) => linksTo(texts, manner.displayName)), ...statementLinks(engagement)],
    quiet: false,
  }
  const isFresh = fresh.length > 0 || engagement.statements.length > 0
  const weight: Weight = marked.length + later.length > 0 ? 'marked' : isFresh ? 'fresh' : 'quiet'
  const ids = all.map(({ id }) => id)
  return { item, weight, label, ids, engagement, day: text.reading.date ?? '', isSequel: false }
}

/** What happened to texts that were told before: nothing of them is told again. */
function sequelItem(
  items: readonly [NewsItem, ...NewsItem[]],
  sequels: readonly Sequel[],
  manner: Manner,
): EncounterItem {
  const [{ engagement, account }] = items
  const texts = [...new Set(sequels.map(({ text }) => text))]
  const [text = account.texts[0]] = texts
  const label = labelOf(text, manner.displayName)
  const item: MessageItem = {
    ...titleOf(text, manner),
    id: text.readout.id,
    shortId: text.readout.shortId,
    fields: sequels.flatMap((sequel) => sequelFields(sequel, manner.displayName, manner.year)),
    note: label,
    links: linksTo(texts, manner.displayName),
    quiet: false,
  }
  const ids = items.map(({ id }) => id)
  return { item, weight: 'marked', label, ids, engagement, day: text.reading.date ?? '', isSequel: true }
}

/** Who met whom, how, where and when, as one text has it. */
export function titleOf(
  text: KeptReading,
  { displayName, year }: Pick<Manner, 'displayName' | 'year'>,
): Pick<MessageItem, 'heading' | 'subheading' | 'publishedAt'> {
  const { issuer, publishedAt, title } = text.readout
  const parties = partiesOf(text, issuer).map(displayName)
  const heading = parties.length > 0 ? parties.join(' – ') : title
  return { heading, subheading: subheadingOf(text, year), publishedAt }
}

/** The subscription's language where an official text has it, else the original: what the issuer itself wrote first. */
export function preferredText({ texts }: Account, locale: string): KeptReading {
  const [language] = locale.split('-')
  const rank = ({ readout }: KeptReading): number =>
    AUTHORITY_RANK[readout.authority] + (readout.language.startsWith(language ?? '') ? 0 : 0.5)
  return texts.reduce((best, text) => (rank(text) < rank(best) ? text : best))
}

const AUTHORITY_RANK: Readonly<Record<Authority, number>> = {
  official: 0,
  'official-translation': 0,
  'state-media': 1,
  agency: 2,
  mirror: 3,
}

/** The issuer first. */
function partiesOf({ reading }: KeptReading, issuer: PartyCode): PartyCode[] {
  const others = reading.parties.filter((party) => party !== issuer)
  return reading.parties.includes(issuer) ? [issuer, ...others] : others
}

/** `talks, Beijing, 23 April · Xi Jinping, Ilham Aliyev`. */
function subheadingOf({ reading, readout }: KeptReading, year: string): string {
  const { format, place, date, principals } = reading
  const day = date ?? readout.publishedAt?.toISOString().slice(0, 10)
  const what = [format === null ? undefined : FORMAT_WORDS[format], place ?? undefined, day && formatDay(day, year)]
  const known = what.filter((word) => word !== undefined && word !== '').join(', ')
  return [known, principals.join(', ')].filter((part) => part !== '').join(' · ')
}

/** What a copy or a report is called, so that nobody takes it for the issuer's own words. */
function labelOf({ readout }: KeptReading, displayName: DisplayName): string | undefined {
  const whose = possessive(displayName(readout.issuer))
  if (readout.authority === 'mirror') return `Unofficial copy of ${whose} account`
  return readout.authority === 'agency' ? `News agency's report of ${whose} account` : undefined
}

/** Whose account this is, as long as it is one side's. */
function noteOn(
  accounts: readonly Account[],
  { accounts: all }: Engagement,
  displayName: DisplayName,
): string | undefined {
  const [account, ...more] = accounts
  if (!account) return undefined
  if (more.length > 0) return more.length === 1 ? 'Both accounts' : `All ${accounts.length} accounts`
  const whose = possessive(displayName(account.issuer))
  const [other] = all.filter(({ issuer }) => issuer !== account.issuer)
  if (!other) return `Only ${whose} account so far`
  return `${capitalised(whose)} account; ${possessive(displayName(other.issuer))}: ${other.texts[0].readout.shortId}`
}

const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** `China MFA zh`, then `en` alone for the same body's next text. */
export function linksTo(texts: readonly KeptReading[], displayName: DisplayName): Link[] {
  return texts.flatMap(({ readout }, index) => {
    if (!readout.url.startsWith('https://')) return []
    const told = texts.slice(0, index).some((text) => text.readout.body === readout.body)
    const label = told
      ? readout.language
      : [displayName(readout.issuer), BODY_WORDS[readout.body] ?? readout.body, readout.language].join(' ')
    return [{ label, url: readout.url }]
  })
}

/** What the bodies of `sources.yaml` are called beside their state's name. */
const BODY_WORDS: Readonly<Record<string, string>> = { ministry: 'MFA', organisation: 'official' }

/** A joint statement is no readout: it is listed, and nothing is said of what is in it. */
function statementFields({ statements }: Engagement): Field[] {
  return statements.length === 0 ? [] : [{ label: 'Joint statement', text: 'published, not analysed' }]
}

function statementLinks({ statements }: Engagement): Link[] {
  return statements
    .filter(({ readout }) => readout.url.startsWith('https://'))
    .map(({ readout }) => ({ label: 'Joint statement', url: readout.url }))
}
