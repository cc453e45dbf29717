import { preferredText } from '../../digest/encounter-item.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Message } from '../../domain/message.ts'
import type { NewsItem } from '../../domain/news.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { numberedDetails } from '../answer/details.ts'
import { planAhead } from '../plan.ts'
import type { RunPorts } from '../plan-run.ts'
import type { ModelReadingStore, ModelUseStore } from '../ports/modelling.ts'
import type { Consents } from './consents.ts'
import { detailsWishes } from './details.ts'
import { type DressingPorts, languageOf, openWardrobe, overviewKey, textsIn } from './dressing.ts'
import { nameOfItem, overviewFacts, overviewItems } from './overview.ts'
import type { Assistance } from './ports.ts'
import { wordsOf } from './read-text.ts'
import { prepareTranslations, type Wish, wishKey } from './translations.ts'

/** What preparing a digest with a model needs. */
export type AssistPorts = RunPorts &
  DressingPorts & {
    readonly assist: Assistance
    readonly clock: Clock
    readonly store: RunPorts['store'] & DressingPorts['store'] & ModelReadingStore & ModelUseStore
  }

const MINUTE_MS = 60_000

/** Digests that are due so soon are prepared. */
const AHEAD_MS = 8 * MINUTE_MS

/** An overview that its digest did not come for. */
const OVERVIEW_KEPT_MS = 60 * MINUTE_MS

/** What was overviewed of each subscription's next digest. */
export type Overviewed = Map<number, string>

/** What is looked at and asked for once, however many digests of one round have it. */
type Once = { readonly details: Set<string>; readonly wishes: Set<string> }

/** Prepares overviews and translations of the digests that are due soon, as far as the model can be had. */
export async function prepareAhead(
  ports: AssistPorts,
  consents: Consents,
  overviewed: Overviewed,
  signal: AbortSignal,
): Promise<void> {
  const until = new Date(ports.clock.now().getTime() + AHEAD_MS)
  const isServed = ({ destination }: Subscription): boolean => consents.allows(destination, 'assist')
  const wardrobe = openWardrobe(ports)
  const once: Once = { details: new Set(), wishes: new Set() }
  for await (const { one, unseen, digests } of planAhead(ports, until, isServed)) {
    const { subscription } = one
    for (const { message } of digests) {
      if (signal.aborted) return
      if ((await prepareOverview(message, subscription, unseen, ports, overviewed, signal)) === 'unavailable') return
      const wishes = [
        ...(await wardrobe.wishes(message, subscription, unseen)),
        ...(await wishesBehind(message, subscription, unseen, once, ports)),
      ]
      const fresh = wishes.filter((wish) => !once.wishes.has(wishKey(wish)))
      const outcome = await prepareTranslations(fresh, subscription.destination, ports, signal)
      if (outcome === 'unavailable') return
      // Where one workspace has nothing left, another may ask for the same.
      if (outcome === 'done') for (const wish of fresh) once.wishes.add(wishKey(wish))
    }
  }
}

/** What readers of a digest would have translated when they look at its texts in full. */
async function wishesBehind(
  message: Message,
  { locale }: Subscription,
  unseen: readonly NewsItem[],
  { details: looked }: Once,
  ports: AssistPorts,
): Promise<readonly Wish[]> {
  const told = new Set(message.items.flatMap(({ id, quiet }) => (quiet ? [] : [id])))
  const manner = { displayName: ports.displayName, year: message.dueAt.toISOString().slice(0, 4) }
  const wishes: Wish[] = []
  for (const { engagement, account } of unseen) {
    const text = preferredText(account, locale)
    const language = languageOf(locale)
    const key = JSON.stringify([text.readout.id, language])
    const isOurs = language === 'en' && text.reading.language === 'en'
    if (isOurs || !told.has(account.id) || looked.has(key)) continue
    looked.add(key)
    wishes.push(...(await detailsWishes(text, numberedDetails(text, engagement, manner), locale, ports)))
  }
  return wishes
}

/** Kept for the subscription with what each sentence rests on: used only where the digest tells all of that. */
async function prepareOverview(
  message: Message,
  subscription: Subscription,
  unseen: readonly NewsItem[],
  ports: AssistPorts,
  overviewed: Overviewed,
  signal: AbortSignal,
): Promise<'done' | 'unavailable'> {
  const { asker, gate, overviews } = ports.assist
  const told = overviewItems(message, textsIn(unseen))
  const key = told.map(nameOfItem).join(' ')
  if (told.length === 0 || overviewed.get(subscription.id) === key) return 'done'
  const items = told.filter(({ heading, ...fact }) => !gate.speaksToMachine([heading, wordsOf(fact)].join('\n')))
  const names = items.map(nameOfItem)
  const request = { task: 'overview', inputs: { items }, payer: subscription.destination } as const
  const asked = await asker.once(request, names, signal)
  if (asked.kind === 'unavailable') return 'unavailable'
  overviewed.set(subscription.id, key)
  if (asked.kind !== 'answered') return 'done'
  const { sentences, dropped } = gate.checkSentences(asked.output.sentences, overviewFacts(items), undefined)
  const day = ports.clock.now().toISOString().slice(0, 10)
  await ports.store.countModelDrops({ task: 'overview', day }, dropped)
  const waiting = {
    sentences: sentences.map(({ text, cites }) => ({ text, rests: cites.flatMap((cited) => names[cited - 1] ?? []) })),
  }
  await overviews.set(overviewKey(subscription), waiting, OVERVIEW_KEPT_MS)
  return 'done'
}
