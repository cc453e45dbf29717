import type { REST } from 'discord.js'
import type { SdkErrors } from './failure.ts'

/** How Discord is called, and how its errors are told apart. */
export type Connection = { readonly rest: REST; readonly sdk: SdkErrors }
