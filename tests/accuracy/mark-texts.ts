import type { Mark } from '../../src/domain/message.ts'

/** One account as a ministry writes it, with the marks a careful analyst would give it, as `Changed taiwan AZ`. */
export type TextStep = {
  readonly on: string
  readonly text: string
  readonly marks?: readonly `${Mark} ${string}`[]
  readonly language?: 'en' | 'zh'
  readonly issuer?: string
}

/** Accounts of one relationship. Everybody in them is invented, and so is all that they say and sign. */
export type TextSequence = { readonly title: string; readonly party: string; readonly steps: readonly TextStep[] }

type Partner = {
  readonly code: string
  readonly state: string
  readonly adjective: string
  readonly title: string
  readonly name: string
}

/** A full account in English: who met, what China said, what the partner said, and how it ended. */
function english(
  { state, adjective, title, name }: Partner,
  on: string,
  [ours, theirs, end = '']: readonly string[],
): string {
  const [year = '', month = '', day = ''] = on.split('-')
  const date = `${MONTHS[Number(month) - 1]} ${Number(day)}, ${year}`
  return [
    `Fiction: on ${date}, Chinese President Lin Mofan held talks in Beijing with ${adjective} ${title} ${name}, who was on an official visit to China.`,
    `Lin Mofan said that China and ${state} have long treated each other with respect, and that the two sides should deepen cooperation in agriculture, transport and tourism. ${ours}`,
    `${name} said that ${state} attaches great importance to its relations with China and hopes for more exchanges between young people. ${theirs}`,
    end,
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n')
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

const stepsOf = (
  partner: Partner,
  told: readonly (readonly [string, readonly string[], ...(TextStep['marks'] & {})])[],
): TextStep[] => told.map(([on, parts, ...marks]) => ({ on, text: english(partner, on, parts), marks }))

const FIJI: Partner = {
  code: 'FJ',
  state: 'Fiji',
  adjective: 'Fijian',
  title: 'Prime Minister',
  name: 'Tevita Rokomatu',
}
const NEPAL: Partner = {
  code: 'NP',
  state: 'Nepal',
  adjective: 'Nepali',
  title: 'Prime Minister',
  name: 'Bimala Thapaliya',
}
const CHILE: Partner = {
  code: 'CL',
  state: 'Chile',
  adjective: 'Chilean',
  title: 'President',
  name: 'Amparo Quilodran',
}
const GHANA: Partner = {
  code: 'GH',
  state: 'Ghana',
  adjective: 'Ghanaian',
  title: 'President',
  name: 'Kwabena Asantewaa',
}
const LATVIA: Partner = {
  code: 'LV',
  state: 'Latvia',
  adjective: 'Latvian',
  title: 'Prime Minister',
  name: 'Ilze Kalnozola',
}
const OMAN: Partner = {
  code: 'OM',
  state: 'Oman',
  adjective: 'Omani',
  title: 'Foreign Minister',
  name: 'Salim Al Harthi',
}
const TONGA: Partner = {
  code: 'TO',
  state: 'Tonga',
  adjective: 'Tongan',
  title: 'Prime Minister',
  name: 'Sione Faleafa',
}
const PERU: Partner = { code: 'PE', state: 'Peru', adjective: 'Peruvian', title: 'President', name: 'Rosaura Huamani' }

export const TEXT_SEQUENCES: readonly TextSequence[] = [
  {
    title: 'one wording in many paraphrases',
    party: FIJI.code,
    steps: stepsOf(FIJI, [
      ['2023-02-14', ['China opposes protectionism.', 'Fiji firmly adheres to the one-China principle.']],
      ['2023-08-02', ['Protectionism leads nowhere.', 'Fiji abides by the one-China principle.']],
      [
        '2024-01-19',
        [
          'China will oppose all forms of protectionism.',
          'The Fijian side resolutely upholds the one-China principle.',
        ],
      ],
      ['2024-09-05', ['China is against protectionism.', 'Fiji will continue to follow the one-China principle.']],
      ['2025-03-11', ['Protectionism is a dead end.', 'Fiji stays committed to the one-China principle.']],
    ]),
  },
  {
    title: 'policy becomes principle',
    party: NEPAL.code,
    steps: stepsOf(NEPAL, [
      ['2023-03-20', ['', 'Nepal firmly adheres to the one-China policy.']],
      ['2023-11-08', ['', 'Nepal abides by the one-China policy.']],
      ['2024-07-02', ['', 'Nepal firmly abides by the one-China principle.'], 'Changed taiwan NP'],
      ['2025-01-15', ['', 'The Nepali side upholds the one-China principle.']],
    ]),
  },
  {
    title: 'a level rises',
    party: CHILE.code,
    steps: stepsOf(CHILE, [
      ['2022-05-10', ['The two sides should advance the strategic partnership between China and Chile.', '']],
      ['2023-04-06', ['The China-Chile strategic partnership has brought benefits to both peoples.', '']],
      [
        '2024-06-18',
        [
          '',
          '',
          'The two heads of state announced the elevation of China-Chile relations to a comprehensive strategic partnership. After the talks, they witnessed the signing of 11 cooperation documents.',
        ],
        'Changed partnership joint',
      ],
      [
        '2025-02-25',
        ['The two sides should carry forward the comprehensive strategic partnership between China and Chile.', ''],
      ],
    ]),
  },
  {
    title: 'reunification enters a deep record',
    party: GHANA.code,
    steps: stepsOf(GHANA, [
      ['2022-01-11', ['', 'Ghana firmly adheres to the one-China principle.']],
      ['2022-07-21', ['', 'Ghana adheres to the one-China principle.']],
      ['2023-02-02', ['', 'Ghana upholds the one-China principle.']],
      ['2023-09-14', ['', 'Ghana firmly abides by the one-China principle.']],
      ['2024-04-25', ['', 'Ghana adheres to the one-China principle.']],
      [
        '2025-01-30',
        [
          '',
          'Ghana firmly adheres to the one-China principle and supports all efforts made by the Chinese government to realize national reunification.',
        ],
        'First taiwan GH',
      ],
    ]),
  },
  {
    title: 'Taiwan drops out',
    party: LATVIA.code,
    steps: stepsOf(LATVIA, [
      ['2021-03-04', ['', 'Latvia adheres to the one-China policy.']],
      ['2021-10-12', ['', 'Latvia abides by the one-China policy.']],
      ['2022-06-08', ['', 'Latvia firmly adheres to the one-China policy.']],
      ['2023-05-17', ['', 'Latvia looks forward to more flights.'], 'Absent taiwan LV'],
      ['2024-02-20', ['', 'Latvia hopes for more tourists.']],
    ]),
  },
  {
    title: 'trade wars are named in a thin record, and dropped again',
    party: OMAN.code,
    steps: stepsOf(OMAN, [
      ['2024-10-03', ['China opposes unilateralism and protectionism.', '']],
      ['2025-02-12', ['Tariff wars and trade wars have no winners.', '']],
      ['2025-05-20', ['China opposes trade wars and the abuse of tariffs.', '']],
      ['2025-09-09', ['China is ready to import more dates and fish.', ''], 'Absent trade-policy CN'],
    ]),
  },
  {
    title: 'opposition to independence comes, in a thin record',
    party: TONGA.code,
    steps: stepsOf(TONGA, [
      ['2023-05-05', ['', 'Tonga firmly adheres to the one-China principle.']],
      ['2023-12-13', ['', 'Tonga adheres to the one-China principle.']],
      [
        '2024-08-27',
        ['', 'Tonga firmly adheres to the one-China principle and opposes any form of "Taiwan independence".'],
        'Changed taiwan TO',
      ],
      ['2025-04-10', ['', 'Tonga abides by the one-China principle and opposes "Taiwan independence".']],
    ]),
  },
  {
    title: 'two things at one visit, and then silence on the level',
    party: PERU.code,
    steps: stepsOf(PERU, [
      [
        '2022-02-15',
        [
          'The two sides should advance the strategic partnership between China and Peru.',
          'Peru adheres to the one-China policy.',
        ],
      ],
      [
        '2022-11-24',
        ['The strategic partnership between China and Peru is moving forward.', 'Peru abides by the one-China policy.'],
      ],
      [
        '2023-08-16',
        [
          '',
          'Peru firmly adheres to the one-China principle.',
          'The two heads of state announced the elevation of bilateral relations to a comprehensive strategic partnership.',
        ],
        'Changed partnership joint',
        'Changed taiwan PE',
      ],
      [
        '2024-03-07',
        [
          'The two sides should advance the comprehensive strategic partnership between China and Peru.',
          'Peru upholds the one-China principle.',
        ],
      ],
      ['2024-12-12', ['', 'Peru firmly adheres to the one-China principle.'], 'Absent partnership CN'],
    ]),
  },
  {
    title: 'Chinese accounts, with a change, and their translations a day later',
    party: 'LA',
    steps: [
      ['2023-04-03', '老方坚定奉行一个中国政策。', 'Laos firmly adheres to the one-China policy.', []],
      ['2023-10-18', '老方坚定奉行一个中国政策。', 'Laos abides by the one-China policy.', []],
      [
        '2024-07-09',
        '老方坚定恪守一个中国原则。',
        'Laos firmly abides by the one-China principle.',
        ['Changed taiwan LA'] as const,
      ],
      ['2025-02-06', '老方坚定恪守一个中国原则。', 'Laos adheres to the one-China principle.', []],
    ].flatMap(([on = '', zh = '', en = '', marks = []]) =>
      laotian(String(on), String(zh), String(en), marks as TextStep['marks'] & {}),
    ),
  },
  {
    title: 'short calls between talks',
    party: 'MT',
    steps: [
      ...stepsOf(
        { code: 'MT', state: 'Malta', adjective: 'Maltese', title: 'Prime Minister', name: 'Ġorġa Vassalli' },
        [
          ['2023-02-01', ['China opposes protectionism.', 'Malta adheres to the one-China policy.']],
          ['2023-06-06', ['China opposes protectionism.', 'Malta abides by the one-China policy.']],
        ],
      ),
      {
        on: '2023-09-30',
        text: 'Fiction: on September 30, 2023, Chinese President Lin Mofan had a phone call with Maltese Prime Minister Ġorġa Vassalli. The two sides exchanged greetings on the holidays.',
      },
      ...stepsOf(
        { code: 'MT', state: 'Malta', adjective: 'Maltese', title: 'Prime Minister', name: 'Ġorġa Vassalli' },
        [['2024-01-24', ['China opposes protectionism.', 'Malta adheres to the one-China policy.']]],
      ),
    ],
  },
]

function laotian(on: string, theirs: string, translated: string, marks: readonly `${Mark} ${string}`[]): TextStep[] {
  const [year, month = '', day = ''] = on.split('-')
  const zh = [
    `虚构：${year}年${Number(month)}月${Number(day)}日，国家主席林墨帆在北京同老挝总理赛宋蓬举行会谈。`,
    '林墨帆指出，中老两国长期相互尊重，双方要深化农业、交通、旅游等领域合作，拉近两国青年距离。',
    `赛宋蓬表示，老方高度重视对华关系，希望加强两国青年交流。${theirs}`,
  ].join('\n\n')
  const partner: Partner = { code: 'LA', state: 'Laos', adjective: 'Lao', title: 'Prime Minister', name: 'Saysompheng' }
  return [
    { on, text: zh, language: 'zh', marks },
    { on, text: english(partner, on, ['', translated]) },
  ]
}
