import type { PartyCode } from './key-point.ts'
import type { ModelFeature } from './model-use.ts'
import type { QuietHours, Schedule } from './subscription.ts'
import type { Topic } from './topic.ts'

/** What a subscription is to take and when; what is absent stays as it is (`change`) or takes its default (`subscribe`). */
export type Wanted = {
  readonly countries?: readonly PartyCode[] | undefined
  readonly topics?: readonly Topic[] | undefined
  readonly sources?: readonly string[] | undefined
  readonly phrases?: readonly string[] | undefined
  readonly schedule?: Schedule | undefined
  readonly changesOnly?: boolean | undefined
  readonly whenQuiet?: 'line' | 'silence' | undefined
  readonly quietHours?: WantedHours | 'none' | undefined
  readonly locale?: string | undefined
}

/** Quiet hours; without a zone they are in that of the subscription's schedule. */
export type WantedHours = Omit<QuietHours, 'zone'> & { readonly zone?: string | undefined }

/** Everything a person can ask of the bot, the same on every platform and in the terminal. */
export type Command =
  /** One of `countries` and one of `with` are parties; an empty list asks for nothing. */
  | {
      readonly name: 'latest'
      readonly countries: readonly PartyCode[]
      readonly with: readonly PartyCode[]
      readonly topic?: Topic | undefined
    }
  | { readonly name: 'country'; readonly country: PartyCode }
  | { readonly name: 'timeline'; readonly country: PartyCode; readonly topic?: Topic | undefined }
  | { readonly name: 'search'; readonly words: string }
  | { readonly name: 'show' | 'compare' | 'diff' | 'why'; readonly id: string }
  | { readonly name: 'precedent'; readonly phrase: string }
  | { readonly name: 'since'; readonly date: string; readonly form: 'markdown' | 'csv' }
  | { readonly name: 'subscribe'; readonly wanted: Wanted }
  /** `number` may be left out where the channel has one subscription. */
  | { readonly name: 'change'; readonly number: number | undefined; readonly wanted: Wanted }
  | { readonly name: 'unsubscribe' | 'pause' | 'resume' | 'preview'; readonly number: number | undefined }
  /** `point` counts the key points of the readout from 1, as `show` does. */
  | { readonly name: 'report'; readonly id: string; readonly point?: number | undefined; readonly reason: ReportReason }
  | { readonly name: 'ask'; readonly question: string }
  /** Without `change` it tells how things stand. */
  | { readonly name: 'model'; readonly change?: ModelChange | undefined }
  | { readonly name: 'subscriptions' | 'sources' | 'help' }

/** Turns a feature of the language model on or off. It is turned on only by who was shown what that means: `shown` names it. */
export type ModelChange = { readonly feature: ModelFeature; readonly on: boolean; readonly shown?: string | undefined }

/** What each command is called. */
export type CommandName = Command['name']

/** What may be wrong with a reading: a closed list, so that nobody's words need keeping. */
export const REPORT_REASONS = ['wrong-voice', 'wrong-claim', 'wrong-parties', 'missing', 'no-readout', 'other'] as const
/** What may be wrong with a reading. */
export type ReportReason = (typeof REPORT_REASONS)[number]

/** A button or menu entry: what it says, and the command in words that it stands for. */
export type Choice = { readonly label: string; readonly words: string }

/** What an option of a command holds; decides how it is completed. */
export type OptionKind =
  | 'countries'
  | 'country'
  | 'topics'
  | 'topic'
  | 'sources'
  | 'readout'
  | 'phrase'
  | 'words'
  | 'date'
  | 'schedule'
  /** Two times of day. */
  | 'hours'
  | 'number'
  | 'flag'
  | 'choice'

/** A text in the languages that commands are described in. */
export type Localized = { readonly en: string; readonly zh: string }

/** One option of a command, as platforms offer it. */
export type CommandOption = {
  readonly name: Localized
  readonly kind: OptionKind
  readonly description: Localized
  readonly required: boolean
  /** For `choice`: the values and what they are called. */
  readonly choices?: readonly { readonly value: string; readonly label: Localized }[] | undefined
}

/** What stands in the fields of a form, by the options' English names: each value as the option takes it, and what it is called. */
export type Filled = Readonly<Record<string, readonly { readonly label: string; readonly value: string }[]>>

/** One command as platforms register and explain it. Look-ups are everyone's; the others are of those who may manage the channel. */
export type CommandSpec = {
  readonly name: CommandName
  readonly group: 'look-up' | 'manage'
  readonly label: Localized
  readonly description: Localized
  readonly options: readonly CommandOption[]
  /** A line that works as it stands: `latest azerbaijan`. */
  readonly example: string
}
