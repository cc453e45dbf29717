import { InvalidArgumentError } from 'commander'
import { renderMessage } from '../chat/terminal/index.ts'
import { UsageError } from '../domain/errors.ts'
import type { PartyCode } from '../domain/key-point.ts'
import { TOPICS, type Topic } from '../domain/topic.ts'
import { digestNow } from '../pipeline/digest-now.ts'
import type { AddCommand, CliContext, ExitCode } from './context.ts'
import type { KeptRecord } from '../app/record.ts'
import { day } from './day.ts'
import { openExisting } from './open.ts'

type DigestOptions = {
  readonly since?: string
  readonly country?: readonly string[]
  readonly topic?: readonly Topic[]
}

/** `attache digest`: the digest of what is kept, now; nothing counts as delivered by it. */
export const addDigestCommand: AddCommand = (program, context, finish) => {
  program
    .command('digest')
    .description('print the digest of what is kept, now; subscribers still get theirs')
    .option('--since <date>', 'encounters on or after this day, YYYY-MM-DD (default: yesterday)', day)
    .option('--country <name...>', 'with one of these parties: name, code or region')
    .option('--topic <topic...>', `about one of these: ${TOPICS.join(', ')}`, topics)
    .action(async (options: DigestOptions) => finish(await printDigest(options, context)))
}

async function printDigest({ since, country = [], topic = [] }: DigestOptions, context: CliContext): Promise<ExitCode> {
  const app = await openExisting(context)
  try {
    const countries = country.flatMap((word) => partiesNamed(word, app))
    const now = context.clock.now()
    const wish = { countries, topics: topic, locale: 'en', since: since ?? dayBefore(now) }
    await context.out(`${renderMessage(await digestNow(app, wish, now), context.terminal)}\n`)
    return 0
  } finally {
    await app.close()
  }
}

/** The parties that a word names: one, or those of a region. Throws `UsageError` with the nearest known word. */
function partiesNamed(word: string, { gazetteer }: KeptRecord): readonly PartyCode[] {
  const parties = gazetteer.resolve(word).flatMap((match) => {
    if (match.kind === 'party') return [match.party]
    return match.kind === 'region' ? match.members : []
  })
  if (parties.length > 0) return parties
  const nearest = gazetteer.nearest(word)
  throw new UsageError(`no country or region is called “${word}”${nearest ? `; did you mean ${nearest.name}?` : ''}`)
}

function topics(text: string, before: readonly Topic[] | undefined): readonly Topic[] {
  const topic = TOPICS.find((known) => known === text)
  if (topic === undefined) throw new InvalidArgumentError(`it is one of ${TOPICS.join(', ')}.`)
  return [...(before ?? []), topic]
}

const dayBefore = (now: Date): string => new Date(now.getTime() - 24 * 3_600_000).toISOString().slice(0, 10)
