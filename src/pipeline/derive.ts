import { scheduler } from 'node:timers/promises'
import type { Engagement } from '../domain/news.ts'
import type { KeptReading } from '../domain/readout.ts'
import { deriveAccounts } from '../ledger/accounts.ts'
import { type FiledAccount, fileEngagement, inOrderOfDay } from '../ledger/filing.ts'
import { type Compared, type Ledger, openFiled } from '../ledger/novelty.ts'
import { dayOf } from '../ledger/pairing.ts'

/** Texts of so many are paired at once; between, others get their turn at the event loop. */
const SLICE = 120

/**
 * As `deriveAccounts`, for many texts. Whole days are taken together, and what may go on into the next day waits for it: the encounters
 * are the same.
 */
export async function deriveInSlices(kept: readonly KeptReading[]): Promise<Engagement[]> {
  const days = [...Map.groupBy(kept, (text) => dayOf(text) ?? '')].sort(([a], [b]) => (a < b ? -1 : 1))
  const found: Engagement[] = []
  let slice: readonly KeptReading[] = []
  for (const [index, [, texts]] of days.entries()) {
    slice = [...slice, ...texts]
    const isLast = index === days.length - 1
    if (!isLast && slice.length < SLICE) continue
    const goesOn = new Set(isLast ? [] : texts)
    const derived = deriveAccounts(slice)
    const waiting = derived.filter((engagement) => textsOf(engagement).some((text) => goesOn.has(text)))
    found.push(...derived.filter((engagement) => !waiting.includes(engagement)).reverse())
    slice = [...new Set([...waiting.flatMap(textsOf), ...goesOn])]
    await scheduler.yield()
  }
  return found.reverse()
}

/** Engagements filed at once. */
const FILED = 1_000

/** As `openLedger`, for many engagements. */
export async function openLedgerInSlices(engagements: readonly Engagement[], compared: Compared): Promise<Ledger> {
  const filed: FiledAccount[] = []
  for (let from = 0; from < engagements.length; from += FILED) {
    for (const engagement of engagements.slice(from, from + FILED)) filed.push(...fileEngagement(engagement))
    await scheduler.yield()
  }
  const inOrder = inOrderOfDay(filed)
  await scheduler.yield()
  return openFiled(inOrder, compared)
}

const textsOf = ({ accounts }: Engagement): KeptReading[] => accounts.flatMap(({ texts }) => texts)
