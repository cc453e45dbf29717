import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { CommandOption, CommandSpec, Filled, OptionKind } from '../../domain/command.ts'
import { wordsOf } from '../plain-text.ts'
import { LIMIT, option, plain } from './blocks.ts'
import { CALLBACK, type Modal, type Subject } from './modal.ts'

const PREFIX = '1.option.'

/**
 * A command as a form: one field an option, with what stands in it. It needs no look-up, so that it can be opened at once. What would not fit
 * into its field has none, and so stays as it is. Pure.
 */
export function formModal(spec: CommandSpec, { channel, fixed }: Subject, filled: Filled = {}): Modal {
  const fields = spec.options.filter(
    ({ kind, name: { en } }) => fixed?.[en] === undefined && fits(kind, filled[en] ?? []),
  )
  return {
    type: 'modal',
    callback_id: `${CALLBACK.form}.${spec.name}`,
    private_metadata: JSON.stringify({ channel, ...(fixed ? { fixed } : {}) }),
    title: plain(wordsOf(spec.name), LIMIT.title),
    submit: plain(wordsOf(spec.name), LIMIT.title),
    close: plain('Cancel', LIMIT.title),
    blocks: fields.map((one) => field(one, filled[one.name.en] ?? [])),
  }
}

type Values = Filled[string]

const fits = (kind: OptionKind, values: Values): boolean =>
  values.length <= LIMIT.menuOptions &&
  values.every(({ value }) => value.length <= (kind === 'phrase' ? LONGEST_TEXT : LIMIT.optionValue))

const LONGEST_TEXT = 1_000

/** The command that a form was for; nothing where it is no form. */
export const formOf = (callbackId: string): string | undefined =>
  callbackId.startsWith(`${CALLBACK.form}.`) ? callbackId.slice(CALLBACK.form.length + 1) : undefined

/** The option that is being filled in; nothing where the field is none of ours. */
export const optionOf = (actionId: string): string | undefined =>
  actionId.startsWith(PREFIX) ? actionId.slice(PREFIX.length) : undefined

const picked = z.object({ value: z.string() })

const stateSchema = z.record(
  z.string(),
  z.record(
    z.string(),
    z.object({
      value: z.string().nullish(),
      selected_option: picked.nullish(),
      selected_options: z.array(picked).nullish(),
    }),
  ),
)

/** What was filled in, option by option under the options' English names; an empty field as an empty text. */
export function readForm(state: unknown): Readonly<Record<string, string>> {
  const given = Object.values(stateSchema.catch({}).parse(state)).flatMap((block) =>
    Object.entries(block).flatMap(([id, { value, selected_option, selected_options }]) => {
      const name = optionOf(id)
      const many = selected_options?.map((one) => one.value).join(', ')
      const text = (value ?? selected_option?.value ?? many ?? '').trim()
      return name === undefined ? [] : [[name, text] as const]
    }),
  )
  return Object.fromEntries(given)
}

const field = (spec: CommandOption, values: Values): types.InputBlock => ({
  type: 'input',
  block_id: `${PREFIX}${spec.name.en}`,
  label: plain(wordsOf(spec.name.en), LIMIT.section),
  hint: plain(spec.description.en, LIMIT.section),
  optional: !spec.required,
  element: element(spec, values),
})

function element({ name, kind, choices = [] }: CommandOption, values: Values): types.InputBlockElement {
  const action_id = `${PREFIX}${name.en}`
  const [first, ...more] = values.map(({ label, value }) => option(label, value))
  const one = first ? { initial_option: first } : {}
  switch (kind) {
    case 'countries':
    case 'topics':
    case 'sources': {
      const many = first ? { initial_options: [first, ...more] } : {}
      const placeholder = plain('Any', LIMIT.optionText)
      return { type: 'multi_external_select', action_id, min_query_length: 0, placeholder, ...many }
    }
    case 'country':
    case 'topic':
    case 'schedule':
    case 'hours':
    case 'readout': {
      const placeholder = plain('Choose', LIMIT.optionText)
      return { type: 'external_select', action_id, min_query_length: 0, placeholder, ...one }
    }
    case 'flag':
      return { type: 'static_select', action_id, options: [option('Yes', 'true'), option('No', 'false')], ...one }
    case 'choice': {
      const options = choices.map(({ value, label }) => option(label.en, value))
      return { type: 'static_select', action_id, options, ...one }
    }
    case 'phrase':
      return { type: 'plain_text_input', action_id, multiline: true, max_length: LONGEST_TEXT, ...written(values) }
    case 'words':
    case 'date':
    case 'number':
      return { type: 'plain_text_input', action_id, max_length: 200, ...written(values) }
  }
}

const written = ([only]: Values) => (only ? { initial_value: only.value } : {})
