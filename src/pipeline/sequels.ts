import { channelKey, type Due } from '../digest/plan.ts'
import { isReworded } from '../digest/sequels.ts'
import type { Taking } from '../domain/digest.ts'
import type { NewsItem, Sequel, TextEdit } from '../domain/news.ts'
import type { Partnerships } from '../domain/partnership.ts'
import type { KeptReading } from '../domain/readout.ts'
import type { Subscription } from '../domain/subscription.ts'
import { mergeChanges } from '../ledger/edits.ts'
import { itemsAmong, MOST_RECENT } from './news.ts'
import type { HistoryStore, LookupStore } from './ports/looking-up.ts'
import type { PlanStore, SequelStore } from './ports/planning.ts'

/** What telling of edits and lost pages needs. */
export type SequelPorts = {
  readonly store: SequelStore &
    Pick<PlanStore, 'subscriptions'> &
    Pick<LookupStore, 'latest'> &
    Pick<HistoryStore, 'holding'>
  readonly partnerships: Partnerships
}

const HOUR_MS = 3_600_000

/** A place is told of one edit of a readout a day; what comes sooner waits, and is told with it. */
const APART_MS = 23 * HOUR_MS

/** What may have waited since the last digest of a subscription. */
const WAITED_MS = 48 * HOUR_MS

/** How often it is looked whether something has waited long enough. */
const LOOK_MS = HOUR_MS

/**
 * What happened since to texts that subscriptions had, for each that is due: edits since it was told of the text last, and pages that are
 * gone. An instant one is not told of edits that change nothing that is reported.
 */
export async function findSequels(
  { store, partnerships }: SequelPorts,
  due: readonly Due[],
  now: Date,
): Promise<ReadonlyMap<number, readonly NewsItem[]>> {
  const last = due.map(({ since, subscription }) => (since ?? subscription.createdAt).getTime())
  const since = new Date(Math.min(...last) - WAITED_MS)
  const [edits, gone] = await Promise.all([store.editsSince(since), store.goneSince(since)])
  const ids = new Set([...gone.map(({ readout }) => readout.id), ...edits.map(({ readoutId }) => readoutId).reverse()])
  if (ids.size === 0) return new Map()
  const some = [...ids].slice(0, MOST_RECENT)
  const items = await itemsAmong(await store.textsOf(some), store, { partnerships, phrases: [] })
  // What was told last may have been changed and changed back since: only all of a text's edits tell what is different now.
  const all = await store.editsOf(some)
  const histories = some.flatMap((id) => historyOf(id, items, all))
  const taken = await store.takenItems([...new Set(histories.flatMap(keysOf))])
  const places = placesOf(await store.subscriptions())
  return toldTo(due, histories, taken, places, now)
}

/** Whether something happened to a text that an instant subscription may have to be told of by now, served last at `since`. */
export async function hasSequel(store: SequelStore, since: Date, now: Date): Promise<boolean> {
  const isReported = ({ changes }: TextEdit): boolean => changes.length > 0
  if ((await store.goneSince(since)).length > 0) return true
  const edits = await store.editsSince(new Date(since.getTime() - WAITED_MS))
  const mayHaveWaited = now.getTime() - since.getTime() >= LOOK_MS
  return edits.some((edit) => isReported(edit) && (mayHaveWaited || edit.fetchedAt >= since))
}

/** A text to which something happened, with the account that it belongs to. */
type History = {
  readonly text: KeptReading
  readonly item: NewsItem
  /** In order. */
  readonly edits: readonly TextEdit[]
}

/** Nothing for a text that is no account: no digest ever told of it. */
function historyOf(id: string, items: readonly NewsItem[], edits: readonly TextEdit[]): History[] {
  for (const item of items) {
    const text = item.account.texts.find(({ readout }) => readout.id === id)
    if (text) return [{ text, item, edits: edits.filter(({ readoutId }) => readoutId === id) }]
  }
  return []
}

const accountKeys = ({ item }: History): readonly string[] => item.account.texts.map(({ readout }) => readout.id)

const editKey = (id: string, number: number | ''): string => `${id}:edit:${number}`
const countedKey = (id: string, number: number | ''): string => `${id}:reworded:${number}`
const goneKey = ({ id, goneAt }: KeptReading['readout']): string => `${id}:gone:${goneAt?.toISOString() ?? ''}`

/** The keys of everything that a digest may have told of a text. */
function keysOf(history: History): string[] {
  const { readout, version } = history.text
  const numbers = Array.from({ length: version.number }, (_, index) => index + 1)
  const edits = numbers.flatMap((number) => [editKey(readout.id, number), countedKey(readout.id, number)])
  return [...accountKeys(history), ...edits, goneKey(readout)]
}

/** The place of each subscription. */
function placesOf(subscriptions: readonly Subscription[]): ReadonlyMap<number, string> {
  return new Map(subscriptions.map(({ id, destination }) => [id, channelKey(destination)]))
}

function toldTo(
  due: readonly Due[],
  histories: readonly History[],
  taken: readonly Taking[],
  places: ReadonlyMap<number, string>,
  now: Date,
): ReadonlyMap<number, readonly NewsItem[]> {
  const waiting = new Map(due.map(({ subscription }) => [subscription.id, subscription]))
  const byItem = Map.groupBy(taken, ({ item }) => item)
  const found = new Map<number, NewsItem[]>()
  for (const history of histories) {
    const all = keysOf(history).flatMap((key) => byItem.get(key) ?? [])
    for (const [place, there] of Map.groupBy(all, ({ subscriptionId }) => places.get(subscriptionId) ?? '')) {
      if (place === '') continue
      for (const { id, item } of sequelsAt(history, there, waiting, now))
        found.set(id, [...(found.get(id) ?? []), item])
    }
  }
  return found
}

/** What one place is to be told, and by which of its subscriptions: by one that had the account when the text was part of it, for all of them. */
function sequelsAt(
  history: History,
  there: readonly Taking[],
  waiting: ReadonlyMap<number, Subscription>,
  now: Date,
): { readonly id: number; readonly item: NewsItem }[] {
  const tellers = there.flatMap((taking) =>
    isOfAccount(taking, history) ? (waiting.get(taking.subscriptionId) ?? []) : [],
  )
  const instant = tellers.find(({ schedule }) => schedule.kind === 'instant')
  const scheduled = tellers.find(({ schedule }) => schedule.kind === 'cron')
  const edit = editFor(history, there, now)
  const gone = goneFor(history, there)
  const told = [
    { item: edit, teller: edit && isReworded(edit) ? scheduled : (instant ?? scheduled) },
    { item: gone, teller: instant ?? scheduled },
  ]
  return told.flatMap(({ item, teller }) =>
    item && teller && !there.some((taking) => taking.item === item.id) ? [{ id: teller.id, item }] : [],
  )
}

function isOfAccount({ item, plannedAt }: Taking, history: History): boolean {
  return accountKeys(history).includes(item) && plannedAt >= history.text.readout.storedAt
}

/** All edits that a place was not told of, as one. What is to be told waits where it was told of another edit of the text lately. */
function editFor(history: History, there: readonly Taking[], now: Date): NewsItem | undefined {
  const { text, edits } = history
  const { id } = text.readout
  const isEdit = ({ item }: Taking): boolean => item.startsWith(editKey(id, ''))
  const isCounted = ({ item }: Taking): boolean => item.startsWith(countedKey(id, ''))
  const told = there.filter((taking) => isOfAccount(taking, history) || isEdit(taking) || isCounted(taking))
  const toldAt = Math.max(...told.map(({ plannedAt }) => plannedAt.getTime()))
  const untold = edits.filter(({ fetchedAt }) => fetchedAt.getTime() > toldAt)
  const [first, last] = [untold[0], untold.at(-1)]
  if (!first || !last) return undefined
  const changes = mergeChanges(untold.map((edit) => edit.changes))
  const isReported = changes.length > 0
  const wasToldLately = there.some((taking) => isEdit(taking) && now.getTime() - taking.plannedAt.getTime() < APART_MS)
  if (isReported && wasToldLately) return undefined
  const key = isReported ? editKey(id, last.number) : countedKey(id, last.number)
  return sequelItem(history, key, { kind: 'edited', text, changes, from: first.number - 1 })
}

function goneFor(history: History, there: readonly Taking[]): NewsItem | undefined {
  const { text } = history
  const { goneAt: since } = text.readout
  return since && there.length > 0
    ? sequelItem(history, goneKey(text.readout), { kind: 'gone', text, since })
    : undefined
}

function sequelItem({ item }: History, id: string, sequel: Sequel): NewsItem {
  const { engagement, account } = item
  return { id, engagement, account, novelties: [], stock: [], sequel }
}
