import { UsageError } from '../domain/errors.ts'
import type { BackfillEnd, BackfillProgress } from '../pipeline/backfill.ts'
import type { AddCommand, CliContext, ExitCode } from './context.ts'
import { day } from './day.ts'
import { openFor } from './open.ts'
import { counted, lasting, minuteUtc } from './wording.ts'

type BackfillOptions = { readonly since: string; readonly again?: boolean }

/** `attache backfill <source> --since <day>`: the source's older texts, for look-ups and comparison; nothing of it is ever posted. */
export const addBackfillCommand: AddCommand = (program, context, finish) => {
  program
    .command('backfill')
    .argument('<source>', 'id of a source; `attache sources` lists them')
    .requiredOption('--since <day>', 'how far back, YYYY-MM-DD', day)
    .option('--again', 'begin anew, where a former walk stopped or ended')
    .description('walk a source’s further pages back to a day and keep what is not kept yet; nothing of it is posted')
    .action(async (source: string, options: BackfillOptions) => finish(await walk(source, options, context)))
}

async function walk(id: string, { since, again = false }: BackfillOptions, context: CliContext): Promise<ExitCode> {
  const { backfill } = await import('../pipeline/backfill.ts')
  const app = await openFor(context, await context.settings())
  try {
    const adapter = app.adapters.find(({ source }) => source.id === id)
    if (!adapter) throw new UsageError(`${id}: no such source is enabled; \`attache sources\` lists them`)
    const end = await backfill(app, adapter, { since, again }, (progress) => show(progress, context), context.signal)
    if (context.interactive) context.redraw('')
    context.err(endLine(end, id))
    return end.kind === 'finished' || end.kind === 'done-before' ? 0 : 1
  } finally {
    await app.close()
  }
}

/** On a terminal one line that changes; else a line a page. What was passed over is always a line of its own. */
function show(progress: BackfillProgress, { err, redraw, interactive }: CliContext): void {
  const { page, reached, kept, skipped, remainingMs } = progress
  const line = [
    `page ${page}`,
    ...(reached === undefined ? [] : [`back to ${reached}`]),
    `${kept} kept`,
    ...(remainingMs === undefined || remainingMs === 0 ? [] : [`about ${lasting(remainingMs)} left`]),
  ].join(' · ')
  if (interactive && skipped.length > 0) redraw('')
  for (const reason of skipped) err(`passed over: ${reason}`)
  if (interactive) redraw(line)
  else err(line)
}

function endLine(end: BackfillEnd, id: string): string {
  switch (end.kind) {
    case 'finished':
      return `done: ${counted(end.kept, 'older text')} of ${id} kept`
    case 'done-before':
      return `${id} was walked back to ${end.since} on ${minuteUtc(end.at)}; --again walks it anew`
    case 'stopped':
      return `stopped at page ${end.page}, ${counted(end.kept, 'text')} kept${end.reason === undefined ? '' : ` (${end.reason})`}; the same command goes on from there`
    case 'no-pages':
      return `${id} lists no further pages: where it has some, \`olderPages\` in sources.yaml says how they are addressed`
  }
}
