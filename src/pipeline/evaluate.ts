import type { Gazetteer } from '../countries/gazetteer.ts'
import type { Clock } from '../domain/clock.ts'
import type { LanguageModel, ModelInputs, ProposedPoint, Usage } from '../domain/model.ts'
import type { Document } from '../domain/reading.ts'
import { findQuote, foldQuotes } from '../extract/gate/quotes.ts'
import { type ReadLine, toDocument } from '../extract/read-json.ts'
import type { Reader } from '../extract/reader.ts'
import type { Label } from '../scoring/label.ts'
import type { Stated } from '../scoring/score.ts'
import { NOTHING_STATED, statedByProposal, statedByReading, statedTogether } from '../scoring/stated.ts'
import { joined, NO_SCORE, type Score, scoreOf } from '../scoring/table.ts'

/** A document, and what a careful reader found in it. */
export type Labelled = { readonly line: ReadLine; readonly label: Label }

/** What is measured: the rules in any case, since they cost nothing; a model where there is one. */
export type EvaluatePorts = {
  readonly reader: Reader
  readonly gazetteer: Gazetteer
  readonly clock: Clock
  readonly model: LanguageModel | undefined
  /** Documents under way at once. */
  readonly concurrency: number
  /** Told how many are done, after each. */
  readonly progress: (done: number) => void
}

/** How an engine did; `ms` is what each document took that it answered. */
export type Measured = { readonly score: Score; readonly ms: readonly number[] }

/** How a model did. A document that it gave no answer to is scored as if it had found nothing. */
export type MeasuredModel = Measured & {
  readonly answered: number
  readonly malformed: number
  readonly failed: number
  readonly usage: Usage
  /** Key points that it proposed, and of these those whose every quote stands in the text. */
  readonly points: number
  readonly quoted: number
  /** The score of the rules with what the model adds to them. */
  readonly together: Score
}

/** What came of an evaluation. `model` is empty where none was measured. */
export type Evaluation = {
  readonly documents: number
  readonly rules: Measured
  readonly model: MeasuredModel
  /** The model was left alone because it failed too often: what came after was not measured. */
  readonly stopped: boolean
}

/** Reads labelled documents by each engine and scores what it finds. Memory does not grow with the texts. Throws the signal's reason once it aborts. */
export async function evaluate(
  { reader, gazetteer, clock, model, concurrency, progress }: EvaluatePorts,
  documents: AsyncIterable<Labelled>,
  signal: AbortSignal,
): Promise<Evaluation> {
  let done = nothingDone()
  await eachOf(documents, concurrency, async ({ line, label }) => {
    signal.throwIfAborted()
    const document = toDocument(line, gazetteer)
    const start = clock.now().getTime()
    const rules = statedByReading(reader.read(document))
    const byRules = { stated: rules, ms: clock.now().getTime() - start }
    const byModel = model && (await readByModel(model, document, clock, signal))
    if (byModel === 'resting') done = { ...done, stopped: true }
    else done = withDocument(done, byRules, byModel, label)
    progress(done.documents)
    return byModel !== 'resting'
  })
  return done
}

/** The most tokens that the documents will take, and how many they are. */
export async function estimateEvaluation(
  gazetteer: Gazetteer,
  model: LanguageModel,
  documents: AsyncIterable<Labelled>,
): Promise<{ readonly documents: number; readonly usage: Usage }> {
  let count = 0
  let usage: Usage = NO_USAGE
  for await (const { line } of documents) {
    count += 1
    usage = sum(usage, model.estimate('read', inputsOf(toDocument(line, gazetteer))))
  }
  return { documents: count, usage }
}

type ByRules = { readonly stated: Stated; readonly ms: number }
type ByModel = ByRules & {
  readonly kind: 'answered' | 'malformed' | 'failed'
  readonly usage: Usage
  readonly points: number
  readonly quoted: number
}

const NO_USAGE: Usage = { inputTokens: 0, outputTokens: 0 }
const NO_ANSWER = { stated: NOTHING_STATED, usage: NO_USAGE, points: 0, quoted: 0 }

async function readByModel(
  model: LanguageModel,
  document: Document,
  clock: Clock,
  signal: AbortSignal,
): Promise<ByModel | 'resting'> {
  const start = clock.now().getTime()
  const outcome = await model.run('read', inputsOf(document), signal)
  const ms = clock.now().getTime() - start
  // Of what nobody counts nothing is over budget.
  if (outcome.kind === 'resting' || outcome.kind === 'over-budget') return 'resting'
  if (outcome.kind === 'failed') return { ...NO_ANSWER, kind: 'failed', ms }
  if (outcome.kind === 'malformed') return { ...NO_ANSWER, kind: 'malformed', usage: outcome.usage, ms }
  const { output, usage } = outcome
  const isQuoted = quotedIn(document.text)
  const quoted = output.points.filter(isQuoted).length
  const stated = statedByProposal(output, isQuoted)
  return { kind: 'answered', stated, usage, ms, points: output.points.length, quoted }
}

/** The model reads by itself: what the rules found is not told to it. */
function inputsOf({ text, title = '', published, language = 'und', issuer = '' }: Document): ModelInputs['read'] {
  return { text, title, published, language, issuer, facts: [] }
}

function quotedIn(text: string): (point: ProposedPoint) => boolean {
  const folding = foldQuotes(text)
  return ({ quotes }) => quotes.length > 0 && quotes.every((quote) => findQuote(folding, quote) !== undefined)
}

const nothingDone = (): Evaluation => ({
  documents: 0,
  rules: { score: NO_SCORE, ms: [] },
  model: {
    ...{ score: NO_SCORE, ms: [] },
    ...{ answered: 0, malformed: 0, failed: 0, points: 0, quoted: 0 },
    usage: NO_USAGE,
    together: NO_SCORE,
  },
  stopped: false,
})

function withDocument(done: Evaluation, rules: ByRules, model: ByModel | undefined, label: Label): Evaluation {
  const documents = done.documents + 1
  const measured = withRead(done.rules, rules, label)
  if (!model) return { ...done, documents, rules: measured }
  const before = done.model
  return {
    ...done,
    documents,
    rules: measured,
    model: {
      ...withRead(before, model, label),
      answered: before.answered + Number(model.kind === 'answered'),
      malformed: before.malformed + Number(model.kind === 'malformed'),
      failed: before.failed + Number(model.kind === 'failed'),
      usage: sum(before.usage, model.usage),
      points: before.points + model.points,
      quoted: before.quoted + model.quoted,
      together: joined(before.together, scoreOf(statedTogether(rules.stated, model.stated), label)),
    },
  }
}

function withRead(
  { score, ms }: Measured,
  read: ByRules & { readonly kind?: ByModel['kind'] },
  label: Label,
): Measured {
  return {
    score: joined(score, scoreOf(read.stated, label)),
    ms: read.kind === 'failed' ? ms : ms.concat(read.ms),
  }
}

const sum = (a: Usage, b: Usage): Usage => ({
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
})

/** So many at once, in order; stops where one of them says that there is no use in going on. */
async function eachOf<T>(items: AsyncIterable<T>, most: number, work: (item: T) => Promise<boolean>): Promise<void> {
  const source = items[Symbol.asyncIterator]()
  let goesOn = true
  const takeTurns = async (): Promise<void> => {
    while (goesOn) {
      const next = await source.next()
      if (next.done) return
      goesOn = (await work(next.value)) && goesOn
    }
  }
  try {
    await Promise.all(Array.from({ length: most }, takeTurns))
  } finally {
    goesOn = false
    await source.return?.()
  }
}
