import type { EvidenceList, KeyPoint, PartyCode, TaiwanFlag, Voice } from '../../src/domain/key-point.ts'
import type { DocumentType, Format } from '../../src/domain/reading.ts'
import type { Arrival, KeptReading } from '../../src/domain/readout.ts'
import type { Authority } from '../../src/domain/source.ts'
import type {
  CardTopic,
  Instrument,
  PartnershipChange,
  TaiwanClaim,
  Topic,
  TradeClaim,
} from '../../src/domain/topic.ts'

/** Everything is fiction: invented meetings of invented officials, however real the countries. */
export type KeptReadingSpec = {
  readonly id?: string
  readonly issuer?: PartyCode
  readonly parties?: readonly PartyCode[]
  readonly date?: string | null
  readonly principals?: readonly string[]
  readonly format?: Format | null
  readonly documentType?: DocumentType
  readonly readout?: boolean
  readonly place?: string | null
  readonly points?: readonly KeyPoint[]
  readonly language?: string
  readonly sourceId?: string
  readonly body?: string
  readonly authority?: Authority
  readonly title?: string
  readonly url?: string
  readonly publishedAt?: Date
  readonly storedAt?: Date
  readonly arrival?: Arrival
  readonly version?: number
  /** What the text says besides the quotes of its points. */
  readonly text?: string
}

const FILLER = 'Fiction: the two invented delegations met, shook hands, and went through their papers at some length. '

/** A kept readout in which every quote of its points stands where its evidence says. */
export function aKeptReading(spec: KeptReadingSpec = {}): KeptReading {
  const { id = 'r1', issuer = 'CN', language = 'en', date = '2025-04-23', points = [] } = spec
  const text = [spec.text ?? FILLER.repeat(12), ...points.flatMap((point) => point.evidence.map((e) => e.quote))].join(
    '\n',
  )
  const storedAt = spec.storedAt ?? new Date(`${date ?? '2025-04-23'}T12:00:00Z`)
  const sourceId = spec.sourceId ?? `${issuer.toLowerCase()}-mfa-${language}`
  return {
    readout: {
      id,
      shortId: id.slice(0, 6),
      sourceId,
      issuer,
      body: spec.body ?? 'MFA',
      authority: spec.authority ?? 'official',
      url: spec.url ?? `https://${sourceId}.example/${id}`,
      title: spec.title ?? 'Fiction: a meeting',
      language,
      publishedAt: spec.publishedAt ?? storedAt,
      storedAt,
      arrival: spec.arrival ?? 'poll',
    },
    version: {
      readoutId: id,
      number: spec.version ?? 1,
      textHash: `${id}-${spec.version ?? 1}`,
      text,
      fetchedAt: storedAt,
    },
    reading: {
      engine: 'rules@1',
      language,
      readout: spec.readout ?? true,
      documentType: spec.documentType ?? 'readout',
      format: spec.format === undefined ? 'talks' : spec.format,
      parties: [...(spec.parties ?? ['AZ', 'CN'])].sort(),
      date,
      principals: spec.principals ?? ['Wei Anran', 'Orkhan Velizade'],
      place: spec.place ?? null,
      keyPoints: points.map((point) => located(point, text)),
      dropped: 0,
    },
  }
}

function located<P extends KeyPoint>(point: P, text: string): P {
  const [first, ...others] = point.evidence.map(({ quote }) => {
    const start = text.indexOf(quote)
    return { start, end: start + quote.length, quote }
  })
  return first ? { ...point, evidence: [first, ...others] } : point
}

const quoted = (quote: string): EvidenceList => [{ start: 0, end: quote.length, quote }]

/** A named level. */
export function aLevel(
  level: string,
  change: PartnershipChange = 'reaffirmed',
  party = 'AZ',
  voice: Voice = 'joint',
): KeyPoint {
  const statement = `The two sides ${change === 'established' ? 'announced' : 'spoke of'} a ${level}`
  return { topic: 'partnership', voice, with: party, level, change, statement, evidence: quoted(`${statement}.`) }
}

export function aTaiwanPoint(
  voice: Voice,
  claims: readonly TaiwanClaim[],
  flags: readonly TaiwanFlag[] = [],
  quote?: string,
): KeyPoint {
  const statement = quote ?? `${voice} said: ${[...claims, ...flags].join(', ')}`
  return { topic: 'taiwan', voice, claims, flags, statement, evidence: quoted(statement) }
}

export function aTradePoint(
  voice: Voice,
  claims: readonly TradeClaim[],
  { target, strength }: { target?: PartyCode; strength?: number } = {},
): KeyPoint {
  const statement = `${voice} spoke on trade: ${claims.join(', ')}`
  return {
    topic: 'trade-policy',
    voice,
    claims,
    statement,
    evidence: quoted(statement),
    ...(target === undefined ? {} : { target }),
    ...(strength === undefined ? {} : { strength }),
  }
}

export function anAgreementsPoint(
  count: number | null,
  instruments: readonly Instrument[] = ['cooperation-documents'],
): KeyPoint {
  const statement = `The two sides signed ${count ?? 'several'} documents`
  return { topic: 'agreements', voice: 'joint', count, instruments, fields: [], statement, evidence: quoted(statement) }
}

export function aMention(topic: Exclude<Topic, CardTopic>, voice: Voice = 'CN'): KeyPoint {
  const statement = `${voice} spoke of ${topic}`
  return { topic, voice, statement, evidence: quoted(statement) }
}
