import { scheduler } from 'node:timers/promises'
import type { PartyCode } from '../domain/key-point.ts'
import type { Account, Engagement, NewsItem } from '../domain/news.ts'
import type { KeptReading } from '../domain/readout.ts'
import type { Compared, Ledger } from '../ledger/novelty.ts'
import { dayOf } from '../ledger/pairing.ts'
import type { PhraseRecord } from '../ledger/phrases.ts'
import { deriveInSlices, openLedgerInSlices } from './derive.ts'
import type { LatestFilter } from '../domain/keeping.ts'
import type { HistoryStore, LookupStore } from './ports/looking-up.ts'

/** Texts taken at most into one look; beyond it the oldest wait for the next. */
export const MOST_RECENT = 1_000

/** A translation or another side's account comes within so many days of the first. */
const AROUND_DAYS = 3
const MOST_AROUND_A_DAY = 200

/** Where more parties than these met on a day, all texts of the days around it are read sooner than those of each party. */
const FEW_PARTIES = 12

/** So many earlier accounts of a pair are compared with. */
const MOST_EARLIER = 60

/** A phrase's oldest texts: more than one account has in all its languages. */
const OLDEST_USES = 8

type Texts = Pick<LookupStore, 'latest'> & Pick<HistoryStore, 'holding'>

/** The items among the texts that `filter` finds, each with what is new in it against the record; newest encounter first. */
export async function findItems(
  store: Texts,
  compared: Compared,
  filter: Omit<LatestFilter, 'limit'>,
): Promise<readonly NewsItem[]> {
  return itemsAmong(await store.latest({ ...filter, limit: MOST_RECENT }), store, compared)
}

/**
 * The items that `recent` texts are or belong to, each with what is new in it against the record; newest encounter first. Of accounts that
 * nobody wants nothing is told, nor is the record asked about them.
 */
export async function itemsAmong(
  recent: readonly KeptReading[],
  store: Texts,
  compared: Compared,
  isWanted?: (account: Account) => boolean,
): Promise<readonly NewsItem[]> {
  const record = new Map<string, KeptReading>()
  const look = async (looks: readonly LatestFilter[]): Promise<void> => {
    for (const filter of looks) for (const text of await store.latest(filter)) record.set(text.readout.id, text)
  }
  await look(looksAround(recent))
  for (const text of recent) record.set(text.readout.id, text)
  const wanted = isWanted ? await wantedAmong(recent, [...record.values()], isWanted) : recent
  if (wanted.length === 0) return []
  await look(looksBack(wanted))
  for (const text of recent) record.set(text.readout.id, text)
  const engagements = await deriveInSlices([...record.values()])
  const ledger = await openLedgerInSlices(engagements, compared)
  const usesOf = knownUses(ledger, store)
  const ids = new Set(wanted.map(({ readout }) => readout.id))
  const items: NewsItem[] = []
  for (const engagement of engagements) {
    if (!engagement.accounts.some((account) => holdsOne(account, ids))) continue
    const record = await usesOf(engagement)
    items.push(...ledger.itemsOf(engagement, record).filter(({ account }) => holdsOne(account, ids)))
    await scheduler.yield()
  }
  return items
}

/** Who used the phrases that an encounter may be the first to be told of; each phrase is looked up once. */
function knownUses(ledger: Ledger, store: Texts): (engagement: Engagement) => Promise<PhraseRecord> {
  const known = new Map<string, readonly KeptReading[]>()
  return async (engagement) => {
    for (const phrase of ledger.phrasesOf(engagement)) {
      if (!known.has(phrase)) known.set(phrase, await store.holding(phrase, 'oldest', OLDEST_USES))
    }
    return known
  }
}

/** The texts of `recent` that belong to an account that somebody wants. */
async function wantedAmong(
  recent: readonly KeptReading[],
  near: readonly KeptReading[],
  isWanted: (account: Account) => boolean,
): Promise<readonly KeptReading[]> {
  const accounts = (await deriveInSlices(near)).flatMap((engagement) => engagement.accounts.filter(isWanted))
  const ids = new Set(accounts.flatMap(({ texts }) => texts.map(({ readout }) => readout.id)))
  return recent.filter(({ readout }) => ids.has(readout.id))
}

const holdsOne = ({ texts }: Account, ids: ReadonlySet<string>): boolean =>
  texts.some(({ readout }) => ids.has(readout.id))

/** What to look up for the encounters of `recent`: the texts of the days around each, with a party that met on it. */
function looksAround(recent: readonly KeptReading[]): LatestFilter[] {
  const days = [...daysAndParties(recent)].sort(([a], [b]) => (a < b ? -1 : 1))
  const looks: LatestFilter[] = []
  for (const [day, parties] of days) {
    const [since, before] = [shifted(day, -AROUND_DAYS), shifted(day, AROUND_DAYS + 1)]
    const oneOf = parties.length > FEW_PARTIES ? [] : [parties]
    const last = looks.at(-1)
    const goesOn = last?.oneOf?.length === 0 && oneOf.length === 0 && since <= (last.before ?? '')
    // Stretches of days that run into one another are read once.
    if (goesOn) looks[looks.length - 1] = { ...last, before, limit: last.limit + MOST_AROUND_A_DAY }
    else looks.push({ oneOf, since, before, limit: MOST_AROUND_A_DAY * (oneOf.length === 0 ? 2 * AROUND_DAYS + 1 : 1) })
  }
  return looks
}

/** Each day with every party that met on it. */
function daysAndParties(recent: readonly KeptReading[]): Map<string, readonly PartyCode[]> {
  const dated = recent.flatMap((text) => {
    const day = dayOf(text)
    return day === undefined || text.reading.parties.length === 0 ? [] : [{ day, parties: text.reading.parties }]
  })
  const byDay = Map.groupBy(dated, ({ day }) => day)
  return new Map([...byDay].map(([day, texts]) => [day, [...new Set(texts.flatMap(({ parties }) => parties))]]))
}

/** What to look up to compare with: each issuer's earlier accounts of each set of parties, once, up to the newest of their days. */
function looksBack(recent: readonly KeptReading[]): LatestFilter[] {
  const pairs = new Map<string, LatestFilter & { readonly before: string }>()
  for (const text of recent) {
    const day = dayOf(text)
    const { issuer } = text.readout
    const { parties } = text.reading
    if (day === undefined || parties.length < 2) continue
    for (const one of parties) {
      // The level of a pair is known from both sides' accounts.
      const key = `${one} ${parties.join('+')}`
      const known = pairs.get(key)
      if (one !== issuer && parties.length > 2) continue
      const before = known && known.before > day ? known.before : day
      pairs.set(key, { issuer: one, parties, before, limit: MOST_EARLIER })
    }
  }
  return [...pairs.values()]
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
