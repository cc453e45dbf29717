import { readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { renderAnswer } from '../chat/terminal/index.ts'
import { UsageError } from '../domain/errors.ts'
import type { Document } from '../domain/reading.ts'
import { explainReading, type ReadPorts, readAsJson, readForPeople, readLine } from '../pipeline/read-document.ts'
import type { AddCommand, CliContext, ExitCode } from './context.ts'
import { documentLine, jsonLines } from './json-lines.ts'
import { rulesFor } from './open.ts'

type ReadOptions = { readonly json?: boolean; readonly explain?: boolean }

/** `attache read`: one document, or a `.jsonl` file of them, read by the rules; nothing is kept. */
export const addReadCommand: AddCommand = (program, context, finish) => {
  program
    .command('read')
    .argument('<document>', 'a text, Markdown, HTML or .jsonl file, an https address, or - for standard input')
    .description('read a document into key points, each with the words that prove it')
    .option('--json', 'print JSON: one object, or one a line for .jsonl')
    .option('--explain', 'show which rule and which words gave each key point, and what was dropped, and why')
    .action(async (target: string, options: ReadOptions) => finish(await read(target, options, context)))
}

async function read(target: string, options: ReadOptions, context: CliContext): Promise<ExitCode> {
  const settings = await context.settings()
  if (!/^(?:-$|https?:)/i.test(target)) await refuseUnreadable(target)
  const ports = await rulesFor(context, settings)
  if (extname(target) === '.jsonl') return readLines(target, ports, context)
  const document = await openDocument(target, context)
  const name = basename(target)
  if (options.json) await context.out(`${readAsJson(ports, name, document)}\n`)
  else await context.out(renderAnswer(readForPeople(ports, name, document, context.clock.now()), context.terminal))
  if (options.explain) await context.out(`\n${explainReading(ports, document).join('\n')}\n`)
  return 0
}

async function openDocument(target: string, context: CliContext): Promise<Document> {
  if (target === '-') return { text: await textOf(context.stdin) }
  const { openDocumentFile, openWebPage } = await import('../app/documents.ts')
  if (!/^https?:/i.test(target)) return openDocumentFile(target, await readFile(target))
  const url = URL.parse(target)
  if (!url) throw new UsageError(`${target} is no web address`)
  context.err(`reading a page of ${url.host}`)
  const [settings, { withHostTimes }] = await Promise.all([context.settings(), import('../app/record.ts')])
  const { clock, signal } = context
  return withHostTimes(settings, clock, (hostTimes) => openWebPage(url, settings, clock, hostTimes, signal))
}

/** Throws `UsageError` where there is no such file to read. */
export async function refuseUnreadable(file: string): Promise<void> {
  const found = await stat(file).catch((cause: unknown) => {
    throw new UsageError(`cannot read ${file}: there is no such file, or this user may not read it`, { cause })
  })
  if (found.isDirectory()) throw new UsageError(`cannot read ${file}: it is a folder; name one file in it`)
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

/** A bad line is named and passed over; the others are read. */
async function readLines(file: string, ports: ReadPorts, { out, err, signal }: CliContext): Promise<ExitCode> {
  let bad = 0
  for await (const line of jsonLines(file, documentLine, 'document')) {
    if (signal.aborted) break
    if ('fault' in line) {
      bad += 1
      err(`${file}:${line.number}: ${line.fault}; the line was passed over`)
    } else await out(`${readLine(ports, line.value)}\n`)
  }
  return bad === 0 ? 0 : 1
}
