import type { Digest, PlannedDigest } from '../src/domain/digest.ts'
import type { KeepInput } from '../src/domain/keeping.ts'
import type { Message } from '../src/domain/message.ts'
import type { Reading } from '../src/domain/reading.ts'
import type { FetchedReadout } from '../src/domain/readout.ts'
import type { Subscription } from '../src/domain/subscription.ts'

// Builders, one a noun: spell out what the test is about, the rest is this. `XA` (Ruritania) and `XB` (Syldavia) are
// fiction, and so is everybody who speaks for them.

const text =
  'On 22 April 2025, President Florian Testwell of Ruritania held talks with Prime Minister Nadia Sampleova of Syldavia. ' +
  'Both sides agreed to build a strategic partnership.'

/** A reading of talks between two fictional states, with one partnership key point that stands in `aFetched().text`. */
export function aReading(parts: Partial<Reading> = {}): Reading {
  const quote = 'Both sides agreed to build a strategic partnership.'
  const start = text.indexOf(quote)
  return {
    engine: 'rules@1',
    language: 'en',
    readout: true,
    documentType: 'readout',
    format: 'talks',
    parties: ['XA', 'XB'],
    date: '2025-04-22',
    principals: ['Florian Testwell', 'Nadia Sampleova'],
    place: null,
    keyPoints: [
      {
        topic: 'partnership',
        voice: 'joint',
        with: 'XB',
        level: 'strategic partnership',
        change: 'established',
        statement: 'Both sides agree to build a strategic partnership.',
        evidence: [{ start, end: start + quote.length, quote }],
      },
    ],
    dropped: 0,
    ...parts,
  }
}

/** A text as Ruritania's (fictional) ministry might publish it. */
export function aFetched(parts: Partial<FetchedReadout> = {}): FetchedReadout {
  return {
    sourceId: 'xa-mfa-en',
    url: 'https://mfa.ruritania.example/news/1',
    title: 'President Testwell Holds Talks with Prime Minister Sampleova',
    text,
    language: 'en',
    publishedAt: new Date('2025-04-23T06:00:00Z'),
    ...parts,
  }
}

/** What `keep` takes. `fetched` may be given in part; the readout's id follows from its address, the text hash from its text. */
export function aKeepInput(
  parts: Partial<Omit<KeepInput, 'fetched'>> & { readonly fetched?: Partial<FetchedReadout> } = {},
): KeepInput {
  const fetched = aFetched(parts.fetched)
  return {
    readoutId: `id of ${fetched.url}`,
    source: { id: fetched.sourceId, issuer: 'XA', body: 'Ministry of Foreign Affairs', authority: 'official' },
    textHash: `hash of ${fetched.text}`,
    fetchedAt: new Date('2025-04-24T04:00:00Z'),
    arrival: 'poll',
    reading: aReading(),
    ...parts,
    fetched,
  }
}

/** A subscription to everything, daily at eight in Baku, before the store has given it its number. */
export function aSubscription(parts: Partial<Omit<Subscription, 'id'>> = {}): Omit<Subscription, 'id'> {
  return {
    destination: { platform: 'terminal', workspace: 'local', channel: 'stdout' },
    countries: [],
    topics: [],
    sources: [],
    phrases: [],
    schedule: { kind: 'cron', cron: '0 8 * * *', zone: 'Asia/Baku' },
    whenQuiet: 'line',
    changesOnly: false,
    locale: 'en',
    createdAt: new Date('2025-04-24T04:00:00Z'),
    ...parts,
  }
}

/** A digest of one item to the terminal, in one part. Give `parts` keys of their own where there are several digests. */
export function aPlannedDigest(
  digest: Partial<Digest> = {},
  { destination, parts }: Partial<Omit<PlannedDigest, 'digest'>> = {},
): PlannedDigest {
  const at = new Date('2025-04-24T04:00:00Z')
  const full = { subscriptionId: 1, plannedAt: at, dueAt: at, items: ['item 1'], message: aMessage(), ...digest }
  return {
    digest: full,
    destination: destination ?? aSubscription().destination,
    parts: parts ?? [{ key: `${full.subscriptionId} ${full.items.join(' ')}`, part: { text: 'a digest' } }],
  }
}

/** A message without items. */
export function aMessage(parts: Partial<Message> = {}): Message {
  return {
    notification: 'Nothing new.',
    heading: 'Ruritania',
    dueAt: new Date('2025-04-24T04:00:00Z'),
    zone: 'Asia/Baku',
    window: 'Thu 24 April, 08:00 Baku',
    items: [],
    footer: 'Read 1 of 1 source',
    sample: false,
    ...parts,
  }
}
