import type { App } from '@slack/bolt'
import type { Clock } from '../../domain/clock.ts'
import { PlatformError } from '../../domain/errors.ts'
import type { Secret } from '../../domain/secret.ts'
import type { BotHandlers, ChannelEvent } from '../adapter.ts'
import { converse, type ConversationPorts } from './conversation.ts'
import { parseInteraction } from './interaction.ts'
import { channelEvents, homeOpened } from './lifecycle.ts'
import { EVENTS, READ_THIS } from './manifest.ts'
import type { Pace } from './pace.ts'
import { channelsOf } from './people.ts'
import type { RequestGate } from './requests.ts'
import type { Wire } from './responses.ts'
import { showHome } from './show-home.ts'
import { holdSocket } from './socket.ts'
import type { Sdk, Workspace, Workspaces } from './workspace.ts'
import { silent } from './workspace.ts'

export type ListenSettings = {
  /** Absent: Slack calls us by HTTP. */
  readonly appToken: Secret | undefined
  readonly apiUrl: string
  readonly allowedTeams: readonly string[]
  readonly managers: readonly string[]
}

export type ListenPorts = {
  readonly sdk: Sdk
  readonly workspaces: Workspaces
  readonly pace: Pace
  readonly clock: Clock
  readonly fault: (error: unknown) => void
  readonly gate: RequestGate
}

const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 5 * 60_000

/** How long answers that are under way may take when we are told to stop. */
const LAST_WORDS_MS = 3_000

/** Hears Slack until `signal` aborts, however often the connection is lost. Throws `PlatformError` where trying again is no use. */
export async function listen(
  settings: ListenSettings,
  bot: BotHandlers,
  ports: ListenPorts,
  signal: AbortSignal,
): Promise<void> {
  const workspace = await introduced(ports, signal)
  if (!workspace) return
  const underWay = new Set<Promise<void>>()
  const run = (work: Promise<unknown>): void => {
    const done: Promise<void> = work
      .then(
        () => undefined,
        (error: unknown) => {
          if (!signal.aborted) ports.fault(error)
        },
      )
      .finally(() => underWay.delete(done))
    underWay.add(done)
  }
  const app = createApp(ports)
  attend(app, workspace, settings, bot, ports, run, signal)
  try {
    if (settings.appToken) {
      await holdSocket({ appToken: settings.appToken, apiUrl: settings.apiUrl }, { ...ports, app }, signal)
    } else {
      await ports.gate.open(ports.sdk, app, signal)
    }
  } finally {
    await settleSoon(underWay, ports.clock)
  }
}

/** Who we are; asked until Slack says so. Nothing where we were told to stop before. */
async function introduced(
  { workspaces, clock, fault }: ListenPorts,
  signal: AbortSignal,
): Promise<Workspace | undefined> {
  for (let waitMs = FIRST_WAIT_MS; !signal.aborted; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await workspaces.of(undefined, signal)
    } catch (error) {
      if (signal.aborted) return undefined
      if (!(error instanceof PlatformError) || error.failure === 'rejected') throw error
      fault(error)
      await clock.sleep(error.retryAfterMs ?? waitMs, signal)
    }
  }
  return undefined
}

async function settleSoon(underWay: ReadonlySet<Promise<void>>, clock: Clock): Promise<void> {
  const settled = new AbortController()
  await Promise.race([Promise.all(underWay), clock.sleep(LAST_WORDS_MS, settled.signal)])
  settled.abort()
}

/** Bolt, hearing from whoever hands it events: a socket or our own server. */
function createApp({ sdk, fault }: ListenPorts): App {
  const app = new sdk.App({
    receiver: { init: () => {}, start: async () => {}, stop: async () => {} },
    // Nothing is called by Bolt, so that it needs no token of ours.
    authorize: async ({ teamId }) => ({ ...(teamId === undefined ? {} : { teamId }) }),
    ignoreSelf: false,
    convoStore: false,
    logger: silent(sdk),
  })
  app.error(async (error) => fault(error))
  return app
}

/** Connects what Slack tells with whoever answers it. */
function attend(
  app: App,
  workspace: Workspace,
  { allowedTeams, managers }: ListenSettings,
  bot: BotHandlers,
  { workspaces, pace, clock, fault }: ListenPorts,
  run: (work: Promise<unknown>) => void,
  signal: AbortSignal,
): void {
  const serves = (team: string): boolean => (allowedTeams.length > 0 ? allowedTeams : [workspace.team]).includes(team)
  const conversation: ConversationPorts = { bot, workspaces, pace, clock, fault, managers, serves }
  const first = createFirst()

  const hear = (body: unknown, wire: Wire): void => {
    const interaction = parseInteraction(body)
    const isNew = interaction && (interaction.asks.kind === 'completion' || first(interaction.id))
    run(isNew ? converse(interaction, wire, conversation, signal) : wire.ack({ kind: 'plain' }))
  }
  app.command(/^\//, async ({ body, ack, respond }) => hear(body, { ack: () => ack(), respond }))
  app.action(/^/, async ({ body, ack, respond }) => hear(body, { ack: () => ack(), respond }))
  app.shortcut(READ_THIS, async ({ body, ack, respond }) => hear(body, { ack: () => ack(), respond }))
  app.view(/^/, async ({ body, ack }) =>
    hear(body, {
      ack: (told) => (told.kind === 'update' ? ack({ response_action: 'update', view: told.view }) : ack()),
    }),
  )
  app.options(/^/, async ({ body, ack }) =>
    hear(body, { ack: (told) => ack({ options: told.kind === 'options' ? [...told.options] : [] }) }),
  )

  let told = Promise.resolve()
  const tell = (event: ChannelEvent): void => {
    if (!serves(event.at.workspace)) return
    // One after the other, so that what came last is what holds.
    told = told.then(() => bot.lifecycle(event)).catch((error: unknown) => fault(error))
    run(told)
  }
  app.event(new RegExp(`^(?:${EVENTS.map(({ event }) => event).join('|')})$`), async ({ body }) => {
    const opened = homeOpened(body)
    if (opened && serves(opened.team)) run(showHome(opened, conversation, signal))
    for (const event of channelEvents(body, workspace.bot.user)) tell(event)
  })
  run(tellWhereWeAre(workspace, tell, signal))
}

/** The bot may have been invited while nobody listened. Where it was removed, the next delivery finds out. */
async function tellWhereWeAre(
  workspace: Workspace,
  tell: (event: ChannelEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const { id: channel } of await channelsOf(workspace, undefined, signal)) {
    tell({ kind: 'permission-back', at: { platform: 'slack', workspace: workspace.team, channel } })
  }
}

const MOST_REMEMBERED = 1_000

/** Slack tells again what it was not sure that we heard; only the first time counts. */
function createFirst(): (id: string) => boolean {
  const seen = new Set<string>()
  return (id) => {
    if (seen.has(id)) return false
    seen.add(id)
    const [oldest] = seen
    if (seen.size > MOST_REMEMBERED && oldest !== undefined) seen.delete(oldest)
    return true
  }
}
