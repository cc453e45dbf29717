import type { MessageItem } from '../../domain/message.ts'
import { formatButtonId } from './button.ts'
import { LIMIT, menu, type Row, row, textDisplay } from './components.ts'
import { clip, escapeShort, escapeText, linkTo, plainText } from './escape.ts'
import { detailsWords } from './item.ts'
import type { Block } from './pack.ts'

/** In characters of markup and menu together: below the longest block. */
const LONGEST = { run: 1_800, heading: 200, subheading: 200, group: 200, option: 60 } as const

type Entry = { readonly item: MessageItem; readonly text: string }

/** Items without news: run-on lines, each with a menu that opens any item of it. */
export function quietBlocks(items: readonly MessageItem[]): Block[] {
  const runs: Entry[][] = []
  let room = 0
  for (const [index, item] of items.entries()) {
    const entry = entryOf(item, items[index - 1]?.group)
    const length = entry.text.length + LONGEST.option
    if (length > room || runs.at(-1)?.length === LIMIT.menuOptions) {
      runs.push([])
      room = LONGEST.run
    }
    runs.at(-1)?.push(entry)
    room -= length
  }
  return runs.map((run, index) => {
    const lead = index === 0 ? '**Without news:** ' : ''
    return [textDisplay(`-# ${lead}${run.map(({ text }) => text).join(' · ')}`), detailsMenu(run)]
  })
}

function entryOf(item: MessageItem, groupBefore: string | undefined): Entry {
  const { shortId, subheading, group, links } = item
  const heading = clip(plainText(item.heading) || shortId, LONGEST.heading / 2)
  const named = links[0] ? linkTo(heading, links[0].url) : escapeText(heading)
  const lead = group === undefined || group === groupBefore ? '' : `**${escapeShort(group, LONGEST.group)}:** `
  const facts = escapeShort(subheading, LONGEST.subheading)
  return { item, text: `${lead}${named}${facts === '' ? '' : `, ${facts}`}` }
}

/** A menu may not offer the same words twice. */
function detailsMenu(run: readonly Entry[]): Row {
  const byWords = new Map(run.map(({ item }) => [detailsWords(item), item]))
  const options = [...byWords].map(([value, { heading, shortId }]) => ({
    label: clip(plainText(heading) || shortId, LONGEST.option),
    value,
  }))
  return row(menu('Details of …', formatButtonId({ kind: 'words', words: '' }), options))
}
