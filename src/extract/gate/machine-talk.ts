import type { MachineTalk } from '../../domain/gate-lexicon.ts'
import { compileScanner, type Scanner, type Term } from '../scan.ts'
import { undisguised } from './undisguised.ts'
import { patternTerms } from './patterns.ts'

/** What a phrase of the data says: enough by itself, or one half of a pair. */
type Meaning = { readonly pair: number; readonly half: 'whole' | 'first' | 'second' }

/**
 * Makes the function that tells whether a text speaks to a machine that reads it: by its words, by the marks with which models are spoken to,
 * or by something that people could not read at all. Suspicion costs little, since the rules read every text.
 */
export function compileMachineTalk(data: readonly MachineTalk[]): (text: string) => boolean {
  const within: number[] = []
  const terms = data.flatMap(({ file, phrases, pairs }): Term<Meaning>[] => [
    ...patternTerms(file, phrases, { pair: -1, half: 'whole' as const }),
    ...pairs.flatMap(({ first, second, within: most }) => {
      const pair = within.push(most) - 1
      return [
        ...patternTerms(file, first, { pair, half: 'first' as const }),
        ...patternTerms(file, second, { pair, half: 'second' as const }),
      ]
    }),
  ])
  const scanner = compileScanner(terms)
  return (text) =>
    MARKS.some((mark) => mark.test(text)) ||
    isHidden(text) ||
    SPACED_OUT.test(text) ||
    undisguised(text).some((meant) => saysSo(scanner, meant, within))
}

function saysSo(scanner: Scanner<Meaning>, text: string, within: readonly number[]): boolean {
  const lastFirst = new Map<number, number>()
  for (const { start, end, value } of scanner.scanAll(text)) {
    const { pair, half } = value
    if (half === 'whole') return true
    if (half === 'first') lastFirst.set(pair, end)
    else if (start >= (lastFirst.get(pair) ?? Infinity) && start - (lastFirst.get(pair) ?? 0) <= (within[pair] ?? 0))
      return true
  }
  return false
}

/** How models and their programs mark who speaks, where data begins and ends, and what they answer: nothing that people write to people. */
const MARKS: readonly RegExp[] = [
  // <|im_start|>, [INST], <<SYS>>, <system>, </document>, ```json
  /<\|[^|<>\n]{1,40}\|>|\[\/?(?:INST|SYS|SYSTEM|ASSISTANT|USER)\]|<<\/?SYS>>|```/i,
  /<\/?(?:system|assistant|user|human|document|data|text|instructions?|prompt|context|input|output|untrusted\w*|readout|source|tool|function\w*)\b[^<>\n]{0,80}>/i,
  // "System: …" at the beginning of a line, as in the record of a chat.
  /^[ \t#*>-]{0,6}(?:system|assistant|developer|chatgpt|ai|user prompt|system prompt|instructions? to (?:the )?(?:ai|model))[ \t]{0,8}[:：]/im,
  /^[ \t]{0,8}#{2,6}[ \t]{0,8}(?:system|instructions?|response|assistant|user|prompt|task)\b/im,
  // ===== END OF DOCUMENT =====
  /(?:(?<![-=*_#~])[-=*_#~]{3,80}|\[)[ \t]{0,8}(?:begin|end|start|stop|eof)\b[^\n]{0,40}\b(?:document|text|data|input|prompt|instructions?|content|readout|file|source)/i,
  // {"keyPoints": …
  /\{\s*["'“][\w-]{2,30}["'”]\s*:|["'“](?:key_?points?|points|lede|quotes|statement|topic|voice|cites|sentences|translations?)["'”]\s*:/i,
  // Base64 of a sentence or more; an address has other signs in it.
  /(?<![\w/+.-])(?=[A-Za-z0-9+/]{0,200}[a-z][A-Za-z0-9+/]{0,200}[A-Z])(?=[A-Za-z0-9+/]{0,200}\d)[A-Za-z0-9+/]{40,}={0,2}(?![\w/+.-])/,
  /(?<![\w])(?:[0-9a-f]{2}[ ]?){40,}(?![\w])/i,
  /(?:%[0-9a-f]{2}){12,}|(?:\\x[0-9a-f]{2}){8,}|(?:\\u[0-9a-f]{4}){6,}|(?:&#x?[0-9a-f]{2,6};){6,}/i,
]

/** A heading may be spaced out, a sentence is not. */
const SPACED_OUT = /(?<!\p{L})(?:[\p{sc=Latin}\p{sc=Cyrillic}][ ._*·-]){20,}/u

/** Letters that only a machine sees: tags, or words spelt in joiners; a joiner here and there belongs to Persian, Arabic and emoji. */
const isHidden = (text: string): boolean =>
  /[\u{e0000}-\u{e007f}]|[\u{e0100}-\u{e01ef}]|[\u200b-\u200f\u2060-\u2064\ufeff]{4,}/u.test(text)
