import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import type { Reply } from '../chat/adapter.ts'
import { renderAnswer } from '../chat/terminal/index.ts'
import type { Destination } from '../domain/subscription.ts'
import type { AddCommand, CliContext, ExitCode } from './context.ts'
import { openExisting, openFor, settingsOfExisting } from './open.ts'

type Entry = readonly [name: string, argument: string, description: string]

/** What everybody may ask in a channel, as it is asked here. */
const LOOK_UPS: readonly Entry[] = [
  ['latest', '[words...]', 'the latest readouts: latest azerbaijan, latest kazakhstan with china'],
  ['country', '<name...>', 'a dossier: level, wording on Taiwan and trade, last readouts'],
  ['timeline', '<words...>', 'the wording over the years: timeline azerbaijan taiwan'],
  ['search', '<words...>', 'full-text search, newest first'],
  ['show', '<id>', 'every key point of a readout with its quote'],
  ['compare', '<id>', 'both accounts of an encounter side by side'],
  ['diff', '<id>', 'what was edited in a text'],
  ['precedent', '<phrase...>', 'who said a phrase, first and last in our record'],
  ['since', '<date>', 'a memo of everything since a day, as Markdown'],
]

/** What only a language model answers: it is asked, and so there has to be a way out. */
const TO_THE_MODEL: Entry = [
  'ask',
  '<question...>',
  'a machine-written answer from the kept readouts, with its sources',
]

/** What is asked of one place: its subscriptions. */
const AT_A_PLACE: readonly Entry[] = [
  ['subscribe', '[words...]', 'subscribe a place: subscribe kazakhstan taiwan daily 18:00 --at webhook:local:desk'],
  ['subscriptions', '', 'what a place is subscribed to'],
  ['change', '<words...>', 'change a subscription by its number'],
  ['pause', '[number]', 'pause a subscription'],
  ['resume', '[number]', 'resume it'],
  ['unsubscribe', '[number]', 'end it'],
  ['preview', '[number]', 'the digest that would be posted now'],
  ['why', '<id>', 'why a place did or did not get a readout'],
]

const HERE: Destination = { platform: 'terminal', workspace: 'local', channel: 'terminal' }

/** `attache search …` and its kin: what the bot would answer in a channel. */
export const addLookUpCommands: AddCommand = (program, context, finish) => {
  for (const entry of LOOK_UPS) {
    add(program, entry).action(async (...given: readonly unknown[]) =>
      finish(await ask(wordsOf(entry, given), HERE, context)),
    )
  }
  add(program, TO_THE_MODEL).action(async (...given: readonly unknown[]) => {
    const app = await openFor(context, await settingsOfExisting(context))
    finish(await askOf(app, wordsOf(TO_THE_MODEL, given), HERE, context))
  })
  for (const entry of AT_A_PLACE) {
    const command = add(program, entry).option('--at <place>', 'platform:workspace:channel', place, HERE)
    command.action(async (...given: readonly unknown[]) => {
      const { at } = command.opts<{ readonly at: Destination }>()
      finish(await ask(wordsOf(entry, given), at, context))
    })
  }
}

function add(program: Command, [name, argument, description]: Entry): Command {
  const command = program.command(name).description(description)
  return argument === '' ? command : command.argument(argument)
}

/** The command's name and its argument, if it has one, as they would be typed in a channel. */
function wordsOf([name, argument]: Entry, [given]: readonly unknown[]): string {
  const words = argument === '' || given === undefined ? [] : [given].flat().map(String)
  return [name, ...words].join(' ')
}

function place(text: string): Destination {
  const [platform, workspace, channel, ...rest] = text.split(':')
  if (platform && workspace && channel && rest.length === 0) return { platform, workspace, channel }
  throw new InvalidArgumentError('write platform:workspace:channel, such as webhook:local:desk.')
}

async function ask(words: string, at: Destination, context: CliContext): Promise<ExitCode> {
  return askOf(await openExisting(context), words, at, context)
}

/** Asks the bot of what was opened, and closes that. */
async function askOf(
  app: Awaited<ReturnType<typeof openExisting>>,
  words: string,
  at: Destination,
  context: CliContext,
): Promise<ExitCode> {
  try {
    const caller = { user: 'operator', at, locale: 'en', zone: app.zone, mayManage: true, mayManageWorkspace: true }
    return await print(await app.bot.ask({ kind: 'words', words }, caller, context.signal), context)
  } finally {
    await app.close()
  }
}

/** What is asked of the bot in a channel, and of the program here. */
const IN_A_CHANNEL: ReadonlyMap<string, string> = new Map([['model', 'attache llm --on terminal:local --ask']])

async function print(reply: Reply, { out, err, terminal }: CliContext): Promise<ExitCode> {
  switch (reply.kind) {
    case 'answer':
    case 'done':
      await out(renderAnswer({ ...reply.answer, choices: [] }, terminal))
      return 0
    case 'file':
      await out(reply.content)
      return 0
    case 'form':
      err(`attache: ${reply.text}`)
      return 2
    case 'refusal': {
      const instead = reply.choices.map(({ words }) => IN_A_CHANNEL.get(words) ?? `attache ${words}`).join(', ')
      err(`attache: ${reply.text}${instead === '' ? '' : ` Try: ${instead}`}`)
      return 2
    }
  }
}
