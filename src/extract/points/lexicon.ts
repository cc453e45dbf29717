import { ConfigError } from '../../domain/errors.ts'
import type { LexiconFile, LexiconRule, LexiconSubject, PointsLexicon } from '../../domain/lexicon.ts'
import { readPattern } from '../pattern.ts'
import { compileScanner, type Scanner, type Term } from '../scan.ts'
import { Dictionary } from '../dictionary.ts'
import { type VoiceLists, voiceLists } from '../voice/lists.ts'
import type { ListId } from './hits.ts'

/** A rule whose words are lists of the one automaton. */
export type CompiledRule = Pick<LexiconRule, 'gives' | 'where' | 'whose' | 'flags'> & {
  /** For people: `taiwan.en opposes-independence`. */
  readonly name: string
  readonly subject: LexiconSubject
  readonly near: readonly ListId[]
  readonly after: readonly ListId[]
  readonly before: readonly ListId[]
  /** Whether it asks for any word of these beside its phrase; most rules do not. */
  readonly asks: boolean
  readonly unless: readonly ListId[]
  readonly not: ListId | undefined
  /** The parts of a name that the phrase is the head of; empty where the phrase stands for itself. */
  readonly madeOf: readonly ListId[]
  readonly within: number
}

/** All that one language's files say, as one automaton. */
export type LanguageLexicon = {
  /** What cuts texts of the language; other scanners of the same texts share it. */
  readonly dictionary: Dictionary
  readonly scanner: Scanner<ListId>
  /** How many lists there are: every id is below it. */
  readonly size: number
  /** The rules that a phrase of the list begins; empty for lists that only stand around. */
  readonly rulesOf: readonly (readonly CompiledRule[])[]
  /** Lists whose phrases are parts of names, and words that may stand among them and mean nothing. */
  readonly parts: ReadonlySet<ListId>
  /** The id of a named list, or `undefined` where this language has none. */
  readonly list: (subject: LexiconSubject, name: string) => ListId | undefined
  /** The lists by which every sentence is asked who speaks. */
  readonly voice: VoiceLists
}

/** Every language's words and rules for key points, ready to run; made once at start. */
export type CompiledPointsLexicon = {
  readonly languages: ReadonlyMap<string, LanguageLexicon>
  /** A country or organisation as statements name it. */
  readonly displayName: (code: string) => string
}

/** Compiles the data of `config/lexicon/`; throws `ConfigError` naming every phrase and rule that cannot be. */
export function compilePointsLexicon(
  data: PointsLexicon,
  displayName: (code: string) => string = (code) => code,
): CompiledPointsLexicon {
  const faults: string[] = []
  const languages = new Map<string, LanguageLexicon>()
  for (const language of new Set(data.files.map((file) => file.language))) {
    languages.set(
      language,
      compileLanguage(
        data.files.filter((file) => file.language === language),
        faults,
      ),
    )
  }
  if (faults.length > 0) throw new ConfigError(faults.join('\n'))
  return { languages, displayName }
}

function compileLanguage(files: readonly LexiconFile[], faults: string[]): LanguageLexicon {
  const lists = new ListBook(files, faults)
  for (const file of files) for (const name of Object.keys(file.words)) lists.named(file, name)
  const rulesOf: CompiledRule[][] = []
  for (const file of files) {
    for (const rule of file.rules) {
      const begins = lists.shared(file, rule.any)
      rulesOf[begins] = [...(rulesOf[begins] ?? []), compileRule(file, rule, lists)]
    }
  }
  const list = lists.finder()
  const dictionary = new Dictionary()
  return {
    dictionary,
    scanner: compileScanner(lists.terms, dictionary),
    size: lists.size,
    rulesOf: Array.from({ length: lists.size }, (_, id) => rulesOf[id] ?? []),
    parts: partsOf(rulesOf.flat(), lists),
    list,
    voice: voiceLists(list),
  }
}

function partsOf(rules: readonly CompiledRule[], lists: ListBook): Set<ListId> {
  const fillers = lists.finder()('partnership', 'fillers')
  return new Set([...rules.flatMap(({ madeOf }) => madeOf), ...(fillers === undefined ? [] : [fillers])])
}

function compileRule(file: LexiconFile, rule: LexiconRule, lists: ListBook): CompiledRule {
  const named = (names: readonly string[]): ListId[] => names.map((name) => lists.named(file, name))
  return {
    name: `${file.subject}.${file.language} ${rule.gives}`,
    subject: file.subject,
    gives: rule.gives,
    where: rule.where,
    whose: rule.whose,
    flags: rule.flags,
    near: named(rule.near),
    after: named(rule.after),
    before: named(rule.before),
    asks: rule.near.length + rule.after.length + rule.before.length > 0,
    unless: named(rule.unless),
    madeOf: named(rule.madeOf),
    not: rule.not.length > 0 ? lists.anonymous(file, rule.not) : undefined,
    within: rule.within ?? file.within,
  }
}

/** Numbers the lists of one language as they are asked for, and collects their phrases. A file's own list hides the common one. */
class ListBook {
  readonly terms: Term<ListId>[] = []
  size = 0
  readonly #files: readonly LexiconFile[]
  readonly #faults: string[]
  readonly #ids = new Map<LexiconSubject, Map<string, ListId>>()
  readonly #shared = new Map<string, ListId>()

  constructor(files: readonly LexiconFile[], faults: string[]) {
    this.#files = files
    this.#faults = faults
  }

  /** Finds the lists numbered so far by name; holds on to none of the phrases. */
  finder(): LanguageLexicon['list'] {
    const ids = this.#ids
    return (subject, name) => ids.get(subject)?.get(name) ?? ids.get('common')?.get(name)
  }

  named(file: LexiconFile, name: string): ListId {
    const owner = this.#ownerOf(file, name)
    if (owner === undefined) return this.#fault(file, `no list is called "${name}"`)
    const ids = this.#ids.get(owner.subject) ?? new Map<string, ListId>()
    this.#ids.set(owner.subject, ids)
    const known = ids.get(name)
    if (known !== undefined) return known
    const id = this.anonymous(owner, owner.words[name] ?? [])
    ids.set(name, id)
    return id
  }

  /** One list for all rules of a file that begin with the same phrases. */
  shared(file: LexiconFile, patterns: readonly string[]): ListId {
    const key = JSON.stringify([file.file, patterns])
    const id = this.#shared.get(key) ?? this.anonymous(file, patterns)
    this.#shared.set(key, id)
    return id
  }

  anonymous(file: LexiconFile, patterns: readonly string[]): ListId {
    const id = this.size
    this.size += 1
    for (const written of patterns) {
      try {
        const { pattern, exact } = readPattern(written, (name) => this.#patternsOf(file, name))
        this.terms.push({ phrase: pattern, exact, value: id })
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error
        this.#fault(file, error.message)
      }
    }
    return id
  }

  #patternsOf(file: LexiconFile, name: string): readonly string[] {
    const owner = this.#ownerOf(file, name)
    if (owner === undefined) throw new ConfigError(`no list is called "${name}"`)
    return owner.words[name] ?? []
  }

  #ownerOf(file: LexiconFile, name: string): LexiconFile | undefined {
    if (file.words[name]) return file
    return this.#files.find((other) => other.subject === 'common' && other.words[name])
  }

  #fault(file: LexiconFile, message: string): ListId {
    this.#faults.push(`${file.file}: ${message}`)
    return 0
  }
}
