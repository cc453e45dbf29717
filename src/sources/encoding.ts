import { isAscii, isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import sniffEncoding from 'html-encoding-sniffer'

/** Text, and the name of the encoding (lower case) by which it was read. */
export type Decoded = { readonly text: string; readonly encoding: string }

/** The encoding in which pages of a language came before UTF-8: the guess where a page declares none, and is not UTF-8. */
const LEGACY: Readonly<Record<string, string>> = {
  zh: 'gb18030',
  'zh-Hant': 'big5',
  ja: 'shift_jis',
  ko: 'euc-kr',
  ru: 'windows-1251',
  kk: 'windows-1251',
  sr: 'windows-1251',
  pl: 'windows-1250',
  cs: 'windows-1250',
  hu: 'windows-1250',
  ro: 'windows-1250',
  el: 'windows-1253',
  tr: 'windows-1254',
  az: 'windows-1254',
  he: 'windows-1255',
  ar: 'windows-1256',
  fa: 'windows-1256',
  lv: 'windows-1257',
  lt: 'windows-1257',
  vi: 'windows-1258',
}

/** One character in so many may be damaged before a text counts as wrongly decoded. */
const TOLERATED = 200

/**
 * Bytes → text. Order: byte order mark, the transport's charset, the document's own declaration, all by the standard; but bytes that
 * are UTF-8 are never read as anything narrower (servers send a default charset that nobody chose), and where the declared encoding
 * does not fit, the document's declaration and then the language's old encoding are tried. Nothing, where none fits.
 */
export function decodeBytes(
  bytes: Uint8Array,
  form: 'html' | 'xml',
  charset: string | undefined,
  language: string,
): Decoded | undefined {
  const xml = form === 'xml'
  const legacy = LEGACY[language] ?? LEGACY[language.split('-')[0] ?? ''] ?? 'windows-1252'
  const defaultEncoding = isUtf8(bytes) ? 'UTF-8' : legacy
  const declared = sniffEncoding(bytes, {
    xml,
    defaultEncoding,
    ...(charset ? { transportLayerEncodingLabel: charset } : {}),
  })
  const own = sniffEncoding(bytes, { xml, defaultEncoding })
  const unasked = isUtf8(bytes) && !isAscii(bytes) && !/^utf/i.test(declared) ? ['utf-8'] : []
  for (const encoding of new Set([...unasked, declared, own, legacy])) {
    const text = decoderOf(encoding)?.decode(bytes)
    if (text !== undefined && isSound(text)) return { text, encoding: encoding.toLowerCase() }
  }
  return undefined
}

function decoderOf(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label)
  } catch {
    // The standard names a few encodings that Node has no decoder for.
    return undefined
  }
}

function isSound(text: string): boolean {
  let damaged = 0
  for (let at = text.indexOf('\ufffd'); at !== -1; at = text.indexOf('\ufffd', at + 1)) damaged += 1
  return damaged * TOLERATED <= text.length
}
