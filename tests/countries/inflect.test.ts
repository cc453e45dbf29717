import { describe, expect, test } from 'vitest'
import { inflectAdjective, inflectName } from '../../src/countries/inflect.ts'

describe('inflectName', () => {
  test.each([
    ['ru', 'Индия', ['Индии', 'Индию', 'Индией']],
    ['ru', 'Казахстан', ['Казахстана', 'Казахстаном']],
    ['ru', 'Куба', ['Кубы', 'Кубой']],
    ['ru', 'Ангола', ['Анголы', 'Анголу']],
    ['ru', 'Китай', ['Китая', 'Китаем']],
    ['sv', 'Polen', ['Polens']],
    ['de', 'Polen', ['Polens']],
  ])('%s %s', (language, name, forms) => {
    expect(inflectName(language, name)).toEqual(expect.arrayContaining([name, ...forms]))
  })

  test.each([
    ['ru', 'Перу'],
    ['ru', 'Новая Зеландия'],
    ['fr', 'Chine'],
  ])('%s %s stays as it is', (language, name) => {
    expect(inflectName(language, name)).toEqual([name])
  })
})

describe('inflectAdjective', () => {
  test.each([
    ['fr', 'chinois', ['chinois', 'chinoise', 'chinoises']],
    ['fr', 'ukrainien', ['ukrainienne', 'ukrainiens']],
    ['fr', 'turc', ['turque']],
    ['fr', 'russe', ['russes']],
    ['es', 'chino', ['china', 'chinos', 'chinas']],
    ['es', 'francés', ['francesa', 'franceses']],
    ['es', 'alemán', ['alemana', 'alemanes']],
    ['de', 'polnisch', ['polnische', 'polnischen']],
    ['sv', 'svensk', ['svenska', 'svenske']],
    ['ru', 'российск', ['российской', 'российский']],
  ])('%s %s', (language, adjective, forms) => {
    expect(inflectAdjective(language, adjective)).toEqual(expect.arrayContaining(forms))
  })
})
