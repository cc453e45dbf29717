import type { types } from '@slack/bolt'
import { clip, plainText } from '../plain-text.ts'

// Block Kit as plain JSON, so that rendering needs no SDK at run time: https://docs.slack.dev/reference/block-kit

/** What a message or a view is made of. */
export type Block = types.KnownBlock
/** Text without any formatting. */
export type PlainText = types.PlainTextElement
/** A line of a menu. */
export type Option = types.PlainTextOption

/** What a message, a view and their elements may hold. */
export const LIMIT = {
  blocks: 50,
  viewBlocks: 100,
  /**
   * Slack counts the JSON of all blocks and refuses above some 13,200 units, and says neither which nor why:
   * https://github.com/slackapi/bolt-js/issues/2509
   */
  json: 12_000,
  header: 150,
  section: 3_000,
  actions: 25,
  buttonText: 75,
  buttonValue: 2_000,
  menuOptions: 100,
  overflowOptions: 5,
  optionText: 75,
  /** 150, but older clients and the SDK's documentation say 75. */
  optionValue: 75,
  address: 600,
  title: 24,
  metadata: 3_000,
} as const

/** Text of which Slack makes neither markup nor emoji; a label where nothing is left of it. */
export const plain = (text: string, max: number, otherwise = '…'): PlainText => ({
  type: 'plain_text',
  text: clip(plainText(text) || otherwise, max),
  emoji: false,
})

/** A heading, cut to what Slack takes; `otherwise` where nothing is left of it. */
export const header = (text: string, otherwise: string): types.HeaderBlock => ({
  type: 'header',
  text: plain(text, LIMIT.header, otherwise),
})

/** A paragraph, cut to what Slack takes, with a button or a menu beside it. */
export const section = (text: string, accessory?: types.SectionBlockAccessory): types.SectionBlock => ({
  type: 'section',
  text: plain(text, LIMIT.section),
  ...(accessory ? { accessory } : {}),
})

/** Small print. */
export const context = (text: string): types.ContextBlock => ({
  type: 'context',
  elements: [plain(text, LIMIT.section)],
})

/** A line across. */
export const divider: types.DividerBlock = { type: 'divider' }

/** Buttons and menus side by side. */
export const actions = (...elements: types.ActionsBlockElement[]): types.ActionsBlock => ({ type: 'actions', elements })

/** A line of a menu, cut to what Slack takes. */
export const option = (text: string, value: string): Option => ({ text: plain(text, LIMIT.optionText), value })

/** How much of a message something takes up. */
export type Size = { readonly blocks: number; readonly json: number }

/** Slack gives each block an id of its own. */
const BLOCK_ID_ROOM = 24

/** Counts as Slack is known to: `&`, `<` and `>` as the entities that it keeps them as. */
export function sizeOf(blocks: readonly Block[]): Size {
  return { blocks: blocks.length, json: jsonSize(blocks) + blocks.length * BLOCK_ID_ROOM }
}

/** Units of JSON that a value takes once Slack has kept it. */
export function jsonSize(value: unknown): number {
  const json = JSON.stringify(value)
  return json.length + (json.match(/[<>]/g)?.length ?? 0) * 3 + (json.match(/&/g)?.length ?? 0) * 4
}

/** Whether it is a JSON object. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
