import type { MessageItem } from '../../domain/message.ts'
import { clip, plainText } from '../plain-text.ts'
import { formatButtonId } from './button.ts'
import { LIMIT, menu, type Row, row, textDisplay } from './components.ts'
import { escapeShort, linkTo } from './escape.ts'
import { detailsWords } from './item.ts'
import type { Block } from './pack.ts'

/** In characters of markup; a run counts its menu too, and is no longer than a card may be. */
const LONGEST = { run: 2_000, heading: 200, subheading: 400, group: 200, note: 200, link: 100, option: 60 } as const

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
  const { shortId, heading, subheading, note = '', group, links } = item
  const lead = group === undefined || group === groupBefore ? '' : `**${escapeShort(group, LONGEST.group)}:** `
  const facts = [
    escapeShort(plainText(heading) || shortId, LONGEST.heading),
    escapeShort(subheading, LONGEST.subheading),
    escapeShort(note, LONGEST.note),
    shortId,
  ]
  const [link] = links
  const linked = link ? ` ${linkTo(clip(plainText(link.label), LONGEST.link), link.url)}` : ''
  return { item, text: `${lead}${facts.filter((fact) => fact !== '').join(', ')}${linked}` }
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
