import { describe, expect, test } from 'vitest'
import { compileNumbers } from '../../../src/extract/gate/numbers.ts'
import { ruleData } from '../../rules.ts'

const { stated, claimed, written } = compileNumbers(ruleData.encounterWords)

describe('the numbers of a text', () => {
  test.each([
    ['20 cooperation documents on 23 April 2025', '20 23 2025 m4'],
    ['二〇二五年四月二十三日签署20余份文件', '2025 20 23 4 m4'],
    ['twenty-five', '25'],
    ['two hundred and fifty million', '250000000'],
    ['1,234,567 tons', '1234.567 1234567'],
    ['3.5 billion dollars', '3500000000'],
    ['35亿美元', '3500000000'],
    ['3,5 млрд долларов', '3500000000'],
    ['grew by 5.6 per cent', '5.6%'],
    ['增长5.6％', '5.6%'],
    ['百分之二十', '100 20%'],
    ['12 345,6 тонн', '12345.6'],
    ['23.04.2025', '2025 23 4 m4'],
    ['the first visit', '1'],
    ['首次访问', '1'],
    ['hundreds of students', '~100'],
    ['数百名学生', '~100 100'],
    ['٣٤ اتفاقية', '34'],
    ['one of a kind', ''],
    ['it may march in peace', ''],
    ['in May', 'm5'],
    ['on Friday', 'd5'],
    ['周五', '5 d5'],
  ])('%s: %s', (text, keys) => {
    expect(stated(text)).toEqual(new Set(keys.split(' ').filter((key) => key !== '')))
  })

  test('of an English sentence are read in one way', () => {
    expect([...claimed('1,234 tons and 1.234 percent')]).toEqual(['1234', '1.234%'])
  })

  test('that are written in digits are given with all that they may mean', () => {
    expect(written('1.234 Tonnen, 5月')).toEqual([
      ['1234', '1.234'],
      ['5', 'm5'],
    ])
  })
})
