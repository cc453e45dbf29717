import type { CommandName } from '../../src/domain/command.ts'

/** Who asks: anybody in the channel, or somebody who may manage it. */
export type Person = 'reader' | 'manager'

/** One message as people see it. */
export type Shown = {
  /** Everything that can be read in it, without the platform's marks. */
  readonly text: string
  /** What of it is struck through. */
  readonly struck: readonly string[]
  /** What was pushed to people's phones when it came; empty where it came without a sound. */
  readonly pushed: string
  /** The message that it is a reply to, by that one's id. */
  readonly replyTo: string | undefined
  readonly id: string
}

/** A form that was opened for somebody. */
export type OpenForm = {
  /** What stands in its fields, by the options' names. */
  readonly filled: Readonly<Record<string, string>>
  /** Sends it off with other values in some fields; gives what the person is shown. */
  send(given: Readonly<Record<string, string>>, by: Person): Promise<Shown>
}

/** A chat platform in the hands of the people of one channel. Time passes on it as on the installation's clock. */
export type StoryPlatform = AsyncDisposable & {
  readonly name: string
  /** How the program is told of the platform. */
  readonly environment: Readonly<Record<string, string>>
  /** What `attache doctor` must tell the operator, so that somebody can invite the bot. */
  readonly invitation: RegExp
  /** Sets the platform's time. */
  setTime(now: Date): void
  /** Somebody takes the bot into the channel; settles when it hears what is asked there. */
  invite(): Promise<void>
  /** Asks a command; gives what the asking person is shown. */
  ask(name: CommandName, options: Readonly<Record<string, string>>, by: Person): Promise<Shown>
  /** Presses what is called `label` under a message of the channel, or under an answer; gives what the person is shown. */
  press(message: Shown, label: string, by: Person): Promise<Shown>
  /** Opens the form that changes a subscription. */
  openForm(number: number, by: Person): Promise<OpenForm>
  /** Picks *Read this* on somebody's message; gives what the person is shown. */
  readThis(text: string, by: Person): Promise<Shown>
  /** What everybody sees in the channel, in order. */
  channel(): readonly Shown[]
  /** Settles as soon as it holds, looked at whenever something happens on the platform. */
  until(holds: () => unknown): Promise<void>
}
