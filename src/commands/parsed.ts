import type { Choice, Command } from '../domain/command.ts'

/** What came of reading words: something to do, something to ask back, or why not and what to try instead. */
export type Parsed =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'ask'; readonly question: string; readonly choices: readonly Choice[] }
  | { readonly kind: 'refusal'; readonly text: string; readonly choices: readonly Choice[] }

/** The words are this command. */
export const understood = (command: Command): Parsed => ({ kind: 'command', command })

/** The words are no command: why, and what may have been meant. */
export const refused = (text: string, choices: readonly Choice[] = []): Parsed => ({ kind: 'refusal', text, choices })
