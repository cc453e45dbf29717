import { scheduler } from 'node:timers/promises'
import type { Reply } from '../../chat/adapter.ts'
import { formatDay } from '../../digest/days.ts'
import { counted } from '../../digest/words.ts'
import type { Command } from '../../domain/command.ts'
import type { Engagement } from '../../domain/news.ts'
import { deriveInSlices } from '../derive.ts'
import { CSV, MARKDOWN, type MemoForm } from './memo.ts'
import { type Asking, LATEST, mannerOf } from './ports.ts'

/** More than anybody reads; the summary says where the memo stops. */
const MOST_TEXTS = 1_000

/** A memo of every encounter since a day, newest first, as a file for the asking person. */
export async function answerSince({ date, form }: Extract<Command, { name: 'since' }>, asking: Asking): Promise<Reply> {
  const kept = await asking.ports.store.latest({ since: date, limit: MOST_TEXTS })
  const engagements = await deriveInSlices(kept)
  if (engagements.length === 0) return nothing(date)
  const memo = form === 'csv' ? CSV : MARKDOWN
  const cut = kept.length >= MOST_TEXTS ? ` The newest ${MOST_TEXTS} texts only: ask for a later day to see all.` : ''
  return {
    kind: 'file',
    name: `readouts-since-${date}.${memo.extension}`,
    mediaType: memo.mediaType,
    content: memo.head(date) + (await entriesOf(engagements, memo, asking)),
    summary: `${counted(engagements.length, 'encounter')} since ${formatDay(date)}.${cut}`,
  }
}

/** So many encounters are written at once; between, others get their turn at the event loop. */
const AT_ONCE = 25

async function entriesOf(engagements: readonly Engagement[], { entry }: MemoForm, asking: Asking): Promise<string> {
  const manner = mannerOf(asking)
  let content = ''
  for (const [index, engagement] of engagements.entries()) {
    content += entry(engagement, manner)
    if (index % AT_ONCE === AT_ONCE - 1) await scheduler.yield()
  }
  return content
}

function nothing(date: string): Reply {
  const heading = `Since ${formatDay(date)}`
  const answer = { heading, summary: 'No readout in our record.', items: [], choices: [LATEST] }
  return { kind: 'answer', answer, shareable: false }
}
