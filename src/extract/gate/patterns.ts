import { ConfigError } from '../../domain/errors.ts'
import { expandPattern } from '../points/phrases.ts'
import type { Term } from '../scan.ts'

/** The phrases of some patterns of a data file, each with its value; throws `ConfigError` naming the file. No list may be named. */
export function expandAll<T>(file: string, patterns: readonly string[], value: T): Term<T>[] {
  try {
    return patterns.flatMap((pattern) => expandPattern(pattern, value, noList))
  } catch (error) {
    throw error instanceof ConfigError ? new ConfigError(`${file}: ${error.message}`, { cause: error }) : error
  }
}

function noList(name: string): never {
  throw new ConfigError(`<${name}> is no list: patterns of this file stand for themselves`)
}
