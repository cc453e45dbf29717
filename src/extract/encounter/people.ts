import { plainName } from '../../countries/officials.ts'
import type { Person } from '../prepared.ts'
import type { NamedPerson } from './persons.ts'
import type { PartyCode } from '../../domain/key-point.ts'

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

/** Participants as the key points need them: one entry a person and party, with every form by which `text` refers to them. */
export function peopleOf(participants: readonly Named[], mentioned: readonly NamedPerson[], text: string): Person[] {
  return participants.flatMap(({ person, parties }) => {
    const forms = formsOf(person, mentioned, text)
    return parties.map((party) => ({ name: person.name, party, forms }))
  })
}

function formsOf(person: NamedPerson, mentioned: readonly NamedPerson[], text: string): string[] {
  const same = mentioned.filter((other) => other.name === person.name)
  const written = [person, ...same].map((other) => other.written)
  const words = written.flatMap((name) => [name, lastWord(name), name.split(' ')[0] ?? name])
  const family = person.official?.family
  const candidates = [person.name, ...words, ...(family === undefined ? [] : [family])]
  // A given name alone is a form only where it is the word that the family name is.
  const surname = surnameOf(person)
  const fitting = candidates.filter(
    (form) => form.includes(' ') || plainName(form) === surname || form === lastWord(person.name),
  )
  return [...new Set(fitting)].filter((form) => text.includes(form))
}
