import type { App } from '@slack/bolt'
import type { Clock } from '../../domain/clock.ts'
import { PlatformError } from '../../domain/errors.ts'
import type { Secret } from '../../domain/secret.ts'
import { isObject } from './blocks.ts'
import { platformError } from './failure.ts'
import { clientOptions, type Sdk, silent } from './workspace.ts'

// https://docs.slack.dev/apis/events-api/using-socket-mode

/** What a socket needs. */
export type SocketPorts = {
  readonly sdk: Sdk
  readonly app: App
  readonly clock: Clock
  readonly fault: (error: unknown) => void
}

/** How a socket is opened. */
export type SocketSettings = { readonly appToken: Secret; readonly apiUrl: string }

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000

/** A connection that holds for so long is no failed try. */
const SETTLED_MS = 10_000

/** How long a socket is kept beside the one that takes its place. */
const LINGER_MS = 5_000

/** How long we wait for Slack to say goodbye too. */
const GOODBYE_MS = 500

/**
 * Hears Slack over a socket until `signal` aborts, however often it is lost. Slack renews each socket about every hour and says so
 * before: then the next is opened first, so that nothing falls between. Throws `PlatformError` where trying again is no use.
 *
 * The SDK's own reconnecting waits at least five seconds, and brings the process down where it fails for good
 * (https://github.com/slackapi/node-slack-sdk/issues/2656); so every connection is a receiver of its own, and the loop is ours.
 */
export async function holdSocket(settings: SocketSettings, ports: SocketPorts, signal: AbortSignal): Promise<void> {
  const { clock } = ports
  const stopped = aborted(signal)
  let failures = 0
  let before: Connection | undefined
  try {
    while (!signal.aborted) {
      const connection = connect(settings, ports)
      const waitMs = await opened(connection, stopped, ports, failures)
      if (waitMs !== undefined) {
        failures += 1
        await clock.sleep(waitMs, signal)
        continue
      }
      if (before) void retire(before, clock, signal)
      before = connection
      const since = clock.now().getTime()
      await Promise.race([connection.leaving, stopped])
      failures = clock.now().getTime() - since < SETTLED_MS ? failures + 1 : 0
      // Once may happen at any time; what happens again and again must not become a storm.
      if (failures > 1) await clock.sleep(pauseMs(failures - 1), signal)
    }
  } finally {
    await before?.close()
  }
}

/** Opens a connection; gives how long to wait before another is tried, where that failed. Throws where trying again is no use. */
async function opened(
  connection: Connection,
  stopped: Promise<void>,
  { sdk, fault }: SocketPorts,
  failures: number,
): Promise<number | undefined> {
  try {
    await Promise.race([connection.open(), stopped])
    return undefined
  } catch (error) {
    void connection.close()
    const failure = platformError(sdk.webApi, error, 'the socket')
    if (failure.failure === 'rejected') throw failure
    fault(failure)
    return failure.retryAfterMs ?? pauseMs(failures + 1)
  }
}

/** What is on its way over the old socket still comes in. */
async function retire(connection: Connection, clock: Clock, signal: AbortSignal): Promise<void> {
  await clock.sleep(LINGER_MS, signal)
  await connection.close()
}

const pauseMs = (failures: number): number => Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS)

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })

type Connection = {
  /** Resolves when Slack has said hello. */
  open(): Promise<void>
  /** Resolves when Slack is about to close the socket, or it is closed. */
  readonly leaving: Promise<void>
  close(): Promise<void>
}

function connect({ appToken, apiUrl }: SocketSettings, { sdk, app, clock, fault }: SocketPorts): Connection {
  const receiver = new sdk.SocketModeReceiver({
    appToken: appToken.reveal(),
    logger: silent(sdk),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(sdk, apiUrl) },
    processEventErrorHandler: async ({ error }) => {
      fault(error)
      return true
    },
  })
  receiver.init(app)
  const { client } = receiver
  const gone = new Promise<void>((resolve) => client.once('disconnected', () => resolve()))
  let opening: Promise<unknown> | undefined
  return {
    async open() {
      opening = receiver.start()
      const lost = gone.then(() => {
        throw new PlatformError('slack closed the socket before it was open', 'unreachable')
      })
      await Promise.race([opening, lost])
    },
    leaving: Promise.race([gone, farewell(client)]),
    async close() {
      const soon = new AbortController()
      void client.disconnect()
      await Promise.race([gone, clock.sleep(GOODBYE_MS, soon.signal)])
      soon.abort()
      // The second time it waits for no answer: Slack often gives none.
      void client.disconnect()
      // A socket that was still being opened is opened nevertheless.
      opening?.then(
        () => client.disconnect(),
        () => undefined,
      )
    },
  }
}

type Client = InstanceType<Sdk['SocketModeReceiver']>['client']

/** Resolves when Slack says that it will close the socket. The SDK would close it at once; it is good for some seconds more. */
function farewell(client: Client): Promise<void> {
  const [onMessage] = client.listeners('ws_message')
  client.removeAllListeners('ws_message')
  return new Promise((resolve) => {
    client.on('ws_message', (message: unknown, isBinary: unknown) => {
      if (isFarewell(message)) resolve()
      else onMessage?.(message, isBinary)
    })
  })
}

function isFarewell(message: unknown): boolean {
  if (typeof message !== 'string') return false
  try {
    const told: unknown = JSON.parse(message)
    return isObject(told) && told['type'] === 'disconnect'
  } catch {
    return false
  }
}
