/** Longer texts are found by their beginning: tokenising more would hold the event loop too long. In UTF-16 units. */
const MAX_INDEXED_LENGTH = 100_000

const MAX_QUERY_LENGTH = 1_000
const MAX_PHRASES = 16

// Scripts written without spaces, or (Korean) with endings glued to the word: any two characters in a row may be a word.
const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー`
const segment = new RegExp(String.raw`[${unspaced}]+|[[\p{L}\p{N}\p{M}]--[${unspaced}]]+`, 'gv')
const isUnspaced = new RegExp(`^[${unspaced}]`, 'v')

/**
 * The tokens under which a text is found, in order: words, lower-case and without accents; for runs of Chinese, Japanese and Korean
 * each pair of neighbours, and at the very end every such character once, so that a single one is found too.
 */
export function searchTokens(text: string): string[] {
  const singles = new Set<string>()
  const tokens = segmentsOf(text.slice(0, MAX_INDEXED_LENGTH)).flatMap((found) => {
    if (!isUnspaced.test(found)) return [found]
    for (const character of found) singles.add(character)
    return pairsOf(found)
  })
  return [...tokens, ...singles]
}

/** What a query asks for: phrases of tokens, each of which a text must hold in a row. Empty where it asks for nothing. */
export function searchPhrases(words: string): string[][] {
  return words.slice(0, MAX_QUERY_LENGTH).split(/\s+/).flatMap(phrasesOf).slice(0, MAX_PHRASES)
}

/** `one-China` is two words in a row; a change of script begins a new phrase, since pairs do not reach across it. */
function phrasesOf(term: string): string[][] {
  const phrases: string[][] = []
  let words: string[] | undefined
  for (const found of segmentsOf(term)) {
    if (isUnspaced.test(found)) {
      const pairs = pairsOf(found)
      phrases.push(pairs.length > 0 ? pairs : [found])
      words = undefined
    } else if (words) {
      words.push(found)
    } else {
      words = [found]
      phrases.push(words)
    }
  }
  return phrases
}

function segmentsOf(text: string): string[] {
  return folded(text).match(segment) ?? []
}

/** Full-width forms, capitals and the accents of Latin, Greek and Cyrillic letters make no difference to a search. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
}

function pairsOf(run: string): string[] {
  const characters = [...run]
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}
