import { correctionCase } from '../pipeline/correction-case.ts'
import { type Reread, rereadAll } from '../pipeline/reread.ts'
import { retractPoint } from '../pipeline/retract.ts'
import { findMisread, type Misread } from '../pipeline/told.ts'
import type { AddCommand, CliContext } from './context.ts'
import { addCase, correctionsFile } from './corrections-file.ts'
import { openFor, settingsOfExisting } from './open.ts'

/** `attache reread`: today's rules over everything that is kept. */
export const addRereadCommand: AddCommand = (program, context, finish) => {
  program
    .command('reread')
    .description(
      'read everything that is kept anew by the present rules, print what changed and what places were told wrongly; posts nothing',
    )
    .option(
      '--correct',
      'also retract what places were told wrongly: the worker strikes it there and posts corrections',
    )
    .action(async ({ correct = false }: { readonly correct?: boolean }) => {
      const app = await openFor(context, await settingsOfExisting(context))
      try {
        await reread(app, context)
        const misread = await findMisread(app.store, context.signal)
        await context.out(misreadLines(misread, correct).join(''))
        if (correct) await correctAll(misread, app, context)
        finish(0)
      } finally {
        await app.close()
      }
    })
}

type App = Awaited<ReturnType<typeof openFor>>

async function reread(app: App, context: CliContext): Promise<void> {
  let changed = 0
  const lines: string[] = []
  const tell = (change: Reread): void => {
    changed += 1
    lines.push(...changeLines(change))
  }
  const count = await rereadAll(app, tell, context.signal)
  await context.out([...lines, `${count} texts read anew, ${changed} with other key points.`, ''].join('\n'))
}

function changeLines({ kept: { readout }, gone, come }: Reread): string[] {
  return [
    `${readout.shortId} ${readout.title}`,
    ...gone.map(({ topic, voice, statement }) => `  - ${topic}, ${voice}: ${statement}`),
    ...come.map(({ topic, voice, statement }) => `  + ${topic}, ${voice}: ${statement}`),
  ]
}

function misreadLines(misread: readonly Misread[], correct: boolean): string[] {
  if (misread.length === 0) return []
  const lines = misread.flatMap(({ kept, point, says, places }) => [
    `${kept.readout.shortId} ${kept.readout.title}\n`,
    `  told:  ${point.statement}\n`,
    `  now:   ${says ?? 'nothing on this'}\n`,
    `  where: ${places.map(({ platform, workspace, channel }) => [platform, workspace, channel].join(':')).join(', ')}\n`,
  ])
  const what = correct
    ? 'They are retracted; the worker strikes them there and corrects them once.'
    : '`attache reread --correct` retracts them: they are struck there and corrected once.'
  return ['\nTold, but not read so any more:\n', ...lines, `${what}\n`]
}

async function correctAll(misread: readonly Misread[], app: App, context: CliContext): Promise<void> {
  const file = correctionsFile((await context.settings()).database)
  for (const { kept, point, says } of misread) {
    const retraction = await retractPoint(app, { kept, point }, { reason: 'new-rules', says })
    await addCase(file, correctionCase(kept, retraction))
  }
}
