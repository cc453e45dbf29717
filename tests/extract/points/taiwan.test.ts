import { describe, expect, test } from 'vitest'
import { drawn } from './drawing.ts'

const LEAD = 'On 20 May 2031, Lin Wen held talks with President of Alvara Ana Vell in Beijing.\n\n'

/** Claims of Alvara's side, in the order of the list. */
function claims(sentence: string): readonly string[] {
  const lead = /\p{Script=Han}/u.test(sentence) ? '5月20日，林文在北京同阿尔瓦拉总统安娜会谈。\n\n' : LEAD
  return drawn('taiwan', lead + sentence).find(({ voice }) => voice === 'XA')?.claims ?? []
}

describe('claims on Taiwan', () => {
  test.each([
    ['Ana Vell said that Alvara firmly adheres to the one-China principle.', ['one-china-principle']],
    ['Ana Vell said that Alvara respects the principle of a single China.', ['one-china-principle']],
    ['Ana Vell said that Alvara holds the principle of only one China.', ['one-china-principle']],
    ['Ana Vell said that Alvara is firm in the "one China" principle.', ['one-china-principle']],
    ['Ana Vell said that there is but one China in the world.', ['one-china-principle']],
    ['Ana Vell said that Alvara follows the one-China policy.', ['one-china-policy']],
    ['Ana Vell said that Alvara pursues the policy of one China.', ['one-china-policy']],
    [
      'Ana Vell said that the one China policy of Alvara has not changed.',
      ['one-china-policy', 'own-policy-unchanged'],
    ],
    ['Ana Vell said that Taiwan is an inalienable part of China’s territory.', ['part-of-china']],
    ['Ana Vell said that Taiwan belongs to China.', ['part-of-china']],
    ['Ana Vell said that Taiwan is part of the People’s Republic of China.', ['part-of-china']],
    ['Ana Vell said that Alvara opposes “Taiwan independence” in any form.', ['opposes-independence']],
    ['Ana Vell said that Alvara does not support Taiwan independence.', ['opposes-independence']],
    ['Ana Vell said that Alvara is against separatist activities in Taiwan.', ['opposes-independence']],
    ['Ana Vell said that Alvara supports all efforts of China for national reunification.', ['supports-reunification']],
    ['Ana Vell said that Alvara supports China’s peaceful reunification.', ['supports-reunification']],
    ['Ana Vell said that the Taiwan question is China’s internal affair.', ['core-issue']],
    ['Ana Vell stressed the importance of peace and stability across the Taiwan Strait.', ['strait-peace']],
    ['Ana Vell expressed concern over coercive actions against Taiwan.', ['strait-peace']],
    [
      'Ana Vell said that Alvara opposes any unilateral change of the status quo in the Taiwan Strait.',
      ['no-unilateral-change'],
    ],
    ['Ana Vell said that Alvara stands by the principle of China unique.', ['one-china-principle']],
    ['Ana Vell said that for Alvara there exists only one China.', ['one-china-principle']],
    ['Ana Vell said that Alvara holds on to the policy of China one.', ['one-china-policy']],
    ['Ana Vell said that Taiwan forms part of the sacred soil of China.', ['part-of-china']],
    ['Ana Vell said that Alvara is against independence for Taiwan.', ['opposes-independence']],
    ['Ana Vell said that Taiwan has never been a country.', ['opposes-independence']],
    ['Ana Vell said that Alvara knows but one China.', ['one-china-principle']],
    [
      'Ana Vell said that Alvara adheres to the one-China principle and opposes all separatist activities.',
      ['one-china-principle', 'opposes-independence'],
    ],
    ['Ana Vell said that Alvara knows of Taiwan. It is an inalienable part of China.', ['part-of-china']],
    ['Ana Vell said that Alvara does not support “two Chinas”.', ['opposes-independence']],
    ['Ana Vell said that Alvara’s policy towards Taiwan remains what it was.', ['own-policy-unchanged']],
    ['Ana Vell said that an outsider had interfered in the Taiwan question.', ['no-interference']],
    ['Ana Vell said that in Alvara’s eyes there is a single China.', ['one-china-principle']],
    ['Ana Vell said that Taiwan is inseparable from the motherland.', ['part-of-china']],
    ['Ana Vell said that Taiwan is part and parcel of China.', ['part-of-china']],
    ['Ana Vell said that “Taiwan independence” is a dead end.', ['opposes-independence']],
    ['Ana Vell said that China’s reunification is a just cause.', ['supports-reunification']],
    ['Ana Vell said that war over Taiwan must be avoided.', ['strait-peace']],
    ['Ana Vell said that the situation in the Strait must not be changed unilaterally.', ['no-unilateral-change']],
    ['Ana Vell said: hands off Taiwan.', ['no-interference']],
    ['Ana Vell reaffirmed Alvara’s commitment to One China.', ['one-china-principle']],
    ['Ana Vell said that Taiwan has belonged to China since ancient times.', ['part-of-china']],
    ['Ana Vell said that nobody may tear Taiwan away from China.', ['opposes-independence']],
    ['Ana Vell said that the question of Taiwan is an affair internal of China.', ['core-issue']],
    ['Ana Vell said that nobody should cross the red line of Taiwan.', ['core-issue']],
    ['Ana Vell said that Alvara supports the complete unity of China.', ['supports-reunification']],
    ['Ana Vell said that nobody should arm Taiwan.', ['no-interference']],
    [
      'Ana Vell said that there is only one China and that Taiwan is part of it.',
      ['one-china-principle', 'part-of-china'],
    ],
    ['Ana Vell said that Alvara’s position on Taiwan did not change.', ['own-policy-unchanged']],
    ['Ana Vell said that Alvara opposes what splits Taiwan away.', ['opposes-independence']],
    ['Ana Vell said that Alvara sees Taiwan as an inseparable portion of China.', ['part-of-china']],
    ['Ana Vell said that Alvara respects the policy of a China.', ['one-china-policy']],
    ['Ana Vell voiced concern about trade; across the Taiwan Strait; and in the north.', ['strait-peace']],
    ['Ana Vell said that Taiwan’s so-called independence has no support in Alvara.', ['opposes-independence']],
    ['Ana Vell said that Alvara stands for the reunification of China.', ['supports-reunification']],
    ['Ana Vell said that using Taiwan to contain China will fail.', ['no-interference']],
    ['Ana Vell said that no foreign country has a say on Taiwan.', ['no-interference']],
    ['Ana Vell said that Alvara is following the situation in the Taiwan Strait with concern.', ['strait-peace']],
    ['Ana Vell expressed concern over drills near Taiwan.', ['strait-peace']],
    ['Ana Vell said that Alvara would welcome Taiwan taking part in the work of ICAO.', ['supports-participation']],
    ['Ana Vell said that Alvara stands firmly behind the cause of China’s reunification.', ['supports-reunification']],
    ['Ana Vell said that Alvara backs every effort for the reunion of the mother country.', ['supports-reunification']],
    ['Ana Vell said that Alvara wishes to see China’s reunification.', ['supports-reunification']],
    ['Ana Vell said that the Taiwan question bears on China’s sovereignty.', ['core-issue']],
    ['Ana Vell said that no one should see an escalation in the Taiwan Strait.', ['strait-peace']],
    ['Ana Vell asked others to stop playing the Taiwan card.', ['no-interference']],
    [
      'Ana Vell said that Alvara pursues the one-China policy, which is not going to change.',
      ['one-china-policy', 'own-policy-unchanged'],
    ],
    [
      'Ana Vell said that on Taiwan Alvara keeps to the position laid down in the communiqué of 1982.',
      ['own-policy-unchanged'],
    ],
    ['Ana Vell said that Resolution 2758 is settled.', ['un-2758']],
    ['Ana Vell said that no outside force may interfere in the Taiwan question.', ['no-interference']],
    [
      'Ana Vell said that Alvara supports Taiwan’s participation in international organizations.',
      ['supports-participation'],
    ],
    [
      '安娜表示，阿方坚定奉行一个中国政策，反对任何形式的“台独”，支持中国实现国家统一。',
      ['one-china-policy', 'opposes-independence', 'supports-reunification'],
    ],
    ['安娜表示，阿方恪守一个中国原则，认为台湾是中国领土不可分割的一部分。', ['one-china-principle', 'part-of-china']],
    ['安娜表示，阿方支持两岸关系和平发展。', ['strait-peace']],
    ['安娜表示，台湾问题事关中国国家主权。', ['core-issue']],
    ['安娜表示，台湾问题是中国内部事务。', ['core-issue']],
    ['安娜表示，阿方只承认一个中国。', ['one-china-principle']],
    ['安娜表示，阿方乐见中国早日统一。', ['supports-reunification']],
    ['安娜表示，阿方坚持一个中国原则，反对一切分裂行径。', ['one-china-principle', 'opposes-independence']],
    ['安娜表示，阿方反对制造“两个中国”。', ['opposes-independence']],
    ['安娜表示，阿方主张两岸对话。', ['strait-peace']],
    ['安娜表示，不得向台湾提供武器。', ['no-interference']],
    ['安娜表示，阿方反对分裂中国，台湾是中国的。', ['part-of-china', 'opposes-independence']],
    ['安娜表示，“台独”分裂分子不能得逞。', ['opposes-independence']],
    ['安娜表示，台湾是中国的一部分，反对将其分裂出去。', ['part-of-china', 'opposes-independence']],
    ['安娜表示，尊重一个中国原则，这一立场未变。', ['one-china-principle', 'own-policy-unchanged']],
    ['安娜表示，关于台湾，阿方坚持联合公报中的立场。', ['own-policy-unchanged']],
  ])('%s', (sentence, expected) => {
    expect(claims(sentence)).toEqual(expected)
  })

  test.each([
    'Ana Vell said that Xizang is an inalienable part of China.',
    'Ana Vell said that a freighter was lost in the Taiwan Strait.',
    'Ana Vell said that Alvara supports China’s position on Taiwan.',
    'Ana Vell said that Alvara supports the reunification of Korea.',
    'Ana Vell said that peace in the Strait of Hormuz matters.',
    'Ana Vell said that China supports Alvara’s national unity.',
    'Ana Vell said that families look for reunification.',
    'Ana Vell said that Alvara opposes separatism and terrorism.',
    'Ana Vell said that Alvara opposes unilateral changes to the status quo in the region.',
    'Ana Vell said that not interfering in others’ affairs is a basic norm.',
    'Ana Vell opposed unilateral attempts to change the status quo by force in the East China Sea.',
  ])('nothing in: %s', (sentence) => {
    expect(drawn('taiwan', LEAD + sentence)).toEqual([])
  })
})

test('the status quo of the seas is not that of the Strait', () => {
  const text = `${LEAD}Ana Vell opposed unilateral attempts to change the status quo by force in the South China Sea and spoke for peace across the Taiwan Strait.`
  expect(drawn('taiwan', text).flatMap((point) => point.claims)).toEqual(['strait-peace'])
})

describe('voices on Taiwan', () => {
  test('what China appreciates of the other side is China’s word', () => {
    const [point, ...more] = drawn(
      'taiwan',
      `${LEAD}Lin Wen said that China appreciates Alvara’s adherence to the one-China principle.`,
    )
    expect(point).toMatchObject({ voice: 'CN', claims: ['one-china-principle'] })
    expect(point?.statement).toBe('China appreciates adherence to the one-China principle.')
    expect(more).toEqual([])
  })

  test('each voice has one entry, with all its claims and quotes', () => {
    const points = drawn(
      'taiwan',
      `${LEAD}Lin Wen said that the Taiwan question is China’s internal affair.\n\nAna Vell said that Alvara upholds the one-China principle. Rail works well. Alvara opposes “Taiwan independence”.`,
    )
    expect(points.map(({ voice, claims: said }) => [voice, said])).toEqual([
      ['CN', ['core-issue']],
      ['XA', ['one-china-principle', 'opposes-independence']],
    ])
    expect(points[1]?.evidence.length).toBe(2)
  })
})

describe('flags on Taiwan', () => {
  test.each([
    ['does not support Taiwan independence', ['does-not-support-independence']],
    ['supports China’s peaceful reunification', ['peaceful']],
    ['supports all efforts of China for national reunification', ['all-efforts']],
    ['supports the peaceful development of cross-Strait relations', ['peaceful-development']],
    ['says that Taiwan is part of the People’s Republic of China', ['part-of-prc']],
    ['recognizes that the People’s Republic is the sole legal government of China', ['sole-legal-government']],
    ['opposes Taiwan independence', []],
  ])('%s', (words, flags) => {
    expect(drawn('taiwan', `${LEAD}Ana Vell said that Alvara ${words}.`)[0]?.flags).toEqual(flags)
  })

  test('what is not supported is never said to be opposed', () => {
    const [point] = drawn('taiwan', `${LEAD}Ana Vell said that Alvara does not support Taiwan independence.`)
    expect(point?.statement).toBe('Alvara, as reported by China, does not support “Taiwan independence”.')
  })
})
