import type { KeyPoint, PartnershipPoint, Voice } from '../domain/key-point.ts'
import type { Engagement, NewsItem, Novelty } from '../domain/news.ts'
import type { Partnerships } from '../domain/partnership.ts'
import type { Topic } from '../domain/topic.ts'
import { differencesBetween, differencesOfLanguage } from './differences.ts'
import { comparableTexts, type FiledAccount, fileAccounts, filingKey } from './filing.ts'
import { type LevelRecord, levelNews, levelRecord, pairOf } from './levels.ts'
import { languageOf } from './pairing.ts'
import { firstPhrases, openPhrases, type PhraseRecord, tellablePhrases } from './phrases.ts'
import { isSaid, type Question } from './record.ts'
import { WORDED_TOPICS, type WordedTopic, wordingOf } from './wording.ts'
import { wordingNews } from './wording-news.ts'

/** The record, open for questions. What it answers follows from the engagements alone, whatever order their texts arrived in. */
export type Ledger = {
  /**
   * The items of an engagement: each account, and each later text of one that differs from it in a card topic. Of phrases it is told as far as
   * `record` says who held them before.
   */
  readonly itemsOf: (engagement: Engagement, record?: PhraseRecord) => NewsItem[]
  /** Phrases of which an account of the engagement may be the first to be told, each once. */
  readonly phrasesOf: (engagement: Engagement) => readonly string[]
}

/** What the record is compared with besides itself. */
export type Compared = {
  /** Levels that were known before it began. */
  readonly partnerships: Partnerships
  /** Of which it is told when they are first used. */
  readonly phrases: readonly string[]
}

/** Opens the record of all `engagements`. */
export function openLedger(engagements: readonly Engagement[], compared: Compared): Ledger {
  return openFiled(fileAccounts(engagements), compared)
}

/** Opens the record of all accounts that are `filed`, in their order. */
export function openFiled(filed: readonly FiledAccount[], { partnerships, phrases }: Compared): Ledger {
  const carriedIn = openPhrases(phrases)
  const byAccount = new Map(filed.map((account) => [account.account.id, account]))
  const alike = Map.groupBy(filed, filingKey)
  const byPair = Map.groupBy(filed, (account) => pairOf(account) ?? '')
  const historyOf = (account: FiledAccount) =>
    (alike.get(filingKey(account)) ?? []).filter(({ day }) => day < account.day)
  const newsOf = (account: FiledAccount, record: PhraseRecord | undefined): News => {
    const history = historyOf(account)
    const pair = pairOf(account)
    const ofPair = pair === undefined ? [] : (byPair.get(pair) ?? [])
    const news = newsIn(account, history, levelRecord(account, ofPair, partnerships))
    const first = record ? firstPhrases(account, history, carriedIn, record) : []
    return { ...news, novelties: withoutDoubles([...news.novelties, ...first]) }
  }
  return {
    phrasesOf: ({ accounts }) => {
      const entries = accounts.flatMap(({ id }) => byAccount.get(id) ?? [])
      return [...new Set(entries.flatMap((entry) => tellablePhrases(entry, historyOf(entry), carriedIn)))]
    },
    itemsOf: (engagement, record) => {
      const entries = engagement.accounts.map((account) => byAccount.get(account.id))
      return engagement.accounts.flatMap((account, index) => {
        const entry = entries[index]
        if (!entry) return [{ id: account.id, engagement, account, novelties: [], stock: [] }]
        const { novelties, stock } = newsOf(entry, record)
        const others = entries.slice(0, index).filter((other) => other !== undefined)
        const differing = others.flatMap((other) => differencesBetween(...comparableTexts(entry, other)))
        const item = { id: account.id, engagement, account, novelties: [...novelties, ...differing], stock }
        return [item, ...differingTexts(entry, engagement)]
      })
    },
  }
}

/** Each text that joined its account later and says otherwise in a card topic is an item of its own. */
function differingTexts({ account, texts: [first, ...later] }: FiledAccount, engagement: Engagement): NewsItem[] {
  return later.flatMap((text) => {
    const compare = languageOf(text) === languageOf(first) ? differencesBetween : differencesOfLanguage
    const novelties = compare(text, first)
    return novelties.length > 0 ? [{ id: text.readout.id, engagement, account, novelties, stock: [] }] : []
  })
}

type News = Pick<NewsItem, 'novelties' | 'stock'>

/** What is new and what is stock in an account, against comparable accounts of earlier days (in order) and what was known of the level. */
export function newsIn(account: FiledAccount, history: readonly FiledAccount[], levels: LevelRecord): News {
  const questions = WORDED_TOPICS.flatMap((topic) =>
    voicesOn(topic, [...history.slice(-2), account]).map((voice): Question => ({ account, history, topic, voice })),
  )
  const novelties = withoutDoubles([...levelNews(account, history, levels), ...questions.flatMap(wordingNews)])
  const isNews = (topic: Topic, voice: Voice): boolean =>
    novelties.some((novelty) => novelty.topic === topic && novelty.voice === voice && novelty.mark !== 'Absent')
  const stock = [
    ...stockLevels(account, levels),
    ...questions.filter(isStock).map(({ topic, voice }) => ({ topic, voice })),
  ]
  return { novelties, stock: stock.filter(({ topic, voice }) => !isNews(topic, voice)) }
}

function voicesOn(topic: WordedTopic, accounts: readonly FiledAccount[]): Voice[] {
  const points = accounts.flatMap(({ texts }) => texts.flatMap(({ reading }) => reading.keyPoints))
  return [...new Set(points.filter((point) => point.topic === topic).map(({ voice }) => voice))]
}

/** What both sides say is asked of each and of both: the same words make one mark. */
function withoutDoubles(novelties: readonly Novelty[]): Novelty[] {
  const words = ({ mark, before, after }: Novelty) => (mark === 'Absent' ? before?.evidence : after?.evidence)
  return novelties.filter(
    (novelty, index) =>
      !novelties.slice(0, index).some((other) => other.mark === novelty.mark && words(other) === words(novelty)),
  )
}

/** Whether every position has been taken before. */
function isStock(question: Question): boolean {
  const { account, history, topic, voice } = question
  const positions = account.texts.flatMap((text) => [...wordingOf(text, topic, voice).keys()])
  return positions.length > 0 && positions.every((position) => isSaid(history, question, position))
}

/** A partnership without a named level, or with one that was known, says nothing new. */
function stockLevels({ texts }: FiledAccount, { known }: LevelRecord): News['stock'] {
  const points = texts.flatMap(({ reading }) => reading.keyPoints.filter(isPartnership))
  const isKnown = ({ level, change }: PartnershipPoint): boolean =>
    change !== 'proposed' && (level === undefined || known.some((stated) => stated.level === level))
  return [...Map.groupBy(points, ({ voice }) => voice)]
    .filter(([, said]) => said.every(isKnown))
    .map(([voice]) => ({ topic: 'partnership', voice }))
}

const isPartnership = (point: KeyPoint): point is PartnershipPoint => point.topic === 'partnership'
