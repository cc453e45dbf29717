import type { Reply } from '../../chat/adapter.ts'
import { titleOf } from '../../digest/encounter-item.ts'
import { possessive, withArticle } from '../../countries/article.ts'
import type { Field, MessageItem } from '../../domain/message.ts'
import type { Account, Engagement } from '../../domain/news.ts'
import { compareInWords } from '../assist/compare-in-words.ts'
import { consentsTo } from '../assist/consents.ts'
import { compareAccounts } from './compare-accounts.ts'
import { engagementOf } from './encounters.ts'
import { find, isReply } from './found.ts'
import { type Asking, mannerOf } from './ports.ts'

/** Both accounts of an encounter side by side: in both, in one only, worded differently. */
export async function answerCompare({ id }: { readonly id: string }, asking: Asking): Promise<Reply> {
  const kept = await find(id, 'compare', asking)
  if (isReply(kept)) return kept
  const engagement = await engagementOf(kept, asking.ports.store)
  const { displayName } = asking.ports.gazetteer
  const summary = summaryOf(engagement, displayName)
  const heading = `Accounts compared: ${titleOf(kept, mannerOf(asking)).heading}`
  const items =
    engagement && engagement.accounts.length > 1
      ? [...(await machineItem(engagement, asking)), ...pairsOf(engagement).flatMap((pair) => itemsOf(pair, asking))]
      : []
  return { kind: 'answer', answer: { heading, summary, items, choices: [] }, shareable: items.length > 0 }
}

function summaryOf(engagement: Engagement | undefined, displayName: (code: string) => string): string {
  if (!engagement) return 'This text is no account of one encounter: there is nothing to compare it with.'
  const [first, ...others] = engagement.accounts
  if (others.length === 0) return `Only ${possessive(displayName(first.issuer))} account so far.`
  const issuers = engagement.accounts.map(({ issuer }) => withArticle(displayName(issuer)))
  const list = new Intl.ListFormat('en').format(issuers)
  return `Accounts of ${list}. That one does not mention something means no more than that.`
}

/** The comparison in words, where this workspace wants what a model writes and it is to be had while somebody waits. */
async function machineItem(engagement: Engagement, { ports, caller, signal }: Asking): Promise<MessageItem[]> {
  const { assist, gazetteer, ...others } = ports
  if (!assist || !(await consentsTo(assist.endpoint, ports.store)).allows(caller.at, 'assist')) return []
  const { displayName } = gazetteer
  const text = await compareInWords(engagement, caller.at, { ...others, assist, displayName }, signal)
  if (text === undefined) return []
  const { id, shortId } = engagement.accounts[0].texts[0].readout
  const fields: Field[] = [{ label: 'Machine-written comparison', text }]
  return [{ id, shortId, heading: 'In words', subheading: '', fields, links: [], quiet: false }]
}

type Pair = readonly [Account, Account]

/** Each two accounts, in the order in which they arrived. */
function pairsOf({ accounts }: Engagement): Pair[] {
  return accounts.flatMap((one, index) => accounts.slice(index + 1).map((other): Pair => [one, other]))
}

/** One item a kind of agreement, under the names of the two. */
function itemsOf([one, other]: Pair, asking: Asking): MessageItem[] {
  const manner = mannerOf(asking)
  const { displayName } = manner
  const { inBoth, differing, onlyFirst, onlySecond } = compareAccounts(one, other, manner)
  const group = `${displayName(one.issuer)} and ${displayName(other.issuer)}`
  const parts = [
    { heading: 'Worded differently', account: one, fields: differing },
    { heading: 'In both', account: one, fields: inBoth },
    { heading: `Only in ${possessive(displayName(one.issuer))} account`, account: one, fields: onlyFirst },
    { heading: `Only in ${possessive(displayName(other.issuer))} account`, account: other, fields: onlySecond },
  ]
  return parts
    .filter(({ fields }) => fields.length > 0)
    .map(({ heading, account, fields }) => {
      const { id, shortId } = account.texts[0].readout
      return { id, shortId, heading, subheading: '', fields, links: [], quiet: false, group }
    })
}
