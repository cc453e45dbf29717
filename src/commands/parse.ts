import type { Choice, CommandName } from '../domain/command.ts'
import { commandCalled, commandNearest } from './command-words.ts'
import { format } from './format.ts'
import { type Parsed, refused, understood } from './parsed.ts'
import { read } from './read.ts'
import { specOf } from './spec.ts'
import { isJoined, MAX_TYPED_LENGTH, type Unit, unitsOf } from './text.ts'
import type { Vocabulary } from './vocabulary.ts'

/**
 * What typed words ask for: forgiving about order, articles, commas, quotes and languages; never guesses between two meanings, and never
 * throws. Words without a command are taken for `latest`; a misspelt word gets what it may be a slip of as a choice.
 */
export function parse(words: string, vocabulary: Vocabulary): Parsed {
  const text = words.trim().replace(/^\/?readout(?:-manage)?(?:\s+|$)/i, '')
  if (text === '' || text === '?' || text === '？') return understood({ name: 'help' })
  if (text.length > MAX_TYPED_LENGTH) return refused('That is too long for me: a few words do.', [choiceOf('help')])
  const parsed = parseText(text, vocabulary)
  if (parsed.kind === 'command') return parsed
  return { ...parsed, choices: parsed.choices.map((choice) => settledChoice(choice, vocabulary)) }
}

/** A choice in the words of the command that it comes to, where it comes to one. */
function settledChoice(choice: Choice, vocabulary: Vocabulary): Choice {
  const parsed = parseText(choice.words, vocabulary)
  return parsed.kind === 'command' ? { ...choice, words: format(parsed.command) } : choice
}

function parseText(text: string, vocabulary: Vocabulary): Parsed {
  const head = headOf(text)
  const first = head ? read(head.name, text, head.end, vocabulary) : undefined
  if (first && first.kind !== 'refusal') return first
  const elsewhere = commandElsewhere(text, head?.end ?? 0)
  const second = elsewhere ? read(elsewhere.name, elsewhere.text, elsewhere.end, vocabulary) : undefined
  if (second && second.kind !== 'refusal') return second
  return first ?? second ?? parseBare(text, vocabulary)
}

/** Words that name no command: `latest` of them; else perhaps a slip of a command's name. */
function parseBare(text: string, vocabulary: Vocabulary): Parsed {
  const latest = read('latest', `latest ${text}`, 'latest'.length, vocabulary)
  if (latest.kind !== 'refusal') return latest
  const [unit] = unitsOf(text)
  const word = unit ? text.slice(unit.start, unit.end) : ''
  const near = commandNearest(word)
  if (near && unit) {
    const corrected = near + text.slice(unit.end)
    return refused(`“${word}” is no command. Did you mean this?`, [
      { label: corrected, words: corrected },
      choiceOf('help'),
    ])
  }
  return { ...latest, choices: [...latest.choices, choiceOf('help')] }
}

type Head = { readonly name: CommandName; readonly end: number }

/** The command that the text begins with: the longest name of one. */
function headOf(text: string): Head | undefined {
  const head = text.slice(0, 100)
  const [name] = commandNames(head, unitsOf(head).slice(0, 1))
  return name && { name: name.name, end: name.end }
}

/** A command's own name somewhere after `from`, and the text with it at the front: `azerbaijan latest`. */
function commandElsewhere(text: string, from: number): (Head & { readonly text: string }) | undefined {
  const later = unitsOf(text).filter(({ start }) => start >= from)
  const found = commandNames(text, later).find(({ name, word }) => isOwnName(name, word))
  if (!found) return undefined
  const { name, word, start, end } = found
  return { name, text: `${word} ${text.slice(from, start)} ${text.slice(end)}`, end: word.length }
}

type Named = Head & { readonly start: number; readonly word: string }

/** The longest name of a command that begins at each of `places`: up to four words or Chinese characters that stand together. */
function commandNames(text: string, places: readonly Unit[]): Named[] {
  const units = unitsOf(text)
  return places.flatMap((first) => {
    const at = units.findIndex(({ start }) => start === first.start)
    const window = units.slice(at, at + 4)
    const apart = window.findIndex((unit, index) => index > 0 && !isJoined(text, window[index - 1] ?? unit, unit))
    const joined = apart === -1 ? window : window.slice(0, apart)
    for (const { end } of joined.toReversed()) {
      const word = text.slice(first.start, end)
      const name = commandCalled(word)
      if (name) return [{ name, word, start: first.start, end }]
    }
    return []
  })
}

function isOwnName(name: CommandName, word: string): boolean {
  const { label } = specOf(name)
  return word.toLowerCase() === label.en || word === label.zh
}

const choiceOf = (name: CommandName): Choice => ({ label: specOf(name).label.en, words: name })
