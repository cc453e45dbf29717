import type { z } from 'zod'
import type { Clock } from '../domain/clock.ts'
import type { Choice, CommandSpec, Filled } from '../domain/command.ts'
import type { DeliveryKey } from '../domain/digest.ts'
import type { Answer, Message, Part } from '../domain/message.ts'
import type { Secret } from '../domain/secret.ts'
import type { Destination } from '../domain/subscription.ts'
import type { Route } from '../inbound/route.ts'
import type { HttpClient } from '../http/request.ts'

/** The platform's own id of a message. */
export type Posted = { readonly messageId: string }

/** How commands are written on a platform, for those who are told how to ask. */
export type Writing = {
  /** What stands before the name of a command, by its group: `/readout `. */
  readonly before: Readonly<Record<CommandSpec['group'], string>>
  /** Whether what follows are words in any order, and not fields. */
  readonly inWords: boolean
  /** What else there is to know of asking there, a sentence or two. */
  readonly hint: string
}

/** Who asks, and where. Only platform ids: no name, no text of theirs is kept. */
export type Caller = {
  readonly user: string
  readonly at: Destination
  /** As the platform says it: `en-GB`, `zh-CN`. */
  readonly locale: string
  /** IANA zone, where the platform knows it. */
  readonly zone?: string | undefined
  /** Absent where the bare words do. */
  readonly writing?: Writing | undefined
  /** Whether the platform lets this person manage the channel; asked anew at every call. */
  readonly mayManage: boolean
  /** Whether this person manages the whole workspace or server. */
  readonly mayManageWorkspace?: boolean | undefined
}

/**
 * What was asked: in words (`latest azerbaijan`; buttons carry words too), option by option under the option's English name, as a form
 * that was filled in, where an empty field wants nothing of its kind, or of the links in a message whether one is to be read.
 */
export type Asked =
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'options'; readonly name: string; readonly options: Readonly<Record<string, string>> }
  | { readonly kind: 'form'; readonly name: string; readonly options: Readonly<Record<string, string>> }
  | { readonly kind: 'links'; readonly links: readonly string[] }

/** What the bot answers, to the asking person alone. */
export type Reply =
  | {
      readonly kind: 'answer'
      readonly answer: Answer /** Whether the person may be offered to show it to the channel. */
      readonly shareable: boolean
    }
  | {
      readonly kind: 'file'
      readonly name: string
      readonly mediaType: string
      readonly content: string
      readonly summary: string
    }
  /** Not understood or not allowed: why, and what to try instead. */
  | { readonly kind: 'refusal'; readonly text: string; readonly choices: readonly Choice[] }
  /**
   * A command to be filled in, with what stands: `fixed` is asked for along with it. Where no form can be opened `text` says what to write,
   * and the choices ask for the form again.
   */
  | {
      readonly kind: 'form'
      readonly spec: CommandSpec
      readonly filled: Filled
      readonly fixed: Readonly<Record<string, string>>
      readonly text: string
      readonly choices: readonly Choice[]
    }
  /** Done; `notice` is for the whole channel, without a ping. */
  | { readonly kind: 'done'; readonly answer: Answer; readonly notice: string | undefined }

/** What the person has typed so far of one option. */
export type Completion = {
  readonly command: string
  readonly option: string
  readonly typed: string
  readonly others: Readonly<Record<string, string>>
}

/** A channel got another id. */
export type ChannelMove = { readonly kind: 'moved'; readonly at: Destination; readonly to: string }

/** What happened to a place that we may post to; may be told again of what is so already. */
export type ChannelEvent = PlaceEvent | ChannelMove

/** `workspace-removed`: the whole installation is gone. */
export type PlaceEvent = {
  readonly kind:
    | 'joined'
    | 'workspace-removed'
    | 'channel-deleted'
    | 'permission-lost'
    | 'permission-back'
    /** Of the whole workspace. */
    | 'token-revoked'
    | 'archived'
    | 'unarchived'
    | 'renamed'
  readonly at: Omit<Destination, 'channel'> & { readonly channel?: string | undefined }
  readonly name?: string | undefined
}

/** What somebody is told in private of what they subscribed at a place. */
export type Aside = { readonly user: string; readonly at: Destination; readonly text: string }

/** A subscription as a list of those of many channels shows it. */
export type Listed = {
  readonly channel: string
  readonly number: number
  /** What it takes and when, in a sentence. */
  readonly text: string
  readonly paused: boolean
}

/** What a platform that can call us asks of the bot. */
export interface BotHandlers {
  /** Every command, for registration and help, in the order of help. */
  readonly commands: readonly CommandSpec[]
  ask(asked: Asked, caller: Caller, signal: AbortSignal): Promise<Reply>
  /** At most 25 values that fit what was typed, best first. */
  complete(
    completion: Completion,
    caller: Caller,
    signal: AbortSignal,
  ): Promise<readonly { readonly label: string; readonly value: string }[]>
  /** Gives whom to `tell` of it. */
  lifecycle(event: ChannelEvent): Promise<readonly Aside[]>
  /** Every workspace of a platform that has the bot, told when it begins to listen: what happened unseen follows from it. */
  present?(platform: string, workspaces: readonly string[]): Promise<void>
  /** What is subscribed in these channels of a workspace, and how many in its others. For platforms with a page of our own there. */
  overview?(
    at: Pick<Destination, 'platform' | 'workspace'>,
    channels: readonly string[],
    signal: AbortSignal,
  ): Promise<{ readonly listed: readonly Listed[]; readonly others: number }>
}

/** One chat platform. Nothing outside `chat/<platform>/` knows how it works. */
export interface ChatAdapter {
  readonly platform: string
  /** Splits a message between items so that each part fits the platform. Pure; called when a digest is planned. */
  pack(message: Message): readonly Part[]
  /** Posts one part. `key` is the same at every try of the same delivery. Never retries by itself; throws `PlatformError`. */
  deliver(part: Part, to: Destination, key: DeliveryKey, signal: AbortSignal): Promise<Posted>
  /** Looks for an earlier try's message, and finishes it where that try broke off half-way. Absent: the platform cannot tell. */
  find?(part: Part, to: Destination, key: DeliveryKey, since: Date, signal: AbortSignal): Promise<Posted | undefined>
  /**
   * Puts `part` in the place of what was posted, for good; doing it again changes nothing, and a message that somebody deleted needs no
   * edit. Throws as `deliver` does. Absent: what is posted there stays as it is.
   */
  edit?(posted: Posted, part: Part, to: Destination, signal: AbortSignal): Promise<void>
  /**
   * Tells somebody in private what became of a place, once: it is not tried again, and nothing is made of it where they take no messages of
   * ours. Absent: the platform lets us write to nobody.
   */
  tell?(aside: Aside, signal: AbortSignal): Promise<void>
  /** Absent where the platform cannot call us. Runs until `signal` aborts; acknowledges, defers and edits by itself. */
  listen?(bot: BotHandlers, signal: AbortSignal): Promise<void>
  /** Addresses at which the platform calls us by HTTP; they answer while `listen` runs. Absent where it does not. */
  readonly routes?: readonly Route[]
}

/** What workspaces gave a platform to act there by; sealed where it is kept. */
export interface Installations {
  /** Whether the operator set a key to seal by: without one nothing is kept. */
  canSeal(): boolean
  /**
   * Keys for what `label` names, made from those that the operator set: the same after a restart, and nothing of them tells the operator's.
   * The first is to sign by, each may still have signed. Empty where there is none to seal by.
   */
  keysFor(label: string): readonly Secret[]
  /** In the place of what the workspace gave before; `by` is the platform's id of whoever did. */
  keep(workspace: string, secret: Secret, by: string | undefined): Promise<void>
  /** The same secret renewed; nothing where the workspace was left meanwhile. */
  renew(workspace: string, secret: Secret): Promise<void>
  /** Nothing where it gave none. Throws `SealError` where no key opens it. */
  open(workspace: string): Promise<{ readonly secret: Secret } | undefined>
  /** Ids of the workspaces that gave something. */
  all(): Promise<readonly string[]>
}

/** Remembers names for a while, over a restart too, unless it is lost; a Keyv is one. */
export interface Memory {
  get(name: string): Promise<unknown>
  set(name: string, value: true, ttlMs: number): Promise<unknown>
}

/** What every platform is built with. */
export type PlatformPorts = {
  readonly clock: Clock
  readonly installations: Installations
  readonly memory: Memory
  /** The one way out, for platforms without an SDK. */
  readonly http: HttpClient
  /** Told what went wrong while a person was answered or an event passed on; never a reason to stop. */
  readonly fault: (error: unknown) => void
}

/** A kind of platform, as `app.ts` lists it: what it wants to be told, and how it is built. */
export interface ChatPlatform<Config> {
  readonly platform: string
  readonly configSchema: z.ZodType<Config>
  create(config: Config, ports: PlatformPorts): ChatAdapter
}
