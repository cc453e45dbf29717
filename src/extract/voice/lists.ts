import type { ListId } from '../points/hits.ts'

const LISTS = [
  'says',
  'praises',
  'agrees',
  'holds',
  'according',
  'blockers',
  'narrates',
  'passives',
  'passives-both',
  'signings',
  'turns',
  'modals',
  'perfect',
  'past',
  'heads',
  'we',
  'titles',
] as const

/** The lists of the voice lexicon by name; `undefined` where the language has none. */
export type VoiceLists = Readonly<Partial<Record<(typeof LISTS)[number], ListId | undefined>>>

/** Looks the lists up in a language's lexicon; once, when that is compiled. */
export function voiceLists(list: (subject: 'voice', name: string) => ListId | undefined): VoiceLists {
  const lists: Partial<Record<(typeof LISTS)[number], ListId | undefined>> = {}
  for (const name of LISTS) lists[name] = list('voice', name)
  return lists
}
