import { z } from 'zod'
import { PlatformError } from '../../domain/errors.ts'
import type { Secret } from '../../domain/secret.ts'
import { platformError } from './failure.ts'

/** What we take of the SDK; loaded only where Slack is configured. */
export type Sdk = Pick<
  typeof import('@slack/bolt'),
  'App' | 'SocketModeReceiver' | 'webApi' | 'LogLevel' | 'isValidSlackRequest'
>

/** Calls a method of Slack's Web API once, and reads what the schema names of the answer. Throws `PlatformError`. */
export type Call = <T>(method: string, args: object, schema: z.ZodType<T>, signal: AbortSignal) => Promise<T>

/** A workspace that has the bot. */
export type Workspace = {
  readonly team: string
  /** Of the bot: its user, what it posts as, and the name that people invite it by. */
  readonly bot: { readonly user: string; readonly id: string; readonly name: string }
  readonly call: Call
}

/** The workspaces that have the bot. Both throw `PlatformError`: a workspace that has it no longer is a lost one. */
export type Workspaces = {
  /** Their ids. */
  all(signal: AbortSignal): Promise<readonly string[]>
  of(team: string, signal: AbortSignal): Promise<Workspace>
}

/** Well below the time after which a delivery is thought to be lost. */
const TIMEOUT_MS = 30_000

/** What calls the API with a token: nothing is tried twice, nothing waits for a limit, nothing is logged. */
export function createCall(sdk: Sdk, token: Secret, apiUrl: string): Call {
  return async (method, args, schema, signal) => {
    signal.throwIfAborted()
    const client = new sdk.webApi.WebClient(token.reveal(), {
      ...clientOptions(sdk, apiUrl),
      fetch: (url, init) =>
        fetch(url, { ...init, signal: AbortSignal.any([signal, ...(init?.signal ? [init.signal] : [])]) }),
    })
    try {
      return schema.parse(await client.apiCall(method, { ...args }))
    } catch (error) {
      if (signal.aborted) throw signal.reason
      throw platformError(sdk.webApi, error, method)
    }
  }
}

/** How every client of ours behaves. */
export const clientOptions = (sdk: Sdk, apiUrl: string) => ({
  slackApiUrl: apiUrl,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: TIMEOUT_MS,
  logger: silent(sdk),
})

/** The SDK says nothing that it does not throw as well, and its log would name people and their words. */
export const silent = ({ LogLevel }: Sdk) => ({
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
})

const identitySchema = z.object({ team_id: z.string(), user_id: z.string(), bot_id: z.string(), user: z.string() })

/** Asks who we are to whom a token belongs. */
export async function workspaceOf(call: Call, signal: AbortSignal): Promise<Workspace> {
  const { team_id: team, user_id: user, bot_id: id, user: name } = await call('auth.test', {}, identitySchema, signal)
  return { team, bot: { user, id, name }, call }
}

/** The one workspace that a bot token belongs to. Who we are there is asked once. */
export function oneWorkspace(load: () => Promise<Sdk>, token: Secret, apiUrl: string): Workspaces {
  let known: Promise<Workspace> | undefined
  const ask = async (signal: AbortSignal): Promise<Workspace> =>
    workspaceOf(createCall(await load(), token, apiUrl), signal)
  const ours = async (signal: AbortSignal): Promise<Workspace> => {
    known ??= ask(signal)
    const asked = known
    try {
      return await asked
    } catch (error) {
      if (known === asked) known = undefined
      throw error
    }
  }
  return {
    all: async (signal) => [(await ours(signal)).team],
    async of(team, signal) {
      const workspace = await ours(signal)
      if (team === workspace.team) return workspace
      throw new PlatformError('slack: the bot token belongs to another workspace', 'rejected', {
        lost: 'token-revoked',
      })
    },
  }
}
