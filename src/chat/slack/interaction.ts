import { z } from 'zod'
import { linksIn } from '../links.ts'
import { formOf, optionOf, readForm } from './form.ts'
import { parseSubject, type Subject } from './modal.ts'

// https://docs.slack.dev/reference/interaction-payloads

/** What was asked of us, in our own words; never more of the person than an id. */
export type Interaction = {
  /** The same where Slack tells of it again; empty where that would not matter. */
  readonly id: string
  readonly team: string
  readonly user: string
  /** Absent on the Home tab. */
  readonly channel: string | undefined
  readonly surface: Surface
  readonly asks: Asks
}

/** Where it was asked, and so where it is answered. */
export type Surface =
  | { readonly kind: 'message'; readonly thread: string | undefined; readonly postedAtMs: number | undefined }
  | { readonly kind: 'modal'; readonly view: string; readonly subject: Subject }
  | { readonly kind: 'home' }

/** What somebody did, by kind. */
export type Asks =
  | { readonly kind: 'command'; readonly text: string }
  | { readonly kind: 'press'; readonly actionId: string; readonly value: string }
  | { readonly kind: 'submit'; readonly callbackId: string; readonly options: Readonly<Record<string, string>> }
  | {
      readonly kind: 'read'
      readonly message: { readonly ts: string; readonly bot: string | undefined; readonly links: readonly string[] }
    }
  | {
      readonly kind: 'completion'
      readonly command: string
      readonly option: string
      readonly typed: string
      readonly others: Readonly<Record<string, string>>
    }

const named = z.object({ id: z.string() })

const viewSchema = z.object({
  id: z.string(),
  type: z.string().default('modal'),
  callback_id: z.string().default(''),
  private_metadata: z.string().default(''),
  state: z.object({ values: z.unknown().optional() }).optional(),
})

const base = z.object({
  trigger_id: z.string().optional(),
  // Null where the app is installed for a whole organisation.
  team: named.nullish(),
  user: named.extend({ team_id: z.string().optional() }),
  channel: named.optional(),
  view: viewSchema.optional(),
})

const command = z
  .object({
    command: z.string(),
    text: z.string().default(''),
    trigger_id: z.string(),
    team_id: z.string(),
    user_id: z.string(),
    channel_id: z.string(),
  })
  .transform(
    (body): Interaction => ({
      id: body.trigger_id,
      team: body.team_id,
      user: body.user_id,
      channel: body.channel_id,
      surface: { kind: 'message', thread: undefined, postedAtMs: undefined },
      asks: { kind: 'command', text: body.text },
    }),
  )

const press = base
  .extend({
    type: z.literal('block_actions'),
    trigger_id: z.string(),
    container: z.object({
      message_ts: z.string().optional(),
      thread_ts: z.string().optional(),
      channel_id: z.string().optional(),
    }),
    actions: z.tuple([
      z.object({
        action_id: z.string(),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    ]),
  })
  .transform((body): Interaction => {
    const [{ action_id: actionId, value, selected_option: picked }] = body.actions
    const asks: Asks = { kind: 'press', actionId, value: picked?.value ?? value ?? '' }
    return { ...common(body), asks, surface: surfaceOf(body.view, body.container) }
  })

const submit = base.extend({ type: z.literal('view_submission'), view: viewSchema }).transform((body): Interaction => {
  const options = readForm(body.view.state?.values)
  return { ...common(body), asks: { kind: 'submit', callbackId: body.view.callback_id, options } }
})

const shortcut = base
  .extend({
    type: z.literal('message_action'),
    message: z.object({
      ts: z.string(),
      thread_ts: z.string().optional(),
      bot_id: z.string().optional(),
      text: z.string().optional(),
      blocks: z.unknown().optional(),
      attachments: z
        .array(z.object({ title_link: z.string(), from_url: z.string() }).partial())
        .catch([])
        .default([]),
    }),
  })
  .transform((body): Interaction => {
    const { ts, thread_ts: thread, bot_id: bot, text, blocks, attachments } = body.message
    const surface: Surface = { kind: 'message', thread, postedAtMs: undefined }
    return {
      ...common(body),
      surface,
      asks: { kind: 'read', message: { ts, bot, links: linksIn(text, blocks, attachments).map(unescaped) } },
    }
  })

const completion = base
  .extend({ type: z.literal('block_suggestion'), action_id: z.string(), value: z.string().default('') })
  .transform((body): Interaction => {
    const command = formOf(body.view?.callback_id ?? '') ?? ''
    const option = optionOf(body.action_id) ?? ''
    const { [option]: _typed, ...fields } = readForm(body.view?.state?.values)
    const others = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
    return { ...common(body), asks: { kind: 'completion', command, option, typed: body.value, others } }
  })

const schema = z.union([command, press, submit, shortcut, completion])

/** Nothing where it is of a kind that we never asked to be told of. */
export const parseInteraction = (body: unknown): Interaction | undefined => schema.safeParse(body).data

function common({ trigger_id, team, user, channel, view }: z.infer<typeof base>): Omit<Interaction, 'asks'> {
  const surface = surfaceOf(view)
  return {
    id: trigger_id ?? '',
    team: team?.id ?? user.team_id ?? '',
    user: user.id,
    channel: channel?.id ?? (surface.kind === 'modal' ? surface.subject.channel : undefined),
    surface,
  }
}

function surfaceOf(
  view: z.infer<typeof viewSchema> | undefined,
  {
    message_ts: ts,
    thread_ts: thread,
  }: { readonly message_ts?: string | undefined; readonly thread_ts?: string | undefined } = {},
): Surface {
  if (view?.type === 'home') return { kind: 'home' }
  if (view) return { kind: 'modal', view: view.id, subject: parseSubject(view.private_metadata) ?? {} }
  return { kind: 'message', thread, postedAtMs: ts === undefined ? undefined : Number(ts) * 1_000 }
}

/** In text that is markup to Slack `&` is written out. */
const unescaped = (link: string): string => link.replaceAll('&amp;', '&')
