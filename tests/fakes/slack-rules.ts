import { z } from 'zod'

// What Slack accepts, as its reference has it: https://docs.slack.dev/reference/block-kit and https://docs.slack.dev/reference/views.
// Closed: what is not named here is refused.

const filled = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => text.isWellFormed(), 'is no well-formed text')
    .refine((text) => text.trim() !== '', 'is blank')

const plain = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: filled(max), emoji: z.boolean().optional() })
const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: filled(max), verbatim: z.boolean().optional() })
const either = (max: number) => z.union([plain(max), mrkdwn(max)])

const id = filled(255)
const address = z.url({ protocol: /^https?$/ }).max(3_000)

const option = z.strictObject({ text: plain(75), value: filled(75), description: plain(75).optional() })
const overflowOption = option.extend({ url: address.optional() })

const confirm = z.strictObject({
  title: plain(100),
  text: either(300),
  confirm: plain(30),
  deny: plain(30),
  style: z.enum(['primary', 'danger']).optional(),
})

const button = z.strictObject({
  type: z.literal('button'),
  text: plain(75),
  action_id: id,
  value: filled(2_000).optional(),
  url: address.optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirm.optional(),
})
const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: id,
  options: z.array(overflowOption).min(1).max(5),
})
const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    action_id: id,
    placeholder: plain(150).optional(),
    options: z.array(option).min(1).max(100),
    initial_option: option.optional(),
  })
  .refine(({ options, initial_option: initial }) => {
    const known = options.map((one) => JSON.stringify(one))
    return initial === undefined || known.includes(JSON.stringify(initial))
  }, 'initial_option is none of the options')
const externalSelect = z.strictObject({
  type: z.enum(['external_select', 'multi_external_select']),
  action_id: id,
  placeholder: plain(150).optional(),
  min_query_length: z.int().min(0).optional(),
  initial_option: option.optional(),
  initial_options: z.array(option).min(1).max(100).optional(),
})
const textInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: id,
  max_length: z.int().max(3_000).optional(),
  multiline: z.boolean().optional(),
  initial_value: z.string().min(1).max(3_000).optional(),
})

const style = z.strictObject({
  bold: z.literal(true).optional(),
  italic: z.literal(true).optional(),
  strike: z.literal(true).optional(),
  code: z.literal(true).optional(),
})
const run = z.strictObject({
  type: z.literal('text'),
  text: z
    .string()
    .min(1)
    .refine((text) => text.isWellFormed()),
  style: style.optional(),
})
const richElement = z.discriminatedUnion('type', [
  run,
  z.strictObject({ type: z.literal('link'), url: address, text: filled(3_000).optional(), style: style.optional() }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: z.string().regex(/\{(?:date|time|ago)/),
    fallback: filled(100).optional(),
  }),
  z.strictObject({ type: z.literal('user'), user_id: z.string() }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string() }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: z.string() }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']) }),
  z.strictObject({ type: z.literal('emoji'), name: z.string() }),
])
const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: id.optional(),
  elements: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(richElement).min(1) }),
        z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(richElement).min(1) }),
        z.strictObject({ type: z.literal('rich_text_preformatted'), elements: z.array(run).min(1) }),
      ]),
    )
    .min(1),
})

const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), block_id: id.optional(), text: plain(150) }),
  z.strictObject({
    type: z.literal('section'),
    block_id: id.optional(),
    text: either(3_000),
    accessory: z.discriminatedUnion('type', [button, overflow, staticSelect]).optional(),
  }),
  z.strictObject({
    type: z.literal('context'),
    block_id: id.optional(),
    elements: z.array(either(3_000)).min(1).max(10),
  }),
  z.strictObject({ type: z.literal('divider'), block_id: id.optional() }),
  z.strictObject({
    type: z.literal('actions'),
    block_id: id.optional(),
    elements: z
      .array(z.discriminatedUnion('type', [button, overflow, staticSelect, externalSelect]))
      .min(1)
      .max(25),
  }),
  richText,
])

const input = z.strictObject({
  type: z.literal('input'),
  block_id: id.optional(),
  label: plain(2_000),
  hint: plain(2_000).optional(),
  optional: z.boolean().optional(),
  element: z.discriminatedUnion('type', [staticSelect, externalSelect, textInput]),
})

const viewBlocks = z.array(z.union([block, input])).max(100)

const modal = z.strictObject({
  type: z.literal('modal'),
  title: plain(24),
  close: plain(24).optional(),
  submit: plain(24).optional(),
  callback_id: id.optional(),
  private_metadata: z.string().max(3_000).optional(),
  blocks: viewBlocks.min(1),
})
const home = z.strictObject({
  type: z.literal('home'),
  callback_id: id.optional(),
  private_metadata: z.string().max(3_000).optional(),
  blocks: viewBlocks,
})

/** What bolt-js issue 2509 measured, with the room that block ids take. */
const MOST_JSON = 13_200

/** Why Slack would refuse a message, in its own words as far as it has any; empty where it would take it. */
export function faultsOfMessage({ text, blocks }: { readonly text?: unknown; readonly blocks?: unknown }): string[] {
  const kept = JSON.stringify(blocks ?? [])
    .replace(/[<>]/g, '&lt;')
    .replace(/&(?!lt;)/g, '&amp;')
  return [
    ...(typeof text === 'string' && text.trim() !== '' && text.length <= 40_000 ? [] : ['no_text']),
    ...(kept.length > MOST_JSON ? ['msg_blocks_too_long'] : []),
    ...faultsOf(z.array(block).min(1).max(50), blocks),
    ...repeated(blocks),
  ]
}

/** Why Slack would refuse a modal or a Home tab. */
export function faultsOfView(view: unknown): string[] {
  const parsed = z.object({ type: z.string(), blocks: z.unknown() }).safeParse(view)
  const { type, blocks } = parsed.data ?? { type: '', blocks: [] }
  const needsSubmit = type === 'modal' && JSON.stringify(view).includes('"type":"input"')
  const lacks = needsSubmit && !JSON.stringify(view).includes('"submit"') ? ['missing submit'] : []
  return [...faultsOf(type === 'home' ? home : modal, view), ...repeated(blocks), ...lacks]
}

const faultsOf = (schema: z.ZodType, value: unknown): string[] => {
  const result = schema.safeParse(value)
  return result.success ? [] : [z.prettifyError(result.error)]
}

/** Ids that are there twice: of blocks in one message, of actions in one block. */
function repeated(blocks: unknown): string[] {
  const all = z
    .array(z.object({ block_id: z.string().optional() }))
    .catch([])
    .parse(blocks)
  const named = all.flatMap(({ block_id }) => (block_id === undefined ? [] : [block_id]))
  const twice = new Set(named).size < named.length ? ['duplicate block_id'] : []
  const actions = z
    .array(z.unknown())
    .catch([])
    .parse(blocks)
    .some((one) => {
      const ids = [...JSON.stringify(one).matchAll(/"action_id":"([^"]*)"/g)].map(([, name]) => name)
      return new Set(ids).size < ids.length
    })
  return [...twice, ...(actions ? ['duplicate action_id'] : [])]
}

const ACTING = new Set(['mrkdwn', 'user', 'channel', 'usergroup', 'broadcast', 'emoji', 'team'])

/** Everything in blocks that does something by itself: mentions, emoji, and markup, in which any of them may hide. */
export function actingIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(actingIn)
  if (typeof value !== 'object' || value === null) return []
  const own = 'type' in value && typeof value.type === 'string' && ACTING.has(value.type) ? [value.type] : []
  const emoji =
    'type' in value && value.type === 'plain_text' && !('emoji' in value && value.emoji === false) ? ['emoji'] : []
  return [...own, ...emoji, ...Object.values(value).flatMap(actingIn)]
}

/** Everything that a person reads in blocks or a view, in order; links and menus by their labels. */
export function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join('\n')
  if (typeof value !== 'object' || value === null) return ''
  const { text, fallback, ...rest }: { text?: unknown; fallback?: unknown; [key: string]: unknown } = { ...value }
  const own = typeof text === 'string' ? text : textOf(text)
  const inline = 'type' in value && typeof value.type === 'string' && value.type.startsWith('rich_text_')
  const inner = Object.values(rest).map((one) =>
    inline && Array.isArray(one) ? one.map(textOf).join('') : textOf(one),
  )
  return [own, typeof fallback === 'string' ? fallback : '', ...inner].filter((line) => line !== '').join('\n')
}
