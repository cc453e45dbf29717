import { preferredText } from '../../digest/encounter-item.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Digest } from '../../domain/digest.ts'
import type { NewsItem } from '../../domain/news.ts'
import type { Subscription } from '../../domain/subscription.ts'
import type { Gate } from '../../extract/gate/gate.ts'
import { planAhead } from '../plan.ts'
import type { RunPorts } from '../plan-run.ts'
import type { ModelReadingStore, ModelUseStore } from '../ports.ts'
import { numberedDetails } from '../answer/details.ts'
import { atOnce } from './at-once.ts'
import { type Consents, consentsTo } from './consents.ts'
import { detailsWishes } from './details.ts'
import { type DressingPorts, openWardrobe, overviewKey, textsIn } from './dressing.ts'
import { nameOfItem, overviewFacts, overviewItems } from './overview.ts'
import type { Assistance } from './ports.ts'
import { readText, wordsOf } from './read-text.ts'
import { prepareTranslations, type Wish } from './translations.ts'
import { Passed, type Wanted, wantedUnread } from './unread.ts'

export type AssistPorts = RunPorts &
  DressingPorts & {
    readonly assist: Assistance
    readonly clock: Clock
    readonly store: RunPorts['store'] & DressingPorts['store'] & ModelReadingStore & ModelUseStore
  }

/** Makes ready what digests and answers may take from the model: reads news, and prepares what is due soon. */
export type Assistant = {
  /** One round, as far as budget and model allow. Whatever fails there costs nothing but what would have been ready. */
  round(signal: AbortSignal): Promise<void>
  /** Makes what the first round would else make while others wait. Before anything ticks. */
  ready(): void
}

const MINUTE_MS = 60_000

/** Digests that are due so soon are prepared, and looked at again so often until they are. */
const AHEAD_MS = 8 * MINUTE_MS
const AGAIN_MS = MINUTE_MS

/** Texts read in one round, for each that is read at once: so that what is due soon gets its turn. */
const READ_EACH = 8

/** An overview that its digest did not come for. */
const OVERVIEW_KEPT_MS = 60 * MINUTE_MS

/** Builds the assistant; it remembers what it need not look at again. */
export function createAssistant(ports: AssistPorts): Assistant {
  const passed = new Passed()
  const overviewed = new Map<number, string>()
  let lastAhead: Date | undefined
  return {
    ready: () => warmUp(ports.assist.gate),
    async round(signal) {
      const consents = await consentsTo(ports.assist.endpoint, ports.store)
      if (!consents.any) return
      try {
        const isReached = await readNews(ports, consents, passed, signal)
        const now = ports.clock.now()
        if (!isReached || (lastAhead && now.getTime() - lastAhead.getTime() < AGAIN_MS)) return
        lastAhead = now
        await prepareAhead(ports, consents, overviewed, signal)
      } catch (error) {
        // The program is ending: what was under way is done another time.
        if (!signal.aborted) throw error
      }
    },
  }
}

/** Has the gate compile all that it looks things up with. */
function warmUp(gate: Gate): void {
  gate.speaksToMachine('')
  gate.checkSentences([{ text: 'China.', cites: [1] }], [{ statement: 'China.', quotes: ['中国'] }], undefined)
}

/** Has the newest news read; tells whether the model could be reached. */
async function readNews(ports: AssistPorts, consents: Consents, passed: Passed, signal: AbortSignal): Promise<boolean> {
  const { assist, store, clock, newsMaxAgeHours: maxAgeHours } = ports
  const now = clock.now()
  const wanted = await wantedUnread(assist.model.engineOf('read'), consents, passed, store, { now, maxAgeHours })
  let isReached = true
  const some = wanted.slice(0, READ_EACH * assist.concurrency)
  await atOnce(
    some,
    assist.concurrency,
    async (one) => {
      const outcome = await readFor(one, ports, signal)
      if (outcome === 'none' || outcome === 'over-budget') passed.add(one.kept.readout.id, now)
      if (outcome === 'unavailable') isReached = false
      return outcome === 'unavailable' ? 'stop' : 'go-on'
    },
    signal,
  )
  return isReached
}

/** The first who asked pays; where that workspace has nothing left, the next. */
async function readFor({ kept, payers }: Wanted, ports: AssistPorts, signal: AbortSignal) {
  for (const payer of payers) {
    const outcome = await readText(kept, payer, ports, signal)
    if (outcome !== 'over-budget') return outcome
  }
  return 'over-budget'
}

/** Prepares overviews and translations of the digests that are due soon. */
async function prepareAhead(
  ports: AssistPorts,
  consents: Consents,
  overviewed: Map<number, string>,
  signal: AbortSignal,
): Promise<void> {
  const until = new Date(ports.clock.now().getTime() + AHEAD_MS)
  const isServed = ({ destination }: Subscription): boolean => consents.allows(destination, 'assist')
  const wardrobe = openWardrobe(ports)
  for await (const { one, unseen, digests } of planAhead(ports, until, isServed)) {
    for (const digest of digests) {
      const { subscription } = one
      if (signal.aborted) return
      if ((await prepareOverview(digest, subscription, unseen, ports, overviewed, signal)) === 'unavailable') return
      const wishes = [
        ...(await wardrobe.wishes(digest.message, subscription, unseen)),
        ...(await wishesBehind(digest, subscription, unseen, ports)),
      ]
      if ((await prepareTranslations(wishes, subscription.destination, ports, signal)) === 'unavailable') return
    }
  }
}

/** What readers of the digest would have translated when they look at its texts in full. */
async function wishesBehind(
  { message }: Digest,
  { locale }: Subscription,
  unseen: readonly NewsItem[],
  ports: AssistPorts,
): Promise<readonly Wish[]> {
  const told = new Set(message.items.flatMap(({ id, quiet }) => (quiet ? [] : [id])))
  const manner = { displayName: ports.displayName, year: message.dueAt.toISOString().slice(0, 4) }
  const wishes: Wish[] = []
  for (const { engagement, account } of unseen) {
    if (!told.has(account.id)) continue
    const text = preferredText(account, locale)
    wishes.push(...(await detailsWishes(text, numberedDetails(text, engagement, manner), locale, ports)))
  }
  return wishes
}

/** Kept for the subscription with what each sentence rests on: used only where the digest tells all of that. */
async function prepareOverview(
  { message }: Digest,
  subscription: Subscription,
  unseen: readonly NewsItem[],
  ports: AssistPorts,
  overviewed: Map<number, string>,
  signal: AbortSignal,
): Promise<'done' | 'unavailable'> {
  const { asker, gate } = ports.assist
  const told = overviewItems(message, textsIn(unseen))
  const items = told.filter(({ heading, ...fact }) => !gate.speaksToMachine([heading, wordsOf(fact)].join('\n')))
  const names = items.map(nameOfItem)
  const key = names.join(' ')
  if (items.length === 0 || overviewed.get(subscription.id) === key) return 'done'
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
  await ports.assist.overviews.set(overviewKey(subscription), waiting, OVERVIEW_KEPT_MS)
  return 'done'
}
