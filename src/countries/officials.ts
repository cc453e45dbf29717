import type { PartyCode } from '../domain/key-point.ts'
import type { Official, OfficialsData } from '../domain/names.ts'

/** A person whom the data knows. */
export type KnownOfficial = {
  readonly name: string
  readonly party: PartyCode
  readonly family: string
  readonly since: number | undefined
  readonly until: number | undefined
}

/** Well-known names: by what a text writes, the name in common use and its party. Says nothing about who holds an office. */
export type Officials = {
  /** Full names in Latin letters with their usual variants, for scanning texts. */
  readonly fullNames: readonly { readonly phrase: string; readonly official: KnownOfficial }[]
  /** Every Chinese name that a text may hold, for scanning texts. */
  readonly chineseNames: readonly { readonly phrase: string; readonly official: KnownOfficial }[]
  /** Whoever of `party` has that surname, in any script; of several, the one in office in `year`. Undefined where none or unclear. */
  readonly bySurname: (surname: string, party: PartyCode, year: number | undefined) => KnownOfficial | undefined
  /** Everybody whom a Chinese or Russian text calls so, whatever the party. */
  readonly byForeignName: (name: string) => readonly KnownOfficial[]
}

/** Compiles `config/officials.yaml`. */
export function compileOfficials(data: OfficialsData): Officials {
  const fullNames: { phrase: string; official: KnownOfficial }[] = []
  const chineseNames: { phrase: string; official: KnownOfficial }[] = []
  const surnames = new Map<string, KnownOfficial[]>()
  const foreign = new Map<string, KnownOfficial[]>()
  for (const [party, people] of Object.entries(data)) {
    for (const person of people) {
      const official = known(party, person)
      for (const phrase of latinForms(person)) fullNames.push({ phrase, official })
      for (const phrase of person.zh ?? []) chineseNames.push({ phrase, official })
      for (const surname of surnamesOf(official)) append(surnames, `${party} ${plainName(surname)}`, official)
      for (const name of [...(person.zh ?? []), ...russianForms(person.ru)]) append(foreign, name, official)
    }
  }
  return {
    fullNames,
    chineseNames,
    bySurname: (surname, party, year) => inOffice(surnames.get(`${party} ${plainName(surname)}`) ?? [], year),
    byForeignName: (name) => foreign.get(name) ?? [],
  }
}

/** Letters without accents, in lower case. */
export const plainName = (name: string): string =>
  ACCENTS.test(name) ? name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase() : name.toLowerCase()

/** Most names hold none, and taking letters apart is slow. */
const ACCENTS = /[^ -~]/

function known(party: PartyCode, { name, family, since, until }: Official): KnownOfficial {
  return { name, party, family: family ?? name.split(' ').at(-1) ?? name, since, until }
}

/** The family name, and the last word where it is not the given name of somebody whose family name comes first. */
function surnamesOf({ name, family }: KnownOfficial): string[] {
  return name.startsWith(`${family} `) ? [family] : [family, name.split(' ').at(-1) ?? name]
}

function latinForms({ name, also }: Official): string[] {
  const forms = [name, ...(also ?? [])].filter((form) => form.includes(' '))
  return [...new Set(forms.flatMap((form) => [form, form.normalize('NFD').replace(/\p{M}/gu, '')]))]
}

/** A surname's cases in Russian, by its ending; the given form first. */
function russianForms(surname: string | undefined): string[] {
  if (surname === undefined) return []
  const stem = surname.slice(0, -2)
  // Foreign names of these endings have the instrumental of nouns: Цзиньпином, but Путиным.
  if (/(ин|ов|ев|ёв)$/.test(surname)) return [surname, ...['а', 'у', 'ым', 'ом', 'е'].map((end) => surname + end)]
  if (/(ский|цкий)$/.test(surname)) return [surname, ...['ого', 'ому', 'им', 'ом'].map((end) => stem + end)]
  if (/[бвгджзклмнпрстфхцчшщ]$/.test(surname)) return [surname, ...['а', 'у', 'ом', 'е'].map((end) => surname + end)]
  if (surname.endsWith('ь')) return [surname, ...['я', 'ю', 'ем', 'е'].map((end) => surname.slice(0, -1) + end)]
  if (surname.endsWith('а')) return [surname, ...['ы', 'е', 'у', 'ой'].map((end) => surname.slice(0, -1) + end)]
  return [surname]
}

function append(index: Map<string, KnownOfficial[]>, key: string, official: KnownOfficial): void {
  const there = index.get(key) ?? []
  if (!there.includes(official)) index.set(key, [...there, official])
}

function inOffice(candidates: readonly KnownOfficial[], year: number | undefined): KnownOfficial | undefined {
  if (candidates.length <= 1) return candidates[0]
  const then = year === undefined ? [] : candidates.filter((one) => isInOffice(one, year))
  return then.length === 1 ? then[0] : undefined
}

/** Whether the person may have held the office in `year`; where neither is known, yes. */
export function isInOffice({ since, until }: KnownOfficial, year: number | undefined): boolean {
  return year === undefined || ((since ?? year) <= year && year <= (until ?? year))
}
