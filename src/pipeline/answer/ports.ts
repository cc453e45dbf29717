import type { Caller, Reply } from '../../chat/adapter.ts'
import { format } from '../../commands/format.ts'
import { dayIn } from '../../digest/days.ts'
import type { Manner } from '../../digest/encounter-item.ts'
import type { Gazetteer } from '../../countries/gazetteer.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Choice } from '../../domain/command.ts'
import type { PartyCode } from '../../domain/key-point.ts'
import type { Partnerships } from '../../domain/partnership.ts'
import type { Source } from '../../domain/source.ts'
import type { Topic } from '../../domain/topic.ts'
import type { SourceAdapter } from '../../sources/adapter.ts'
import type { Assistance } from '../assist/ports.ts'
import type { CollectStore } from '../ports/collecting.ts'
import type { HistoryStore, LookupStore } from '../ports/looking-up.ts'
import type { AuditStore, ManageStore, SubscriptionStore } from '../ports/managing.ts'
import type { ModelConsentStore, ModelReadingStore, ModelUseStore } from '../ports/modelling.ts'
import type { PlanStore } from '../ports/planning.ts'
import type { Reader } from '../ports/reading.ts'
import type { RetentionStore } from '../ports/workspaces.ts'

/** What answering needs of the store. */
export type AnswerStore = LookupStore &
  HistoryStore &
  ManageStore &
  SubscriptionStore &
  AuditStore &
  Omit<RetentionStore, 'leftWorkspaces'> &
  Pick<ModelReadingStore, 'modelReadingsOf'> &
  Pick<ModelUseStore, 'countModelDrops'> &
  ModelConsentStore &
  Pick<PlanStore, 'hadItems' | 'servedUntil'> &
  Pick<CollectStore, 'sourceStates'>

/** By what pages that people name are read: the sources' own adapters, and so with their care for a host. */
export type PagePorts = { readonly adapters: readonly SourceAdapter[]; readonly reader: Reader }

/**
 * Reads pages that people name, each once and for that person alone, after it asked with the host shown. Only pages of the sources' own
 * hosts. Of what was asked and read nothing is stored or logged, and nothing remembered for longer than the question stands.
 */
export type PageDesk = {
  /** Asks whether one of these pages is to be read, and which. */
  offer(addresses: readonly string[], asking: Asking): Promise<Reply>
  /** Reads the page that a question of `offer` named so. */
  read(id: string, asking: Asking): Promise<Reply>
}

/** What the bot is built with. */
export type AnswerPorts = {
  readonly store: AnswerStore
  readonly clock: Clock
  readonly gazetteer: Gazetteer
  readonly sources: readonly Source[]
  readonly partnerships: Partnerships
  /** Phrases that are offered while one is typed, and told of when they are first used. */
  readonly phrases: readonly string[]
  /** IANA zone where neither words nor platform name one. */
  readonly zone: string
  /** An encounter older than this when its text is stored is no news. */
  readonly newsMaxAgeHours: number
  /** A language model, where one is configured. */
  readonly assist?: Assistance | undefined
  /** By what pages that people name are read; absent where nothing is fetched. */
  readonly pages?: PagePorts | undefined
  readonly limits: { readonly perChannel: number; readonly perWorkspace: number; readonly commandsPerMinute: number }
}

/** How much may be subscribed and asked where the operator sets nothing else. */
export const DEFAULT_LIMITS: AnswerPorts['limits'] = { perChannel: 10, perWorkspace: 200, commandsPerMinute: 20 }

/** One asked thing, with everything its answer rests on. */
export type Asking = {
  readonly ports: AnswerPorts
  readonly caller: Caller
  readonly now: Date
  /** IANA zone of every time shown and of times that name none. */
  readonly zone: string
  /** Reads pages that people name; absent where nothing is fetched. */
  readonly desk?: PageDesk | undefined
  readonly signal: AbortSignal
}

/** How the asking person is told of readouts; about `topics` also where they are on no card. */
export function mannerOf({ ports, caller, now, zone }: Asking, topics: readonly Topic[] = []): Manner {
  const { displayName } = ports.gazetteer
  return { locale: caller.locale, topics, displayName, year: dayIn(now, zone).slice(0, 4) }
}

/** Not understood, not found or not allowed, and what to try instead. */
export const refusal = (text: string, choices: readonly Choice[] = []): Reply => ({ kind: 'refusal', text, choices })

/** What there is to see where something was not found. */
export const LATEST: Choice = { label: 'Latest readouts', words: 'latest' }

/** The newest readouts of a country. */
export const latestOf = (country: PartyCode): Choice => ({
  label: 'Latest',
  words: format({ name: 'latest', countries: [country], with: [] }),
})
/** Level, wording and last readouts of a country. */
export const dossierOf = (country: PartyCode): Choice => ({
  label: 'Dossier',
  words: format({ name: 'country', country }),
})

/** Only who may manage the channel changes what is posted there. */
export function mayNot({ caller }: Asking): Reply | undefined {
  if (caller.mayManage) return undefined
  return refusal(
    'Only people who may manage this channel can change what is posted here: ask one of them. Anybody may look things up.',
  )
}
