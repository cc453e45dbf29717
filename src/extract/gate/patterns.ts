import { ConfigError } from '../../domain/errors.ts'
import { phrasesOf, type ReadPattern, readPattern } from '../pattern.ts'
import type { Term } from '../scan.ts'

/** Some patterns of a data file, each with its value; throws `ConfigError` naming the file. No list may be named. */
export const patternTerms = <T>(file: string, patterns: readonly string[], value: T): Term<T>[] =>
  readAll(file, patterns).map(({ pattern, exact }) => ({ phrase: pattern, exact, value }))

/** The phrases of some patterns of a data file, written out; throws as `patternTerms` does. */
export const patternPhrases = (file: string, patterns: readonly string[]): string[] =>
  readAll(file, patterns).flatMap(({ pattern }) => phrasesOf(pattern).map(({ words }) => words))

function readAll(file: string, patterns: readonly string[]): ReadPattern[] {
  try {
    return patterns.map((written) => readPattern(written, noList))
  } catch (error) {
    throw error instanceof ConfigError ? new ConfigError(`${file}: ${error.message}`, { cause: error }) : error
  }
}

function noList(name: string): never {
  throw new ConfigError(`<${name}> is no list: patterns of this file stand for themselves`)
}
