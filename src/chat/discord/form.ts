import type { APILabelComponent, APIModalInteractionResponseCallbackData } from 'discord.js'
import type { CommandOption, Localized, OptionKind } from '../../domain/command.ts'
import type { Reply } from '../adapter.ts'
import { clip, wordsOf } from '../plain-text.ts'
import { CHINESE } from './commands.ts'
import { LIMIT } from './components.ts'

// https://docs.discord.com/developers/components/using-modal-components

/** What a form is for: a command, with what is asked for along with its fields, and where it is meant for if elsewhere. */
export type FormId = {
  readonly name: string
  readonly fixed: Readonly<Record<string, string>>
  readonly target: string | undefined
}

/** A form has five fields at most: of what can be typed, what is changed most. The others are options of the command. */
const TYPED: ReadonlySet<OptionKind> = new Set(['countries', 'topics', 'phrase', 'schedule', 'hours'])
const MOST_FIELDS = 5

const LONGEST = { value: 1_000, title: 45, label: 45, description: 100 } as const

/** A command as a form, with what stands in its fields; what would not fit into its field has none, and so stays as it is. Pure. */
export function formModal(
  { spec, filled, fixed }: Extract<Reply, { kind: 'form' }>,
  { target, locale }: { readonly target: string | undefined; readonly locale: string },
): APIModalInteractionResponseCallbackData {
  const fields = spec.options
    .filter(({ kind }) => TYPED.has(kind))
    .map((option) => ({ option, value: textIn(option, filled[option.name.en] ?? []) }))
    .filter(({ value }) => value.length <= LONGEST.value)
    .slice(0, MOST_FIELDS)
  return {
    custom_id: formatFormId({ name: spec.name, fixed, target }),
    title: clip([inTongue(spec.label, locale), ...Object.values(fixed)].join(' '), LONGEST.title),
    components: fields.map(({ option, value }) => field(option, value, locale)),
  }
}

/** Phrases stand a line each, since one may hold a comma; names stand as they are typed. */
const textIn = (
  { kind }: CommandOption,
  values: readonly { readonly label: string; readonly value: string }[],
): string =>
  values.map(({ label, value }) => (kind === 'countries' ? label : value)).join(kind === 'phrase' ? '\n' : ', ')

/** In the language in which the person sees the commands. */
const inTongue = ({ en, zh }: Localized, locale: string): string => (locale === CHINESE ? zh : wordsOf(en))

const field = (
  { name, kind, description, required }: CommandOption,
  value: string,
  locale: string,
): APILabelComponent => ({
  type: 18,
  label: clip(inTongue(name, locale), LONGEST.label),
  description: clip(locale === CHINESE ? description.zh : description.en, LONGEST.description),
  component: {
    type: 4,
    custom_id: name.en,
    style: kind === 'phrase' ? 2 : 1,
    required,
    max_length: LONGEST.value,
    ...(value === '' ? {} : { value }),
  },
})

/** Goes up when its meaning changes. */
const VERSION = '1form'

function formatFormId({ name, fixed, target = '' }: FormId): string {
  const pairs = Object.entries(fixed).map(([option, value]) => `${option}=${value}`)
  return [VERSION, target, name, ...pairs].join(':').slice(0, LIMIT.customId)
}

/** Nothing where it is none of ours, or of another version. */
export function parseFormId(text: string): FormId | undefined {
  const [version, target, name, ...pairs] = text.split(':')
  if (version !== VERSION || name === undefined) return undefined
  const fixed = Object.fromEntries(
    pairs.map((pair) => pair.split('=', 2)).map(([option = '', value = '']) => [option, value]),
  )
  return { name, fixed, target: target === '' ? undefined : target }
}
