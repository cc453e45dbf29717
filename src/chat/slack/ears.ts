import { z } from 'zod'
import { PlatformError } from '../../domain/errors.ts'
import type { ChannelEvent } from '../adapter.ts'
import type { Ears } from './bolt.ts'
import { converse, type ConversationPorts } from './conversation.ts'
import { parseInteraction } from './interaction.ts'
import { createKnown } from './known.ts'
import { channelEvents, homeOpened, isRemoval, teamOf } from './lifecycle.ts'
import type { Wire } from './responses.ts'
import { showHome } from './show-home.ts'
import type { Workspaces } from './workspace.ts'

/** Passes on what something means, in the order in which it is told of a workspace; resolves when that is done, whatever came of it. */
export type Tell = (team: string, events: () => Promise<readonly ChannelEvent[]>) => Promise<void>

/** What hearing Slack needs. */
export type EarPorts = ConversationPorts & {
  readonly tell: Tell
  /** Sees work through that nobody waits for. */
  readonly run: (work: Promise<unknown>) => void
}

/** Understands what Slack tells, and answers it. */
export function createEars(ports: EarPorts, signal: AbortSignal): Ears {
  const { run, tell, serves, workspaces } = ports
  const known = createKnown()
  return {
    interaction(body, wire) {
      const interaction = parseInteraction(body)
      const isNew = interaction && (interaction.id === '' || known.isNew(interaction.id))
      if (isNew)
        run(
          converse(
            interaction,
            heardOnce(wire, () => known.forget(interaction.id)),
            ports,
            signal,
          ),
        )
      else run(wire.ack({ kind: 'plain' }))
    },
    event(body) {
      const opened = homeOpened(body)
      if (opened && serves(opened.team)) run(showHome(opened, ports, signal))
      const team = teamOf(body)
      if (team === undefined) return
      // Also of a workspace that we do not serve any more.
      if (isRemoval(body)) void tell(team, () => believed(body, team, workspaces, signal))
      else if (serves(team)) void tell(team, async () => channelEvents(body, await selfIn(team, workspaces, signal)))
    },
  }
}

/** A removal may be told late, of an installation before the present one: as long as our token works it is not believed. */
async function believed(
  body: unknown,
  team: string,
  workspaces: Workspaces,
  signal: AbortSignal,
): Promise<readonly ChannelEvent[]> {
  try {
    const { call } = await workspaces.of(team, signal)
    await call('auth.test', {}, z.unknown(), signal)
    return []
  } catch (error) {
    if (error instanceof PlatformError) return channelEvents(body, '')
    throw error
  }
}

/** The bot's own user in a workspace; nobody where it is not there any more. */
async function selfIn(team: string, workspaces: Workspaces, signal: AbortSignal): Promise<string> {
  try {
    return (await workspaces.of(team, signal)).bot.user
  } catch (error) {
    if (error instanceof PlatformError && error.failure === 'rejected') return ''
    throw error
  }
}

/** Where our sign did not arrive, Slack tells again, and that counts. */
const heardOnce = (wire: Wire, forget: () => void): Wire => ({
  ...wire,
  async ack(told) {
    try {
      await wire.ack(told)
    } catch (error) {
      forget()
      throw error
    }
  },
})
