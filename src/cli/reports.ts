import { listReports, type Report } from '../pipeline/reports.ts'
import type { AddCommand } from './context.ts'
import { openExisting } from './open.ts'

/** `attache reports`: what people said is wrong, each with the command that retracts it. */
export const addReportsCommand: AddCommand = (program, context, finish) => {
  program
    .command('reports')
    .description('what people reported as wrong, newest first, each with the command that retracts it')
    .option('--limit <count>', 'how many', (text) => Math.max(1, Math.trunc(Number(text)) || 50), 50)
    .action(async ({ limit }: { readonly limit: number }) => {
      const app = await openExisting(context)
      try {
        const lines = (await listReports(app.store, limit)).flatMap(reportLines)
        await context.out(lines.length === 0 ? 'nothing was reported yet\n' : `${lines.join('\n')}\n`)
        finish(0)
      } finally {
        await app.close()
      }
    })
}

function reportLines({ number, at, where, reason, kept, named, settled }: Report): string[] {
  const { shortId, title } = kept.readout
  const place = where ? [where.platform, where.workspace, where.channel].join(':') : '–'
  const when = `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return [
    [number, when, place, reason, `${shortId} ${title}`].join('  '),
    ...(named ? [`  ${named.point.statement}`] : []),
    settled ? '  settled: it does not stand any more' : `  ${commandFor(shortId, named?.number, reason)}`,
  ]
}

const commandFor = (shortId: string, number: number | undefined, reason: string): string =>
  number === undefined ? `attache show ${shortId}` : `attache retract ${shortId}#${number} --reason ${reason}`
