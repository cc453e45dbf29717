import type { ToldDigest } from '../domain/correcting.ts'
import type { KeyPoint } from '../domain/key-point.ts'
import type { KeptReading } from '../domain/readout.ts'
import { type PointRef, saysOf, type Told } from '../domain/retraction.ts'
import type { Destination } from '../domain/subscription.ts'
import type { CorrectionStore, RetractionStore } from './ports/correcting.ts'
import type { LookupStore } from './ports/looking-up.ts'

/** A place that was told something, and in how many messages. */
export type ToldPlace = { readonly destination: Destination; readonly messages: number; readonly last: Date }

/** The places that were told what a key point says, in the order in which they first were. What waits to be posted is not told yet. */
export async function placesTold(
  store: Pick<CorrectionStore, 'toldDigests'>,
  { readout, says }: Pick<PointRef, 'readout' | 'says'>,
): Promise<readonly ToldPlace[]> {
  const places = new Map<string, ToldPlace>()
  for await (const digest of digestsTelling(store, [readout])) {
    if (!wasPosted(digest) || !toldIn(digest).some((told) => told.readout === readout && told.says === says)) continue
    const { destination, plannedAt: last } = digest
    const key = JSON.stringify(destination)
    places.set(key, { destination, messages: (places.get(key)?.messages ?? 0) + 1, last })
  }
  return [...places.values()]
}

/** A key point that some place was told of and that the present reading of the same text does not hold. */
export type Misread = {
  readonly kept: KeptReading
  readonly point: KeyPoint
  /** What the present reading has on the topic instead: its statements. */
  readonly says: string | undefined
  readonly places: readonly Destination[]
}

type MisreadStore = Pick<CorrectionStore, 'toldDigests'> &
  Pick<RetractionStore, 'retractionsOf' | 'pointOnceRead'> &
  Pick<LookupStore, 'find'>

/**
 * What places were told that today's reading takes back, in the order in which it was told, whenever the text was read anew. An edited
 * text is another one: what its earlier version said is not misread. What is retracted already is left out.
 */
export async function findMisread(store: MisreadStore, signal: AbortSignal): Promise<readonly Misread[]> {
  const told = new Map<string, { readonly ref: PointRef; readonly places: Map<string, Destination> }>()
  for await (const digest of digestsTelling(store, [])) {
    if (signal.aborted) return []
    if (!wasPosted(digest)) continue
    for (const { readout, version, says } of toldIn(digest)) {
      const key = JSON.stringify([readout, version, says])
      const known = told.get(key) ?? { ref: { readout, version, says }, places: new Map() }
      known.places.set(JSON.stringify(digest.destination), digest.destination)
      told.set(key, known)
    }
  }
  const found: Misread[] = []
  for (const { ref, places } of told.values()) {
    const misread = await takenBack(store, ref)
    if (misread) found.push({ ...misread, places: [...places.values()] })
  }
  return found
}

async function takenBack(
  store: MisreadStore,
  { readout, version, says }: PointRef,
): Promise<Omit<Misread, 'places'> | undefined> {
  const kept = await store.find(readout)
  if (!kept || kept.version.number !== version) return undefined
  const { keyPoints } = kept.reading
  if (keyPoints.some((point) => saysOf(point) === says)) return undefined
  const retracted = await store.retractionsOf([readout])
  if (retracted.some((retraction) => saysOf(retraction.point) === says)) return undefined
  const point = await store.pointOnceRead(readout, version, says)
  return point && { kept, point, says: insteadOf(point, keyPoints) }
}

/** What is said on the topic now: by the same voice, else by anybody. */
function insteadOf({ topic, voice }: KeyPoint, keyPoints: readonly KeyPoint[]): string | undefined {
  const onTopic = keyPoints.filter((point) => point.topic === topic)
  const own = onTopic.filter((point) => point.voice === voice)
  const statements = (own.length > 0 ? own : onTopic).map(({ statement }) => statement)
  return statements.length === 0 ? undefined : statements.join(' ')
}

/** Of no readout in particular: all digests. */
async function* digestsTelling(
  store: Pick<CorrectionStore, 'toldDigests'>,
  readouts: readonly string[],
): AsyncGenerator<ToldDigest> {
  let after: number | undefined
  do {
    const page = await store.toldDigests(readouts, after)
    yield* page.digests
    after = page.next
  } while (after !== undefined)
}

/** Every key point that a digest tells. */
export const toldIn = ({ message }: Pick<ToldDigest, 'message'>): Told[] =>
  message.items.flatMap(({ fields }) => fields.flatMap(({ tells = [] }) => tells))

const wasPosted = ({ parts }: ToldDigest): boolean => parts.some(({ state }) => state === 'sent')
