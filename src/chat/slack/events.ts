import type { Clock } from '../../domain/clock.ts'
import { PlatformError } from '../../domain/errors.ts'
import type { Secret } from '../../domain/secret.ts'
import type { BotHandlers, ChannelEvent, ChatAdapter } from '../adapter.ts'
import { createApp } from './bolt.ts'
import { isAmong } from './config.ts'
import { createEars, type EarPorts, type Tell } from './ears.ts'
import type { InstallDesk } from './install.ts'
import type { Welcomed } from './install-outcome.ts'
import type { Pace } from './pace.ts'
import { channelsOf } from './people.ts'
import type { RequestGate } from './requests.ts'
import { holdSocket } from './socket.ts'
import type { Sdk, Workspaces } from './workspace.ts'

/** How Slack reaches us. */
export type ListenSettings = {
  /** Absent: Slack calls us by HTTP. */
  readonly appToken: Secret | undefined
  readonly apiUrl: string
  readonly allowedTeams: readonly string[]
  readonly managers: readonly string[]
}

/** What listening needs. */
export type ListenPorts = {
  readonly sdk: Sdk
  readonly workspaces: Workspaces
  readonly pace: Pace
  readonly clock: Clock
  readonly fault: (error: unknown) => void
  readonly gate: RequestGate
  /** Where workspaces install the app, if they do so by themselves. */
  readonly desk: InstallDesk | undefined
  readonly tell: NonNullable<ChatAdapter['tell']>
}

const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 5 * 60_000

/** How long answers that are under way may take when we are told to stop. */
const LAST_WORDS_MS = 3_000

/** Hears Slack until `signal` aborts, however often the connection is lost. Throws `PlatformError` where trying again is no use. */
export async function listen(
  { appToken, apiUrl, allowedTeams, managers }: ListenSettings,
  bot: BotHandlers,
  ports: ListenPorts,
  signal: AbortSignal,
): Promise<void> {
  const { sdk, clock, fault } = ports
  const teams = await introduced(ports, signal)
  if (!teams) return
  const { run, settleSoon } = createUnderWay(ports, signal)
  const tell = createTeller(bot, ports, run, signal)
  const serves = (team: string): boolean => isAmong(allowedTeams.length > 0 ? allowedTeams : teams, team)
  const ears = createEars({ ...ports, bot, managers, serves, tell, run }, signal)
  const app = createApp(sdk, ears, fault)
  run(tellWhereWeAre(teams, tell, ports, signal))
  try {
    await ports.desk?.open((team) => welcome(team, bot, { tell, run }, ports, signal), signal)
    if (appToken) await holdSocket({ appToken, apiUrl }, { sdk, app, clock, fault }, signal)
    else await ports.gate.open(sdk, app, signal)
  } finally {
    await settleSoon()
  }
}

/** Which workspaces have the bot; asked until Slack says so. Nothing where we were told to stop before. */
async function introduced(
  { workspaces, clock, fault }: ListenPorts,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  for (let waitMs = FIRST_WAIT_MS; !signal.aborted; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await workspaces.all(signal)
    } catch (error) {
      if (signal.aborted) return undefined
      if (!(error instanceof PlatformError) || error.failure === 'rejected') throw error
      fault(error)
      await clock.sleep(error.retryAfterMs ?? waitMs, signal)
    }
  }
  return undefined
}

/** Work that nobody waits for until the end. */
function createUnderWay({ clock, fault }: ListenPorts, signal: AbortSignal) {
  const underWay = new Set<Promise<void>>()
  return {
    run(work: Promise<unknown>): void {
      const noted = (error: unknown): void => {
        if (!signal.aborted) fault(error)
      }
      const done: Promise<void> = work.then(() => undefined, noted).finally(() => underWay.delete(done))
      underWay.add(done)
    },
    async settleSoon(): Promise<void> {
      const settled = new AbortController()
      await Promise.race([Promise.all(underWay), clock.sleep(LAST_WORDS_MS, settled.signal)])
      settled.abort()
    },
  }
}

/** Passes events of a workspace on one after the other, so that what came last is what holds. */
function createTeller(
  bot: BotHandlers,
  { fault, tell }: Pick<ListenPorts, 'fault' | 'tell'>,
  run: (work: Promise<unknown>) => void,
  signal: AbortSignal,
): Tell {
  const told = new Map<string, Promise<void>>()
  return (team, events) => {
    const before = told.get(team) ?? Promise.resolve()
    const now = before
      .then(async () => {
        for (const event of await events()) {
          for (const aside of await bot.lifecycle(event)) run(tell(aside, signal))
        }
      })
      .catch((error: unknown) => fault(error))
    told.set(team, now)
    run(now)
    return now
  }
}

/** The bot may have been invited while nobody listened, or the app removed. Removed from a channel, the next delivery finds out. */
async function tellWhereWeAre(
  teams: readonly string[],
  tell: Tell,
  ports: ListenPorts,
  signal: AbortSignal,
): Promise<void> {
  for (const team of teams) if (!signal.aborted) await tell(team, () => whereWeAre(team, ports, signal))
}

async function whereWeAre(
  workspace: string,
  { workspaces, fault }: ListenPorts,
  signal: AbortSignal,
): Promise<readonly ChannelEvent[]> {
  const at = { platform: 'slack', workspace }
  try {
    const channels = await channelsOf(await workspaces.of(workspace, signal), undefined, signal)
    return channels.map(({ id: channel }) => ({ kind: 'permission-back', at: { ...at, channel } }))
  } catch (error) {
    if (!signal.aborted) fault(error)
    const lost = error instanceof PlatformError ? error.lost : undefined
    return lost === 'workspace-removed' || lost === 'token-revoked' ? [{ kind: lost, at }] : []
  }
}

/** After an installation: what was paused when the bot was removed stays so until a person resumes it. */
async function welcome(
  team: string,
  bot: BotHandlers,
  { tell, run }: Pick<EarPorts, 'tell' | 'run'>,
  ports: ListenPorts,
  signal: AbortSignal,
): Promise<Welcomed> {
  const at = { platform: 'slack', workspace: team }
  void tell(team, async () => [{ kind: 'joined', at }])
  run(tellWhereWeAre([team], tell, ports, signal))
  const [workspace, before] = await Promise.all([ports.workspaces.of(team, signal), bot.overview?.(at, [], signal)])
  return { bot: workspace.bot.name, waiting: before?.others ?? 0 }
}
