import type { CommandOption } from '../domain/command.ts'
import { TOPICS } from '../domain/topic.ts'
import { keyOf } from './text.ts'
import { topicName } from './topic-words.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What a person is shown while typing, and what is sent when it is chosen. */
export type Completed = { readonly label: string; readonly value: string }

/** Platforms show no more: https://docs.discord.com/developers/interactions/application-commands#autocomplete */
export const MOST_COMPLETIONS = 25

/** What an option can be completed with, without asking the store. Made once; `completed` is called at every key. */
export type Completions = {
  /** At most 25 that fit what was typed, best first; in a list only its last entry is completed. */
  completed(option: Pick<CommandOption, 'kind' | 'choices'>, typed: string): readonly Completed[]
}

type Candidate = Completed & { readonly keys: readonly string[] }

/** Prepares the names of parties, regions, topics and sources for completion. */
export function prepareCompletions({ gazetteer, sources }: Pick<Vocabulary, 'gazetteer' | 'sources'>): Completions {
  const parties = gazetteer.entries.map(({ match, words }): Candidate => {
    const value = match.kind === 'party' ? match.party : match.name
    return { label: match.name, value, keys: words.map(keyOf) }
  })
  const single = parties.filter((_, at) => gazetteer.entries[at]?.match.kind === 'party')
  const topics = TOPICS.map((topic): Candidate => {
    const { en, zh } = topicName(topic)
    return { label: en, value: topic, keys: [topic, en, zh].map(keyOf) }
  })
  const listed = sources.map(({ id, name }): Candidate => ({ label: name, value: id, keys: [name, id].map(keyOf) }))
  return {
    completed({ kind, choices }, typed) {
      switch (kind) {
        case 'countries':
          return inList(parties, typed)
        case 'country':
          return best(single, typed)
        case 'topics':
          return inList(topics, typed)
        case 'topic':
          return best(topics, typed)
        case 'sources':
          return inList(listed, typed)
        case 'schedule':
          return bestOrTyped(TIMES, typed)
        case 'hours':
          return bestOrTyped(HOURS, typed)
        case 'date':
          return bestOrTyped(DAYS, typed)
        case 'choice':
          return best(
            (choices ?? []).map(({ value, label }) => plainCandidate(value, label.en)),
            typed,
          )
        case 'flag':
          return best([plainCandidate('true', 'Yes'), plainCandidate('false', 'No')], typed)
        case 'readout':
        case 'phrase':
        case 'number':
        case 'words':
          return []
      }
    },
  }
}

const plainCandidate = (value: string, label = value): Candidate => ({
  label,
  value,
  keys: [keyOf(label), keyOf(value)],
})

const TIMES = ['instant', 'daily 08:00', 'daily 18:00', 'weekdays 09:00', 'weekly mon 08:00'].map((time) =>
  plainCandidate(time),
)
const HOURS = ['22:00-07:00', '20:00-08:00', '18:00-09:00', 'none'].map((hours) => plainCandidate(hours))
const DAYS = ['yesterday', 'last week', 'last month', 'monday', '3 days ago', '2 weeks ago', 'this year'].map((day) =>
  plainCandidate(day),
)

/** The candidates whose words begin with what was typed, then those that hold it; each in their own order. */
export function best(candidates: readonly Candidate[], typed: string): Completed[] {
  const key = keyOf(typed)
  const ranked = candidates.flatMap(({ label, value, keys }) => {
    const rank = Math.min(...keys.map((word, at) => rankOf(word, key, at)))
    return rank === Infinity ? [] : [{ rank, label, value }]
  })
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_COMPLETIONS)
    .map(({ label, value }) => ({ label, value }))
}

/** Lower is better: the whole name, its beginning, the beginning of another name, of a word in it, anywhere. */
function rankOf(word: string, typed: string, at: number): number {
  if (word === typed) return 0
  if (word.startsWith(typed)) return at === 0 ? 1 : 2
  if (word.includes(` ${typed}`)) return 3
  return typed.length > 1 && word.includes(typed) ? 4 : Infinity
}

/** Other values are good too: what was typed stands last. */
function bestOrTyped(candidates: readonly Candidate[], typed: string): Completed[] {
  const found = best(candidates, typed)
  const own = typed.trim().slice(0, 100)
  return own === '' || found.some(({ value }) => value === own) ? found : [...found, { label: own, value: own }]
}

/** Completes the entry after the last comma; what stands before it is kept. */
function inList(candidates: readonly Candidate[], typed: string): Completed[] {
  const at = Math.max(typed.lastIndexOf(','), typed.lastIndexOf('，'), typed.lastIndexOf('、'))
  const before = at === -1 ? '' : `${typed.slice(0, at).trim()}, `
  return best(candidates, typed.slice(at + 1))
    .map(({ label, value }) => ({ label: before + label, value: before + value }))
    .filter(({ label, value }) => label.length <= 100 && value.length <= 100)
}
