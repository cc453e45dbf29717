import type { PartyCode } from '../domain/key-point.ts'
import type { NewsItem } from '../domain/news.ts'
import type { Partnerships } from '../domain/partnership.ts'
import type { KeptReading } from '../domain/readout.ts'
import { deriveAccounts } from '../ledger/accounts.ts'
import { openLedger } from '../ledger/novelty.ts'
import { dayOf } from '../ledger/pairing.ts'
import type { LatestFilter, LookupStore } from './ports.ts'

/** Texts taken at most into one look; beyond it the oldest wait for the next. */
const MOST_RECENT = 1_000

/** A translation or another side's account comes within so many days of the first. */
const AROUND_DAYS = 3
const MOST_AROUND = 200

/** So many earlier accounts of a pair are compared with. */
const MOST_EARLIER = 60

/** The items among the texts that `filter` finds, each with what is new in it against the record; newest encounter first. */
export async function findItems(
  store: Pick<LookupStore, 'latest'>,
  partnerships: Partnerships,
  filter: Omit<LatestFilter, 'limit'>,
): Promise<readonly NewsItem[]> {
  const recent = await store.latest({ ...filter, limit: MOST_RECENT })
  if (recent.length === 0) return []
  const record = new Map<string, KeptReading>()
  const add = (texts: readonly KeptReading[]): void => {
    for (const text of texts) record.set(text.readout.id, text)
  }
  for (const [day, parties] of daysAndParties(recent)) {
    add(
      await store.latest({
        oneOf: [parties],
        since: shifted(day, -AROUND_DAYS),
        before: shifted(day, AROUND_DAYS + 1),
        limit: MOST_AROUND,
      }),
    )
  }
  for (const { issuer, parties, before } of pairsIn(recent)) {
    add(await store.latest({ parties, issuer, before, limit: MOST_EARLIER }))
  }
  add(recent)
  const engagements = deriveAccounts([...record.values()])
  const ledger = openLedger(engagements, partnerships)
  const wanted = new Set(recent.map(({ readout }) => readout.id))
  return engagements
    .filter(({ accounts }) => accounts.some(({ texts }) => texts.some(({ readout }) => wanted.has(readout.id))))
    .flatMap(ledger.itemsOf)
    .filter(({ account }) => account.texts.some(({ readout }) => wanted.has(readout.id)))
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

type Pair = { readonly issuer: PartyCode; readonly parties: readonly PartyCode[]; readonly before: string }

/** Whose earlier accounts are asked for: each issuer with each set of parties, once, up to the newest of their days. */
function pairsIn(recent: readonly KeptReading[]): Pair[] {
  const pairs = new Map<string, Pair>()
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
      pairs.set(key, { issuer: one, parties, before: known && known.before > day ? known.before : day })
    }
  }
  return [...pairs.values()]
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
