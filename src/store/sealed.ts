import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { SealError } from '../domain/errors.ts'
import type { SealingKey } from '../domain/sealing.ts'
import { Secret } from '../domain/secret.ts'

// AES-256-GCM: https://csrc.nist.gov/pubs/sp/800/38/d/final. What is sealed is bound to its key's id and to the row that it belongs to, so
// that neither can be exchanged. A nonce is drawn at random each time; a key may seal some four thousand million times.

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** A secret as it is kept. */
export type Sealed = { readonly keyId: string; readonly text: string }

/** Seals by the first of the keys. `row` says what it belongs to. Throws `SealError` where there is none. */
export function seal(secret: Secret, row: readonly string[], [first]: readonly SealingKey[]): Sealed {
  if (!first) throw new SealError('there is no key to seal with: set ATTACHE_SEALING_KEYS')
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, bytesOf(first), nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(boundTo(first.id, row))
  const body = Buffer.concat([cipher.update(secret.reveal(), 'utf8'), cipher.final()])
  return { keyId: first.id, text: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64') }
}

/** What was sealed for the same row, by whichever of the keys. Throws `SealError`. */
export function open({ keyId, text }: Sealed, row: readonly string[], keys: readonly SealingKey[]): Secret {
  const key = keys.find(({ id }) => id === keyId)
  if (!key) throw new SealError(`sealed by the key ${keyId}, which ATTACHE_SEALING_KEYS does not hold`)
  const bytes = Buffer.from(text, 'base64')
  const [nonce, tag] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)]
  try {
    const decipher = createDecipheriv(CIPHER, bytesOf(key), nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(boundTo(keyId, row))
    decipher.setAuthTag(tag)
    const body = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES))
    return new Secret(Buffer.concat([body, decipher.final()]).toString('utf8'))
  } catch {
    throw new SealError(`not what the key ${keyId} sealed there`)
  }
}

/** A key for another use than sealing, of which nothing tells the sealing key (HKDF: https://datatracker.ietf.org/doc/html/rfc5869), in hex. */
export function deriveKey(key: SealingKey, label: string): Secret {
  return new Secret(Buffer.from(hkdfSync('sha256', bytesOf(key), '', `attache ${label}`, KEY_BYTES)).toString('hex'))
}

const KEY_BYTES = 32

const bytesOf = ({ key }: SealingKey): Buffer => Buffer.from(key.reveal(), 'base64')

const boundTo = (keyId: string, row: readonly string[]): Buffer => Buffer.from(JSON.stringify([keyId, ...row]))
