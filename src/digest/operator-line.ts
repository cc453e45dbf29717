import type { Condition } from '../domain/condition.ts'
import { formatDay } from './days.ts'
import { counted } from './words.ts'

/** What needs a human, as far as the program can tell. */
export type Needs = {
  /** Sources that are in trouble, each with what is worst about it. */
  readonly sources: readonly { readonly name: string; readonly condition: Condition }[]
  /** Sources of which many pages are missing at once, and how many. */
  readonly moved: readonly { readonly name: string; readonly pages: number }[]
  readonly failed: { readonly count: number; readonly reason: string | undefined }
  /** Subscriptions that post nothing because their place was lost: how many, by why, and where, each place once. */
  readonly barred: readonly { readonly why: string; readonly count: number; readonly places: readonly string[] }[]
}

const NAMED_AT_MOST = 5

const TROUBLES: readonly (readonly [Condition['kind'], string])[] = [
  ['broken', 'broken'],
  ['refused', 'refused'],
  ['frozen', 'frozen'],
  ['unread', 'not reachable'],
]

/** One line for the operator: what needs a human; nothing where nothing does. */
export function operatorLine({ sources, moved, failed, barred }: Needs): string | undefined {
  const troubles = TROUBLES.flatMap(([kind, words]) => {
    const names = sources.filter(({ condition }) => condition.kind === kind).map(nameOf)
    return names.length === 0 ? [] : [`${words}: ${listed(names)}`]
  })
  const others = [
    ...(moved.length > 0
      ? [`many pages missing at once: ${listed(moved.map(({ name, pages }) => `${name} (${pages})`))}`]
      : []),
    ...(failed.count > 0 ? [`${counted(failed.count, 'message')} given up${because(failed.reason)}`] : []),
    ...barred.map(({ why, count, places }) => `${counted(count, 'subscription')} ${why} (${listed(places)})`),
  ]
  const parts = [...troubles, ...others]
  return parts.length === 0 ? undefined : `Attaché needs a look. ${parts.join('; ')}. See: attache sources`
}

function nameOf({ name, condition }: Needs['sources'][number]): string {
  return condition.kind === 'frozen' ? `${name} (nothing new since ${formatDay(condition.newest)})` : name
}

function listed(names: readonly string[]): string {
  const further = names.length - NAMED_AT_MOST
  return further > 1 ? `${names.slice(0, NAMED_AT_MOST).join(', ')} and ${further} more` : names.join(', ')
}

/** The reason in a few words: a platform's own may be long. */
const because = (reason: string | undefined): string =>
  reason === undefined ? '' : ` (${reason.replace(/\s+/g, ' ').slice(0, 120)})`
