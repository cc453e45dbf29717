import type { Settings } from '../config/settings.ts'
import { SourceError, UsageError } from '../domain/errors.ts'
import type { HostTimes } from '../domain/host-times.ts'
import type { AddCommand, CliContext, ExitCode } from './context.ts'
import { counted } from './wording.ts'

/** Documents shown of each proposal. */
const SHOWN = 3

/** `attache sources add <url>`: entries for `sources.yaml` by which the address could be read, for a person to keep. */
export const addSourceProposals: AddCommand = (sources, context, finish) => {
  sources
    .command('add')
    .argument('<url>', 'a feed, or a page that names feeds or lists documents')
    .description('propose entries for sources.yaml by which an address could be read; nothing is written')
    .action(async (url: string) => finish(await propose(url, context)))
}

async function propose(address: string, context: CliContext): Promise<ExitCode> {
  const url = URL.parse(address)
  if (!url || !/^https?:$/.test(url.protocol)) throw new UsageError(`${address} is no web address`)
  const settings = await context.settings()
  const { withHostTimes } = await import('../app/record.ts')
  return withHostTimes(settings, context.clock, (hostTimes) => proposeAt(url, settings, hostTimes, context))
}

async function proposeAt(
  url: URL,
  settings: Settings,
  hostTimes: HostTimes | undefined,
  context: CliContext,
): Promise<ExitCode> {
  const { openInspection } = await import('../app/inspection.ts')
  const inspection = openInspection(settings, context.clock, hostTimes)
  try {
    const proposals = await inspection.propose(url, context.signal)
    if (proposals.length === 0) {
      context.err(
        `${url.host}: no feed and no list of documents found there; try the page that lists its press releases`,
      )
      return 1
    }
    const texts = proposals.map(({ kind, items, entry }) => {
      const shown = items
        .slice(0, SHOWN)
        .map(({ publishedAt, title }) => `#   ${publishedAt?.toISOString().slice(0, 10) ?? 'no date'}  ${title}`)
      return [`# ${kind}: ${counted(items.length, 'document')}`, ...shown, entry].join('\n')
    })
    await context.out(`${texts.join('\n')}`)
    context.err(
      'paste one of these under `sources:` in sources.yaml, fill in each ?, then try it with: attache sources check <id>',
    )
    return 0
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    context.err(`attache: ${error.message}`)
    return 1
  } finally {
    await inspection.close()
  }
}
