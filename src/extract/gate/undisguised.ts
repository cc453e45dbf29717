/** Cyrillic, Greek and other letters that look like Latin ones. */
const LOOKALIKES = new Map<string, string>(
  [
    ['аɑα', 'a'],
    ['Ь', 'b'],
    ['сϲᴄ', 'c'],
    ['ԁ', 'd'],
    ['еёєεҽ', 'e'],
    ['ց', 'g'],
    ['һ', 'h'],
    ['іїιı', 'i'],
    ['ј', 'j'],
    ['κк', 'k'],
    ['ӏ', 'l'],
    ['м', 'm'],
    ['ոп', 'n'],
    ['оοσօ', 'o'],
    ['рρ', 'p'],
    ['ԛ', 'q'],
    ['гᴦ', 'r'],
    ['ѕ', 's'],
    ['тτ', 't'],
    ['υս', 'u'],
    ['νѵ', 'v'],
    ['ѡԝω', 'w'],
    ['хχ', 'x'],
    ['уγү', 'y'],
    ['ᴢ', 'z'],
  ].flatMap(([letters = '', latin = '']) => [...letters].map((letter) => [letter, latin] as const)),
)

const IGNORABLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{M}]/gu

/**
 * What a text says to a machine that sees through disguises: as it stands, and where it is in disguise, with compatible forms (ｉｇｎｏｒｅ),
 * letters of other scripts among Latin ones, invisible letters, and letters set apart (i g n o r e) undone.
 */
export function undisguised(text: string): readonly string[] {
  if (!DISGUISES.test(text)) return [text]
  const compatible = text.normalize('NFKD').replace(IGNORABLE, '').normalize('NFC')
  const latin = compatible.replace(MIXED, inLatin)
  const closed = latin.replace(APART, (run) => ` ${run.replace(/[\s._*·-]+/g, '')} `)
  return [...new Set([text, text.normalize('NFKC').replace(/\p{Cf}/gu, ''), latin, closed])]
}

/** Whatever is no plain letter, and letters set apart. Quotation marks and dashes disguise nothing. */
const DISGUISES = /[^\p{ASCII}\p{P}]|\p{L}[ ._*·-]\p{L}[ ._*·-]\p{L}[ ._*·-]/u

/** Words of Latin letters with some of other scripts among them, or of nothing but such as look Latin. */
const MIXED = /[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Armenian}]+/gu

function inLatin(word: string): string {
  if (!/[^\p{sc=Latin}]/u.test(word)) return word
  const letters = [...word.toLowerCase()].map((letter) => LOOKALIKES.get(letter) ?? letter)
  return letters.every((letter) => letter < '\u0080') ? letters.join('') : word
}

/** Single letters with a space or mark between each two, eight or more; between words there is more than that. */
const APART = /(?<!\p{L})(?:[\p{sc=Latin}\p{sc=Cyrillic}][ ._*·-]){7,}[\p{sc=Latin}\p{sc=Cyrillic}](?!\p{L})/gu
