import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'

// Socket Mode from Slack's side: https://docs.slack.dev/apis/events-api/using-socket-mode

export type EnvelopeType = 'slash_commands' | 'interactive' | 'events_api'

export function attachSockets(server: Server, { changed }: { readonly changed: () => void }) {
  const sockets = new WebSocketServer({ noServer: true })
  const tickets = new Set<string>()
  const open: WebSocket[] = []
  const waiting = new Map<string, (payload: unknown) => void>()
  const faults: string[] = []
  let opened = 0
  let most = 0
  let envelopes = 0

  server.on('upgrade', (request, socket, head) => {
    const ticket = new URL(request.url ?? '/', 'ws://127.0.0.1').searchParams.get('ticket') ?? ''
    // A ticket opens one socket.
    if (!tickets.delete(ticket)) {
      socket.destroy()
      return
    }
    sockets.handleUpgrade(request, socket, head, (websocket) => welcome(websocket))
  })

  function welcome(websocket: WebSocket): void {
    open.push(websocket)
    opened += 1
    most = Math.max(most, open.length)
    websocket.on('message', (data) => heard(String(data)))
    websocket.on('close', () => {
      const at = open.indexOf(websocket)
      if (at >= 0) open.splice(at, 1)
      changed()
    })
    websocket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: open.length,
        debug_info: { host: 'applink-1', approximate_connection_time: 18_060 },
        connection_info: { app_id: 'A0ATTACHE' },
      }),
    )
    changed()
  }

  function heard(text: string): void {
    const { envelope_id: id, payload } = JSON.parse(text)
    const resolve = waiting.get(id)
    if (!resolve) faults.push(`acknowledged twice, or never sent: ${id}`)
    waiting.delete(id)
    resolve?.(payload)
    changed()
  }

  return {
    faults,
    /** How many sockets were opened so far. */
    opened: (): number => opened,
    /** How many are open. */
    count: (): number => open.length,
    /** How many were open at once. */
    most: (): number => most,
    isOpen: (): boolean => open.length > 0,
    /** An address that opens one socket. */
    issue(port: number): string {
      const ticket = `ticket-${tickets.size}-${opened}-${Math.floor(performance.now())}`
      tickets.add(ticket)
      return `ws://127.0.0.1:${port}/link?ticket=${ticket}`
    },
    /** Sends an envelope over the newest socket; resolves with what it is acknowledged with. */
    send(type: EnvelopeType, payload: object): Promise<unknown> {
      envelopes += 1
      const id = `envelope-${envelopes}`
      const acked = new Promise<unknown>((resolve) => waiting.set(id, resolve))
      open
        .at(-1)
        ?.send(JSON.stringify({ envelope_id: id, payload, type, accepts_response_payload: type !== 'events_api' }))
      return acked
    },
    /** Says that the socket is about to be closed, and leaves it open. */
    warn(reason: 'warning' | 'refresh_requested' | 'link_disabled' = 'refresh_requested'): void {
      for (const one of open)
        one.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-1' } }))
    },
    /** Cuts every socket without a word. */
    drop(): void {
      for (const one of [...open]) one.terminate()
    },
    close(): void {
      for (const one of [...open]) one.terminate()
      sockets.close()
    },
  }
}
