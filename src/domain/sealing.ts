import type { Secret } from './secret.ts'

/** A key to seal secrets with, under the id by which it is known when another has taken its place: 32 bytes, in base64. */
export type SealingKey = { readonly id: string; readonly key: Secret }
