import type { Asking } from '../fakes/slack.ts'
import { startSlack } from '../fakes/slack.ts'
import { textOf } from '../fakes/slack-rules.ts'
import { ADMIN, APP_TOKEN, BOT, BOT_TOKEN, CHANNEL, type FakeMessage, READER } from '../fakes/slack-state.ts'
import { readIn } from '../chat/slack/mrkdwn.ts'
import type { Shown, StoryPlatform } from './platform.ts'

const PEOPLE = { reader: { user: READER }, manager: { user: ADMIN } } as const satisfies Record<string, Asking>

/** How people type the options of a command. */
const TYPED: Readonly<Record<string, (value: string) => string>> = {
  topics: (value) => `topic:${value}`,
  'changes-only': (value) => (value === 'true' ? 'changes:only' : ''),
}

/** Slack on loopback, by its real socket and Web API, in a channel that has yet to invite the bot. */
export async function slackInStory() {
  let now = new Date('2025-04-24T04:00:00Z')
  const platform = await startSlack({ now: () => now.getTime() })
  platform.channels.get(CHANNEL)?.members.delete(BOT.user)

  const beneathBy = new Map<string, readonly unknown[]>()
  const answered = async (asking: () => Promise<unknown>): Promise<Shown> => {
    const [answers, modals] = [platform.responses.length, platform.modals.size]
    await asking()
    const opened = (): [string, unknown] | undefined => [...platform.modals][modals]
    await platform.until(() => platform.responses.length > answers || isFilled(opened()?.[1]))
    const [id = '', modal] = opened() ?? []
    const beneath = platform.responses.slice(answers).map(({ body }) => body['blocks'])
    const shownAs = id === '' ? `answer ${answers}` : id
    beneathBy.set(shownAs, beneath)
    return { id: shownAs, text: textOf(modal ?? beneath), struck: [], pushed: '', replyTo: undefined }
  }
  return {
    name: 'slack',
    platform,
    environment: {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: platform.apiUrl,
      SLACK_MANAGERS: ADMIN,
    },
    invitation: /\/invite @\S+ into a channel/,
    setTime: (to) => {
      now = to
    },
    async invite() {
      await platform.until(() => platform.sockets.isOpen())
      platform.channels.get(CHANNEL)?.members.add(BOT.user)
      await platform.event({ type: 'member_joined_channel', user: BOT.user, channel: CHANNEL, channel_type: 'C' })
    },
    ask: (name, options, by) => {
      const words = Object.entries(options).map(([option, value]) => TYPED[option]?.(value) ?? value)
      return answered(() => platform.command([name, ...words].join(' '), PEOPLE[by]))
    },
    async openForm(number, by) {
      const before = platform.modals.size
      await platform.command(`change ${number}`, PEOPLE[by])
      await platform.until(() => isFilled([...platform.modals][before]?.[1]))
      const [id = '', modal] = [...platform.modals][before] ?? []
      const { callback_id, private_metadata, blocks }: SlackForm = Object(modal)
      const fields = blocks.filter(({ element }) => element !== undefined)
      return {
        filled: Object.fromEntries(fields.map((field) => [nameOf(field), shownIn(field)])),
        async send(given, sender) {
          const values = Object.fromEntries(
            fields.map((field) => [field.block_id, { [field.block_id]: stateOf(field, given[nameOf(field)]) }]),
          )
          const view = { id, type: 'modal', callback_id, private_metadata, state: { values } }
          await platform.submit(view, PEOPLE[sender])
          const shownNow = () => platform.modals.get(id)
          await platform.until(() => shownNow() !== modal && isFilled(shownNow()))
          return { id, text: textOf(shownNow()), struck: [], pushed: '', replyTo: undefined }
        },
      }
    },
    readThis: (text, by) => answered(() => platform.shortcut({ ts: '1745467200.000100', text }, PEOPLE[by])),
    press: (message, label, by) => {
      const blocks = platform.messages.find(({ ts }) => ts === message.id)?.blocks ?? beneathBy.get(message.id) ?? []
      return answered(() => platform.press(actionCalled(label, blocks), PEOPLE[by]))
    },
    // An answer is seen beneath its message alone, unless it is shown to the channel too.
    channel: () =>
      platform.messages
        .filter(
          ({ channel, thread_ts, args }) => channel === CHANNEL && (!thread_ts || args['reply_broadcast'] === true),
        )
        .map(shown),
    until: platform.until,
    [Symbol.asyncDispose]: () => platform[Symbol.asyncDispose](),
  } satisfies StoryPlatform & { platform: unknown }
}

const isFilled = (modal: unknown): boolean => modal !== undefined && !textOf(modal).includes('One moment …')

type Option = { readonly value: string; readonly text: { readonly text: string } }
type SlackField = {
  readonly block_id: string
  readonly element: {
    readonly initial_value?: string
    readonly initial_option?: Option
    readonly initial_options?: readonly Option[]
    readonly type: string
  }
}
type SlackForm = {
  readonly callback_id: string
  readonly private_metadata: string
  readonly blocks: readonly SlackField[]
}

const nameOf = ({ block_id: id }: SlackField): string => id.split('.').at(-1) ?? ''

const shownIn = ({
  element: { initial_value: text, initial_option: one, initial_options: many = [] },
}: SlackField): string => text ?? [...(one ? [one] : []), ...many].map((option) => option.text.text).join(', ')

/** A field as Slack tells of it: as it stood, or with what a person put in its place. */
function stateOf({ element }: SlackField, given: string | undefined): object {
  if (element.type === 'plain_text_input') return { value: given ?? element.initial_value ?? null }
  const picked = (value: string) => ({ value })
  if (element.type === 'multi_external_select') {
    const values = given?.split(', ') ?? element.initial_options?.map(({ value }) => value) ?? []
    return { selected_options: values.filter((value) => value !== '').map(picked) }
  }
  const value = given ?? element.initial_option?.value ?? ''
  return { selected_option: value === '' ? null : picked(value) }
}

/** Slack has no message without a sound, and pushes what calls nobody only to who wants all: what counts is what our own deliveries push. */
const shown = ({ ts, text, blocks, metadata, thread_ts }: FakeMessage): Shown => ({
  id: ts,
  text: textOf(blocks),
  struck: struckIn(blocks),
  pushed: metadata === undefined ? '' : readIn(text),
  replyTo: thread_ts,
})

function struckIn(blocks: readonly unknown[]): string[] {
  const struck: string[] = []
  JSON.stringify(blocks, (_key, value: unknown) => {
    const { text, style } = Object(value)
    if (typeof text === 'string' && Object(style).strike === true) struck.push(text)
    return value
  })
  return struck
}

/** The button or the entry of a menu that is called so, as Slack tells that it was pressed. */
function actionCalled(label: string, blocks: readonly unknown[]): object {
  let found: object = {}
  const look = (value: unknown, actionId: unknown): void => {
    if (Array.isArray(value)) for (const one of value) look(one, actionId)
    if (typeof value !== 'object' || value === null) return
    const { action_id = actionId, text, value: words, ...rest }: Record<string, unknown> = { ...value }
    if (textOf(text) === label && typeof words === 'string') {
      found = { action_id, value: words, selected_option: { value: words } }
    }
    for (const one of Object.values(rest)) look(one, action_id)
  }
  look(blocks, undefined)
  return found
}
