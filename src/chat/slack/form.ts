import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { CommandOption, CommandSpec } from '../../domain/command.ts'
import { LIMIT, option, plain } from './blocks.ts'
import { CALLBACK, type Modal, type Subject } from './modal.ts'

const PREFIX = '1.option.'

/** A command as a form: one field an option. It needs no look-up, so that it can be opened at once. Pure. */
export function formModal(spec: CommandSpec, { channel }: Subject): Modal {
  return {
    type: 'modal',
    callback_id: `${CALLBACK.form}.${spec.name}`,
    private_metadata: JSON.stringify({ channel }),
    title: plain(capital(spec.name), LIMIT.title),
    submit: plain(capital(spec.name), LIMIT.title),
    close: plain('Cancel', LIMIT.title),
    blocks: spec.options.map(field),
  }
}

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

/** What was filled in, option by option under the options' English names. */
export function readForm(state: unknown): Readonly<Record<string, string>> {
  const given = Object.values(stateSchema.catch({}).parse(state)).flatMap((block) =>
    Object.entries(block).flatMap(([id, { value, selected_option, selected_options }]) => {
      const name = optionOf(id)
      const many = selected_options?.map((one) => one.value).join(', ')
      const text = (value ?? selected_option?.value ?? many ?? '').trim()
      return name === undefined || text === '' ? [] : [[name, text] as const]
    }),
  )
  return Object.fromEntries(given)
}

const field = (spec: CommandOption): types.InputBlock => ({
  type: 'input',
  block_id: `${PREFIX}${spec.name.en}`,
  label: plain(capital(spec.name.en), LIMIT.section),
  hint: plain(spec.description.en, LIMIT.section),
  optional: !spec.required,
  element: element(spec),
})

function element({ name, kind, choices = [] }: CommandOption): types.InputBlockElement {
  const action_id = `${PREFIX}${name.en}`
  switch (kind) {
    case 'countries':
    case 'topics':
    case 'sources':
      return {
        type: 'multi_external_select',
        action_id,
        min_query_length: 0,
        placeholder: plain('Any', LIMIT.optionText),
      }
    case 'country':
    case 'topic':
    case 'schedule':
    case 'hours':
    case 'readout':
      return { type: 'external_select', action_id, min_query_length: 0, placeholder: plain('Choose', LIMIT.optionText) }
    case 'flag':
      return { type: 'static_select', action_id, options: [option('Yes', 'true'), option('No', 'false')] }
    case 'choice':
      return { type: 'static_select', action_id, options: choices.map(({ value, label }) => option(label.en, value)) }
    case 'phrase':
    case 'words':
    case 'date':
    case 'number':
      return { type: 'plain_text_input', action_id, max_length: 200 }
  }
}

/** `changes-only` as a person reads it. */
const capital = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`
