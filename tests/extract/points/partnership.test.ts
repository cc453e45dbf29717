import { describe, expect, test } from 'vitest'
import { drawn, type Told } from './drawing.ts'

const LEAD = 'On 20 May 2031, President Lin Wen held talks with President of Alvara Ana Vell in Beijing. '

function levels(text: string, told: Told = {}): string[] {
  return drawn('partnership', text, told).map(({ level, change }) =>
    level === undefined ? 'mention' : `${level}, ${change}`,
  )
}

describe('the level of a relationship', () => {
  test.each([
    ['the strategic partnership', 'strategic partnership'],
    ['the comprehensive strategic partnership for the new era', 'comprehensive strategic partnership'],
    ['the comprehensive strategic cooperative partnership', 'comprehensive strategic cooperative partnership'],
    ['the comprehensive strategic partnership of coordination', 'comprehensive strategic partnership of coordination'],
    ['the all-weather strategic cooperative partnership', 'all-weather strategic cooperative partnership'],
    ['the all-weather comprehensive strategic partnership', 'all-weather comprehensive strategic partnership'],
    ['the permanent comprehensive strategic partnership', 'permanent comprehensive strategic partnership'],
    ['the comprehensive cooperative partnership', 'comprehensive cooperative partnership'],
    ['the friendly cooperative partnership', 'friendly cooperative partnership'],
    ['the comprehensive friendly and cooperative partnership', 'comprehensive friendly cooperative partnership'],
    ['the friendly strategic partnership', 'friendly strategic partnership'],
    ['the friendly comprehensive strategic partnership', 'comprehensive strategic partnership'],
    ['the strategic cooperative relationship', 'strategic cooperative relationship'],
    ['the all-round strategic partnership', 'all-round strategic partnership'],
    ['the all-round high-quality future-oriented partnership', 'all-round future-oriented partnership'],
    ['the innovative strategic partnership', 'innovative strategic partnership'],
    ['the special and privileged strategic partnership', 'special and privileged strategic partnership'],
    ['the special strategic and global partnership', 'special strategic and global partnership'],
    ['the mutually beneficial strategic relationship', 'strategic relationship of mutual benefit'],
    ['the community with a shared future', 'community with a shared future'],
    // As machines put it.
    ['the complete strategic partnership', 'comprehensive strategic partnership'],
    ['the integral strategic association', 'comprehensive strategic partnership'],
    ['the complete strategic association of cooperation', 'comprehensive strategic cooperative partnership'],
    ['the complete strategic and cooperative partnership', 'comprehensive strategic cooperative partnership'],
    ['the strategic association of complete cooperation', 'comprehensive strategic cooperative partnership'],
    ['the association strategic of cooperation in all the times', 'all-weather strategic cooperative partnership'],
    ['the strategic association of cooperation', 'strategic cooperative partnership'],
    ['the community of common destiny', 'community with a shared future'],
    ['the all-round partnership of friendship and cooperation', 'all-round cooperative partnership'],
    ['the full strategic partnership', 'comprehensive strategic partnership'],
    ['the all-weather partnership', 'all-weather partnership'],
    ['the strategic and global partnership', 'strategic and global partnership'],
    ['the ties of strategic cooperative partners', 'strategic cooperative partnership'],
  ])('%s', (name, level) => {
    expect(levels(`${LEAD}\n\nLin Wen said that China values ${name} with Alvara.`)).toEqual([`${level}, reaffirmed`])
  })

  test.each([
    ['全面战略合作伙伴关系', 'comprehensive strategic cooperative partnership'],
    ['新时代全面战略协作伙伴关系', 'comprehensive strategic partnership of coordination'],
    ['全面战略伙伴关系', 'comprehensive strategic partnership'],
    ['战略合作伙伴关系', 'strategic cooperative partnership'],
    ['全天候全面战略伙伴关系', 'all-weather comprehensive strategic partnership'],
    ['永久全面战略伙伴关系', 'permanent comprehensive strategic partnership'],
    ['全方位战略伙伴关系', 'all-round strategic partnership'],
    ['全方位、高质量、前瞻性伙伴关系', 'all-round future-oriented partnership'],
    ['友好战略伙伴关系', 'friendly strategic partnership'],
    ['全面友好合作伙伴关系', 'comprehensive friendly cooperative partnership'],
    ['战略合作关系', 'strategic cooperative relationship'],
    ['战略互惠关系', 'strategic relationship of mutual benefit'],
  ])('%s', (name, level) => {
    expect(
      levels(`5月20日，林文在北京同阿尔瓦拉总统安娜会谈。\n\n林文指出，中方愿同阿方推动${name}不断发展。`),
    ).toEqual([`${level}, reaffirmed`])
  })

  test('a level is one also where its fields follow', () => {
    expect(levels(`${LEAD}\n\nLin Wen said that the strategic partnership in defence, space and rail grows.`)).toEqual([
      'strategic partnership, reaffirmed',
    ])
  })

  test('levels that the text names apart are entries apart', () => {
    const text = `${LEAD}\n\nLin Wen said that China values the comprehensive strategic partnership and the community with a shared future with Alvara.`
    expect(levels(text)).toEqual([
      'comprehensive strategic partnership, reaffirmed',
      'community with a shared future, reaffirmed',
    ])
  })

  test.each([
    ['a sector', 'The energy partnership with Alvara grows.'],
    ['partners', 'China and Alvara are important partners.'],
    ['strategic partners', 'China and Alvara are strategic partners.'],
    ['a relationship without a formal name', 'China values the strategic relationship with Alvara.'],
  ])('%s gives the topic alone', (_, sentence) => {
    expect(levels(`${LEAD}\n\nLin Wen said: ${sentence}`)).toEqual(['mention'])
  })

  test.each([
    ['a third country’s level', 'Lin Wen said that the comprehensive strategic partnership with Cestia grows.'],
    ['a group’s level', 'Lin Wen said that the China-Africa strategic partnership grows.'],
    [
      'a level to which ties with a third were raised',
      'Lin Wen said that China raised its ties with Cestia to a strategic partnership.',
    ],
    ['a third country and a level of its own', 'Lin Wen spoke of the strategic partnership between Alvara and Cestia.'],
    ['a pair with a third', 'Lin Wen said that Alvara and Cestia have established a strategic partnership.'],
    ['firms', 'Lin Wen spoke of a strategic partnership between the two airlines.'],
    ['a group as the subject', 'Lin Wen said that China and Africa enjoy a comprehensive strategic partnership.'],
    ['many countries', 'Lin Wen said that China has strategic partnerships with all Central Asian countries.'],
    [
      'many countries whose ties were raised',
      'Lin Wen said that relations with all African countries were raised to strategic partnerships.',
    ],
    ['mankind', 'Lin Wen said that China builds a community with a shared future for mankind.'],
    ['trading partners', 'Lin Wen said that China is the largest trading partner.'],
  ])('%s is none', (_, sentence) => {
    expect(levels(`${LEAD}\n\n${sentence}`).filter((level) => level !== 'mention')).toEqual([])
  })

  test('a Chinese short form of another group is none', () => {
    expect(
      levels('5月20日，林文同阿尔瓦拉总统安娜会谈。\n\n林文指出，中方愿同阿方加强中海战略伙伴关系。').filter(
        (l) => l !== 'mention',
      ),
    ).toEqual([])
  })
})

describe('what becomes of the level', () => {
  test.each([
    ['They noted the establishment of the strategic partnership last July.', 'strategic partnership, reaffirmed'],
    ['The leaders agreed to launch a new strategic partnership.', 'strategic partnership, established'],
    [
      'The two leaders decided to elevate the relationship to a "Comprehensive Strategic Partnership".',
      'comprehensive strategic partnership, established',
    ],
    [
      'It was announced that ties rise to a comprehensive strategic partnership.',
      'comprehensive strategic partnership, established',
    ],
    ['They expect to announce a strategic partnership in autumn.', 'strategic partnership, proposed'],
    [
      'The two leaders announced the upgrade of the strategic partnership to a comprehensive strategic partnership.',
      'comprehensive strategic partnership, established',
    ],
    [
      'The two heads of state announced the establishment of a strategic partnership.',
      'strategic partnership, established',
    ],
    [
      'The two leaders agreed to establish a comprehensive strategic partnership.',
      'comprehensive strategic partnership, established',
    ],
    [
      'The two heads of state decided to elevate relations to an all-weather strategic partnership.',
      'all-weather strategic partnership, established',
    ],
    [
      'The two leaders upgraded the relationship to a comprehensive strategic partnership.',
      'comprehensive strategic partnership, established',
    ],
    [
      'The two heads of state announced to lift the ties up to a complete strategic association.',
      'comprehensive strategic partnership, established',
    ],
    [
      'The two Presidents signed a joint statement on the establishment of a strategic partnership.',
      'strategic partnership, established',
    ],
    ['A joint statement on establishing the strategic partnership was issued.', 'strategic partnership, established'],
    ['The two leaders signed the Treaty on a Strategic Partnership.', 'strategic partnership, established'],
    [
      'The two leaders agreed to build a community with a shared future.',
      'community with a shared future, established',
    ],
    [
      'Consensus was reached on building a community with a shared future.',
      'community with a shared future, established',
    ],
    ['The two sides decided to define their ties as a strategic partnership.', 'strategic partnership, established'],
    ['Ana Vell welcomed the elevation of relations to a strategic partnership.', 'strategic partnership, established'],
    [
      'Lin Wen said that with the establishment of the strategic partnership a new chapter opens.',
      'strategic partnership, established',
    ],
    ['The two sides agreed to raise ties to a strategic partnership in the future.', 'strategic partnership, proposed'],
    [
      'Alvara was the first country to establish a strategic partnership with China.',
      'strategic partnership, reaffirmed',
    ],
    [
      'Lin Wen said that at his last visit both established a strategic partnership.',
      'strategic partnership, reaffirmed',
    ],
    ['Ana Vell looked forward to upgrading relations to a strategic partnership.', 'strategic partnership, proposed'],
    ['The signing of the strategic partnership agreement followed.', 'strategic partnership, established'],
    [
      'They resolved to raise the relationship to the level of a strategic partnership.',
      'strategic partnership, established',
    ],
    [
      'The two sides announced that they would build a China-Alvara community with a shared future.',
      'community with a shared future, established',
    ],
    [
      'The two leaders declared that a China-Alvara community with a shared future would be built.',
      'community with a shared future, established',
    ],
    [
      'The two sides agreed that a strategic partnership between the two countries be established.',
      'strategic partnership, established',
    ],
    [
      'The two leaders decided that the strategic partnership of the two countries be upgraded to a comprehensive strategic partnership.',
      'comprehensive strategic partnership, established',
    ],
    [
      'Lin Wen said that the two heads of state just announced the establishment of a strategic partnership.',
      'strategic partnership, established',
    ],
    [
      'Lin Wen said that this visit marks the elevation of the relationship to a strategic partnership.',
      'strategic partnership, established',
    ],
    [
      'The two Presidents put the relationship on the footing of a strategic partnership.',
      'strategic partnership, established',
    ],
    ['The two sides will explore the establishment of a strategic partnership.', 'strategic partnership, proposed'],
    ['The two sides will work for establishing a strategic partnership.', 'strategic partnership, proposed'],
    ['Lin Wen said that the global strategic partnership grows.', 'comprehensive strategic partnership, reaffirmed'],
    ['The two sides reaffirmed the strategic partnership.', 'strategic partnership, reaffirmed'],
    ['The two leaders agreed to take the strategic partnership to a new level.', 'strategic partnership, reaffirmed'],
    [
      'The two leaders agreed to elevate the strategic partnership to new heights.',
      'strategic partnership, reaffirmed',
    ],
    ['The two leaders agreed to deepen the strategic partnership.', 'strategic partnership, reaffirmed'],
    [
      'The two leaders recalled that in 2014 the two countries established a strategic partnership.',
      'strategic partnership, reaffirmed',
    ],
    [
      'The two leaders welcomed the tenth anniversary of the establishment of the strategic partnership.',
      'strategic partnership, reaffirmed',
    ],
    ['The two leaders discussed elevating relations to a strategic partnership.', 'strategic partnership, proposed'],
    [
      'Ana Vell said that Alvara hopes to upgrade relations to a strategic partnership.',
      'strategic partnership, proposed',
    ],
    ['Ana Vell said that Alvara is willing to establish a strategic partnership.', 'strategic partnership, proposed'],
    [
      'Lin Wen said that in April this year the two countries lifted their relations to a strategic partnership.',
      'strategic partnership, reaffirmed',
    ],
    [
      'Lin Wen said that last year the two sides established a strategic partnership.',
      'strategic partnership, reaffirmed',
    ],
    [
      'Ana Vell said that Alvara attaches importance to the strategic partnership and will promote trade.',
      'strategic partnership, reaffirmed',
    ],
  ])('%s', (sentence, expected) => {
    expect(levels(`${LEAD}\n\n${sentence}`)).toEqual([expected])
  })

  test.each([
    ['两国元首宣布将双边关系提升为全面战略伙伴关系。', 'comprehensive strategic partnership, established'],
    ['双方决定建立战略伙伴关系。', 'strategic partnership, established'],
    ['两国元首共同签署《关于建立战略伙伴关系的联合声明》。', 'strategic partnership, established'],
    ['林文指出，去年，中阿关系提升为战略伙伴关系。', 'strategic partnership, reaffirmed'],
    ['林文强调，今天我们将中阿关系定位提升为全天候命运共同体。', 'community with a shared future, established'],
    ['安娜表示，阿方希望将两国关系提升为战略伙伴关系。', 'strategic partnership, proposed'],
  ])('%s', (sentence, expected) => {
    expect(levels(`5月20日，林文在北京同阿尔瓦拉总统安娜会谈。\n\n${sentence}`, { date: '2031-05-20' })).toEqual([
      expected,
    ])
  })

  test('the level that was left is none of its own', () => {
    const text =
      'The two heads of state announced the elevation of relations from a strategic partnership to a comprehensive strategic partnership.'
    expect(levels(LEAD + text)).toEqual(['comprehensive strategic partnership, established'])
  })

  test('one strong clause outweighs a plain naming, and carries the evidence', () => {
    const [point] = drawn(
      'partnership',
      `${LEAD}The two heads of state announced the establishment of a strategic partnership.\n\nLin Wen said that China values the strategic partnership.`,
    )
    expect(point).toMatchObject({ change: 'established', voice: 'joint', with: 'XA' })
    expect(point?.evidence.map(({ quote }) => quote)).toEqual([
      'The two heads of state announced the establishment of a strategic partnership.',
    ])
  })
})

describe('whom the level is with', () => {
  test('the other state, seen from the issuer', () => {
    const text = `${LEAD}\n\nLin Wen said that China values the strategic partnership.`
    expect(drawn('partnership', text, { issuer: 'XA' })[0]?.with).toBe('CN')
    expect(drawn('partnership', text, { issuer: 'CN' })[0]?.with).toBe('XA')
  })

  test('in a session of three, each that is named beside it', () => {
    const text =
      'Ana Vell, Bo Marr and Lin Wen met. The ministers reaffirmed the strategic partnership of China with Borea.'
    expect(drawn('partnership', text, { issuer: 'CN', parties: ['CN', 'XA', 'XB'] }).map((p) => p.with)).toEqual(['XB'])
  })
})
