import type { types } from '@slack/bolt'
import type { MessageItem } from '../../domain/message.ts'
import { clip, plainText } from '../plain-text.ts'
import { actionId, menu, formatValue } from './action.ts'
import { actions, divider, jsonSize, LIMIT } from './blocks.ts'
import { detailsWords } from './item.ts'
import { linked, ours, richText } from './lines.ts'
import type { Group } from './pack.ts'

type Element = types.RichTextElement

/** In units of JSON, but for names, which are in characters. */
const LONGEST = { run: 6_000, heading: 150, subheading: 200, group: 150, note: 150, link: 60, option: 200 } as const

type Entry = { readonly item: MessageItem; readonly elements: readonly Element[] }

/** Items without news: run-on lines, each with a menu that opens any item of it. */
export function quietGroups(items: readonly MessageItem[]): Group[] {
  const runs: Entry[][] = []
  let room = 0
  for (const [index, item] of items.entries()) {
    const entry = { item, elements: elementsOf(item, items[index - 1]?.group) }
    const size = jsonSize(entry.elements) + LONGEST.option
    if (size > room || runs.at(-1)?.length === LIMIT.menuOptions) {
      runs.push([])
      room = LONGEST.run
    }
    runs.at(-1)?.push(entry)
    room -= size
  }
  return runs.map((run, index) => {
    const lead = ours(index === 0 ? 'Without news: ' : '', 'bold')
    const said = run.flatMap(({ elements }, at) => [...ours(at === 0 ? '' : ' · '), ...elements])
    const line = richText([{ kind: 'line', elements: [...lead, ...said] }])
    return [...(index === 0 ? [divider] : []), line, actions(detailsMenu(run, index))]
  })
}

function elementsOf(
  { shortId, heading, subheading, note, group, links }: MessageItem,
  groupBefore: string | undefined,
): Element[] {
  const lead = group === undefined || group === groupBefore ? '' : `${clip(plainText(group), LONGEST.group)}: `
  const facts = [
    clip(plainText(heading) || shortId, LONGEST.heading),
    clip(plainText(subheading), LONGEST.subheading),
    clip(plainText(note ?? ''), LONGEST.note),
    plainText(shortId),
  ]
  const [link] = links
  return [
    ...ours(lead, 'italic'),
    ...ours(facts.filter((fact) => fact !== '').join(', ')),
    ...(link ? [...ours(' '), ...linked(link.label, link.url, LONGEST.link)] : []),
  ]
}

function detailsMenu(run: readonly Entry[], index: number): types.StaticSelect {
  const byWords = new Map(run.map(({ item }) => [detailsWords(item), item]))
  const entries = [...byWords].map(([words, { heading, shortId }]) => ({
    label: plainText(heading) || shortId,
    value: formatValue(words),
  }))
  return menu(actionId('open', `quiet${index}`), 'Details of …', entries)
}
