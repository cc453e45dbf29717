import type { PartyCode, Voice } from '../../domain/key-point.ts'
import type { HitIndex } from '../points/hits.ts'
import type { Span } from '../segment.ts'
import type { VoiceLists } from './lists.ts'

/** What tells whom a bare title ("the President") means in one text. */
export type TitleUse = {
  readonly text: string
  readonly hits: HitIndex
  readonly lists: VoiceLists
  /** Which sides' people the text calls by each title, in lower case. */
  readonly titles: ReadonlyMap<string, ReadonlySet<PartyCode>>
  /** Whose account it is. */
  readonly teller: Voice
}

/**
 * Whom a bare title means. An account often names its own head without one and then says "the President". `single`: the side that spoke
 * alone last; `counterpart`: the one side besides the teller's, where there is but one.
 */
export function holderOf(
  use: TitleUse,
  title: Span,
  { single, counterpart }: { readonly single: PartyCode | undefined; readonly counterpart: PartyCode | undefined },
): Voice | undefined {
  const { text, hits, lists, titles, teller } = use
  const sides = sidesCalled(titles, text.slice(title.start, title.end))
  const ownUntitled = ![...titles.values()].some((known) => known.has(teller))
  if (ownUntitled && hits.first(lists.heads, title)) return teller
  if (sides?.size === 1) return [...sides][0]
  if (sides) return sides.has(teller) ? teller : single
  return isNoneOfTheirs(use, title) ? (counterpart ?? teller) : teller
}

/** Whose people are called so; `EAM` is who was called External Affairs Minister. */
function sidesCalled(titles: TitleUse['titles'], title: string): ReadonlySet<PartyCode> | undefined {
  const known = titles.get(title.toLowerCase())
  if (known || !/^[A-Z]{2,5}$/.test(title)) return known
  const spelt = [...titles].find(([full]) => initialsOf(full) === title)
  return spelt?.[1]
}

/** Whether the teller's people have offices and none is like this one: "the Sultan" is no name for a President's own. */
function isNoneOfTheirs({ text, hits, lists, titles, teller }: TitleUse, { start, end }: Span): boolean {
  if (hits.first(lists.heads, { start, end })) return false
  const words = text.slice(start, end).toLowerCase().split(' ')
  const own = [...titles].filter(([, sides]) => sides.has(teller)).map(([title]) => title)
  return own.length > 0 && !own.some((title) => words.some((word) => title.includes(word)))
}

/** `PM` of "prime minister"; small words give no letter. */
const initialsOf = (title: string): string =>
  title
    .split(/[\s-]/)
    .filter((word) => !/^(?:of|for|the|and)$/.test(word))
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
