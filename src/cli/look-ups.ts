import { renderAnswer } from '../chat/terminal/index.ts'
import type { Reply } from '../chat/adapter.ts'
import type { CliContext, ExitCode } from './context.ts'
import { openExisting } from './open.ts'
import type { AddCommand } from './program.ts'

/** The look-ups of the chat that make sense in a terminal: name, argument, what it answers. */
const LOOK_UPS = [
  ['latest', '[words...]', 'the latest readouts: latest azerbaijan, latest kazakhstan with china'],
  ['country', '<name...>', 'a dossier: level, wording on Taiwan and trade, last readouts'],
  ['timeline', '<words...>', 'the wording over the years: timeline azerbaijan taiwan'],
  ['search', '<words...>', 'full-text search, newest first'],
  ['show', '<id>', 'every key point of a readout with its quote'],
  ['compare', '<id>', 'both accounts of an encounter side by side'],
  ['diff', '<id>', 'what was edited in a text'],
  ['precedent', '<phrase...>', 'who said a phrase, first and last in our record'],
] as const

/** `attache search …` and its kin: what the bot would answer in a channel. */
export const addLookUpCommands: AddCommand = (program, context, finish) => {
  for (const [name, argument, description] of LOOK_UPS) {
    program
      .command(name)
      .argument(argument)
      .description(description)
      .action(async (words: string | readonly string[]) =>
        finish(await lookUp([name, ...[words].flat()].join(' '), context)),
      )
  }
}

async function lookUp(words: string, context: CliContext): Promise<ExitCode> {
  const app = await openExisting(context)
  try {
    const here = { platform: 'terminal', workspace: 'local', channel: 'terminal' }
    const caller = { user: 'operator', at: here, locale: 'en', zone: app.zone, mayManage: true }
    return await print(await app.bot.ask({ kind: 'words', words }, caller, context.signal), context)
  } finally {
    await app.close()
  }
}

async function print(reply: Reply, { out, err, terminal }: CliContext): Promise<ExitCode> {
  switch (reply.kind) {
    case 'answer':
    case 'done':
      await out(renderAnswer({ ...reply.answer, choices: [] }, terminal))
      return 0
    case 'file':
      await out(reply.content)
      return 0
    case 'refusal': {
      const instead = reply.choices.map(({ words }) => `attache ${words}`).join(', ')
      err(`attache: ${reply.text}${instead === '' ? '' : ` Try: ${instead}`}`)
      return 2
    }
  }
}
