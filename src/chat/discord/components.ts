import type {
  APIActionRowComponent,
  APIAllowedMentions,
  APIButtonComponentWithCustomId,
  APIComponentInMessageActionRow,
  APIContainerComponent,
  APIFileComponent,
  APIMessageTopLevelComponent,
  APISectionComponent,
  APISelectMenuOption,
  APIStringSelectComponent,
  APITextDisplayComponent,
} from 'discord.js'

// Components V2 as plain JSON, so that rendering needs no SDK at run time:
// https://docs.discord.com/developers/components/reference

/** What a message is made of at its top level. */
export type Component = APIMessageTopLevelComponent
/** Up to five buttons side by side, or one menu. */
export type Row = APIActionRowComponent<APIComponentInMessageActionRow>

/** What one message, row, menu or label may hold. */
export const LIMIT = {
  components: 40,
  characters: 4_000,
  buttonsInRow: 5,
  menuOptions: 25,
  label: 80,
  optionText: 100,
  customId: 100,
} as const

/** Flags of a message: https://docs.discord.com/developers/resources/message#message-object-message-flags */
export const FLAG = { ephemeral: 1 << 6, silent: 1 << 12, componentsV2: 1 << 15 } as const

/** Nobody is ever mentioned by what we post. */
export const NO_MENTIONS: APIAllowedMentions = { parse: [] }

/** Text, in Discord's Markdown: whatever comes from outside is escaped before. */
export const textDisplay = (content: string): APITextDisplayComponent => ({ type: 10, content })

/** A grey button; `customId` comes back when it is pressed. */
export const button = (label: string, customId: string): APIButtonComponentWithCustomId => ({
  type: 2,
  style: 2,
  label,
  custom_id: customId,
})

/** Buttons side by side, or one menu. */
export const row = (...components: APIComponentInMessageActionRow[]): Row => ({ type: 1, components })

/** A menu of which one entry is taken. */
export const menu = (
  placeholder: string,
  customId: string,
  options: APISelectMenuOption[],
): APIStringSelectComponent => ({
  type: 3,
  custom_id: customId,
  placeholder,
  options,
})

/** Text with a button at its right. */
export const section = (content: string, accessory: APIButtonComponentWithCustomId): APISectionComponent => ({
  type: 9,
  components: [textDisplay(content)],
  accessory,
})

/** A card with a strip of colour at its left. */
export const container = (
  components: APIContainerComponent['components'],
  accentColour?: number,
): APIContainerComponent => ({
  type: 17,
  components,
  ...(accentColour === undefined ? {} : { accent_color: accentColour }),
})

/** Shows a file that is sent along with the message. */
export const fileDisplay = (name: string): APIFileComponent => ({ type: 13, file: { url: `attachment://${name}` } })

/** How much of a message something takes up. */
export type Size = { readonly components: number; readonly characters: number }

/** Counts every nested component and, to be on the safe side of a limit that is loosely worded, every text that can be seen. */
export function sizeOf(components: readonly unknown[]): Size {
  let count = 0
  let characters = 0
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    if (!isObject(value)) return
    if ('type' in value) count += 1
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner === 'string' && SHOWN.has(key)) characters += inner.length
      else visit(inner)
    }
  }
  visit(components)
  return { components: count, characters }
}

const SHOWN = new Set(['content', 'label', 'placeholder', 'description'])

/** The same with every custom id replaced, in the order in which they stand. */
export function mapCustomIds<Json>(components: Json, map: (customId: string) => string): Json {
  return JSON.parse(
    JSON.stringify(components, (key, value: unknown) =>
      key === 'custom_id' && typeof value === 'string' ? map(value) : value,
    ),
  )
}

/** Whether it is a JSON object. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
