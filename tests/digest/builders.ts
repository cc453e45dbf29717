import type { NewsItem } from '../../src/domain/news.ts'
import type { Partnerships } from '../../src/domain/partnership.ts'
import type { KeptReading } from '../../src/domain/readout.ts'
import type { Subscription } from '../../src/domain/subscription.ts'
import type { Occasion } from '../../src/digest/message.ts'
import type { PlanContext } from '../../src/digest/plan.ts'
import type { SourceReport } from '../../src/digest/sources-line.ts'
import { deriveAccounts } from '../../src/ledger/accounts.ts'
import { openLedger } from '../../src/ledger/novelty.ts'
import { aSubscription as anUnnumberedSubscription } from '../builders.ts'

const NAMES: Readonly<Record<string, string>> = {
  AZ: 'Azerbaijan',
  CN: 'China',
  KZ: 'Kazakhstan',
  US: 'United States',
  UZ: 'Uzbekistan',
}
export const displayName = (code: string): string => NAMES[code] ?? code

export const KNOWN: Partnerships = {
  tiers: [
    { level: 'strategic partnership', rank: 3 },
    { level: 'comprehensive strategic partnership', rank: 4 },
  ],
  known: [
    {
      parties: ['AZ', 'CN'],
      level: 'strategic partnership',
      date: '2024-07-03',
      origin: 'joint declaration',
      url: 'https://x.example',
    },
  ],
}

/** Every item of the record that `texts` make. */
export function itemsOf(texts: readonly KeptReading[]): NewsItem[] {
  const engagements = deriveAccounts(texts)
  const ledger = openLedger(engagements, { partnerships: KNOWN, phrases: [] })
  return engagements.flatMap((engagement) => ledger.itemsOf(engagement))
}

export function aSubscription(parts: Partial<Subscription> = {}): Subscription {
  return { id: 1, ...anUnnumberedSubscription({ createdAt: new Date('2025-04-01T00:00:00Z') }), ...parts }
}

export const aReport = (parts: Partial<SourceReport> = {}): SourceReport => ({
  id: 'cn-mfa-en',
  name: 'China MFA (English)',
  readAt: new Date('2025-04-24T03:30:00Z'),
  failing: false,
  ...parts,
})

export function anOccasion(parts: Partial<Occasion> = {}): Occasion {
  return {
    subscription: aSubscription(),
    dueAt: new Date('2025-04-24T04:00:00Z'),
    since: new Date('2025-04-23T04:00:00Z'),
    zone: 'Asia/Baku',
    displayName,
    sources: [aReport()],
    ...parts,
  }
}

export function aContext(parts: Partial<PlanContext> = {}): PlanContext {
  return {
    now: new Date('2025-04-24T04:00:10Z'),
    zone: 'Asia/Baku',
    maxAgeHours: 72,
    displayName,
    sources: [aReport()],
    instantPosts: () => 0,
    ...parts,
  }
}

/** Two invented people, others for each number below 26. */
export function inventedPair(index: number): readonly [string, string] {
  const letter = String.fromCharCode(97 + index)
  return [`Host ${letter.toUpperCase()}${letter.repeat(5)}`, `Guest ${letter.toUpperCase()}${letter.repeat(6)}`]
}
