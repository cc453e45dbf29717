import { preferredText } from '../../digest/encounter-item.ts'
import type { DisplayName } from '../../digest/words.ts'
import type { Workspace } from '../../domain/model-use.ts'
import type { Engagement } from '../../domain/news.ts'
import type { Clock } from '../../domain/clock.ts'
import type { ModelUseStore } from '../ports/modelling.ts'
import type { Assistance } from './ports.ts'
import { encounterOf, factOf, wordsOf } from './read-text.ts'
import { within } from './within.ts'

/** What comparing two accounts in words needs. */
export type ComparePorts = {
  readonly assist: Assistance
  readonly displayName: DisplayName
  readonly store: Pick<ModelUseStore, 'countModelDrops'>
  readonly clock: Clock
}

/** How the accounts of an encounter differ, in sentences that rest on their key points; nothing where it cannot be had in time. */
export async function compareInWords(
  engagement: Engagement,
  payer: Workspace,
  { assist, displayName, store, clock }: ComparePorts,
  signal: AbortSignal,
): Promise<string | undefined> {
  const texts = engagement.accounts.map((account) => preferredText(account, 'en'))
  const accounts = texts.map(({ readout, reading }) => ({
    issuer: displayName(readout.issuer),
    facts: reading.keyPoints.map(factOf),
  }))
  const [first] = texts
  if (!first || accounts.filter(({ facts }) => facts.length > 0).length < 2) return undefined
  const facts = accounts.flatMap((account) => account.facts)
  if (facts.some((fact) => assist.gate.speaksToMachine(wordsOf(fact)))) return undefined
  const request = { task: 'compare', inputs: { accounts }, payer } as const
  const asked = await within(assist.answerSeconds, (until) => assist.asker.once(request, accounts, until), signal)
  if (asked?.kind !== 'answered') return undefined
  const { sentences, dropped } = assist.gate.checkSentences(asked.output.sentences, facts, encounterOf(first.reading))
  await store.countModelDrops({ task: 'compare', day: clock.now().toISOString().slice(0, 10) }, dropped)
  return sentences.length === 0 ? undefined : sentences.map(({ text }) => text).join(' ')
}
