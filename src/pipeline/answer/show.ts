import type { Reply } from '../../chat/adapter.ts'
import { format } from '../../commands/format.ts'
import { languageName } from '../../commands/languages.ts'
import type { Choice, Command } from '../../domain/command.ts'
import type { Answer } from '../../domain/message.ts'
import type { Engagement } from '../../domain/news.ts'
import type { KeptReading } from '../../domain/readout.ts'
import { isAssisted } from '../assist/consents.ts'
import { dressDetails } from '../assist/details.ts'
import { numberedDetails, withOtherAccounts } from './details.ts'
import { engagementOf, holds } from './encounters.ts'
import { find, isReply } from './found.ts'
import { PAGE_ID } from './read-page.ts'
import { type Asking, mannerOf } from './ports.ts'

/** Every key point of a readout, numbered, each with its quote; and those of the other accounts of the encounter. */
export async function answerShow({ id }: { readonly id: string }, asking: Asking): Promise<Reply> {
  if (asking.desk && PAGE_ID.test(id)) return asking.desk.read(id, asking)
  const kept = await find(id, 'show', asking)
  if (isReply(kept)) return kept
  const engagement = await engagementOf(kept, asking.ports.store)
  const manner = mannerOf(asking)
  const details = await dressed(kept, numberedDetails(kept, engagement, manner), asking)
  const told = withOtherAccounts(details, kept, engagement, manner)
  return { kind: 'answer', answer: { ...told, choices: choicesFor(kept, engagement) }, shareable: true }
}

/** With what a model made ready of the text, where this workspace wants that. */
async function dressed(kept: KeptReading, answer: Answer, { ports, caller }: Asking): Promise<Answer> {
  const { assist, store, gazetteer } = ports
  if (!assist || !(await isAssisted(ports, caller.at))) return answer
  return dressDetails(kept, answer, caller.locale, { assist, store, displayName: gazetteer.displayName })
}

function choicesFor(kept: KeptReading, engagement: Engagement | undefined): Choice[] {
  const { shortId: id } = kept.readout
  const { version } = kept
  const offered: (Choice & { readonly when: boolean })[] = [
    { label: 'Compare accounts', words: wordsFor('compare', id), when: (engagement?.accounts.length ?? 0) > 1 },
    { label: 'What was edited', words: wordsFor('diff', id), when: version.number > 1 },
    { label: 'Why here?', words: wordsFor('why', id), when: true },
    { label: 'Report a mistake', words: `report ${id}`, when: true },
  ]
  const further = offered.filter(({ when }) => when).map(({ label, words }) => ({ label, words }))
  return [...inOtherLanguages(kept, engagement), ...further]
}

/** The same account as its issuer tells it in another language. */
function inOtherLanguages(kept: KeptReading, engagement: Engagement | undefined): Choice[] {
  const own = engagement?.accounts.find((account) => holds(account, kept))
  const others = new Map(own?.texts.map(({ readout }) => [readout.language, readout.shortId]))
  others.delete(kept.readout.language)
  return [...others].map(([language, id]) => ({ label: `In ${languageName(language)}`, words: wordsFor('show', id) }))
}

const wordsFor = (name: Extract<Command, { name: 'show' | 'compare' | 'diff' | 'why' }>['name'], id: string): string =>
  format({ name, id })
