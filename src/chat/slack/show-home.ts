import { z } from 'zod'
import type { BotHandlers } from '../adapter.ts'
import { homeView } from './home.ts'
import { channelsOf, personOf } from './people.ts'
import type { Workspaces } from './workspace.ts'

/** What showing the Home tab needs. */
export type HomePorts = { readonly bot: BotHandlers; readonly workspaces: Workspaces }

/** Publishes somebody's Home tab: what is subscribed in the channels that they are in. */
export async function showHome(
  { user, team }: { readonly user: string; readonly team: string },
  { bot, workspaces }: HomePorts,
  signal: AbortSignal,
): Promise<void> {
  const workspace = await workspaces.of(team, signal)
  const [person, channels] = await Promise.all([personOf(workspace, user, signal), channelsOf(workspace, user, signal)])
  const at = { platform: 'slack', workspace: workspace.team }
  const known = channels.map(({ id }) => id)
  const overview = await bot.overview?.(at, known, signal)
  const others = person.standing === 'admin' ? overview?.others : undefined
  const view = homeView({ commands: bot.commands, channels, listed: overview?.listed, others })
  await workspace.call('views.publish', { user_id: user, view }, z.unknown(), signal)
}
