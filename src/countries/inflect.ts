/** Every form in which a language writes a party's name or adjective, the given one first; languages that do not inflect give that alone. */
export function inflectName(language: string, name: string): string[] {
  if (language === 'ru') return declineRussian(name)
  if (language === 'sv' || language === 'de') return [name, `${name}s`]
  return [name]
}

/** The forms of an adjective from the stem or masculine form that the data file holds. */
export function inflectAdjective(language: string, adjective: string): string[] {
  switch (language) {
    case 'ru':
      return ['ий', 'ого', 'ому', 'им', 'ом', 'ая', 'ой', 'ую', 'ое', 'ие', 'их', 'ими'].map((end) => adjective + end)
    case 'de':
      return ['', 'e', 'en', 'er', 'em', 'es'].map((end) => adjective + end)
    case 'sv':
      return ['', 'a', 'e', 't'].map((end) => adjective + end)
    case 'fr':
      return frenchForms(adjective)
    case 'es':
      return spanishForms(adjective)
    default:
      return [adjective]
  }
}

/** The six cases of a country's name of one word, by its ending; names of several words stand in the data file. */
function declineRussian(name: string): string[] {
  const [stem, last] = [name.slice(0, -1), name.slice(-1)]
  const cases = (endings: readonly string[]): string[] => [name, ...endings.map((end) => stem + end)]
  if (/[\s-]/.test(name)) return [name]
  if (name.endsWith('ия')) return cases(['и', 'ю', 'ей'])
  if (last === 'а') return cases([/[гкхжшчщ]а$/.test(name) ? 'и' : 'ы', 'е', 'у', 'ой'])
  if (last === 'я') return cases(['и', 'е', 'ю', 'ей'])
  if (last === 'ь') return cases(['и', 'ью'])
  if (last === 'й') return cases(['я', 'ю', 'ем', 'е'])
  if (/[бвгджзклмнпрстфхцчшщ]/.test(last)) return [name, ...['а', 'у', 'ом', 'е'].map((end) => name + end)]
  return [name]
}

function frenchForms(masculine: string): string[] {
  const feminine = frenchFeminine(masculine)
  const plural = masculine.endsWith('s') ? masculine : `${masculine}s`
  return [...new Set([masculine, feminine, plural, `${feminine}s`])]
}

function frenchFeminine(masculine: string): string {
  if (masculine.endsWith('e')) return masculine
  if (masculine.endsWith('en') || masculine.endsWith('on')) return `${masculine}ne`
  if (masculine.endsWith('grec')) return `${masculine}que`
  if (masculine.endsWith('turc')) return masculine.replace(/c$/, 'que')
  return `${masculine}e`
}

function spanishForms(masculine: string): string[] {
  const stem = masculine.slice(0, -1)
  if (masculine.endsWith('o')) return [masculine, `${stem}a`, `${stem}os`, `${stem}as`]
  const accented = /^(.*)([éáó])([sn])$/.exec(masculine)
  if (accented) {
    const [, head = '', vowel = '', consonant = ''] = accented
    const plain = head + ({ é: 'e', á: 'a', ó: 'o' }[vowel] ?? vowel) + consonant
    return [masculine, ...['a', 'es', 'as'].map((end) => plain + end)]
  }
  if (masculine.endsWith('l')) return [masculine, ...['a', 'es', 'as'].map((end) => masculine + end)]
  return [masculine, `${masculine}s`, `${masculine}es`]
}
