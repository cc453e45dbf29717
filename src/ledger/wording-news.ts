import type { Novelty, Quoted } from '../domain/news.ts'
import {
  comparableTexts,
  type FiledAccount,
  inSameLanguage,
  isBrief,
  isShort,
  lastInSameLanguage,
  twoBefore,
} from './filing.ts'
import { depthOf, isSaid, pointsOf, type Question, speaksTo, takes, tradePoints } from './record.ts'
import { alternativesOf, inWords, isOwnStock, isWeighed, pointIn, quoted, swapBetween, wordingOf } from './wording.ts'

/**
 * What is new in how a voice words a topic: *Changed* against the last time it took that position, *First* against the whole record,
 * *Absent* against the two accounts before. At most one of each; what has changed is not first as well.
 */
export function wordingNews(question: Question): Novelty[] {
  const changes = [...exchanged(question), ...extended(question)]
  const changed = new Set(changes.map(({ to }) => to))
  const novelties = [
    changeNews(question, changes),
    targetNews(question),
    firstNews(question, changed),
    absenceNews(question),
  ]
  return novelties.filter((novelty) => novelty !== undefined)
}

type Change = { readonly to: string; readonly from: readonly string[]; readonly before: Quoted; readonly after: Quoted }

function changeNews({ topic, voice }: Question, changes: readonly Change[]): Novelty | undefined {
  const [first] = changes
  if (!first) return undefined
  const to = changes.map((change) => change.to)
  const from = changes.flatMap((change) => change.from)
  const words = { what: inWords(topic, to), was: inWords(topic, from) }
  return { mark: 'Changed', topic, voice, ...words, before: first.before, after: first.after }
}

/** Positions that stand where their alternative last stood. */
function exchanged(question: Question): Change[] {
  const { account, history, topic, voice } = question
  return alternativesOf(topic, voice).flatMap((pair) => {
    const isSpoken = (earlier: FiledAccount): boolean => pair.some((position) => takes(earlier, question, position))
    const [last, lastAtAll] = [lastInSameLanguage(history, account, isSpoken), history.findLast(isSpoken)]
    if (!last || !lastAtAll) return []
    const [now, then] = comparableTexts(account, last)
    const [after, before] = [wordingOf(now, topic, voice), wordingOf(then, topic, voice)]
    const swap = swapBetween(pair, before, after)
    // What the last account has in another language is no longer new in this one.
    if (!swap || takes(lastAtAll, question, swap.to)) return []
    const quotes = { before: quoted(swap.before, then), after: quoted(swap.after, now) }
    return [{ to: swap.to, from: [swap.from], ...quotes }]
  })
}

/** Weighed positions that a record too thin for *First* does not hold: the wording goes further than it last did. */
function extended(question: Question): Change[] {
  const { account, history, topic, voice } = question
  if (depthOf(question)) return []
  const last = lastInSameLanguage(history, account, (earlier) => speaksTo(earlier, question))
  if (!last) return []
  const [now, then] = comparableTexts(account, last)
  const before = wordingOf(then, topic, voice)
  const [old] = before.values()
  if (!old || isBrief(then, now)) return []
  return [...wordingOf(now, topic, voice)]
    .filter(([to]) => isWeighed(topic, voice, to) && isNew(question, to))
    .map(([to, point]) => ({ to, from: [...before.keys()], before: quoted(old, then), after: quoted(point, now) }))
}

/** Neither a position nor what it would take the place of is in the record. */
function isNew(question: Question, position: string): boolean {
  const pairs = alternativesOf(question.topic, question.voice).filter((pair) => pair.includes(position))
  return [position, ...pairs.flat()].every((other) => !isSaid(question.history, question, other))
}

/** Criticism of trade policy that named nobody and now says whom it means. */
function targetNews(question: Question): Novelty | undefined {
  const { account, history, topic, voice } = question
  const last = topic === 'trade-policy' ? history.findLast((earlier) => speaksTo(earlier, question)) : undefined
  if (!last) return undefined
  const [now, then] = comparableTexts(account, last)
  const after = tradePoints(now, voice).find(({ target }) => target !== undefined)
  const [before] = tradePoints(then, voice)
  if (!after || !before) return undefined
  const known = history.flatMap(({ texts }) => texts.flatMap((text) => tradePoints(text, voice)))
  if (known.some(({ target }) => target === after.target)) return undefined
  const words = { what: 'says whom it means', was: 'named nobody' }
  return { mark: 'Changed', topic, voice, ...words, before: quoted(before, then), after: quoted(after, now) }
}

function firstNews(question: Question, changed: ReadonlySet<string>): Novelty | undefined {
  const { account, history, topic, voice } = question
  const depth = depthOf(question)
  if (!depth || isOwnStock(topic, voice)) return undefined
  for (const text of account.texts) {
    const said = wordingOf(text, topic, voice)
    const first = [...said.keys()].filter((position) => !changed.has(position) && !isSaid(history, question, position))
    const point = pointIn(said, first)
    if (point) return { mark: 'First', topic, voice, what: inWords(topic, first), after: quoted(point, text), depth }
  }
  return undefined
}

/** What the voice itself said in both accounts before and nobody says for it now, though it is heard and the account is no short one. */
function absenceNews(question: Question): Novelty | undefined {
  const { account, history, topic, voice } = question
  const [after] = account.texts.flatMap((text) => pointsOf(text, voice).map((point) => quoted(point, text)))
  const two = twoBefore(
    inSameLanguage(history, account),
    (earlier) => speaksTo(earlier, question) || !isShort(earlier, account),
  )
  if (!after || !two || two.some((earlier) => isShort(account, earlier))) return undefined
  const [before, last] = two
  const [, then] = comparableTexts(account, last)
  const said = wordingOf(then, topic, voice)
  const absent = [...said.keys()].filter(
    (position) =>
      said.get(position)?.voice === voice && takes(before, question, position) && isMissing(question, position),
  )
  const point = pointIn(said, absent)
  if (!point) return undefined
  return { mark: 'Absent', topic, voice, what: inWords(topic, absent), before: quoted(point, then), after }
}

/** Not said, nor anything in its place; what is not weighed by itself is missed only with the whole topic. */
function isMissing(question: Question, position: string): boolean {
  const { account, topic, voice } = question
  if (!isWeighed(topic, voice, position)) return !speaksTo(account, question)
  const pairs = alternativesOf(topic, voice).filter((pair) => pair.includes(position))
  return [position, ...pairs.flat()].every((other) => !isSaid([account], question, other))
}
