import { describe, expect, test } from 'vitest'
import type { Instrument } from '../../../src/domain/topic.ts'
import { drawn } from './drawing.ts'

const LEAD = 'President Lin Wen held talks with President of Alvara Ana Vell in Beijing on 20 May 2031. '

/** The count and instruments of the one agreements point, or `null`. */
function papers(text: string, told = {}): readonly [number | null, ...Instrument[]] | null {
  const points = drawn('agreements', text, told)
  expect(points.length).toBeLessThanOrEqual(1)
  const [point] = points
  return point ? [point.count, ...point.instruments] : null
}

describe('documents that were signed or issued', () => {
  test.each<[string, readonly [number | null, ...Instrument[]]]>([
    [
      'After the talks, the two Presidents witnessed the signing of 20 cooperation documents.',
      [20, 'cooperation-documents'],
    ],
    ['The two sides signed fourteen bilateral cooperation documents on trade and rail.', [14, 'cooperation-documents']],
    ['The leaders witnessed the exchange of twenty-five Memoranda of Understanding.', [25, 'cooperation-documents']],
    ['More than 40 agreements were signed during the visit.', [40, 'cooperation-documents']],
    ['Over a dozen documents were exchanged in the presence of the two leaders.', [12, 'cooperation-documents']],
    [
      'Following the talks, 24 intergovernmental, interagency and commercial documents were exchanged.',
      [24, 'cooperation-documents'],
    ],
    ['37 acts were signed on the occasion.', [37, 'cooperation-documents']],
    ['They viewed a display of the 45 cooperation documents signed by the two sides.', [45, 'cooperation-documents']],
    ['A package of documents was signed following the talks.', [null, 'cooperation-documents']],
    ['The two sides signed several agreements on rail.', [null, 'cooperation-documents']],
    ['A joint statement was issued.', [null, 'joint-statement']],
    ['The two sides released a joint communiqué on the sea.', [null, 'joint-statement']],
    [
      'The two Presidents signed a joint statement and witnessed the signing of 9 memorandums.',
      [9, 'joint-statement', 'cooperation-documents'],
    ],
    [
      'The two sides published four joint statements and concluded nearly 20 inter-agency agreements.',
      [20, 'joint-statement', 'cooperation-documents'],
    ],
    ['The two countries released an action plan for 2031 to 2035.', [null, 'action-plan']],
    ['The two Presidents signed the Treaty on Good-Neighbourliness.', [null, 'treaty']],
    ['On May 20, the two sides signed a cooperation plan.', [null, 'cooperation-documents']],
    ['The two ministers inked two agreements on visas.', [2, 'cooperation-documents']],
    [
      'After the conversations, they gave testimony of the signature of about fifteen texts of cooperation.',
      [15, 'cooperation-documents'],
    ],
    ['Ana Vell thanked her hosts. Two agreements on visas were signed.', [2, 'cooperation-documents']],
    [
      'The two sides signed an action plan that runs from 2031 to 2035, and a memorandum on fish.',
      [null, 'cooperation-documents', 'action-plan'],
    ],
    ['They agreed that next year will be a year of music, and signed three memorandums.', [3, 'cooperation-documents']],
    ['The two sides signed the minutes of the session.', [null, 'other']],
    ['They were witnesses of the subscription of documents of cooperation.', [null, 'cooperation-documents']],
    ['A signing ceremony for 11 bilateral documents took place after the talks.', [11, 'cooperation-documents']],
    ['The meeting adopted a joint declaration.', [null, 'joint-statement']],
    ['As a result of the talks, a Memorandum of Understanding on energy was signed.', [null, 'cooperation-documents']],
  ])('%s', (sentence, expected) => {
    expect(papers(LEAD + sentence)).toEqual(expected)
  })

  test.each<[string, readonly [number | null, ...Instrument[]]]>([
    ['会谈后，两国元首共同见证签署20份合作文件。', [20, 'cooperation-documents']],
    ['双方签署能源、航天等领域20余份双边合作文件。', [20, 'cooperation-documents']],
    ['访问期间，双方还签署了经贸等领域30多项双边合作文件。', [30, 'cooperation-documents']],
    ['两国总理共同见证签署十五份合作文件。', [15, 'cooperation-documents']],
    ['双方签署十几项合作文件。', [10, 'cooperation-documents']],
    ['双方签署多项合作文件，并发表联合声明。', [null, 'joint-statement', 'cooperation-documents']],
    ['双方发表《联合新闻公报》。', [null, 'joint-statement']],
    ['双方签署共建“一带一路”合作规划。', [null, 'cooperation-documents']],
    ['访问期间，双方共签署59项成果文件。', [59, 'cooperation-documents']],
    ['会谈后，双方见证签署服务贸易谈判、电网等领域7份合作文件。', [7, 'cooperation-documents']],
  ])('%s', (sentence, expected) => {
    expect(papers(`5月20日，林文在北京同阿尔瓦拉总统安娜举行会谈。\n\n${sentence}`)).toEqual(expected)
  })

  test('the fields are listed in the text’s words', () => {
    const [point] = drawn(
      'agreements',
      `${LEAD}The two sides signed 5 cooperation documents in such areas as health, the digital economy and rail.`,
    )
    expect(point?.fields).toEqual(['health', 'digital economy', 'rail'])
  })

  test('Chinese fields stand before the documents', () => {
    const [point] = drawn(
      'agreements',
      '5月20日，林文同安娜举行会谈。\n\n双方签署能源、航天、人工智能等领域20余份双边合作文件。',
    )
    expect(point?.fields).toEqual(['能源', '航天', '人工智能'])
  })
})

describe('what is no document of the encounter', () => {
  test.each([
    'A 21-gun salute was fired.',
    'The two countries celebrate 20 years of relations.',
    'China will offer 50 scholarships.',
    'The two sides will sign 12 agreements next month.',
    'A number of agreements are expected to be signed when officials meet again.',
    'Relevant documents will be signed when the leaders next meet.',
    'No document was signed.',
    'The two sides agreed to sign an agreement on visas.',
    'The ministers reached 20 points of consensus.',
    'They welcomed the recent signing of the defence agreement.',
    'A joint statement will be made public later today.',
    'The two sides will speed up the conclusion of an agreement on visas.',
  ])('%s', (sentence) => {
    expect(papers(LEAD + sentence)).toBeNull()
  })

  test('what was signed years ago is none', () => {
    expect(papers(`${LEAD}The two sides recalled that in 2014 the two countries signed 10 agreements.`)).toBeNull()
    expect(papers(`${LEAD}They recalled the agreement signed in 2014.`)).toBeNull()
    expect(papers(`${LEAD}They took note of the agreement signed last month.`)).toBeNull()
    expect(papers(`${LEAD}The two countries have signed 70 agreements since 1992.`)).toBeNull()
  })

  test.each(['双方将签署多项合作文件。', '双方要落实好已签署的协议。', '天安门广场鸣放21响礼炮。'])(
    '%s',
    (sentence) => {
      expect(papers(`5月20日，林文在北京同阿尔瓦拉总统安娜举行会谈。\n\n${sentence}`)).toBeNull()
    },
  )

  test('what one side recalls is not reported as concluded', () => {
    expect(papers(`${LEAD}\n\nAna Vell said that an action plan, signed on Sunday, opens a new stage.`)).toBeNull()
  })
})
