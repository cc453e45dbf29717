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
  ])('%s', (text, noun, expected) => {
    expect(count(text, noun)).toBe(expected)
  })
})
