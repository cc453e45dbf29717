import type { TextChange } from '../../src/domain/news.ts'

const quote = (words: string) => [{ start: 0, end: words.length, quote: words }] as const

/** That an edit made another number of documents of what both sides signed. */
export const signed = (before: number, after: number): TextChange => ({
  what: 'key-point',
  topic: 'agreements',
  voice: 'joint',
  before: quote(`signed ${before} documents`),
  after: quote(`signed ${after} documents`),
})
