import type { Choice } from './command.ts'
import type { Told } from './retraction.ts'

/** A link to an official page; only https addresses of a source's own hosts are ever put here. */
export type Link = { readonly label: string; readonly url: string }

/** What is new about a line of a digest, in words. */
export const MARKS = ['Changed', 'First', 'Absent', 'Differs', 'Edited'] as const
/** One of `MARKS`. */
export type Mark = (typeof MARKS)[number]

/** One fact of an item: one line. */
export type Field = {
  readonly mark?: Mark | undefined
  /** `Taiwan — Azerbaijan, as reported by China`. */
  readonly label: string
  readonly text: string
  /** The source's own words, at most 400 characters, where they are shown. */
  readonly quote?: string | undefined
  /** The quote in the reader's language, by a machine: shown beside it, and said to be so. */
  readonly translation?: string | undefined
  /** Found wrong since: shown struck through. */
  readonly struck?: boolean | undefined
  /** The key points that the line rests on, by which it is found when one of them is wrong. Never shown. */
  readonly tells?: readonly Told[] | undefined
}

/** One encounter, as one account tells it or several do. */
export type MessageItem = {
  /** Readout id of the first text of the (first) account. */
  readonly id: string
  readonly shortId: string
  /** `China – Azerbaijan`. */
  readonly heading: string
  /** `talks, Beijing, 23 April · Xi Jinping, Ilham Aliyev`. */
  readonly subheading: string
  /** When the account was published; a platform may show it as a time stamp of its own. */
  readonly publishedAt?: Date | undefined
  readonly fields: readonly Field[]
  /** `Only China's account so far`. */
  readonly note?: string | undefined
  readonly links: readonly Link[]
  /** Without news: shown in one run-on line at the end. */
  readonly quiet: boolean
  /** Items of one visit or summit stand together under this. */
  readonly group?: string | undefined
}

/** What a digest says, free of any platform. Plain text everywhere: a platform escapes it. */
export type Message = {
  /** What a push notification shows: the line of counts. */
  readonly notification: string
  /** `Azerbaijan, Kazakhstan · Taiwan, trade`. */
  readonly heading: string
  readonly dueAt: Date
  /** Shown times are in this IANA zone. */
  readonly zone: string
  /** `Thu 24 April, 08:00 Baku · since Wed 08:00`. */
  readonly window: string
  /** `Machine-written: …`; stands above the items. Withdrawn as a whole when anything in the message is corrected. */
  readonly overview?: string | undefined
  readonly items: readonly MessageItem[]
  /** `Read 5 of 6 sources · not read since Tue 14:10: China MFA (English)`. */
  readonly footer: string
  /** Set on the bundled sample, so that nobody takes it for news. */
  readonly sample: boolean
}

/** What a look-up answers, free of any platform. Plain text everywhere. */
export type Answer = {
  readonly heading: string
  /** A sentence or two under the heading. */
  readonly summary?: string | undefined
  readonly items: readonly MessageItem[]
  readonly footer?: string | undefined
  /** Offered as buttons or a menu, in order. */
  readonly choices: readonly Choice[]
}

/** One platform message: a piece of a `Message` that fits the platform. Plain JSON, kept in the outbox. */
export type Part = { readonly [key: string]: unknown }
