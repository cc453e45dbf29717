import { segment } from '../segment.ts'

/** In characters: a sentence, and everything that one key point quotes. */
export const LONGEST = { sentence: 320, quotes: 400 } as const

/** A shorter quote shows nothing; a Chinese character says as much as a word. */
export const SHORTEST = { spaced: 12, han: 5 } as const

/** What can't be seen, what an address, a mention or markup is made of, and pictures: nothing that a platform could make more of than text. */
const UNSAFE: readonly RegExp[] = [
  /[\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]|[^\P{Cc}\n\t\r]/u,
  /:\/\/|\b(?:https?|hxxps?|ftp|mailto|tel|javascript|www\d?)\s?[:.]/i,
  /\w\s?[[({]\s?(?:\.|dot)\s?[\])}]\s?\w|\w\s+dot\s+(?:com|net|org|io|ru|cn|info|xyz|example|gov|me|app|link|site|top)\b/i,
  /[@＠]|<[!@#&:/a-z]|&(?:#|[a-z]+;)/i,
  /[`\\{}<>|^~]|\]\(|\*\*|__|^\s*#+\s/m,
  /\p{Extended_Pictographic}|\p{M}{3,}/u,
]

/** A host name: "U.S.", "Jan. 3", "С.Лавров" and the end of a sentence are none. Chinese and Cyrillic letters make hosts too. */
const HOST = /[\p{L}\p{N}-]{2,}[.．｡]\p{L}{2,}(?![\p{L}.])|(?<![\p{L}.])[a-z]\.[a-z]{2,}/u

/** Whether words of a document could be more than words where they are shown. */
export const isUnsafeQuote = (quote: string): boolean =>
  HOST.test(quote) || UNSAFE.some((pattern) => pattern.test(quote))

/** All that an English sentence about a meeting is written with. */
const SENTENCE = /^[\p{sc=Latin}\p{M}0-9 ,.;:'"“”‘’()\-–—%&/+$€£¥°…·]+$/u

/** Who speaks so speaks for itself, or to whoever reads it, and not of what two sides said. */
const SPEAKS =
  /\b(?:me|my|mine|myself|we|our|ours|ourselves|you|your|yours|yourself|yourselves|please|subscribers?|readers?|prompts?|json|this (?:text|document|article|page|message|channel|summary|digest))\b/i

/** The US is a country, and "I." an initial. */
const PRONOUN = /(?<![\p{L}.])(?:I(?![\p{L}.])|us(?!\p{L}))/u

/** Whether it is anything but one plain English sentence of the third person. */
export function isUnsafeSentence(sentence: string): boolean {
  if (!SENTENCE.test(sentence) || /[?!]|\/\/|\.\.\./.test(sentence) || HOST.test(sentence)) return true
  if (UNSAFE.some((pattern) => pattern.test(sentence)) || PRONOUN.test(sentence) || SPEAKS.test(sentence)) return true
  const [paragraph, another] = segment(sentence)
  return another !== undefined || paragraph?.sentences.length !== 1
}
