import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Argument } from 'commander'
import { UsageError } from '../domain/errors.ts'
import { countKept, forget, forgettable } from '../pipeline/forget.ts'
import type { AddCommand, CliContext, ExitCode } from './context.ts'
import { openRecordFor, settingsOfExisting } from './open.ts'

const HELP = `
  attache forget workspace slack:T0123456             all that is kept of a workspace or server, its access too
  attache forget channel slack:T0123456:C0123456      all that is kept of one channel
  attache forget user U0123456                        a person's platform id, wherever it stands: a word takes its place

Says first how much that is, and erases nothing without --yes. What is erased is overwritten in the database file; copies of it that you
made are yours to delete. The bot is not removed from the place: do that there.`

/** `attache forget`: erases what is kept of a place, or the id of a person. */
export const addForgetCommand: AddCommand = (program, context, finish) => {
  program
    .command('forget')
    .addArgument(new Argument('<kind>', 'what is to be forgotten').choices(['workspace', 'channel', 'user']))
    .argument('<name>', 'which one')
    .description('erase all that is kept of a workspace or a channel, or the id of a person')
    .option('--yes', 'do it')
    .addHelpText('after', HELP)
    .action(async (kind: string, name: string, { yes = false }: { readonly yes?: boolean }) =>
      finish(await forgetNamed(kind, name, yes, context)),
    )
}

async function forgetNamed(kind: string, name: string, yes: boolean, context: CliContext): Promise<ExitCode> {
  const what = forgettable(kind, name)
  if (!what) throw new UsageError(`“${name}” names no ${kind}: attache forget --help shows how`)
  const settings = await settingsOfExisting(context)
  const app = await openRecordFor(context, settings)
  try {
    const kept = await countKept(what, app.store)
    if (kept.size === 0) {
      await context.out(`nothing is kept of ${name}\n`)
      return 0
    }
    const lines = [...kept].map(([table, rows]) => `  ${String(rows).padStart(6)}  ${ROWS[table] ?? table}`)
    await context.out(`${[`Kept of ${name}, in rows:`, ...lines].join('\n')}\n`)
    if (!yes) throw new UsageError('nothing was erased: say it again with --yes')
    await forget(what, app.store)
    await context.out(`${['Erased.', ...(await copiesLine(settings.database))].join('\n')}\n`)
    return 0
  } finally {
    await app.close()
  }
}

/** What the rows of a table are, for people. */
const ROWS: Readonly<Record<string, string>> = {
  digest_items: 'items of digests',
  deliveries: 'messages, posted or waiting',
  contents: 'what they say',
  amendments: 'changes of posted messages',
  corrections: 'corrections told',
  audit: 'lines of the audit',
  installations: 'access, sealed',
  model_uses: 'days of a language model’s use',
  model_consents: 'consents to a language model',
}

/** Copies that were made before migrations hold what the database held then. */
async function copiesLine(database: string): Promise<string[]> {
  const folder = dirname(database)
  const copies = (await readdir(folder).catch(() => [])).filter(
    (file) => file.startsWith(`${basename(database)}.`) && file.endsWith('.bak'),
  )
  return copies.length === 0
    ? []
    : [`Copies of the database from before are not touched: ${copies.map((file) => join(folder, file)).join(', ')}`]
}
