import { createHash } from 'node:crypto'

/** The readout's id: 32 hex digits from the hash of its canonical address. */
export function readoutIdOf(canonicalUrl: string): string {
  return createHash('sha256').update(canonicalUrl).digest('hex').slice(0, 32)
}

/** What tells two versions apart: the text without regard to white space, so that a re-flowed page is no new version. */
export function textHashOf(text: string): string {
  return createHash('sha256').update(text.replace(/\s+/g, ' ').trim()).digest('hex')
}
