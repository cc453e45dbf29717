import { scheduler } from 'node:timers/promises'
import { type Correction, correctionMessage } from '../digest/correction.ts'
import { dayIn } from '../digest/days.ts'
import type { DisplayName } from '../digest/words.ts'
import type { Clock } from '../domain/clock.ts'
import type { CorrectionKind, CorrectionNote, Retold, ToldDigest, ToldPart } from '../domain/correcting.ts'
import type { KeptReading } from '../domain/readout.ts'
import type { Retraction } from '../domain/retraction.ts'
import type { Destination } from '../domain/subscription.ts'
import { afterQuiet } from '../schedule/quiet.ts'
import type { PackPorts } from './pack.ts'
import { editsAfter, textsIn } from './mark-edited.ts'
import type { CorrectionStore, RetractionStore } from './ports/correcting.ts'
import type { LookupStore } from './ports/looking-up.ts'
import type { SequelStore } from './ports/planning.ts'
import { isOf, retellDigest, wasTried } from './retell-digest.ts'
import { toldIn } from './told.ts'

/** What correcting needs; that of planning and delivering, and the texts. */
export type CorrectPorts = PackPorts & {
  readonly store: CorrectionStore &
    Pick<RetractionStore, 'retractionsOf'> &
    Pick<SequelStore, 'editsOf'> &
    Pick<LookupStore, 'find'>
  readonly displayName: DisplayName
  readonly clock: Clock
}

/** So many digests are corrected in one transaction, which holds the event loop until it is done. */
const LOT = 50

const HOUR_MS = 3_600_000

/** For so long a platform that is not configured now is waited for. */
const PATIENCE_MS = 30 * 24 * HOUR_MS

/** What all of one planning rests on. */
type Run = {
  readonly due: readonly Retraction[]
  /** The text of each retraction, by readout id. */
  readonly texts: ReadonlyMap<string, KeptReading>
  /** Which place was told of which retraction: grows as notes are planned. */
  readonly told: Set<string>
  /** When to look again at what some place could not be told yet, by the number of the retraction. */
  readonly again: Map<number, Date>
  readonly now: Date
}

/**
 * Plans what is to be told of key points that were found wrong since: in every message that told them they are struck (or left out, where it
 * is not posted yet), and each place that had one gets one note. One that was taken back is restored the same way. What was planned
 * before a crash is not planned again. Gives how many notes were planned.
 */
export async function planCorrections(ports: CorrectPorts, signal: AbortSignal): Promise<number> {
  const { store, clock } = ports
  const now = clock.now()
  const due = await store.dueRetractions(now)
  if (due.length === 0) return 0
  const run = await openRun(store, due, now)
  const readouts = [...run.texts.keys()]
  let notes = 0
  let after: number | undefined
  do {
    const { digests, next } = await store.toldDigests(readouts, after)
    for (let from = 0; from < digests.length; from += LOT) {
      if (signal.aborted) return notes
      notes += await correctLot(ports, digests.slice(from, from + LOT), run)
    }
    after = next
  } while (after !== undefined)
  for (const retraction of due) await store.settleRetraction(retraction, run.again.get(retraction.number))
  return notes
}

async function openRun(store: CorrectPorts['store'], due: readonly Retraction[], now: Date): Promise<Run> {
  const ids = [...new Set(due.map(({ readout }) => readout))]
  const found = await Promise.all(ids.map((id) => store.find(id)))
  const corrected = await store.corrected(due.map(({ number }) => number))
  return {
    due,
    texts: new Map(found.flatMap((kept) => (kept ? [[kept.readout.id, kept] as const] : []))),
    told: new Set(corrected.map(({ retraction, kind, at }) => toldKey(kind, retraction, at))),
    again: new Map(),
    now,
  }
}

function lookAgain({ again }: Run, retractions: readonly Retraction[], at: Date): void {
  for (const { number } of retractions) {
    const known = again.get(number)
    if (!known || at < known) again.set(number, at)
  }
}

/** A platform that is not configured now may be again. */
const mayReturn = ({ at, undoneAt = at }: Retraction, now: Date): boolean =>
  now.getTime() - undoneAt.getTime() < PATIENCE_MS

async function correctLot(ports: CorrectPorts, digests: readonly ToldDigest[], run: Run): Promise<number> {
  const { store, platforms } = ports
  const readouts = [...new Set(digests.flatMap(textsIn))]
  const [standing, edits] = await Promise.all([store.retractionsOf(readouts), store.editsOf(readouts)])
  const retold: Retold[] = []
  const places = new Map<string, Place>()
  for (const digest of digests) {
    const touching = run.due.filter((retraction) => toldIn(digest).some((told) => isOf(told, retraction)))
    if (touching.length === 0) continue
    const platform = platforms.get(digest.destination.platform)
    if (platform) {
      const { wrongly, parts } = retellDigest(digest, standing, editsAfter(digest, edits), platform)
      retold.push(...parts)
      noteFor(digest, wrongly, touching, run, places)
    } else {
      const waiting = touching.filter((retraction) => mayReturn(retraction, run.now))
      lookAgain(run, waiting, new Date(run.now.getTime() + HOUR_MS))
    }
    // Writing one message is the longest that planning keeps others from the event loop.
    await scheduler.yield()
  }
  const notes = [...places.values()].flatMap((place) => toNotes(ports, place, run))
  await store.writeCorrections(retold, notes, run.now)
  return notes.length
}

/** A place with what it was told wrongly, and the message that its note answers. */
type Place = {
  readonly digest: ToldDigest
  readonly answers: number
  readonly retractions: ReadonlySet<Retraction>
}

/** Nobody needs a note of what was never posted. The newest message is answered, and none in quiet hours. */
function noteFor(
  digest: ToldDigest,
  [wrongly]: readonly ToldPart[],
  touching: readonly Retraction[],
  run: Run,
  places: Map<string, Place>,
): void {
  // Of what is restored already, it may still be to be told that it was.
  const toTell = wrongly ? touching : touching.filter(({ undoneAt }) => undoneAt !== undefined)
  const answered = wrongly ?? digest.parts.find(wasTried)
  if (!answered || toTell.length === 0) return
  const postableAt = afterQuiet(digest.quietHours, run.now)
  if (postableAt > run.now) lookAgain(run, toTell, postableAt)
  else {
    const key = placeKey(digest.destination)
    const retractions = new Set([...(places.get(key)?.retractions ?? []), ...toTell])
    places.set(key, { digest, answers: answered.delivery, retractions })
  }
}

/** A place that was not told of a retraction needs not to be told that it was withdrawn. */
function toNotes(ports: CorrectPorts, { digest, answers, retractions }: Place, run: Run): CorrectionNote[] {
  const { destination, message } = digest
  const platform = ports.platforms.get(destination.platform)
  const byKind = Map.groupBy(retractions, ({ undoneAt }): CorrectionKind => (undoneAt ? 'withdrawal' : 'correction'))
  return [...byKind].flatMap(([kind, of]) => {
    const fresh = of.filter(
      ({ number }) =>
        !run.told.has(toldKey(kind, number, destination)) &&
        (kind === 'correction' || run.told.has(toldKey('correction', number, destination))),
    )
    const [first, ...others] = fresh.flatMap((retraction): Correction[] => {
      const kept = run.texts.get(retraction.readout)
      return kept ? [{ kept, retraction }] : []
    })
    if (!platform || !first) return []
    for (const { number } of fresh) run.told.add(toldKey(kind, number, destination))
    const { zone } = message
    const occasion = { now: run.now, zone, year: dayIn(run.now, zone).slice(0, 4), displayName: ports.displayName }
    const parts = platform.pack(correctionMessage([first, ...others], occasion))
    const keyed = parts.map((part) => ({ key: ports.newKey(), part }))
    return [{ kind, retractions: fresh.map(({ number }) => number), destination, answers, parts: keyed }]
  })
}

const placeKey = ({ platform, workspace, channel, thread }: Destination): string =>
  JSON.stringify([platform, workspace, channel, thread ?? ''])

const toldKey = (kind: CorrectionKind, retraction: number, at: Destination): string =>
  `${kind} ${retraction} ${placeKey(at)}`
