import type { Command, ModelChange, Wanted } from '../domain/command.ts'
import type { PartyCode } from '../domain/key-point.ts'
import type { Schedule } from '../domain/subscription.ts'
import type { Topic } from '../domain/topic.ts'
import { formatSchedule } from '../schedule/words.ts'
import { quietHoursWords } from './quiet-hours.ts'
import { quote } from './text.ts'

/** The command in words that `parse` reads as this very command, whatever it would otherwise ask about. */
export function format(command: Command): string {
  return [command.name, ...wordsOf(command)].filter((word) => word !== '').join(' ')
}

function wordsOf(command: Command): readonly string[] {
  switch (command.name) {
    case 'latest': {
      const sides = command.with.length > 0 ? ['with', partyWords(command.with)] : []
      return [partyWords(command.countries), ...sides, topicWord(command.topic)]
    }
    case 'country':
      return [partyWords([command.country])]
    case 'timeline':
      return [partyWords([command.country]), topicWord(command.topic)]
    case 'search':
      return [command.words]
    case 'ask':
      return [quote(command.question)]
    case 'model':
      return command.change ? modelWords(command.change) : []
    case 'show':
    case 'compare':
    case 'diff':
    case 'why':
      return [command.id]
    case 'precedent':
      return [quote(command.phrase)]
    case 'since':
      return [command.date, command.form]
    case 'subscribe':
      return wantedWords(command.wanted)
    case 'change':
      return [numberWord(command.number), ...wantedWords(command.wanted)]
    case 'unsubscribe':
    case 'pause':
    case 'resume':
    case 'preview':
      return [numberWord(command.number)]
    case 'report':
      return [command.id, command.point === undefined ? '' : String(command.point), command.reason]
    case 'subscriptions':
    case 'sources':
    case 'help':
      return []
  }
}

const modelWords = ({ feature, on, shown = '' }: ModelChange): readonly string[] => [
  feature === 'ask' ? 'ask' : '',
  on ? 'on' : 'off',
  shown,
]

const partyWords = (codes: readonly PartyCode[]): string => (codes.length === 0 ? '' : `party:${codes.join(',')}`)
const topicWord = (topic: Topic | undefined): string => (topic === undefined ? '' : `topic:${topic}`)
const numberWord = (number: number | undefined): string => (number === undefined ? '' : String(number))

function wantedWords(wanted: Wanted): readonly string[] {
  const { countries, topics, sources, phrases, schedule, changesOnly, whenQuiet, quietHours, locale } = wanted
  return [
    listWord('party', countries),
    listWord('topic', topics),
    listWord('source', sources),
    ...(phrases?.length === 0 ? ['phrase:""'] : (phrases ?? []).map((phrase) => `phrase:${quote(phrase)}`)),
    schedule === undefined ? '' : scheduleWords(schedule),
    changesOnly === undefined ? '' : `changes:${changesOnly ? 'only' : 'all'}`,
    whenQuiet === undefined ? '' : `quiet:${whenQuiet}`,
    quietHours === undefined ? '' : `hours:${quietHoursWords(quietHours)}`,
    locale === undefined ? '' : `language:${locale}`,
  ]
}

function listWord(key: string, values: readonly string[] | undefined): string {
  if (values === undefined) return ''
  return `${key}:${values.length === 0 ? 'any' : values.join(',')}`
}

/** A schedule with its zone, in words: `daily 18:00 zone:Asia/Baku`. */
export function scheduleWords(schedule: Schedule): string {
  if (schedule.kind === 'instant') return 'instant'
  return `${formatSchedule(schedule)} zone:${schedule.zone}`
}
