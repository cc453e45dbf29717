import { InvalidArgumentError } from 'commander'
import type { Settings } from '../config/settings.ts'
import { UsageError } from '../domain/errors.ts'
import type { HostTimes } from '../domain/host-times.ts'
import type { Source } from '../domain/source.ts'
import type { Checked, CheckedOlder, CheckedPage } from '../pipeline/check.ts'
import type { AddCommand, CliContext, ExitCode } from './context.ts'
import { rulesFor } from './open.ts'
import { counted } from './wording.ts'

/** Documents and rejected lines shown of each source that is named. */
const SHOWN = 15

/** `attache sources check [id…]`: what would be read now, with the reason for everything that would not. */
export const addSourcesCheck: AddCommand = (sources, context, finish) => {
  sources
    .command('check')
    .argument('[ids...]', 'sources to show in full, disabled ones too; without any, every enabled one in a line')
    .option('--most <count>', 'documents and rejected lines to show of each', count, SHOWN)
    .description('ask sources now and show what would be read, and why the rest would not; nothing is kept')
    .action(async (ids: readonly string[], { most }: { readonly most: number }) =>
      finish(await check(ids, most, context)),
    )
}

async function check(ids: readonly string[], most: number, context: CliContext): Promise<ExitCode> {
  const settings = await context.settings()
  const [{ loadChosenSources }, { withHostTimes }] = await Promise.all([
    import('../config/chosen-sources.ts'),
    import('../app/record.ts'),
  ])
  const chosen = sourcesNamed(ids, await loadChosenSources(settings))
  return withHostTimes(settings, context.clock, async (hostTimes) => {
    let isGood = true
    const printed: Promise<void>[] = []
    await checkEach(chosen, settings, hostTimes, ids.length > 0, context, (checked) => {
      isGood &&= checked.kind === 'listed'
      const lines = ids.length > 0 ? inFull(checked, most) : [inShort(checked)]
      printed.push(context.out(`${lines.join('\n')}\n`))
    })
    await Promise.all(printed)
    return isGood ? 0 : 1
  })
}

async function checkEach(
  chosen: readonly Source[],
  settings: Settings,
  hostTimes: HostTimes | undefined,
  thorough: boolean,
  context: CliContext,
  onChecked: (checked: Checked) => void,
): Promise<void> {
  const [{ reader }, { openInspection }, { checkSources }] = await Promise.all([
    rulesFor(context, settings),
    import('../app/inspection.ts'),
    import('../pipeline/check.ts'),
  ])
  const inspection = openInspection(settings, context.clock, hostTimes)
  try {
    const adapters = chosen.map((source) => inspection.adapterFor(source))
    await checkSources(
      adapters,
      { read: async (document) => reader.read(document) },
      thorough,
      onChecked,
      context.signal,
    )
  } finally {
    await inspection.close()
  }
}

function sourcesNamed(ids: readonly string[], all: readonly Source[]): readonly Source[] {
  const unknown = ids.filter((id) => !all.some((source) => source.id === id))
  if (unknown.length > 0)
    throw new UsageError(`${unknown.join(', ')}: no such source in sources.yaml; \`attache sources\` lists them`)
  return ids.length > 0
    ? all.filter(({ id }) => ids.includes(id))
    : all.filter(({ disabled }) => disabled === undefined)
}

function inShort(checked: Checked): string {
  const { source } = checked
  if (checked.kind === 'failed') return `FAIL ${source.id}: ${withoutId(checked.reason, source)}`
  const { items, rejected, newest } = checked
  return `ok   ${source.id}: ${items.length} listed, ${rejected.length} rejected; ${pageInShort(newest, source)}`
}

function pageInShort(page: CheckedPage, source: Source): string {
  if (page.kind === 'failed') return `its newest document cannot be read: ${withoutId(page.reason, source)}`
  const { readout, reading } = page
  const { parties, date, format, keyPoints } = reading
  const what = reading.readout
    ? [format ?? 'encounter', parties.join(' – '), date ?? 'no date', `${keyPoints.length} key points`].join(', ')
    : `no account of one encounter (${reading.documentType})`
  return `newest (${dayOf(readout.publishedAt)}): ${what}`
}

function inFull(checked: Checked, most: number): string[] {
  const { source } = checked
  const head = `${source.id}  ${source.name}  ${source.url}`
  if (checked.kind === 'failed') return [head, `  cannot be read: ${withoutId(checked.reason, source)}`, '']
  const { items, rejected, newest, older } = checked
  return [
    head,
    `  would be read: ${items.length}`,
    ...items
      .slice(0, most)
      .map(
        ({ publishedAt, title, url, text }) =>
          `    ${dayOf(publishedAt)}  ${title}  ${url}${text === undefined ? '' : `  (whole text, ${text.length} characters)`}`,
      ),
    ...more(items.length - most),
    `  rejected: ${rejected.length}`,
    ...rejected
      .slice(0, most)
      .map(({ url, title, reason }) => `    ${reason}: ${title === '' ? '' : `“${title}” `}${url}`),
    ...more(rejected.length - most),
    '  the newest of them:',
    ...pageInFull(newest, source),
    ...(older ? [olderInShort(older, source)] : []),
    '',
  ]
}

function olderInShort(older: CheckedOlder, source: Source): string {
  if (older.kind === 'none') return `  the second page: none: ${withoutId(older.reason, source)}`
  return `  the second page: ${counted(older.documents, 'document')}, ${older.further} of them not on the first`
}

function pageInFull(page: CheckedPage, source: Source): string[] {
  if (page.kind === 'failed') return [`    cannot be read: ${withoutId(page.reason, source)}`]
  const { title, text, foundBy, hidden, publishedAt } = page.readout
  const by =
    foundBy === 'feed'
      ? 'in the feed'
      : foundBy === 'rules'
        ? 'in its page, by general rules'
        : 'in its page, by the selectors'
  return [
    `    ${title}`,
    `    text found ${foundBy === undefined ? 'in the file' : by}, ${text.length} characters; published ${publishedAt?.toISOString() ?? 'nobody says when'}`,
    ...(hidden === undefined ? [] : [`    hidden from sight and left out: ${counted(hidden, 'character')}`]),
    `    ${pageInShort(page, source)}`,
    `    begins: ${text.slice(0, 200).replace(/\s+/g, ' ')}${text.length > 200 ? '…' : ''}`,
  ]
}

const more = (count: number): string[] => (count > 0 ? [`    … and ${count} more`] : [])

const dayOf = (instant: Date | undefined): string => instant?.toISOString().slice(0, 10) ?? 'no date   '

/** Messages begin with the id of the source; beside it that says nothing. */
const withoutId = (reason: string, { id }: Source): string =>
  reason.startsWith(`${id}: `) ? reason.slice(id.length + 2) : reason

function count(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number > 0) return number
  throw new InvalidArgumentError('write a whole number.')
}
