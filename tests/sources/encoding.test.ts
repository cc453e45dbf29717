import { describe, expect, test } from 'vitest'
import { decodeBytes } from '../../src/sources/encoding.ts'
import { encodeAs } from '../fakes/encode.ts'

const page = (charset: string | undefined, words: string): string =>
  `<html><head>${charset ? `<meta charset="${charset}">` : ''}<title>x</title></head><body>${words.repeat(20)}</body></html>`

const read = (bytes: Uint8Array, charset?: string, language = 'en', form: 'html' | 'xml' = 'html') =>
  decodeBytes(bytes, form, charset, language)

describe('decodeBytes', () => {
  test.each([
    ['gb2312', 'gb18030', 'zh', '外交部长会见来宾。'],
    ['euc-kr', 'euc-kr', 'ko', '외교부 장관 회담'],
    ['shift_jis', 'shift_jis', 'ja', '外務大臣会談です'],
    ['big5', 'big5', 'zh-Hant', '外交部長會見'],
    ['windows-1251', 'windows-1251', 'ru', 'Министр принял посла'],
    ['windows-1250', 'windows-1250', 'pl', 'Minister przyjął ambasadora, jeżeli'],
    ['windows-1254', 'windows-1254', 'tr', 'Dışişleri Bakanı görüştü'],
    ['windows-1256', 'windows-1256', 'ar', 'استقبل الوزير السفير'],
  ])('reads what a page declares as %s', (declared, actual, language, words) => {
    const bytes = encodeAs(actual, page(declared, words))
    expect(read(bytes, undefined, language)?.text).toContain(words)
  })

  test('reads a page that declares nothing by the old encoding of its language', () => {
    expect(read(encodeAs('gb18030', page(undefined, '外交部长会见来宾。')), undefined, 'zh')?.text).toContain(
      '外交部长',
    )
  })

  test('trusts the transport over the page', () => {
    const bytes = encodeAs('windows-1251', page('utf-8', 'Министр'))
    expect(read(bytes, 'windows-1251')?.text).toContain('Министр')
  })

  test('trusts a byte order mark over all', () => {
    const bytes = Buffer.from(`\ufeff${page('gb2312', '外交部')}`, 'utf8')
    expect(read(bytes, 'gb2312')?.text).toContain('外交部')
    expect(read(Buffer.from(`\ufeff${page(undefined, '外交部')}`, 'utf16le'))?.text).toContain('外交部')
  })

  test('is not fooled by the charset that a server sends with everything', () => {
    expect(read(Buffer.from(page('utf-8', '外交部长会见来宾。')), 'iso-8859-1', 'zh')?.text).toContain('外交部长')
  })

  test('finds the page’s own declaration where the transport’s does not fit', () => {
    expect(read(encodeAs('gb18030', page('gb2312', '外交部长会见来宾。')), 'utf-8', 'en')?.text).toContain('外交部长')
  })

  test('reads the prolog of XML', () => {
    const xml = `<?xml version="1.0" encoding="EUC-KR"?><rss><title>${'외교부'.repeat(9)}</title></rss>`
    expect(read(encodeAs('euc-kr', xml), undefined, 'en', 'xml')?.text).toContain('외교부외교부')
  })

  test('forgives one damaged character in a long page, and refuses a page of them', () => {
    const damaged = Buffer.concat([Buffer.from(page('utf-8', 'A plain sentence. ')), Buffer.from([0xff])])
    expect(read(damaged, 'utf-8')?.text).toContain('A plain sentence.')
    expect(read(Buffer.from('\x81\x8d\x8f'.repeat(99), 'latin1'), 'utf-8', 'ja')).toBeUndefined()
  })

  test('does not fall over names of encodings that are none', () => {
    expect(read(Buffer.from(page('x-unknown', 'A sentence.')), 'no-such-thing')?.text).toContain('A sentence.')
  })
})
