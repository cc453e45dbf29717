import type { CommandOption } from '../domain/command.ts'
import { commandCalled } from './command-words.ts'
import { parse } from './parse.ts'
import { type Parsed, refused } from './parsed.ts'
import { specOf } from './spec.ts'
import { quote } from './text.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What a command asks for that comes option by option, under the options' English names; an option that the command lacks is passed over. */
export const commandFrom = (name: string, options: Given, vocabulary: Vocabulary): Parsed =>
  commandOf(name, options, {}, vocabulary)

/** The same of a form that was filled in: an empty field takes away what stood in it. */
export const commandFromForm = (name: string, fields: Given, vocabulary: Vocabulary): Parsed =>
  commandOf(name, fields, EMPTIED, vocabulary)

type Given = Readonly<Record<string, string>>

const EMPTIED: Given = {
  countries: 'party:any',
  topics: 'topic:any',
  sources: 'source:any',
  phrases: 'phrase:""',
  'quiet-hours': 'hours:none',
}

function commandOf(name: string, options: Given, emptied: Given, vocabulary: Vocabulary): Parsed {
  const known = commandCalled(name)
  if (!known) return refused(`“${name.slice(0, 40)}” is no command.`, [{ label: 'help', words: 'help' }])
  const words = specOf(known).options.flatMap((option) => {
    const value = options[option.name.en]?.trim()
    if (value === undefined) return []
    return value === '' ? (emptied[option.name.en] ?? []) : [optionWords(option, value, known === 'precedent')]
  })
  return parse([known, ...words].join(' '), vocabulary)
}

function optionWords({ name, kind }: CommandOption, value: string, alone: boolean): string {
  switch (kind) {
    case 'countries':
    case 'country':
      return `${name.en === 'with' ? 'with ' : ''}party:${quote(value)}`
    case 'topics':
    case 'topic':
      return `topic:${quote(value)}`
    case 'sources':
      return `source:${quote(value)}`
    case 'phrase':
      return alone ? quote(value) : phraseWords(value)
    case 'schedule':
      return `when:${quote(value)}`
    case 'hours':
      return `hours:${quote(value)}`
    case 'flag':
      return `changes:${/^(?:true|yes|1|only)$/i.test(value) ? 'only' : 'all'}`
    case 'choice':
      return `${CHOICE_KEYS[name.en] ?? ''}${value}`
    case 'readout':
    case 'words':
    case 'date':
    case 'number':
      return value
  }
}

/** Choices that need their key to be told apart from other words. */
const CHOICE_KEYS: Readonly<Record<string, string>> = { 'when-quiet': 'quiet:', language: 'language:' }

/** A form's field holds a phrase a line. */
const phraseWords = (lines: string): string =>
  lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `phrase:${quote(line.trim())}`)
    .join(' ')
