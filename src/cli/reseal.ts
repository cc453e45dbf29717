import type { AddCommand } from './context.ts'
import { openExisting } from './open.ts'

/** `attache reseal`: after a new sealing key was put first, so that the old one can go. */
export const addResealCommand: AddCommand = (program, context, finish) => {
  program
    .command('reseal')
    .description('seal by the first key of ATTACHE_SEALING_KEYS what another one sealed, so that the other can go')
    .action(async () => {
      const app = await openExisting(context)
      try {
        const count = await app.store.resealInstallations()
        await context.out(count === 0 ? 'the first key sealed everything already\n' : `sealed anew: ${count}\n`)
        finish(0)
      } finally {
        await app.close()
      }
    })
}
