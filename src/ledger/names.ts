/**
 * How two lists of principals stand to each other.
 * `same`: two people or more, or everybody, are on both. `shared`: one is, and nothing speaks against it.
 * `unknown`: no name can be compared, as where one text is in Chinese characters. `different`: somebody else met.
 */
export type Likeness = 'same' | 'shared' | 'unknown' | 'different'

/** Compares the principals of two texts; names in different scripts are not compared, and stand for anybody. Symmetric. */
export function comparePrincipals(a: readonly string[], b: readonly string[]): Likeness {
  const left = namesIn(a)
  const right = namesIn(b)
  const matched = matchAll(left, right)
  if (matched >= 2 || (matched > 0 && matched === left.length && matched === right.length)) return 'same'
  const leftOver = strangers(left, right)
  const rightOver = strangers(right, left)
  if (matched === 1) return leftOver > 0 && rightOver > 0 ? 'different' : 'shared'
  // One name each may be the two sides' own leaders.
  if (leftOver === 0 || rightOver === 0 || (left.length === 1 && right.length === 1)) return 'unknown'
  return 'different'
}

type Name = { readonly script: 'Han' | 'Latin' | 'Cyrillic' | 'other'; readonly words: readonly string[] }

const known = new WeakMap<readonly string[], readonly Name[]>()

/** The principals of one text are compared with those of many. */
function namesIn(principals: readonly string[]): readonly Name[] {
  const before = known.get(principals)
  if (before) return before
  const names = principals.map(parseName)
  known.set(principals, names)
  return names
}

function scriptOf(name: string): Name['script'] {
  if (/\p{Script=Han}/u.test(name)) return 'Han'
  if (/\p{Script=Latin}/u.test(name)) return 'Latin'
  return /\p{Script=Cyrillic}/u.test(name) ? 'Cyrillic' : 'other'
}

function parseName(name: string): Name {
  const script = scriptOf(name)
  if (script === 'Han') return { script, words: name.split(/[\s·•・]+/u).filter((word) => word !== '') }
  const folded = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const words = folded.split(/[^\p{L}']+/u).filter((word) => word.length > 1 && !PARTICLES.has(word))
  return { script, words }
}

const PARTICLES = new Set('jr sr al el bin bint ibn de da do dos van von der mr mrs ms dr he'.split(' '))

/** How many of `left` are also on `right`, each counted once. */
function matchAll(left: readonly Name[], right: readonly Name[]): number {
  const free = [...right]
  let matched = 0
  for (const name of left) {
    const at = free.findIndex((other) => isSamePerson(name, other))
    if (at === -1) continue
    free.splice(at, 1)
    matched += 1
  }
  return matched
}

/** How many of `names` are surely not on `others`: those left when each name there in another script has stood for one. */
function strangers(names: readonly Name[], others: readonly Name[]): number {
  const unmatched = names.filter((name) => !others.some((other) => isSamePerson(name, other)))
  const anybody = (script: Name['script']): number => others.filter((other) => other.script !== script).length
  const left = (script: Name['script']): number =>
    Math.max(0, unmatched.filter((name) => name.script === script).length - anybody(script))
  return left('Han') + left('Latin') + left('Cyrillic') + left('other')
}

function isSamePerson(a: Name, b: Name): boolean {
  if (a.script !== b.script || a.words.length === 0 || b.words.length === 0) return false
  if (a.script === 'Han') return isSameHan(a.words, b.words)
  const [short, long] = a.words.length <= b.words.length ? [a.words, b.words] : [b.words, a.words]
  const common = short.filter((word) => long.some((other) => isSameWord(word, other))).length
  // `Joseph Biden` and `Joe Biden` end alike; so may two people whose family name comes first, but hardly in a word this long.
  const ending = long.at(-1) ?? ''
  return common === short.length || (ending.length >= 4 && isSameWord(short.at(-1) ?? '', ending))
}

/** `沙利文` and `杰克·沙利文`. */
function isSameHan(a: readonly string[], b: readonly string[]): boolean {
  return a.join('') === b.join('') || (a.at(-1) === b.at(-1) && (a.at(-1)?.length ?? 0) >= 2)
}

/** Alike but for one letter in five, two in eight: `Zelensky` and `Zelenskyy`, `Muhammad` and `Mohammed`. */
function isSameWord(a: string, b: string): boolean {
  if (a === b) return true
  const shorter = Math.min(a.length, b.length)
  const most = shorter >= 8 ? 2 : shorter >= 5 ? 1 : 0
  return Math.abs(a.length - b.length) <= most && distance(a, b) <= most
}

/** Levenshtein's distance of two short words. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(swap, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    above = row
  }
  return above[b.length] ?? 0
}
