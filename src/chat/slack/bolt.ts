import type { App } from '@slack/bolt'
import { EVENTS, READ_THIS } from './manifest.ts'
import type { Wire } from './responses.ts'
import { type Sdk, silent } from './workspace.ts'

/** Who is told what Bolt has sorted; what they make of it they do beside. */
export type Ears = {
  interaction(body: unknown, wire: Wire): void
  event(body: unknown): void
}

/** Bolt, hearing from whoever hands it events: a socket or our own server. */
export function createApp(sdk: Sdk, ears: Ears, fault: (error: unknown) => void): App {
  const app = new sdk.App({
    receiver: { init: () => {}, start: async () => {}, stop: async () => {} },
    // Nothing is called by Bolt, so that it needs no token of ours.
    authorize: async ({ teamId }) => ({ ...(teamId === undefined ? {} : { teamId }) }),
    ignoreSelf: false,
    convoStore: false,
    logger: silent(sdk),
  })
  app.error(async (error) => fault(error))
  app.command(/^\//, async ({ body, ack, respond }) => ears.interaction(body, { ack: () => ack(), respond }))
  app.action(/^/, async ({ body, ack, respond }) => ears.interaction(body, { ack: () => ack(), respond }))
  app.shortcut(READ_THIS, async ({ body, ack, respond }) => ears.interaction(body, { ack: () => ack(), respond }))
  app.view(/^/, async ({ body, ack }) =>
    ears.interaction(body, {
      ack: (told) => (told.kind === 'update' ? ack({ response_action: 'update', view: told.view }) : ack()),
    }),
  )
  app.options(/^/, async ({ body, ack }) =>
    ears.interaction(body, { ack: (told) => ack({ options: told.kind === 'options' ? [...told.options] : [] }) }),
  )
  app.event(new RegExp(`^(?:${EVENTS.map(({ event }) => event).join('|')})$`), async ({ body }) => ears.event(body))
  return app
}
