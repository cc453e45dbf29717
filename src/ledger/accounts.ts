import type { PartyCode } from '../domain/key-point.ts'
import type { Account, Engagement } from '../domain/news.ts'
import type { KeptReading } from '../domain/readout.ts'
import { Groups, onlyChoices, type TiedPair } from './groups.ts'
import { dayOf, daysBetween, tieOf } from './pairing.ts'

/**
 * The accounts of each meeting, from texts in whatever order, newest meeting first. Texts join by the strongest tie first, and only where no
 * two of the joined texts are held apart; ties without a name come last, and only where there is no other choice. Nothing but the order
 * of texts within an account depends on when they arrived. Of one readout, the newest version given counts.
 */
export function deriveAccounts(readings: readonly KeptReading[]): Engagement[] {
  const texts = newestVersions(readings)
  const readouts = texts.filter(({ reading }) => reading.readout)
  const ties = tiesAmong(readouts)
  const groups = new Groups(readouts)
  for (const { a, b, tie } of ties) if (tie.named) groups.join([groups.of(a), groups.of(b)])
  for (const choices of onlyChoices(groups, ties)) groups.join(choices)
  const engagements = groups.all().flatMap(engagementOf)
  return withStatements(engagements, texts).sort(byNewest)
}

function newestVersions(readings: readonly KeptReading[]): KeptReading[] {
  const newest = new Map<string, KeptReading>()
  for (const kept of readings) {
    const known = newest.get(kept.readout.id)
    if (!known || known.version.number < kept.version.number) newest.set(kept.readout.id, kept)
  }
  return [...newest.values()]
}

/** The pairs that may be one meeting, strongest first; each text is compared with those of its own and the next day. */
function tiesAmong(texts: readonly KeptReading[]): TiedPair[] {
  const byDay = Map.groupBy(texts, (text) => dayOf(text) ?? '')
  byDay.delete('')
  const pairs: (TiedPair & { readonly key: string })[] = []
  for (const [day, today] of byDay) {
    const near = [...today, ...(byDay.get(dayAfter(day)) ?? [])]
    for (const [a, b] of nestedPairs(near, today.length)) {
      const tie = tieOf(a, b)
      if (tie.kind === 'together') pairs.push({ a, b, tie, key: [a.readout.id, b.readout.id].sort().join(' ') })
    }
  }
  // Equal weights are put in order by the readouts' ids, so that the order of input decides nothing.
  return pairs.sort((x, y) => y.tie.weight - x.tie.weight || compareText(x.key, y.key))
}

/**
 * Each of the first `most` texts with every later one of which the parties are all among its own, or the other way round: of others none tells of
 * the same meeting. A text is looked for by whichever of its parties the fewest texts have, since half the world meets the same few.
 */
function* nestedPairs(texts: readonly KeptReading[], most: number): Generator<readonly [KeptReading, KeptReading]> {
  const byParty = new Map<PartyCode, number[]>()
  const file = (index: Map<PartyCode, number[]>, party: PartyCode, at: number): void => {
    const there = index.get(party)
    if (there) there.push(at)
    else index.set(party, [at])
  }
  texts.forEach(({ reading }, at) => {
    for (const party of reading.parties) file(byParty, party, at)
  })
  const countOf = (party: PartyCode): number => byParty.get(party)?.length ?? 0
  const rarestOf = ({ reading }: KeptReading) =>
    reading.parties.reduce<PartyCode | undefined>(
      (best, party) => (best === undefined || countOf(party) < countOf(best) ? party : best),
      undefined,
    )
  const byRarest = new Map<PartyCode, number[]>()
  const rarest = texts.map(rarestOf)
  for (const [at, party] of rarest.entries()) if (party !== undefined) file(byRarest, party, at)
  for (const [at, a] of texts.slice(0, most).entries()) {
    const others = [rarest[at] === undefined ? [] : (byParty.get(rarest[at]) ?? [])]
    for (const party of a.reading.parties) others.push(byRarest.get(party) ?? [])
    for (const other of new Set(others.flat())) {
      const b = texts[other]
      if (other > at && b) yield [a, b]
    }
  }
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

/** The one engagement of a group, or none where the group is empty. */
function engagementOf(texts: readonly KeptReading[]): Engagement[] {
  const byIssuer = Map.groupBy([...texts].sort(byArrival), ({ readout }) => readout.issuer)
  const [first, ...others] = [...byIssuer.values()].flatMap(accountOf)
  const [id] = texts.map(({ readout }) => readout.id).sort()
  return first && id !== undefined ? [{ id, accounts: [first, ...others], statements: [] }] : []
}

function accountOf([first, ...others]: readonly KeptReading[]): Account[] {
  return first ? [{ id: first.readout.id, issuer: first.readout.issuer, texts: [first, ...others] }] : []
}

function byArrival(a: KeptReading, b: KeptReading): number {
  return a.readout.storedAt.getTime() - b.readout.storedAt.getTime() || compareText(a.readout.id, b.readout.id)
}

function byNewest(a: Engagement, b: Engagement): number {
  return (
    compareText(dayOf(b.accounts[0].texts[0]) ?? '', dayOf(a.accounts[0].texts[0]) ?? '') || compareText(a.id, b.id)
  )
}

/** Lists each joint statement under the engagement of the same parties next to its day: formal talks before others. */
function withStatements(engagements: readonly Engagement[], texts: readonly KeptReading[]): Engagement[] {
  const statements = texts.filter(({ reading }) => reading.documentType === 'joint-statement' && !reading.readout)
  const byParties = Map.groupBy(engagements, ({ accounts }) => partiesOf(accounts[0].texts[0]))
  const hosted = new Map<Engagement, KeptReading[]>()
  for (const statement of statements.sort(byArrival)) {
    const host = (byParties.get(partiesOf(statement)) ?? [])
      .filter(({ accounts }) => areNextToEachOther(accounts[0].texts[0], statement))
      .sort((a, b) => rankOfHost(a) - rankOfHost(b) || compareText(a.id, b.id))[0]
    if (host) hosted.set(host, [...(hosted.get(host) ?? []), statement])
  }
  return engagements.map((engagement) => ({ ...engagement, statements: hosted.get(engagement) ?? [] }))
}

const partiesOf = ({ reading }: KeptReading): string => reading.parties.join('+')

function areNextToEachOther(a: KeptReading, b: KeptReading): boolean {
  const [dayA, dayB] = [dayOf(a), dayOf(b)]
  return dayA !== undefined && dayB !== undefined && daysBetween(dayA, dayB) <= 1
}

/** A joint statement goes with what reports documents signed, else with formal talks. */
function rankOfHost({ accounts }: Engagement): number {
  const readings = accounts.flatMap(({ texts }) => texts.map(({ reading }) => reading))
  if (readings.some(({ keyPoints }) => keyPoints.some(({ topic }) => topic === 'agreements'))) return 0
  return readings.some(({ format }) => format === 'talks') ? 1 : 2
}
