import { dressMessage, type MachineWords, type Words } from '../../digest/dress.ts'
import { preferredText } from '../../digest/encounter-item.ts'
import type { DisplayName } from '../../digest/words.ts'
import type { Message } from '../../domain/message.ts'
import type { KeptModelReading } from '../../domain/model-use.ts'
import type { Account, NewsItem } from '../../domain/news.ts'
import type { KeptReading } from '../../domain/readout.ts'
import type { Subscription } from '../../domain/subscription.ts'
import type { Dresser } from '../plan.ts'
import type { ModelConsentStore, ModelReadingStore } from '../ports.ts'
import { consentsTo } from './consents.ts'
import { machineWordsOf } from './machine-words.ts'
import { overviewItems, sentencesFor } from './overview.ts'
import type { Assistance } from './ports.ts'
import { collectWishes, readyTranslations, type Wish } from './translations.ts'

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

/** What is read of store and cache for one planning: what many channels get alike is dressed once. */
export function openWardrobe(ports: DressingPorts) {
  const readings = new Map<string, KeptModelReading | undefined>()
  const dressed = new WeakMap<Message, Map<string, Message>>()
  const fetch = async (texts: readonly KeptReading[]): Promise<void> => {
    const unknown = texts.flatMap(({ readout }) => (readings.has(readout.id) ? [] : [readout.id]))
    if (unknown.length === 0) return
    const found = await ports.store.modelReadingsOf(unknown)
    for (const id of unknown) readings.set(id, found.get(id))
  }
  /** The words that are ready but for translations. */
  const wordsFor = async (
    message: Message,
    { locale, topics }: Subscription,
    items: readonly NewsItem[],
  ): Promise<Omit<Words, 'translate' | 'overview'>> => {
    await fetch(items.flatMap(({ account }) => account.texts))
    const byId = new Map(items.filter(({ sequel }) => !sequel).map(({ account }) => [account.id, account]))
    const found: (readonly [string, MachineWords])[] = []
    const languages = new Map<string, string>()
    for (const { id, quiet } of message.items) {
      const account = quiet ? undefined : byId.get(id)
      if (!account) continue
      const texts = inOrder(account, locale)
      const words = machineWordsOf(texts, readings)
      if (words) found.push([id, words])
      languages.set(id, texts[0].reading.language)
    }
    const { displayName } = ports
    return { readings: new Map(found), languages, language: languageOf(locale), topics, displayName }
  }
  const overviewOf = async (
    message: Message,
    subscription: Subscription,
    items: readonly NewsItem[],
  ): Promise<readonly string[]> => {
    const waiting = await ports.assist.overviews.get(overviewKey(subscription))
    return waiting ? sentencesFor(waiting, overviewItems(message, textsIn(items))) : []
  }
  return {
    /** What the message would have translated if it could. */
    async wishes(message: Message, subscription: Subscription, items: readonly NewsItem[]): Promise<readonly Wish[]> {
      const overview = await overviewOf(message, subscription, items)
      return wishesOf(message, { ...(await wordsFor(message, subscription, items)), overview })
    },

    async dress(message: Message, subscription: Subscription, items: readonly NewsItem[]): Promise<Message> {
      const overview = await overviewOf(message, subscription, items)
      const alike = dressed.get(message) ?? new Map<string, Message>()
      dressed.set(message, alike)
      const key = JSON.stringify([subscription.locale, overview])
      const known = alike.get(key)
      if (known) return known
      const words = { ...(await wordsFor(message, subscription, items)), overview }
      const translate = await readyTranslations(wishesOf(message, words), ports)
      const made = dressMessage(message, { ...words, translate })
      alike.set(key, made)
      return made
    },
  }
}

function wishesOf(message: Message, words: Omit<Words, 'translate'>): readonly Wish[] {
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
