import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { NewsItem } from '../../src/domain/news.ts'
import { deriveAccounts } from '../../src/ledger/accounts.ts'
import { openLedger } from '../../src/ledger/novelty.ts'
import { itemsAmong } from '../../src/pipeline/news.ts'
import { aKeepInput, aReading } from '../builders.ts'
import { inventedPair } from '../digest/builders.ts'
import { fakeClock } from '../fakes/clock.ts'
import { aLevel, aTaiwanPoint } from '../ledger/builders.ts'
import { anEmptyStore } from '../store/empty.ts'

const nothingKnown = { partnerships: { tiers: [], known: [] }, phrases: [] }

/** An account by one side of one of a few invented meetings, on one of many days. */
const account = fc.record({
  other: fc.constantFrom('AZ', 'KZ', 'UZ'),
  byHost: fc.boolean(),
  day: fc.integer({ min: 0, max: 60 }),
  who: fc.integer({ min: 0, max: 3 }),
  level: fc.constantFrom('partnership', 'strategic partnership'),
  claim: fc.constantFrom('one-china-principle' as const, 'part-of-china' as const),
})

const told = (items: readonly NewsItem[]): unknown =>
  items
    .map(({ id, engagement, novelties, stock }) => ({ id, engagement: engagement.id, novelties, stock }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))

test('what is new is the same whether the record is looked up or laid out whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(account, { minLength: 1, maxLength: 40 }), async (accounts) => {
      await using store = await anEmptyStore(fakeClock())
      for (const [n, { other, byHost, day, who, level, claim }] of accounts.entries()) {
        const date = new Date(Date.parse('2025-02-01') + day * 86_400_000).toISOString().slice(0, 10)
        const issuer = byHost ? 'CN' : other
        const keyPoints = [aLevel(level, 'reaffirmed', other), aTaiwanPoint(other, [claim])]
        const source = { id: `${issuer}-mfa-en`, issuer, body: 'ministry', authority: 'official' } as const
        const reading = aReading({ parties: ['CN', other].sort(), date, principals: inventedPair(who), keyPoints })
        const fetched = { url: `https://x.example/${n}`, text: `Text ${n}`, sourceId: source.id }
        await store.keep(aKeepInput({ readoutId: `r${n}`, source, fetched, reading }))
      }
      const all = await store.latest({ limit: 100 })
      const recent = all.slice(0, 10)

      const found = await itemsAmong(recent, store, nothingKnown)

      const engagements = deriveAccounts(all)
      const ledger = openLedger(engagements, nothingKnown)
      const ids = new Set(recent.map(({ readout }) => readout.id))
      const isRecent = (item: NewsItem): boolean => item.account.texts.some(({ readout }) => ids.has(readout.id))
      expect(told(found)).toEqual(told(engagements.flatMap((one) => ledger.itemsOf(one)).filter(isRecent)))
    }),
    { numRuns: 25 },
  )
})
