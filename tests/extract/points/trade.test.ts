import { describe, expect, test } from 'vitest'
import { drawn } from './drawing.ts'

const LEAD = 'On 20 May 2031, Lin Wen held talks with President of Alvara Ana Vell in Beijing.\n\n'

function claims(sentence: string): readonly string[] {
  const lead = /\p{Script=Han}/u.test(sentence) ? '5月20日，林文在北京同阿尔瓦拉总统安娜会谈。\n\n' : LEAD
  return drawn('trade-policy', lead + sentence).find(({ voice }) => voice === 'XA')?.claims ?? []
}

describe('claims on trade policy', () => {
  test.each([
    ['tariff and trade wars harm all', ['tariffs', 'trade-war']],
    ['tariff and commercial wars harm all', ['tariffs', 'trade-war']],
    ['nobody wins in a war of customs rights', ['tariffs', 'trade-war']],
    ['it opposes the abuse of tariffs', ['tariffs']],
    ['in the face of tariffs all must hold together', ['tariffs']],
    ['protectionism leads nowhere', ['protectionism']],
    ['it opposes hegemonism and power politics', ['unilateralism']],
    ['bullying will not succeed', ['unilateralism']],
    ['it does not seek decoupling', ['decoupling']],
    ['severing industrial chains helps nobody', ['decoupling']],
    ['it rejects the small yard with high fences', ['decoupling']],
    ['it opposes unilateral sanctions', ['sanctions']],
    ['it rejects long-arm jurisdiction', ['sanctions']],
    ['it upholds the multilateral trading system', ['multilateral-trading']],
    ['it stands for free trade', ['multilateral-trading']],
    ['the rules of the WTO must be observed', ['multilateral-trading']],
    ['it hopes for a more balanced trade relationship', ['unfair-practices']],
    ['overcapacity is a concern', ['unfair-practices']],
    ['there must be a level playing field', ['unfair-practices']],
    ['it wishes for the early lifting of the import ban on its fish', ['unfair-practices']],
    ['it hopes that China will open its market wider', ['unfair-practices']],
    ['it is concerned over export controls on rare earths', ['export-controls']],
    ['it asks for general licenses for rare earths', ['export-controls']],
    ['the surcharge on its steel is unjustified', ['tariffs']],
    ['nobody should impose his will on others', ['unilateralism']],
    ['it will not bow to blackmail', ['unilateralism']],
    ['breaking up global supply chains would be costly', ['decoupling']],
    ['sanctions imposed on Chinese companies are wrong', ['sanctions']],
    ['it believes in the WTO', ['multilateral-trading']],
    ['trade should be as free as possible', ['multilateral-trading']],
    ['China’s subsidies are a problem', ['unfair-practices']],
    ['the deficit has doubled in ten years', ['unfair-practices']],
    ['the exclusion of Chinese companies is wrong', ['unfair-practices']],
    ['it is worried about the supply of rare earths', ['export-controls']],
    ['stretching the concept of national security helps nobody', ['export-controls']],
    ['it asks for a reliable supply of rare earths', ['export-controls']],
    ['the long arm of others’ laws must not reach it', ['sanctions']],
    ['it suffers under sanctions that have no basis in law', ['sanctions']],
    ['world trade must remain free', ['multilateral-trading']],
    ['the playing field should be level', ['unfair-practices']],
    ['firms should be treated in the same way everywhere', ['unfair-practices']],
    ['it would like trade to become more balanced', ['unfair-practices']],
    ['China should dismantle barriers to its farm products', ['unfair-practices']],
    ['its mills suffer from excess capacities', ['unfair-practices']],
    ['walls and fences around technology help no one', ['decoupling']],
    ['the rupture of the chains helps no one', ['decoupling']],
    ['closing one’s doors is no way to growth', ['protectionism']],
    ['it is interested in a free trade agreement with China', ['fta']],
    ['it hopes that China will keep its market open', ['unfair-practices']],
    ['all countries should keep markets open', ['multilateral-trading']],
    ['it is concerned at barriers to American exports', ['unfair-practices']],
    ['putting up walls helps nobody', ['decoupling']],
    ['it hopes that negotiations on a trade agreement will be resumed', ['fta']],
    ['duties on cars are a self-inflicted wound', ['tariffs']],
    ['the blockade has hardened and strangles Alvara', ['sanctions']],
    ['protection of commerce leads nowhere', ['protectionism']],
    ['the trade deficit calls for a rebalancing', ['unfair-practices']],
    ['it hopes for better access of its banks to the Chinese market', ['unfair-practices']],
    ['competition between companies must be fair', ['unfair-practices']],
    ['cheap goods are flooding into its market', ['unfair-practices']],
    ['on the free trade agreement the last mile is short and it will push for an early signature', ['fta']],
    ['the two sides should start negotiations on a free trade agreement', ['fta']],
    ['the free trade agreement should be upgraded', ['fta']],
    ['Alvara supports China in joining the CPTPP', ['fta']],
    ['it denounces attempts to use sanctions as a tool', ['sanctions']],
    ['it is against sanctions introduced in circumvention of the Security Council', ['sanctions']],
    ['sanctions that are illicit and unilateral must end', ['sanctions']],
    ['China demands that its enterprises be taken off the list of sanctions on Chinese companies', ['sanctions']],
    ['unilateral coercive measures harm the weak', ['sanctions']],
    ['these coercive and unilateral measures stifle its people', ['sanctions']],
    ['it rejects the policy of diktat', ['unilateralism']],
    ['supply chains must not be broken for political reasons', ['decoupling']],
    ['it opposes the disruption of industrial and supply chains', ['decoupling']],
    ['moves that divide the world economy are short-sighted', ['decoupling']],
    ['trade in closed circles makes all poorer', ['decoupling']],
    ['Alvara will not cut itself off from others', ['decoupling']],
    ['it asks that the levies on its barley be removed', ['tariffs']],
    ['the case of cars should be solved by minimum prices instead of duties', ['tariffs']],
    ['anti-dumping duties on its wine are unfounded', ['tariffs']],
    ['it works for an open and predictable international trading order', ['multilateral-trading']],
    ['world trade must follow common rules', ['multilateral-trading']],
    ['it advocates trade liberalization', ['multilateral-trading']],
    ['the authority of the WTO should grow', ['multilateral-trading']],
    ['it hopes that markets will be kept open and markets open to all', ['multilateral-trading']],
    ['trade must be fair', ['unfair-practices']],
    ['trade has become more and more unbalanced', ['unfair-practices']],
    ['the trade gap is a concern', ['unfair-practices']],
    ['excess production of steel is a concern', ['unfair-practices']],
    ['its exporters face obstacles in the Chinese market', ['unfair-practices']],
    ['it requests the early resumption of beef exports', ['unfair-practices']],
    ['its companies should be treated the same as others', ['unfair-practices']],
    ['Alvaran companies must not be excluded from tenders', ['unfair-practices']],
    ['it asks for more openness of the Chinese market', ['unfair-practices']],
    ['cheap Chinese steel ruins its mills', ['unfair-practices']],
    ['it is worried by the new rules on the export of rare earths', ['export-controls']],
    ['it would like to speak of free trade with China', ['fta']],
    ['it is against the abuse of the customs fees', ['tariffs']],
    ['it rejects the jurisdiction of the long arm', ['sanctions']],
    ['the small courtyard with the high wall helps no one', ['decoupling']],
    ['the treaty of free exchange should be concluded quickly', ['fta']],
    ['the control of export of critical minerals worries it', ['export-controls']],
    ['one country has the last word no more', ['unilateralism']],
    ['the deficit cannot go on growing', ['unfair-practices']],
    ['subsidies distort the market', ['unfair-practices']],
    ['its enterprises ask for fair conditions', ['unfair-practices']],
    ['its wine makers still meet closed doors', ['unfair-practices']],
    ['trade should flow freely', ['multilateral-trading']],
    ['a tariff duel has no victor', ['tariffs', 'trade-war']],
    ['turning inward is no remedy', ['protectionism']],
    ['nobody should push around the small', ['unilateralism']],
    ['severing economic bonds would harm both', ['decoupling']],
    ['nobody should build parallel supply chains', ['decoupling']],
    ['the blacklist of Chinese companies is groundless', ['sanctions']],
    ['the penalties are unlawful', ['sanctions']],
    ['trade is a one-way street', ['unfair-practices']],
    ['state support gives others an undue edge on the market', ['unfair-practices']],
    ['its firms want the same chances', ['unfair-practices']],
    ['the chip ban is a mistake', ['export-controls']],
    ['the imbalance between Europe and Alvara cannot go on', ['unfair-practices']],
    ['it expects remaining hurdles for its poultry to be removed', ['unfair-practices']],
    ['the preferential agreement should be expanded quickly', ['fta']],
    ['taxes that others put on its cars are wrong', ['tariffs']],
    ['duties of forty percent were clapped on its steel', ['tariffs']],
    ['extra charges on Chinese cars are no answer', ['tariffs']],
    ['to shut one’s door to the world helps nobody', ['protectionism']],
    ['shielding domestic industries makes them weak', ['protectionism']],
    ['the strong must not dictate to weaker ones', ['unilateralism']],
    ['no single country makes the rules for all', ['unilateralism']],
    ['lowering dependence must not mean less cooperation', ['decoupling']],
    ['nobody should turn its back on the European market', ['decoupling']],
    ['its banks were blacklisted without any legal ground', ['sanctions']],
    ['punishing third countries’ banks must end', ['sanctions']],
    ['trade should be governed by common rules', ['multilateral-trading']],
    ['commerce must be free of arbitrary barriers', ['multilateral-trading']],
    ['trade should run in both directions with the same weight', ['unfair-practices']],
    ['firms should compete on level terms', ['unfair-practices']],
    ['permits for magnets should not be delayed, and it asks for licenses for chips', ['export-controls']],
    ['it looks forward to talks on a free trade agreement', ['fta']],
  ])('%s', (words, expected) => {
    expect(claims(`Ana Vell said that ${words}.`)).toEqual(expected)
  })

  test.each([
    ['安娜表示，反对滥施关税和贸易战。', ['tariffs', 'trade-war']],
    ['安娜表示，阿方反对单边主义、保护主义和“脱钩断链”。', ['protectionism', 'unilateralism', 'decoupling']],
    ['安娜表示，愿同中方维护多边贸易体制。', ['multilateral-trading']],
    ['安娜表示，反对非法单边制裁。', ['sanctions']],
    ['安娜表示，阿方关切稀土管制。', ['export-controls']],
    ['安娜表示，希望恢复水产品输华。', ['unfair-practices']],
    ['安娜表示，希望中方进一步开放市场。', ['unfair-practices']],
    ['安娜表示，恃强凌弱不得人心。', ['unilateralism']],
    ['安娜表示，中方应取消反补贴税。', ['tariffs']],
    ['安娜表示，希望美国解除对古巴的封锁。', ['sanctions']],
    ['安娜表示，支持世贸组织改革。', ['multilateral-trading']],
    ['安娜表示，希望欧方保持市场开放。', ['unfair-practices']],
    ['安娜表示，各国应保持市场开放。', ['multilateral-trading']],
    ['安娜表示，希望构建公平互惠的经贸关系。', ['unfair-practices']],
    ['安娜表示，市场竞争应当公平。', ['unfair-practices']],
    ['安娜表示，反对滥用出口管制。', ['export-controls']],
    ['安娜表示，应取消对中国企业的制裁。', ['sanctions']],
    ['安娜表示，要维护贸易的自由和开放。', ['multilateral-trading']],
    ['安娜表示，希望早日启动自贸协定谈判。', ['fta']],
    ['安娜表示，期待早日完成自贸谈判。', ['fta']],
    ['安娜表示，国际事务不能由少数国家说了算。', ['unilateralism']],
    ['安娜表示，主张维护开放、非歧视的国际贸易体系。', ['multilateral-trading']],
    ['安娜表示，希望中方恢复进口牛肉。', ['unfair-practices']],
    ['安娜表示，希望稀土供应恢复正常。', ['export-controls']],
  ])('%s', (sentence, expected) => {
    expect(claims(sentence)).toEqual(expected)
  })

  test.each<[string, string, readonly string[]]>([
    [
      'de',
      'Ana Vell betonte faire Wettbewerbsbedingungen und sprach gegen Sonderzölle.',
      ['tariffs', 'unfair-practices'],
    ],
    [
      'fr',
      'Ana Vell a souligné la réforme de l’OMC et condamné le protectionnisme.',
      ['protectionism', 'multilateral-trading'],
    ],
    [
      'es',
      'Ana Vell condenó el bloqueo impuesto y reclamó una relación más equilibrada.',
      ['sanctions', 'unfair-practices'],
    ],
    ['ru', 'Ana Vell осудила незаконные односторонние санкции.', ['sanctions']],
    [
      'sv',
      'Ana Vell framhöll WTO:s regler och varnade för subventioner.',
      ['multilateral-trading', 'unfair-practices'],
    ],
  ])('%s: %s', (language, sentence, expected) => {
    const points = drawn('trade-policy', `${LEAD}${sentence}`, { language })
    expect(points.flatMap((point) => point.claims)).toEqual(expected)
  })

  test.each([
    'Ana Vell said that zero-tariff treatment helps Alvara.',
    'Ana Vell said that trade grew by a tenth.',
    'Ana Vell thanked for the decision to abolish tariffs.',
    'Ana Vell said that some call good work overcapacity.',
    'Ana Vell said that Alvara has no plan to levy duties on cars.',
    'Ana Vell said that the law of the jungle must not return.',
    'Ana Vell said that controls of the export of rare earths are a common practice.',
    'Ana Vell said that both uphold international fairness and justice.',
    'Ana Vell said that both should open their markets to each other.',
    'Ana Vell said that supply chains are stable.',
    'Ana Vell said that all countries, big or small, are equal.',
    'Ana Vell said that floods damaged crops and that goods are scarce.',
    'Ana Vell said that the pandemic disrupted economic ties.',
    'Ana Vell called for tougher sanctions on Russia.',
    'Ana Vell said that both will cut the ribbon of a market.',
    'Ana Vell said that obstacles to the movement of people should go.',
    'Ana Vell spoke of jobs under our upgraded free trade agreement.',
    '安娜表示，弱肉强食不得人心。',
    '安娜表示，第一个同中国签署自由贸易协定的是阿尔瓦拉。',
    '安娜表示，所谓产能过剩并不存在。',
    'Ana Vell said that the free trade agreement which took effect last May is given full play.',
    'Ana Vell said that Alvara is prepared to import more beef and to lift the remaining restrictions.',
    'Ana Vell said that Alvara hopes for a good business environment.',
    'Ana Vell said that the existing free trade agreement should be put to full use.',
    'Ana Vell called for sanctions against the aggressor.',
    'Ana Vell said that nuclear blackmail must fail.',
    'Ana Vell said that unilateral changes to the status quo by force are rejected.',
    'Ana Vell said that Alvara will visit the free trade zone.',
    'Ana Vell called for an end to circumvention of sanctions imposed on Russia over its illegal war.',
    'Ana Vell asked for stable supply of graphite.',
    'Ana Vell said that dependence on Russian gas must be reduced.',
    'Ana Vell welcomed the extension of trade liberalization.',
    'Ana Vell said that both want to mine rare earths together.',
  ])('nothing in: %s', (sentence) => {
    expect(drawn('trade-policy', LEAD + sentence)).toEqual([])
  })
})

test('what two of three say is the word of each, and not of the third', () => {
  const text = 'Lin Wen met with Ana Vell and Bo Marr. Ana Vell and Bo Marr said that tariffs harm all.'
  const points = drawn('trade-policy', text, { parties: ['CN', 'XA', 'XB'] })
  expect(points.map(({ voice, claims: said }) => [voice, said])).toEqual([
    ['XA', ['tariffs']],
    ['XB', ['tariffs']],
  ])
})

describe('whose trade policy, and how sharply', () => {
  test.each([
    ['Lin Wen said that China opposes the abuse of U.S. tariffs.', 'US'],
    ['Lin Wen urged Alvara not to follow others in decoupling.', 'XA'],
    ['Lin Wen said that China opposes protectionism.', undefined],
  ])('%s', (sentence, target) => {
    expect(drawn('trade-policy', LEAD + sentence)[0]?.target).toBe(target)
  })

  test.each([
    ['it stands for free trade', 1],
    ['protectionism leads nowhere', 3],
    ['there are no winners in a trade war', 4],
    ['one should shake hands instead of fists and oppose protectionism', 5],
    ['the abuse of tariffs must end', 6],
    ['both should jointly resist bullying', 7],
    ['bullying only ends in self-isolation', 8],
    ['silence in the face of bullying emboldens the bully', 9],
    ['it does not seek decoupling', undefined],
  ])('%s', (words, strength) => {
    expect(drawn('trade-policy', `${LEAD}Ana Vell said that ${words}.`)[0]?.strength).toBe(strength)
  })
})

describe('statements on trade', () => {
  test('against and for, in one sentence', () => {
    const [point] = drawn(
      'trade-policy',
      `${LEAD}Ana Vell said that tariffs harm all and that Alvara stands for free trade.`,
    )
    expect(point?.statement).toBe(
      'Alvara, as reported by China, speaks against tariffs and for the multilateral trading system or free trade.',
    )
  })
})
