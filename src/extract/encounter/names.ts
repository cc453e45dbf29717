import type { PartyCode } from '../../domain/key-point.ts'

/** Without middle initials and suffixes, and with surnames in capitals written as others are: `Michael D. Higgins` → `Michael Higgins`. */
export function plainSpelling(name: string): string {
  const words = name.split(' ')
  const kept = words.filter((word, at) => {
    if (at > 0 && at < words.length - 1 && /^\p{Lu}\.?$/u.test(word)) return false
    return !(at >= 2 && /^(?:Jr|Sr|III|IV)\.?$/.test(word))
  })
  return kept.join(' ')
}

const capitals = /^\p{Lu}[\p{Lu}'’-]+$/u

/** `IWAYA Takeshi` → `Takeshi Iwaya`: a surname marked by capitals goes last where English writes it so, as with Japanese names. */
export function givenNameFirst(name: string, parties: readonly PartyCode[]): string {
  const words = name.split(' ')
  const marked = words.filter((word) => capitals.test(word))
  if (marked.length === 0 || marked.length === words.length)
    return marked.length === 0 ? name : words.map(lowered).join(' ')
  const leads = capitals.test(words[0] ?? '')
  if (!leads || !parties.includes('JP')) return words.map(lowered).join(' ')
  const given = words.filter((word) => !capitals.test(word))
  return [...given, ...marked.map(lowered)].join(' ')
}

/** `VAN DER BELLEN` → `Van Der Bellen`; short marks such as `II` stay. */
function lowered(word: string): string {
  if (!capitals.test(word) || /^[IVX]+$/.test(word)) return word
  return word.replace(/(\p{Lu})(\p{Lu}*)/gu, (_, first: string, rest: string) => first + rest.toLowerCase())
}
