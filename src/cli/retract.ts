import { InvalidArgumentError } from 'commander'
import { UsageError } from '../domain/errors.ts'
import { type RetractablePoint, type Retraction, saysOf } from '../domain/retraction.ts'
import { correctionCase } from '../pipeline/correction-case.ts'
import { findPoint, type Naming, retractPoint } from '../pipeline/retract.ts'
import { placesTold, type ToldPlace } from '../pipeline/told.ts'
import type { AddCommand, CliContext, ExitCode } from './context.ts'
import { addCase, correctionsFile, removeCase } from './corrections-file.ts'
import { openExisting } from './open.ts'

/** What is kept, as `openExisting` opens it. */
type Opened = Awaited<ReturnType<typeof openExisting>>

type RetractOptions = { readonly reason?: string; readonly says?: string; readonly undo?: number }

const HELP = `
A retracted key point leaves the look-ups and the ledger at once, and stays out whenever texts are read anew, unless the new reading
says something else. The running worker (or the next \`attache start\`) strikes it in every message that told it, where the platform
lets a message be changed, and posts one correction in each of those places.

Each retraction also becomes a test case: a line of corrections.jsonl beside the database, with the address of the document, the words
that were misread (400 characters at most) and the wrong reading. \`attache read corrections.jsonl\` reads these words by the present
rules; keep the file to see that no rule falls back into an old mistake.

Without a key point it lists what was retracted.`

/** `attache retract`: strikes a key point that was read wrongly, corrects it where it was told, or takes that back. */
export const addRetractCommand: AddCommand = (program, context, finish) => {
  program
    .command('retract')
    .argument('[point]', 'id of a readout and number of the key point in `attache show`: a7f3#2')
    .description('strike a key point that was read wrongly, wherever it was told, and correct it there once')
    .option('--reason <words>', 'what is wrong: wrong-voice, wrong-claim, … or words of your own; they stay here')
    .option('--says <words>', 'what the text says instead, in a sentence: told where the point was told')
    .option('--undo <number>', 'take back the retraction of that number', number)
    .addHelpText('after', HELP)
    .action(async (point: string | undefined, options: RetractOptions) =>
      finish(await retract(point, options, context)),
    )
}

async function retract(name: string | undefined, options: RetractOptions, context: CliContext): Promise<ExitCode> {
  const { reason, says, undo } = options
  if (name !== undefined && undo !== undefined) throw new UsageError('name a key point or --undo, not both')
  if (name !== undefined && !reason) throw new UsageError(`say why: attache retract ${name} --reason wrong-claim`)
  const app = await openExisting(context)
  try {
    if (undo !== undefined) return await undoRetraction(undo, app, context)
    if (name === undefined) return await list(app, context)
    return await retractNamed(name, { reason: reason ?? '', says }, app, context)
  } finally {
    await app.close()
  }
}

async function retractNamed(
  name: string,
  why: Pick<Retraction, 'reason' | 'says'>,
  app: Opened,
  context: CliContext,
): Promise<ExitCode> {
  const named = await findPoint(app.store, name)
  if (named.kind !== 'named') throw new UsageError(notNamed(named))
  const { readout } = named.kept
  const places = await placesTold(app.store, { readout: readout.id, says: saysOf(named.point) })
  const retraction = await retractPoint(app, named, why)
  const file = correctionsFile((await context.settings()).database)
  await addCase(file, correctionCase(named.kept, retraction))
  await context.out(
    `${[
      `Retracted, as number ${retraction.number}: key point ${named.number} of ${readout.shortId} (${readout.title})`,
      ...pointLines(named.point),
      'It is out of the look-ups and the ledger.',
      ...placeLines(places),
      `Kept as a test case in ${file}. To take it back: attache retract --undo ${retraction.number}`,
    ].join('\n')}\n`,
  )
  return 0
}

function notNamed(naming: Exclude<Naming, { readonly kind: 'named' }>): string {
  if (naming.kind === 'unknown') return `nothing is kept under “${naming.id}”`
  const { kept, points } = naming
  const { shortId } = kept.readout
  if (points.length === 0) return `${shortId} has no key points`
  const choices = points.map((point, index) => `  attache retract ${shortId}#${index + 1}   ${said(point)}`)
  return [`which key point of ${shortId}?`, ...choices].join('\n')
}

const said = ({ statement, machine }: RetractablePoint): string => (machine ? `${statement} (machine-read)` : statement)

const pointLines = (point: RetractablePoint): string[] => [
  `  ${said(point)}`,
  ...point.evidence.map(({ quote }) => `    “${quote.replace(/\s+/g, ' ')}”`),
]

/** Where a point is to be struck and corrected. */
function placeLines(places: readonly ToldPlace[]): string[] {
  if (places.length === 0) return ['No message told it.']
  return [
    'To be struck and corrected by the worker, once in each place:',
    ...places.map(({ destination, messages, last }) => {
      const { platform, workspace, channel, thread } = destination
      const place = [platform, workspace, channel, ...(thread === undefined ? [] : [thread])].join(':')
      return `  ${place}  ${messages === 1 ? '1 digest' : `${messages} digests`}, last of ${minute(last)}`
    }),
  ]
}

async function undoRetraction(wanted: number, app: Opened, context: CliContext): Promise<ExitCode> {
  const undone = await app.store.undoRetraction(wanted, context.clock.now())
  if (!undone) throw new UsageError(`there is no retraction ${wanted} that stands: attache retract lists them`)
  await removeCase(correctionsFile((await context.settings()).database), wanted)
  const told = 'Places that were told of it are told by the worker that it is withdrawn, and their messages restored.'
  await context.out(`${['Taken back: the key point stands again.', ...pointLines(undone.point), told].join('\n')}\n`)
  return 0
}

const LISTED = 100

async function list(app: Opened, context: CliContext): Promise<ExitCode> {
  const lines: string[] = []
  for (const { number, readout, point, reason, at, undoneAt } of await app.store.retractions(LISTED)) {
    const kept = await app.store.find(readout)
    const state = undoneAt ? `taken back ${minute(undoneAt)}` : `undo: attache retract --undo ${number}`
    lines.push(
      `${number}  ${minute(at)}  ${kept?.readout.shortId ?? readout}  ${reason}  ${point.statement}  (${state})`,
    )
  }
  await context.out(lines.length === 0 ? 'nothing was retracted yet\n' : `${lines.join('\n')}\n`)
  return 0
}

function number(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text)
  throw new InvalidArgumentError('write the number of a retraction.')
}

const minute = (instant: Date): string => `${instant.toISOString().slice(0, 16).replace('T', ' ')} UTC`
