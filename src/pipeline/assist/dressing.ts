import { dressMessage, type MachineWords, type Words } from '../../digest/dress.ts'
import { preferredText } from '../../digest/encounter-item.ts'
import type { DisplayName } from '../../digest/words.ts'
import type { Message } from '../../domain/message.ts'
import type { KeptModelReading } from '../../domain/model-use.ts'
import type { Account, NewsItem } from '../../domain/news.ts'
import type { KeptReading } from '../../domain/readout.ts'
import type { Subscription } from '../../domain/subscription.ts'
import type { Dresser } from '../plan.ts'
import type { ModelConsentStore, ModelReadingStore } from '../ports/modelling.ts'
import { consentsTo } from './consents.ts'
import { machineWordsOf } from './machine-words.ts'
import { overviewItems, sentencesFor } from './overview.ts'
import type { Assistance } from './ports.ts'
import { collectWishes, readyTranslations, type Wish } from './translations.ts'

/** What adding a model's words to a digest needs. */
export type DressingPorts = {
  readonly assist: Pick<Assistance, 'gate' | 'model' | 'translations' | 'overviews' | 'endpoint'>
  readonly displayName: DisplayName
  readonly store: Pick<ModelReadingStore, 'modelReadingsOf'> & Pick<ModelConsentStore, 'modelConsents'>
}

/** Where the overview that waits for a subscription's next digest is kept. */
export const overviewKey = ({ id }: Pick<Subscription, 'id'>): string => String(id)

/** ISO 639-1 of a locale. */
export const languageOf = (locale: string): string => locale.split('-')[0] ?? locale

/** Dresses digests of workspaces that consented with what is ready; those of all others are passed on as they are. */
export function createDresser(ports: DressingPorts): Dresser {
  return {
    async open() {
      const consents = await consentsTo(ports.assist.endpoint, ports.store)
      if (!consents.any) return undefined
      const wardrobe = openWardrobe(ports)
      return {
        async all(digests, subscription, items) {
          if (!consents.allows(subscription.destination, 'assist')) return digests
          const dressed = digests.map(async (digest) => {
            return { ...digest, message: await wardrobe.dress(digest.message, subscription, items) }
          })
          return Promise.all(dressed)
        },
      }
    },
  }
}

/** Does something with a message that a subscription is to get, from these items; for messages that are alike once. */
type ForMessage<T> = (message: Message, subscription: Subscription, items: readonly NewsItem[]) => Promise<T>

/** What is ready of a model's for one message, but for translations. */
type Ready = Omit<Words, 'translate'>

/** What is read of store and cache for one planning: what many channels get alike is dressed once. */
export function openWardrobe(ports: DressingPorts): {
  /** What the message would have translated if it could. */
  readonly wishes: ForMessage<readonly Wish[]>
  readonly dress: ForMessage<Message>
} {
  const readings: Readings = new Map()
  return {
    wishes: onceAlike(ports, readings, async (message, ready) => wishesOf(message, ready)),
    dress: onceAlike(ports, readings, async (message, ready) => {
      const translate = await readyTranslations(wishesOf(message, ready), ports)
      return dressMessage(message, { ...ready, translate })
    }),
  }
}

/** Model readings that were looked for, by readout id. */
type Readings = Map<string, KeptModelReading | undefined>

function onceAlike<T>(
  ports: DressingPorts,
  readings: Readings,
  make: (message: Message, ready: Ready) => Promise<T>,
): ForMessage<T> {
  const made = new WeakMap<Message, Map<string, T>>()
  return async (message, subscription, items) => {
    const overview = await overviewFor(message, subscription, items, ports)
    const alike = made.get(message) ?? new Map<string, T>()
    made.set(message, alike)
    const key = JSON.stringify([subscription.locale, overview])
    const known = alike.get(key)
    if (known) return known
    const result = await make(message, await readyFor(message, subscription, items, overview, readings, ports))
    alike.set(key, result)
    return result
  }
}

async function overviewFor(
  message: Message,
  subscription: Subscription,
  items: readonly NewsItem[],
  { assist }: DressingPorts,
): Promise<readonly string[]> {
  const waiting = await assist.overviews.get(overviewKey(subscription))
  return waiting ? sentencesFor(waiting, overviewItems(message, textsIn(items))) : []
}

async function readyFor(
  message: Message,
  { locale, topics }: Subscription,
  items: readonly NewsItem[],
  overview: readonly string[],
  readings: Readings,
  { store, displayName }: DressingPorts,
): Promise<Ready> {
  const texts = items.flatMap(({ account }) => account.texts)
  await lookUp(texts, readings, store)
  const accounts = new Map(items.filter(({ sequel }) => !sequel).map(({ account }) => [account.id, account]))
  const found: (readonly [string, MachineWords])[] = []
  const languages = new Map<string, string>()
  for (const { id, quiet } of message.items) {
    const account = quiet ? undefined : accounts.get(id)
    if (!account) continue
    const ordered = inOrder(account, locale)
    const words = machineWordsOf(ordered, readings)
    if (words) found.push([id, words])
    languages.set(id, ordered[0].reading.language)
  }
  return { readings: new Map(found), overview, languages, language: languageOf(locale), topics, displayName }
}

async function lookUp(texts: readonly KeptReading[], readings: Readings, store: DressingPorts['store']): Promise<void> {
  const unknown = texts.flatMap(({ readout }) => (readings.has(readout.id) ? [] : [readout.id]))
  if (unknown.length === 0) return
  const found = await store.modelReadingsOf(unknown)
  for (const id of unknown) readings.set(id, found.get(id))
}

function wishesOf(message: Message, words: Ready): readonly Wish[] {
  const { wishes, translate } = collectWishes(words.language)
  dressMessage(message, { ...words, translate })
  return wishes()
}

/** Every text of the items, by readout id. */
export const textsIn = (items: readonly NewsItem[]): ReadonlyMap<string, KeptReading> =>
  new Map(items.flatMap(({ account }) => account.texts.map((text) => [text.readout.id, text] as const)))

/** The text that a reader of that language is told from first. */
function inOrder(account: Account, locale: string): readonly [KeptReading, ...KeptReading[]] {
  const first = preferredText(account, locale)
  return [first, ...account.texts.filter((text) => text !== first)]
}
