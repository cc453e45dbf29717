import { z } from 'zod'
import type { SealingKey } from '../domain/sealing.ts'
import { Secret } from '../domain/secret.ts'

const KEY_BYTES = 32

/** No message repeats what was written: it is a secret, or nearly one. */
const key = z
  .string()
  .transform((written) => written.trim())
  .refine(
    (written) => /^[\w-]{1,32}:/.test(written),
    'is no key; write id:key, the id in letters, digits, - and _, such as 2025a:…',
  )
  .refine(
    (written) => isKey(written.slice(written.indexOf(':') + 1)),
    `holds no ${KEY_BYTES} bytes in base64; make some with: openssl rand -base64 ${KEY_BYTES}`,
  )
  .transform((written): SealingKey => {
    const [id = '', bytes = ''] = written.split(':')
    return { id, key: new Secret(bytes) }
  })

/** Keys to seal secrets with, written `id:base64`: the first seals, every one opens. */
export const sealingKeys = z
  .array(key)
  .refine(
    (keys) => new Set(keys.map(({ id }) => id)).size === keys.length,
    'gives two keys the same id: give a new one a new id',
  )

function isKey(base64: string): boolean {
  const bytes = Buffer.from(base64, 'base64')
  return bytes.length === KEY_BYTES && bytes.toString('base64') === base64
}
