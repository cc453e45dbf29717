import { InvalidArgumentError, Option } from 'commander'
import type { Settings } from '../config/settings.ts'
import { UsageError } from '../domain/errors.ts'
import { estimateEvaluation, evaluate, type Labelled } from '../pipeline/evaluate.ts'
import { type Label, labelSchema } from '../scoring/label.ts'
import type { AddCommand, CliContext, ExitCode } from './context.ts'
import { type Engine, estimateInWords, evaluationInWords, isFree } from './eval-report.ts'
import { documentLine, jsonLines } from './json-lines.ts'
import { rulesFor } from './open.ts'
import { refuseUnreadable } from './read.ts'

type Options = { readonly engine: Engine; readonly limit?: number; readonly yes?: true }

const HELP = `
A document is {"id", "text", and where known "title", "published", "source", "lang"}; a label is {"id", "readout", "format", "parties",
"date", "principals", "partnership", "taiwan", "trade", "agreements", "topics"}: one JSON object a line in both files. Documents without a
label are passed over. What a model proposes counts only where its quotes stand in the text. Nothing is kept, and no budget is charged.`

/** `attache eval`: how well the rules and a language model read documents that somebody has labelled. */
export const addEvalCommand: AddCommand = (program, context, finish) => {
  program
    .command('eval')
    .argument('<documents>', 'a .jsonl file of documents')
    .argument('<labels>', 'a .jsonl file of labels, by the ids of the documents')
    .description('score rules and language model on labelled documents: precision, recall, F1, cost and latency')
    .addOption(new Option('--engine <engine>', 'what reads').choices(['rules', 'model', 'both']).default('rules'))
    .option('--limit <number>', 'only so many documents', positive)
    .option('--yes', 'send them to the model, whatever it costs')
    .addHelpText('after', HELP)
    .action(async (documents: string, labels: string, options: Options) =>
      finish(await score(documents, labels, options, context)),
    )
}

function positive(words: string): number {
  const value = Number(words)
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('It must be a number above nought.')
  return value
}

async function score(file: string, labelsFile: string, options: Options, context: CliContext): Promise<ExitCode> {
  await Promise.all([file, labelsFile].map(refuseUnreadable))
  const settings = await context.settings()
  const rules = await rulesFor(context, settings)
  const labels = await labelsIn(labelsFile, context)
  const documents = (err: CliContext['err']) => labelled(file, labels, options.limit ?? Number.POSITIVE_INFINITY, err)
  const opened = options.engine === 'rules' ? undefined : await openedModel(settings, context)
  try {
    if (opened) {
      const { documents: count, usage } = await estimateEvaluation(rules.gazetteer, opened.model, documents(nobody))
      context.err(estimateInWords(count, usage, opened.llm))
      if (!options.yes && !isFree(opened.llm)) throw new UsageError('nothing was sent; to go on, add --yes')
    }
    const { clock, interactive, redraw, signal, err } = context
    const progress = (done: number) => interactive && redraw(`${done} read`)
    const { model, llm } = opened ?? {}
    const ports = { ...rules, clock, model, concurrency: llm?.concurrency ?? 1, progress }
    const found = await evaluate(ports, documents(err), signal)
    if (interactive) redraw('')
    const lines = evaluationInWords(found, options.engine, model?.engineOf('read') ?? '', llm?.prices)
    await context.out(`${lines.join('\n')}\n`)
    return found.stopped ? 1 : 0
  } finally {
    await opened?.close()
  }
}

const nobody = (): void => undefined

async function openedModel(settings: Settings, { clock, err }: CliContext) {
  const { llm } = settings
  if (!llm) throw new UsageError('no language model is set: give LLM_BASE_URL and LLM_MODEL, or take --engine rules')
  const { openModel } = await import('../app/evaluation.ts')
  return { ...(await openModel(settings, llm, clock, (error) => err(`attache: ${error.message}`))), llm }
}

async function labelsIn(file: string, { err }: CliContext): Promise<ReadonlyMap<string, Label>> {
  const labels = new Map<string, Label>()
  for await (const line of jsonLines(file, labelSchema, 'label')) {
    if ('fault' in line) err(`${file}:${line.number}: ${line.fault}; the line was passed over`)
    else labels.set(line.value.id, line.value)
  }
  return labels
}

/** The documents that have a label, one at a time, `most` at most. */
async function* labelled(
  file: string,
  labels: ReadonlyMap<string, Label>,
  most: number,
  err: CliContext['err'],
): AsyncGenerator<Labelled> {
  let count = 0
  for await (const line of jsonLines(file, documentLine, 'document')) {
    if ('fault' in line) {
      err(`${file}:${line.number}: ${line.fault}; the line was passed over`)
      continue
    }
    const label = labels.get(line.value.id)
    if (label === undefined) continue
    yield { line: line.value, label }
    count += 1
    if (count === most) return
  }
}
