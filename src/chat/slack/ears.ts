import type { ChannelEvent } from '../adapter.ts'
import type { Ears } from './bolt.ts'
import { converse, type ConversationPorts } from './conversation.ts'
import { parseInteraction } from './interaction.ts'
import { createKnown } from './known.ts'
import { channelEvents, homeOpened } from './lifecycle.ts'
import type { Wire } from './responses.ts'
import { showHome } from './show-home.ts'

export type EarPorts = ConversationPorts & {
  /** The bot's own user. */
  readonly self: string
  /** Passes an event on, in the order in which they are told. */
  readonly tell: (event: ChannelEvent) => void
  /** Sees work through that nobody waits for. */
  readonly run: (work: Promise<unknown>) => void
}

/** Understands what Slack tells, and answers it. */
export function createEars(ports: EarPorts, signal: AbortSignal): Ears {
  const { run, tell, serves, self } = ports
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
      for (const event of channelEvents(body, self)) if (serves(event.at.workspace)) tell(event)
    },
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
