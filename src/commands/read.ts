import type { CommandName, Wanted } from '../domain/command.ts'
import { dayNamed } from './days.ts'
import { fillCountry, fillLatest, isOneCountry, numberOf, wantedOf } from './fill.ts'
import { format } from './format.ts'
import { idIn, reasonIn } from './ids.ts'
import { type Parsed, refused, understood } from './parsed.ts'
import { REASON_LABELS } from './reasons.ts'
import { scan, type Taken } from './scan.ts'
import { type Fits, type Settled, settle } from './settle.ts'
import { specOf } from './spec.ts'
import { unquoted } from './text.ts'
import type { Vocabulary } from './vocabulary.ts'

const NOTHING: Taken = { parties: 'none', topics: false, sources: false, subscription: false, number: false }
const LOOK_UP: Taken = { ...NOTHING, parties: 'many', topics: true }
const SUBSCRIPTION: Taken = { parties: 'many', topics: true, sources: true, subscription: true, number: false }

/** Reads what stands after the command's name, which ends at `from` of `text`. */
export function read(name: CommandName, text: string, from: number, vocabulary: Vocabulary): Parsed {
  const rest = text.slice(from).trim()
  const settled = (taken: Taken, fill: (things: readonly Settled[]) => Parsed, fits?: Fits): Parsed => {
    const things = settle({ text, taken, vocabulary, things: scan(text, from, vocabulary, taken) }, fits)
    return 'kind' in things ? things : fill(things)
  }
  switch (name) {
    case 'latest':
      return settled(LOOK_UP, (things) => fillLatest(text, things))
    case 'country':
      return settled({ ...NOTHING, parties: 'one' }, (things) => fillCountry(name, things))
    case 'timeline':
      return settled({ ...LOOK_UP, parties: 'one' }, (things) => fillCountry(name, things), isOneCountry)
    case 'search':
      return rest === '' ? missing(name, 'Search for what?') : understood({ name, words: rest })
    case 'ask': {
      const question = unquoted(rest)
      return question === '' ? missing(name, 'What is the question?') : understood({ name, question })
    }
    case 'model':
      return readModel(rest)
    case 'show':
    case 'compare':
    case 'diff':
    case 'why': {
      const found = idIn(rest)
      return found
        ? understood({ name, id: found.id })
        : missing(name, 'Which readout? Its id stands at the end of each item.')
    }
    case 'precedent': {
      const phrase = unquoted(rest)
      return phrase === '' ? missing(name, 'Which phrase?') : understood({ name, phrase })
    }
    case 'since':
      return readSince(rest, vocabulary.today)
    case 'subscribe':
      return settled(SUBSCRIPTION, (things) => understood({ name, wanted: wantedOf(things, vocabulary) }))
    case 'change':
      return settled({ ...SUBSCRIPTION, number: true }, (things) =>
        readChange(numberOf(things), wantedOf(things, vocabulary), things),
      )
    case 'unsubscribe':
    case 'pause':
    case 'resume':
    case 'preview':
      return settled({ ...NOTHING, number: true }, (things) => understood({ name, number: numberOf(things) }))
    case 'report': {
      const found = idIn(rest)
      if (!found) return missing(name, 'Which readout? Its id stands at the end of each item.')
      return readReport(found.id, reasonIn(found.rest))
    }
    case 'subscriptions':
    case 'sources':
    case 'help':
      return understood({ name })
  }
}

/** `on`, `off`, `ask on`, `ask-off`; behind it the name of what was shown. */
function readModel(rest: string): Parsed {
  if (rest === '') return understood({ name: 'model' })
  const found = SWITCH.exec(rest)
  if (!found) return missing('model', 'Turn it on or off?')
  const [, ask, to = '', shown] = found
  const feature = ask === undefined ? 'assist' : 'ask'
  return understood({ name: 'model', change: { feature, on: /^(?:on|开|启用)$/i.test(to), shown } })
}

const SWITCH = /^(?:turn\s+)?(?:(ask|questions?|提问)[\s-]*)?(on|off|开|关|启用|停用)(?:\s+([0-9a-z]{4,16}))?$/i

/** Without a reason the reasons are offered. */
function readReport(id: string, { point, reason }: ReturnType<typeof reasonIn>): Parsed {
  if (reason) return understood({ name: 'report', id, point, reason })
  const choices = REASON_LABELS.map(({ value, label }) => ({
    label: label.en,
    words: format({ name: 'report', id, point, reason: value }),
  }))
  return { kind: 'ask', question: 'What is wrong with this reading?', choices }
}

function missing(name: CommandName, question: string): Parsed {
  const { example } = specOf(name)
  return refused(`${question} For example: ${example}`)
}

function readSince(rest: string, today: string): Parsed {
  const form = /(?:^|\s)(csv|markdown|md)(?=\s|$)/i.exec(rest)?.[1]?.toLowerCase()
  const words = rest
    .replace(/(?:^|\s)(?:(?:as|in)\s+)?(?:an?\s+)?(?:csv|markdown|md)(?=\s|$)/gi, ' ')
    .replace(/^\s*(?:the|from)\s+/i, '')
  const date = dayNamed(unquoted(words.trim()), today)
  if (date === undefined) return missing('since', 'Since which day?')
  if (date > today)
    return refused('That day has not come yet.', [{ label: 'since yesterday', words: 'since yesterday' }])
  return understood({ name: 'since', date, form: form === 'csv' ? 'csv' : 'markdown' })
}

/** A zone alone would move the digest to another hour: the time has to be said with it. Nothing wanted is a form asked for. */
function readChange(number: number | undefined, wanted: Wanted, things: readonly Settled[]): Parsed {
  const times = things.flatMap((thing) => (thing.kind === 'time' ? [thing.word.kind] : []))
  if (times.length > 0 && times.every((kind) => kind === 'zone') && wanted.quietHours === undefined) {
    return missing('change', 'At what time in that zone?')
  }
  return understood({ name: 'change', number, wanted })
}
