import type { KeyPoint, TradePoint, Voice } from '../domain/key-point.ts'
import type { KeptReading } from '../domain/readout.ts'
import type { FiledAccount } from './filing.ts'
import { daysBetween } from './pairing.ts'
import { isWorded, positionsOf, type WordedTopic } from './wording.ts'

/** One voice on one topic in one account, and the comparable accounts of earlier days, in order. */
export type Question = {
  readonly account: FiledAccount
  readonly history: readonly FiledAccount[]
  readonly topic: WordedTopic
  readonly voice: Voice
}

/** *First* is given only where the record holds so many comparable accounts, reaching back so far. */
const FIRST_NEEDS = { accounts: 5, days: 182 } as const

/** How deep the record is, this account included; nothing where it is too thin for *First*. */
export function depthOf({
  account,
  history,
}: Pick<Question, 'account' | 'history'>): { readonly accounts: number; readonly since: string } | undefined {
  const [oldest] = history
  if (!oldest || history.length < FIRST_NEEDS.accounts) return undefined
  if (daysBetween(oldest.day, account.day) < FIRST_NEEDS.days) return undefined
  return { accounts: history.length + 1, since: oldest.day }
}

/** Whether a voice takes a position in an account, in any of its texts. */
export function takes({ texts }: FiledAccount, { topic, voice }: Question, position: string): boolean {
  return texts.some(({ reading }) => reading.keyPoints.some((point) => holds(point, topic, voice, position)))
}

/** Whether a voice speaks to the topic at all; of `joint`, whether anybody does. */
export function speaksTo({ texts }: FiledAccount, { topic, voice }: Question): boolean {
  return texts.some(({ reading }) => reading.keyPoints.some((point) => isWorded(point, topic, anybodyFor(voice))))
}

/** Whether one of `accounts` holds a position of this voice; of `joint`, of anybody: what both sides say is not new, nor missing, if one says it. */
export function isSaid(accounts: readonly FiledAccount[], { topic, voice }: Question, position: string): boolean {
  const whose = anybodyFor(voice)
  return accounts.some(({ texts }) =>
    texts.some(({ reading }) => reading.keyPoints.some((point) => holds(point, topic, whose, position))),
  )
}

function holds(point: KeyPoint, topic: WordedTopic, voice: Voice | undefined, position: string): boolean {
  return isWorded(point, topic, voice) && positionsOf(point).includes(position)
}

const anybodyFor = (voice: Voice): Voice | undefined => (voice === 'joint' ? undefined : voice)

/** What a voice says in one text, on whatever topic: where it says nothing, its silence on one means nothing. */
export function pointsOf({ reading }: KeptReading, voice: Voice): KeyPoint[] {
  return reading.keyPoints.filter((point) => point.voice === voice)
}

/** What a voice says of trade policy in one text. */
export function tradePoints(text: KeptReading, voice: Voice): TradePoint[] {
  return pointsOf(text, voice).flatMap((point) => (point.topic === 'trade-policy' ? [point] : []))
}
