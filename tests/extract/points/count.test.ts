import { describe, expect, test } from 'vitest'
import { countBefore } from '../../../src/extract/points/count.ts'

const count = (text: string, noun: string): number | null => countBefore(text, text.indexOf(noun))

describe('countBefore', () => {
  test.each([
    ['20 cooperation documents', 'cooperation documents', 20],
    ['more than 1,200 bilateral documents', 'documents', 1200],
    ['nearly thirty documents', 'documents', 30],
    ['twenty-one documents', 'documents', 21],
    ['a dozen documents', 'documents', 12],
    ['two dozen documents', 'documents', 24],
    ['over a hundred documents', 'documents', 100],
    ['five bilateral cooperation documents', 'documents', 5],
    ['two ministers initialled an agreement', 'agreement', null],
    ['交换数十份合作文件', '合作文件', null],
    ['half a dozen documents', 'documents', 6],
    ['30-odd documents', 'documents', 30],
    ['until 2035, and documents', 'documents', null],
    ['several documents', 'documents', null],
    ['a number of documents', 'documents', null],
    ['in 2031 signed documents', 'documents', null],
    ['20 years of documents', 'documents', null],
    ['$225 million documents', 'documents', null],
    ['documents', 'documents', null],
    ['签署20余份双边合作文件', '合作文件', 20],
    ['签署二十五份合作文件', '合作文件', 25],
    ['签署十余项合作文件', '合作文件', 10],
    ['签署一百二十份合作文件', '合作文件', 120],
    ['签署多项合作文件', '合作文件', null],
    ['viewed 36 signed documents', 'documents', 36],
  ])('%s', (text, noun, expected) => {
    expect(count(text, noun)).toBe(expected)
  })

  test.each([
    ['подписано девять межведомственных документов', 'документов', 'ru', 9],
    ['два совместных заявления и ряд документов', 'документов', 'ru', null],
    ['dix-huit accords', 'accords', 'fr', 18],
    ['vingt-deux accords', 'accords', 'fr', null],
    ['se firmaron once memorandos', 'memorandos', 'es', 11],
    ['once signed, memorandos', 'memorandos', 'en', null],
  ])('%s, in its own language', (text, noun, language, expected) => {
    expect(countBefore(text, text.indexOf(noun), language)).toBe(expected)
  })
})
