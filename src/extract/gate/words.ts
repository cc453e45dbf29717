/** Words as they are compared: without accents, case, possessive endings, hyphens and marks; one space around each. */
export function plainWords(text: string): string {
  const letters = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’ʼ]/g, "'")
    .replace(/'s(?![\p{L}])/gu, '')
  return ` ${letters.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `
}

/** A run of words with capitals, as a sentence has it: offsets [start, end). */
export type CapitalRun = { readonly start: number; readonly end: number; readonly words: readonly string[] }

/** Runs of neighbouring words that have a capital anywhere, or stand for a name without one (`iPhone`). */
export function capitalRuns(sentence: string): CapitalRun[] {
  const runs: CapitalRun[] = []
  for (const { 0: word, index } of sentence.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’.-][\p{L}\p{M}\p{N}]+)*/gu)) {
    if (!/\p{Lu}/u.test(word)) continue
    const last = runs.at(-1)
    const end = index + word.length
    const joins = last !== undefined && /^(?:['’]s)? $/.test(sentence.slice(last.end, index))
    if (joins) runs[runs.length - 1] = { start: last.start, end, words: [...last.words, word] }
    else runs.push({ start: index, end, words: [word] })
  }
  return runs
}
