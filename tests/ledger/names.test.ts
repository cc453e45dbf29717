import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { comparePrincipals } from '../../src/ledger/names.ts'

describe('two lists of principals', () => {
  test.each([
    ['same', ['Joe Biden', 'Volodymyr Zelenskyy'], ['Joseph R. Biden, Jr.', 'Volodymyr Zelensky']],
    ['same', ['IWAYA Takeshi', 'WANG Yi'], ['Wang Yi', 'Takeshi Iwaya']],
    ['same', ['Shehbaz Sharif', 'Xi Jinping'], ['Muhammad Shehbaz Sharif', 'Xi']],
    ['same', ['Mohammed bin Salman', 'Wang Yi'], ['Muhammad bin Salman Al Saud', 'Wang Yi']],
    ['same', ['Xi Jinping', 'Ilham Aliyev', 'Peng Liyuan'], ['Ilham Aliyev', 'Xi Jinping', 'Wang Yi']],
    ['same', ['习近平', '沙利文'], ['沙利文', '习近平']],
    ['shared', ['Xi Jinping', 'Ilham Aliyev'], ['Xi Jinping']],
    ['shared', ['Xi Jinping', '沙利文'], ['Jake Sullivan', 'Xi Jinping']],
    ['shared', ['Vladimir Putin', 'Си Цзиньпин'], ['Xi Jinping', 'Vladimir Putin']],
    ['different', ['Xi Jinping', 'Ilham Aliyev'], ['Li Qiang', 'Ilham Aliyev']],
    ['different', ['Wang Yi', 'Antony Blinken'], ['Wang Wentao', 'Gina Raimondo']],
    ['different', ['习近平', '沙利文'], ['王毅', '沙利文']],
    ['different', ['Xi Jinping'], ['Li Qiang', 'Ilham Aliyev']],
    ['unknown', ['Xi Jinping'], ['Ilham Aliyev']],
    ['unknown', [], ['Ilham Aliyev', 'Xi Jinping']],
    ['unknown', ['习近平', '阿利耶夫'], ['Xi Jinping', 'Ilham Aliyev']],
  ] as const)('are %s: %j and %j', (likeness, a, b) => {
    expect(comparePrincipals(a, b)).toBe(likeness)
  })

  test('are compared the same way round either way', () => {
    const name = fc.constantFrom(
      'Xi Jinping',
      'Xi',
      'Li Qiang',
      'Joe Biden',
      'Joseph Biden',
      '习近平',
      '沙利文',
      'Путин',
    )
    const names = fc.uniqueArray(name, { maxLength: 4 })
    fc.assert(
      fc.property(names, names, (a, b) => {
        expect(comparePrincipals(a, b)).toBe(comparePrincipals(b, a))
      }),
    )
  })
})
