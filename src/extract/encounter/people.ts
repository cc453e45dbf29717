import { plainName } from '../../countries/officials.ts'
import type { PartyCode } from '../../domain/key-point.ts'
import type { Person } from '../prepared.ts'
import type { FinderInput } from './input.ts'
import type { NamedPerson } from './persons.ts'

/** The word by which a text refers to the person after the first time, without accents, in lower case. */
export function surnameOf({ official, written }: NamedPerson): string {
  return plainName(official?.family ?? lastWord(written))
}

const lastWord = (name: string): string =>
  name
    .replace(/,? (?:Jr|Sr|III|IV)\.?$/, '')
    .split(' ')
    .at(-1) ?? name

/** A named person of one or more sides. */
type Named = { readonly person: NamedPerson; readonly parties: readonly PartyCode[] }

/** Participants as the key points need them: one entry a person and party, with every form by which the text refers to them. */
export function peopleOf(
  participants: readonly Named[],
  mentioned: readonly NamedPerson[],
  { prepared, cues, gazetteer }: FinderInput,
): Person[] {
  return participants.flatMap(({ person, parties }) => {
    const familyFirst = parties.some(gazetteer.writesFamilyFirst)
    const named = [person, ...mentioned.filter((other) => other.name === person.name)]
    const forms = new Set(named.flatMap((one) => formsOf(one, familyFirst)))
    const given = givenNameOf(person)
    const shared = participants.some((other) => other.person !== person && other.person.written.includes(given ?? ' '))
    if (given !== undefined && !shared && gazetteer.resolve(given).length === 0) forms.add(given)
    for (const form of declinedIn(prepared.text, person.written)) forms.add(form)
    const used = [...forms].filter((form) => prepared.text.includes(form) && !cues.stops.has(form.toLowerCase()))
    return parties.map((party) => ({ name: person.name, party, forms: used }))
  })
}

/** A Cyrillic word less the ending of its case. */
const STEM = /^(\p{Script=Cyrillic}{3,}?)(?:ыми|ого|ому|ым|им|ом|ем|ём|ой|ей|ий|ый|ая|а|у|е|я|ю|ы|и|й)?$/u

/** The cases of a Cyrillic name that the text uses: accounts introduce "разговор Ивана Петрова" and go on with "Иван Петров". */
function declinedIn(text: string, written: string): string[] {
  const stems = written.split(' ').map((word) => STEM.exec(word)?.[1])
  const family = stems.at(-1)
  if (family === undefined) return []
  const given = stems.length > 1 && stems[0] !== undefined ? `(?:${stems[0]}\\p{Script=Cyrillic}{0,3} )?` : ''
  return text.match(new RegExp(`${given}${family}\\p{Script=Cyrillic}{0,3}(?!\\p{L})`, 'gu')) ?? []
}

/** The first of several words, by which the Gulf's, Laos' and others' texts go on: "Salem" of "Salem Al-Noor". */
function givenNameOf({ written }: NamedPerson): string | undefined {
  const [given = '', ...rest] = written.split(' ')
  return rest.length > 0 && /^\p{Lu}[\p{L}'’-]{3,}$/u.test(given) ? given : undefined
}

/** Full name, full name without its last word ("Félix Tshisekedi" of "Félix Tshisekedi Tshilombo"), and surname. */
function formsOf({ name, written, official }: NamedPerson, familyFirst: boolean): string[] {
  const forms = [name, written, lastWord(written), lastWord(name)]
  if (official) forms.push(official.family)
  const words = written.split(' ')
  if (words.length > 2) forms.push(words.slice(0, -1).join(' '))
  if (familyFirst) forms.push(words[0] ?? written)
  // "WANG Shouzheng" goes on as "Minister Wang".
  forms.push(...name.split(' ').filter((word) => !words.includes(word) && words.includes(word.toUpperCase())))
  return forms
}
