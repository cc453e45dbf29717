import type { Reread } from '../pipeline/reread.ts'
import { rereadAll } from '../pipeline/reread.ts'
import { openFor, settingsOfExisting } from './open.ts'
import type { AddCommand } from './context.ts'

/** `attache reread`: today's rules over everything that is kept. */
export const addRereadCommand: AddCommand = (program, context, finish) => {
  program
    .command('reread')
    .description('read everything that is kept anew by the present rules and print what changed; nothing is posted')
    .action(async () => {
      const app = await openFor(context, await settingsOfExisting(context))
      try {
        let changed = 0
        const lines: string[] = []
        const count = await rereadAll(
          app,
          (change) => {
            changed += 1
            lines.push(...changeLines(change))
          },
          context.signal,
        )
        await context.out([...lines, `${count} texts read anew, ${changed} with other key points.`, ''].join('\n'))
        finish(0)
      } finally {
        await app.close()
      }
    })
}

function changeLines({ kept: { readout }, gone, come }: Reread): string[] {
  return [
    `${readout.shortId} ${readout.title}`,
    ...gone.map(({ topic, voice, statement }) => `  - ${topic}, ${voice}: ${statement}`),
    ...come.map(({ topic, voice, statement }) => `  + ${topic}, ${voice}: ${statement}`),
  ]
}
