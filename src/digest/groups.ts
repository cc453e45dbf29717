import type { PartyCode } from '../domain/key-point.ts'
import { formatDays } from './days.ts'
import type { EncounterItem, Manner } from './encounter-item.ts'
import { withArticle } from '../countries/article.ts'
import { counted } from './words.ts'

/** Encounters that stand together, under one heading. */
export type Group = { readonly heading: string; readonly encounters: readonly EncounterItem[] }

const SUMMIT_NEEDS = 4
const LONGEST_MS = 3 * 86_400_000

/**
 * What frames several encounters: a *summit*, where one party met four others or more in one place within three days; else a *visit*, where
 * the same parties met more than once within three days. An encounter is in at most one group.
 */
export function groupEncounters(encounters: readonly EncounterItem[], manner: Manner): Group[] {
  const summits = [...Map.groupBy(encounters, placeOf)].flatMap(([place, there]) =>
    place === '' ? [] : summitsAt(place, there, manner),
  )
  const grouped = new Set(summits.flatMap((summit) => summit.encounters))
  const byParties = Map.groupBy(
    encounters.filter((one) => !grouped.has(one)),
    (one) => partiesOf(one).join('+'),
  )
  const visits = [...byParties.values()].flatMap((same) =>
    stretches(same).flatMap((stretch) => visitOf(stretch, manner)),
  )
  return [...summits, ...visits]
}

const readingOf = ({ engagement }: EncounterItem) => engagement.accounts[0].texts[0].reading
const isCall = (encounter: EncounterItem): boolean => readingOf(encounter).format === 'call'
const placeOf = (encounter: EncounterItem): string => readingOf(encounter).place ?? ''
const partiesOf = (encounter: EncounterItem): readonly PartyCode[] => readingOf(encounter).parties

/** Encounters cut into runs of at most three days, in order of day; undated ones are in none. */
function stretches(encounters: readonly EncounterItem[]): EncounterItem[][] {
  const dated = encounters.filter(({ day }) => day !== '').sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  const runs: EncounterItem[][] = []
  for (const encounter of dated) {
    const run = runs.at(-1)
    const start = run?.[0]?.day
    if (run && start !== undefined && Date.parse(encounter.day) - Date.parse(start) < LONGEST_MS) run.push(encounter)
    else runs.push([encounter])
  }
  return runs
}

function summitsAt(place: string, there: readonly EncounterItem[], manner: Manner): Group[] {
  return stretches(there).flatMap((run) => {
    const party = commonParty(run)
    const met = new Set(run.flatMap(partiesOf).filter((other) => other !== party))
    if (party === undefined || met.size < SUMMIT_NEEDS) return []
    const marked = run.filter(({ weight }) => weight === 'marked')
    const names = marked.map((one) =>
      partiesOf(one)
        .filter((other) => other !== party)
        .map(manner.displayName)
        .join(', '),
    )
    const change =
      marked.length === 0
        ? 'without change'
        : `${run.length - marked.length} without change, ${marked.length} with: ${names.join(', ')}`
    const meetings = `${counted(run.length, 'meeting')} with ${withArticle(manner.displayName(party))}`
    return [{ heading: `${place}, ${daysOf(run, manner)}: ${meetings}; ${change}`, encounters: run }]
  })
}

/** The party that is in all of them, where there is exactly one. */
function commonParty(encounters: readonly EncounterItem[]): PartyCode | undefined {
  const [first] = encounters
  const common = first
    ? partiesOf(first).filter((party) => encounters.every((one) => partiesOf(one).includes(party)))
    : []
  return common.length === 1 ? common[0] : undefined
}

function visitOf(run: readonly EncounterItem[], manner: Manner): Group[] {
  const [first] = run
  if (!first || run.length < 2) return []
  const heading = `${first.item.heading}, ${daysOf(run, manner)}: ${counted(run.length, run.some(isCall) ? 'encounter' : 'meeting')}`
  return [{ heading, encounters: run }]
}

const daysOf = (run: readonly EncounterItem[], { year }: Manner): string =>
  formatDays(run[0]?.day ?? '', run.at(-1)?.day ?? '', year)
