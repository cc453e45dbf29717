import { SourceError } from '../domain/errors.ts'
import type { Source } from '../domain/source.ts'
import { decodeBytes } from './encoding.ts'

/** What an answer should be, which settles what we ask for and how its bytes become text. */
export type Form = 'html' | 'xml' | 'json'

/** What came for an address, as it came. */
export type Received = {
  readonly bytes: Uint8Array
  readonly form: Form
  /** What the transport said of its encoding. */
  readonly charset: string | undefined
  /** The address that was asked for. */
  readonly asked: string
}

/** Its text. Throws `SourceError` where its encoding cannot be told. */
export function textOf({ bytes, form, charset, asked }: Received, { id, language }: Source): string {
  const decoded = decodeBytes(bytes, form === 'xml' ? 'xml' : 'html', charset, language)
  if (decoded) return decoded.text
  const reason = `${asked} is in no encoding that we can read${charset ? ` (it says ${charset.slice(0, 30)})` : ''}`
  throw new SourceError(`${id}: ${reason}`, 'broken')
}
