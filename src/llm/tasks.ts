import { z } from 'zod'
import type { Fact, ModelInputs, ModelOutputs, ModelTask } from '../domain/model.ts'
import { FORMATS } from '../domain/reading.ts'
import { INSTRUMENTS, PARTNERSHIP_CHANGES, TAIWAN_CLAIMS, TOPICS, TRADE_CLAIMS } from '../domain/topic.ts'

/** How one task is put to a model: what its prompt is given, in words, and what may come back. */
export type TaskForm<Task extends ModelTask> = {
  /** What an answer is read by, and what the server is told to keep to. */
  readonly schema: z.ZodType<ModelOutputs[Task]>
  /** Each input as text, by its name in the prompt. */
  readonly say: Readonly<Record<keyof ModelInputs[Task], (inputs: ModelInputs[Task]) => string>>
  /** What is wrong with an answer that the schema takes. */
  readonly fault?: (output: ModelOutputs[Task], inputs: ModelInputs[Task]) => string | undefined
}

/**
 * A closed list that the server is held to, and the answer is not: one word out of it must not cost the whole answer,
 * since the gate drops and counts it.
 */
const oneOf = (values: readonly string[]) => z.string().meta({ enum: [...values] })

/** A key that a server in strict mode always sends, with `null` for none. */
const orNone = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? undefined)

const words = z.string()
const sentence = z.object({ text: words, cites: z.array(z.int()) })

const point = z.object({
  topic: oneOf(TOPICS),
  voice: words,
  statement: words,
  quotes: z.array(words),
  claims: orNone(z.array(oneOf([...TAIWAN_CLAIMS, ...TRADE_CLAIMS]))),
  with: orNone(words),
  level: orNone(words),
  change: orNone(oneOf(PARTNERSHIP_CHANGES)),
  count: orNone(z.int()),
  instruments: orNone(z.array(oneOf(INSTRUMENTS))),
})

const proposal = z.object({
  encounter: z.object({
    readout: z.boolean(),
    format: oneOf(FORMATS).nullable(),
    parties: z.array(words),
    date: words.nullable(),
    principals: z.array(words),
  }),
  points: z.array(point),
  lede: z.array(sentence),
})

/** How each task is put. */
export const FORMS: { readonly [Task in ModelTask]: TaskForm<Task> } = {
  read: {
    schema: proposal,
    say: {
      text: ({ text }) => text,
      title: ({ title }) => title,
      language: ({ language }) => language,
      issuer: ({ issuer }) => issuer,
      published: ({ published }) => published ?? 'unknown',
      facts: ({ facts }) => numbered(facts),
    },
  },
  translate: {
    schema: z.object({ translations: z.array(words) }),
    say: {
      strings: ({ strings }) => numbered(strings),
      into: ({ into }) => into,
      glossary: ({ glossary }) => listed(glossary),
    },
    fault: ({ translations }, { strings }) =>
      translations.length === strings.length
        ? undefined
        : `translations: ${translations.length} came, ${strings.length} were asked for`,
  },
  overview: {
    schema: z.object({ sentences: z.array(sentence) }),
    say: { items: ({ items }) => numbered(items) },
  },
  compare: {
    schema: z.object({ sentences: z.array(sentence) }),
    say: { accounts: ({ accounts }) => accountsInWords(accounts) },
  },
  ask: {
    schema: z.object({ sentences: z.array(sentence.extend({ quotes: z.array(words) })) }),
    say: {
      question: ({ question }) => question,
      passages: ({ passages }) => numbered(passages),
    },
  },
}

/** One JSON value a line, so that no value can look like two. */
const listed = (values: readonly unknown[]): string =>
  values.length === 0 ? '(none)' : values.map((value) => JSON.stringify(value)).join('\n')

function numbered(values: readonly unknown[], from = 1): string {
  if (values.length === 0) return '(none)'
  return values.map((value, index) => `${from + index}. ${JSON.stringify(value)}`).join('\n')
}

/** Numbers go on from one account to the next. */
function accountsInWords(accounts: readonly { readonly issuer: string; readonly facts: readonly Fact[] }[]): string {
  let next = 1
  return accounts
    .map(({ issuer, facts }) => {
      const from = next
      next += facts.length
      return `Account of ${JSON.stringify(issuer)}:\n${numbered(facts, from)}`
    })
    .join('\n\n')
}
