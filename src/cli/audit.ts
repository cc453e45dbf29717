import { openExisting } from './open.ts'
import type { AddCommand } from './context.ts'

/** `attache audit`: who changed what, newest first. Of people only platform ids. */
export const addAuditCommand: AddCommand = (program, context, finish) => {
  program
    .command('audit')
    .description('who subscribed, changed or reported what, where and when, newest first')
    .option('--limit <count>', 'how many entries', (text) => Math.max(1, Math.trunc(Number(text)) || 50), 50)
    .action(async ({ limit }: { readonly limit: number }) => {
      const app = await openExisting(context)
      try {
        const entries = await app.store.audit(limit)
        const lines = entries.map(({ number, at, who, where, what, after }) =>
          [
            number,
            at.toISOString(),
            where ? [where.platform, where.workspace, where.channel].join(':') : '–',
            who ?? 'operator',
            what,
            JSON.stringify(after ?? null),
          ].join('  '),
        )
        await context.out(lines.length === 0 ? 'nothing was changed yet\n' : `${lines.join('\n')}\n`)
        finish(0)
      } finally {
        await app.close()
      }
    })
}
