import type { Reply } from '../../chat/adapter.ts'
import { topicsNamed } from '../../commands/confirmation.ts'
import { formatDay } from '../../digest/days.ts'
import { linksTo, type Manner } from '../../digest/encounter-item.ts'
import { counted } from '../../digest/words.ts'
import type { Command } from '../../domain/command.ts'
import type { Field, MessageItem } from '../../domain/message.ts'
import type { Topic } from '../../domain/topic.ts'
import { type LedgerLine, ledgerLines } from '../../ledger/lines.ts'
import { deriveInSlices } from '../derive.ts'
import { lineField, lineWords } from './lines.ts'
import { type Asking, dossierOf, latestOf, mannerOf, refusal } from './ports.ts'

const READ = 250
const SHOWN = 15
const CARD: readonly Topic[] = ['partnership', 'taiwan', 'trade-policy']

/** How the wording of and with a country went over the years: each wording where it was first said, with how often it came again. */
export async function answerTimeline(
  { country, topic }: Extract<Command, { name: 'timeline' }>,
  asking: Asking,
): Promise<Reply> {
  const { store, gazetteer } = asking.ports
  const topics = topic === undefined ? CARD : [topic]
  const kept = await store.latest({ parties: [country], topics, limit: READ })
  const lines = ledgerLines(await deriveInSlices(kept)).filter((line) => topics.includes(line.topic))
  const items = timelineItems(lines, mannerOf(asking))
  const heading = `${gazetteer.displayName(country)}: ${topicsNamed(topics).replace(/,? or /, ' and ')} over time`
  if (items.length === 0) return refusal(`${heading}: nothing in our record.`, [latestOf(country)])
  const summary = summaryOf(items.length, kept.length >= READ)
  const choices = [dossierOf(country), latestOf(country)]
  return { kind: 'answer', answer: { heading, summary, items: items.slice(0, SHOWN), choices }, shareable: true }
}

function summaryOf(count: number, more: boolean): string {
  const shown = count > SHOWN ? `The last ${SHOWN} of ${count} changes of wording` : counted(count, 'wording')
  return `${shown}, newest first${more ? `, from the last ${READ} texts` : ''}.`
}

/** A wording that one voice used in like accounts in a row. */
type Run = { readonly first: LedgerLine; readonly last: LedgerLine; readonly times: number; readonly words: string }

/** Newest first, one item an account; `lines` stand in order of day. */
export function timelineItems(lines: readonly LedgerLine[], manner: Manner): MessageItem[] {
  const byAccount = Map.groupBy(runsOf(lines), ({ first }) => first.account.id)
  return [...byAccount.values()].flatMap((runs) => itemOf(runs, manner) ?? []).reverse()
}

function runsOf(lines: readonly LedgerLine[]): Run[] {
  const runs: Run[] = []
  const open = new Map<string, number>()
  for (const line of lines) {
    const key = [line.issuer, line.party, line.documentType, line.voice, line.topic].join(' ')
    const words = lineWords(line)
    const at = open.get(key)
    const run = at === undefined ? undefined : runs[at]
    if (run?.words === words && at !== undefined) runs[at] = { ...run, last: line, times: run.times + 1 }
    else open.set(key, runs.push({ first: line, last: line, times: 1, words }) - 1)
  }
  return runs
}

function itemOf(runs: readonly Run[], manner: Manner): MessageItem | undefined {
  const [run] = runs
  const text = run?.first.said[0]?.text
  if (!run || !text) return undefined
  const { readout, reading } = text
  return {
    id: readout.id,
    shortId: readout.shortId,
    heading: formatDay(run.first.day),
    subheading: [reading.parties.map(manner.displayName).join(' – '), reading.place ?? '']
      .filter((word) => word !== '')
      .join(', '),
    fields: runs.map((one) => fieldOf(one, manner)),
    links: linksTo([text], manner.displayName),
    quiet: false,
  }
}

function fieldOf({ first, last, times, words }: Run, manner: Manner): Field {
  const again = times === 1 ? '' : `; said again in ${counted(times - 1, 'account')}, last ${formatDay(last.day)}`
  const field = lineField(first, manner, words)
  return { ...field, text: `${field.text}${again}` }
}
