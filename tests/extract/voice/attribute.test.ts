import { describe, expect, test } from 'vitest'
import { HitIndex } from '../../../src/extract/points/hits.ts'
import { attributeVoices } from '../../../src/extract/voice/attribute.ts'
import { lexicon, prepare, type Told } from '../points/drawing.ts'

/** Each stretch with its voice; `*` marks what nobody is reported to have said. */
function voices(text: string, told: Told = {}): string[] {
  const { prepared, encounter } = prepare(text, { parties: ['XA', 'XB'], issuer: 'XA', ...told })
  const language = lexicon.languages.get(prepared.language)
  if (!language) return []
  const hits = new HitIndex(text, language.scanner, language.size)
  return attributeVoices(prepared, encounter, language, hits).map(
    ({ voice, told: plain }) => `${voice}${plain ? '*' : ''}`,
  )
}

const LEAD = 'President of Alvara Ana Vell met with Prime Minister of Borea Bo Marr in the port of Selm on 20 May. '

describe('attributeVoices in English', () => {
  test.each([
    ['a verb of speech', 'Bo Marr said that rail works well.', 'XB'],
    ['a surname', 'Marr stressed that rail works well.', 'XB'],
    ['a title before the name', 'Prime Minister Marr noted that rail works well.', 'XB'],
    ['a bare title that only one side has', 'The Prime Minister thanked his hosts.', 'XB'],
    ['a side by its adjective', 'The Borean side expressed interest in rail.', 'XB'],
    ['a leader by the adjective', 'The Borean leader pointed out that rail works well.', 'XB'],
    ['officials of one side', 'The Borean officials said that rail works well.', 'XB'],
    ['a title with the country behind', 'The Prime Minister of Borea welcomed the plan.', 'XB'],
    ['a country’s wish that somebody tells', 'Alvara would like more rail, Marr said.', 'XB'],
    ['two countries’ wish that somebody tells', 'Both leaders, Marr added, want more rail.', 'XB'],
    ['a critical side', 'The Borean side was critical of the railway.', 'XB'],
    ['both as to what they want', 'The two sides want more rail.', 'joint'],
    ['for his part', 'For his part, Prime Minister Marr complained of tariffs.', 'XB'],
    ['a view that is told as somebody’s', 'In Marr’s view, rail works well.', 'XB'],
    ['a view that is told as a side’s', 'In the eyes of the Borean side, rail works well.', 'XB'],
    ['as somebody put it', 'As Marr put it, rail works well.', 'XB'],
    ['who expressed it, in the passive', 'Hope for more rail was expressed by the Borean side.', 'XB'],
    ['who briefed, in the passive', 'President Vell was briefed by Marr on the railway.', 'XB'],
    ['a standing view', 'Marr does not believe in tariffs.', 'XB'],
    ['a wish', 'Marr would like to see more rail.', 'XB'],
    ['a country that speaks through its head', 'Borea wants more rail, said its Prime Minister.', 'XB'],
    ['agreement that was reached', 'There was broad agreement that rail works well.', 'joint'],
    ['both of one mind', 'The two sides were at one in rejecting tariffs.', 'joint'],
    ['the guest', 'The guest said that rail works well.', 'XB'],
    ['the host', 'His host was quoted as saying that rail works well.', 'XB'],
    ['a visitor by his office', 'The visiting leader told reporters that rail works well.', 'XB'],
    ['who only agreed, and goes on', 'Marr agreed.', 'XB'],
    ['an office that only the other side can have', 'The Sultan stressed that rail works well.', 'XB'],
    ['a verb in the present', 'Bo Marr indicates: rail works well.', 'XB'],
    ['an account that names whose wishes it conveys', 'Marr, a deputy of the house, conveyed Vell’s wishes.', 'XB'],
    ['an apposition between subject and verb', 'Marr, who is also head of his party, said that rail works.', 'XB'],
    ['a quotation with the speaker behind', '“Rail works well,” Marr said.', 'XB'],
    ['praise of the other with the speaker behind', 'President Vell is a wise leader, Marr said.', 'XB'],
    ['praise of the other with verb and speaker turned round', 'President Vell is a wise leader, said Marr.', 'XB'],
    ['a speaker between two clauses', 'Wheat, Marr said, is what Alvara and President Vell know best.', 'XB'],
    ['a speaker who is told something', 'Marr told President Vell that rail works.', 'XB'],
    ['a speaker who thanks by name', 'Thanking President Vell for her words, Marr called for more rail.', 'XB'],
    ['a guest’s answer', 'Asked by Ana Vell about wheat, the Borean Prime Minister replied that it grows.', 'XB'],
    ['a joint subject in apposition', 'Both ministers, who had met before, agreed to build rail.', 'joint'],
    ['two names and a place', 'Ana Vell and Bo Marr, meeting in the port, reaffirmed their plans.', 'joint'],
    ['for whom it is so', 'For Marr, rail works well.', 'XB'],
    ['a side’s standing view', 'The Borean side opposes tariffs.', 'XB'],
    ['what the talks were about', 'The talks also focused on rail.', 'joint'],
    ['a verb as machines put it', 'Bo Marr speaks that rail works well.', 'XB'],
    ['an adverb before the verb', 'Marr also strongly urged more rail.', 'XB'],
    ['a perfect tense', 'Marr has repeatedly stressed that rail works.', 'XB'],
    ['a quotation with verb and speaker turned round', '“Rail works well,” said Marr.', 'XB'],
    ['a request before the speaker', 'At the request of Ana Vell, Bo Marr explained the plan.', 'XB'],
    [
      'a subordinate clause with another subject',
      'After Ana Vell expressed concern, Bo Marr explained the plan.',
      'XB',
    ],
    ['a participle before the speaker', 'Noting that they had met before, Marr said that rail works.', 'XB'],
    ['a participle about both sides', 'Calling the two countries friends, Marr said that rail works.', 'XB'],
    ['according to', 'According to Marr, rail works well.', 'XB'],
    ['both sides', 'The two sides agreed to build a railway.', 'joint'],
    ['both sides with a standing position', 'Both sides oppose new walls.', 'joint'],
    ['two names with one verb', 'President Vell and Prime Minister Marr reaffirmed their plans.', 'joint'],
    ['a name and a counterpart', 'Ana Vell and her Borean counterpart Bo Marr discussed rail.', 'joint'],
    ['two titles with one verb', 'The President and the Prime Minister underscored the need for rail.', 'joint'],
    ['two countries with one verb', 'Alvara and Borea reaffirmed their plans.', 'joint'],
    ['the account itself', 'A banquet was given in the evening.', 'XA*'],
    ['the leaders of both', 'The leaders of Alvara and Borea praised the plan.', 'joint'],
    ['somebody who is asked', 'The Prime Minister was again asked to think of wheat.', 'XA*'],
    ['an impersonal report', 'It was noted that rail works well.', 'XA*'],
  ])('%s', (_, sentence, voice) => {
    expect(voices(LEAD + sentence).at(-1)).toBe(voice)
  })

  test('a speaker goes on until somebody else speaks or the account takes over', () => {
    const text = `${LEAD}\n\nBo Marr said that rail works well. Alvara is a good neighbour. The two countries should trade more.\n\nTariffs help nobody.\n\nAna Vell said that she agreed. It takes time.\n\nAfter the talks, a banquet was given.`
    expect(voices(text)).toEqual(['XA*', 'XB', 'XB', 'XB', 'XB', 'XA', 'XA', 'XA*'])
  })

  test('he is who spoke last alone, they are both sides', () => {
    const text = `${LEAD}Bo Marr praised the port. He asked for more ships. They agreed to meet again. He said that he was content.`
    expect(voices(text)).toEqual(['XA*', 'XB', 'XB', 'joint', 'XB'])
  })

  test.each([', while Marr put the stress on wheat.', ', to which Marr replied that wheat grows.'])(
    'another speaker within one sentence%s',
    (rest) => {
      expect(voices(`${LEAD}Vell said that rail works${rest}`)).toEqual(['XA*', 'XA', 'XB'])
    },
  )

  test('the latter is the side that did not speak last', () => {
    const text = `${LEAD}Bo Marr praised the port. The latter said that it was small. His counterpart agreed with that.`
    expect(voices(text)).toEqual(['XA*', 'XB', 'XA', 'XB'])
  })

  test('an office stands for whose name it followed', () => {
    const lead = 'President Ana Vell met with Bo Marr, Chairperson of the Borean Assembly, in Selm. '
    expect(voices(`${lead}The Chairperson said that rail works well.`)).toEqual(['XA*', 'XB'])
  })

  test('two offices of one person make one subject', () => {
    const lead = 'President Ana Vell met with Crown Prince and Prime Minister Bo Marr in Selm. '
    expect(voices(`${lead}The Crown Prince said that rail works well.`)).toEqual(['XA*', 'XB'])
  })

  test('what both sides should do is a wish of whoever speaks', () => {
    const text = `${LEAD}\n\nBo Marr said that rail works.\n\nThe two sides must jointly oppose new walls.`
    expect(voices(text).at(-1)).toBe('XB')
  })

  test('what both sides have done is told by whoever speaks', () => {
    const text = `${LEAD}Bo Marr said that rail works. The two countries have always confirmed their friendship.`
    expect(voices(text).at(-1)).toBe('XB')
  })

  test('what another country did is told by whoever speaks', () => {
    const text = `${LEAD}Bo Marr said that rail works. Alvara stressed it last year.`
    expect(voices(text).at(-1)).toBe('XB')
  })

  test('several people of one side are they', () => {
    expect(voices('The Borean officials said that rail works. They raised the price of wheat.')).toEqual(['XB', 'XB'])
  })

  test('speech changes within a sentence', () => {
    const text = 'President Vell praised the plan for rail, and Prime Minister Marr emphasized the need for ports.'
    expect(voices(text)).toEqual(['XA', 'XB'])
  })

  test('what a speaker tells of both sides stays the speaker’s', () => {
    const text =
      'Bo Marr said that rail works. Last year the two sides announced a plan. Alvara and Borea should keep to it.'
    expect(voices(text)).toEqual(['XB', 'XB', 'XB'])
  })

  test('a third country has no voice in the encounter', () => {
    expect(voices(`${LEAD}Bo Marr said that rail works. Cestia noted the plan with interest.`)).toEqual([
      'XA*',
      'XB',
      'XB',
    ])
  })

  test('somebody the encounter does not know does not pass for the last speaker', () => {
    expect(voices(`${LEAD}Bo Marr said that rail works. Otto Fremd said that it does not.`)).toEqual([
      'XA*',
      'XB',
      'undefined',
    ])
  })

  test('somebody whom the text introduced by country and title speaks for that country', () => {
    const text = `${LEAD}Cestian Foreign Minister Cora Tell was present.\n\nBo Marr said that rail works. Cora Tell said that it does not.`
    expect(voices(text).at(-1)).toBe('XC')
  })

  test('what is praised of another stays with who praises', () => {
    const text = 'Bo Marr said that rail works. President Vell proposed a wise plan, which Borea supports.'
    expect(voices(text)).toEqual(['XB', 'XB'])
  })

  test('a transcript is read by its labels', () => {
    const text =
      'President of Alvara Ana Vell: Mr Marr, I said that rail works. Welcome.\n\nPrime Minister of Borea Bo Marr (retranslated): Thank you. Both sides agreed on it.'
    expect(voices(text)).toEqual(['XA', 'XA', 'XB', 'XB'])
  })

  test('an abbreviated office is whose full office it is', () => {
    const text =
      'Trade Affairs Minister Ana Vell met with Prime Minister of Borea Bo Marr on 20 May. PM said that rail works.'
    expect(voices(text, { issuer: 'XA' }).at(-1)).toBe('XB')
  })

  test('the people of a continent are the side that speaks for it', () => {
    const text = 'Lin Wen met with Ana Vell of the European Union on 20 May. The European leaders said that rail works.'
    expect(voices(text, { parties: ['CN', 'EU'], issuer: 'CN' }).at(-1)).toBe('EU')
  })

  test('writers who say we go on with their own words in a new paragraph', () => {
    const text = `${LEAD}\n\nBo Marr said that rail works well.\n\nOn wheat we have not changed our view.`
    expect(voices(text).at(-1)).toBe('XA*')
    expect(voices(text.replace('we have not changed our view', '“we shall see”')).at(-1)).toBe('XB')
  })

  test('what each says, set side by side', () => {
    expect(voices(`${LEAD}While Ana Vell spoke of rail, Bo Marr spoke of wheat.`).slice(-2)).toEqual(['XA', 'XB'])
  })

  test('a colon alone makes no transcript', () => {
    const text = `${LEAD}Rail is, as Bo Marr put it: good. Ana Vell said that she agreed.`
    expect(voices(text).at(-1)).toBe('XA')
  })

  test('I in a quotation is who is quoted', () => {
    expect(voices(`${LEAD}“I raised the issue of wheat,” Bo Marr said.`).at(-1)).toBe('XB')
  })

  test('a writer who says I is the issuer', () => {
    expect(voices('Today I met with the Prime Minister of Borea. I raised the price of wheat.').at(-1)).toMatch(/^XA/)
  })
})

describe('attributeVoices in other languages', () => {
  test.each([
    ['a title behind an article', 'de', 'Der Premierminister betonte, die Bahn sei gut.', 'XB'],
    ['both by one word', 'de', 'Beide vereinbarten mehr Bahnverkehr.', 'joint'],
    ['both sides, whose word is also a role', 'ru', 'Стороны выступили за новые дороги.', 'joint'],
    ['what was signed, in the passive', 'ru', 'Bo Marr отметил успехи. Подписан план консультаций.', 'XA*'],
  ])('%s', (_, language, sentence, voice) => {
    const lead = 'Ana Vell traf in Selm Premierminister Bo Marr. '
    expect(voices(`${lead}\n\n${sentence}`, { language }).at(-1)).toBe(voice)
  })
})

describe('attributeVoices in Chinese', () => {
  const told = { parties: ['CN', 'XA'], issuer: 'CN', language: 'zh' }
  const lead = '5月20日，林文在北京同阿尔瓦拉总统安娜举行会谈。'

  test.each([
    ['a speaker', '安娜表示，铁路合作很好。', 'XA'],
    ['a speaker with a title', '阿尔瓦拉总统安娜强调，铁路合作很好。', 'XA'],
    ['congratulations, then speech', '安娜祝贺中国取得成就，表示铁路合作很好。', 'XA'],
    ['both sides', '双方一致同意加强铁路合作。', 'joint'],
    ['both heads of state', '会谈后，两国元首共同见证签署多项合作文件。', 'joint'],
    ['a side', '阿方表示，铁路合作很好。', 'XA'],
  ])('%s', (_, sentence, voice) => {
    expect(voices(`${lead}\n\n${sentence}`, told).at(-1)).toBe(voice)
  })

  test('a person who speaks after a comma takes the word', () => {
    const text = `${lead}\n\n林文欢迎安娜再次来访，安娜表示感谢。`
    expect(voices(text, told)).toEqual(['CN*', 'CN', 'XA'])
  })

  test('a person named after a comma does not', () => {
    const text = `${lead}\n\n安娜表示，铁路合作很好，林文主席强调的方向十分正确。`
    expect(voices(text, told)).toEqual(['CN*', 'XA'])
  })

  test('a speaker goes on, whatever sides and people are named', () => {
    const text = `${lead}\n\n安娜表示，铁路合作很好。林文主席提出的倡议非常及时。阿方愿同中方密切交往，遵守双方签署的协议。`
    expect(voices(text, told)).toEqual(['CN*', 'XA', 'XA', 'XA'])
  })

  test('the account takes over after the talks', () => {
    const text = `${lead}\n\n安娜表示，铁路合作很好。\n\n王某参加上述活动。`
    expect(voices(text, told)).toEqual(['CN*', 'XA', 'CN*'])
  })
})

describe('a quotation over several sentences', () => {
  test.each([
    ['“Tariffs hurt. We grow wheat,” Prime Minister Marr said.'],
    ['"Tariffs hurt. We grow wheat", Marr said.'],
    ['“Tariffs hurt. Rail helps. We grow wheat,” said Bo Marr.'],
  ])('is whose it is told to be behind it: %s', (quoted) => {
    const [, , ...spoken] = voices(`${LEAD}\nAna Vell said that rail works well.\n${quoted}`)
    expect(new Set(spoken)).toEqual(new Set(['XB']))
  })

  test('in Chinese, too', () => {
    const [, , ...spoken] = voices(
      '阿尔瓦拉总统安娜会见博雷亚总理博马尔。\n安娜表示，铁路很好。\n“关税有害。我们种小麦。”博马尔说。',
    )
    expect(new Set(spoken)).toEqual(new Set(['XB']))
  })

  test('that nobody is told to have said goes on as before', () => {
    const [, , ...spoken] = voices(`${LEAD}\nAna Vell said that rail works well. “Tariffs hurt. We grow wheat.”`)
    expect(new Set(spoken)).toEqual(new Set(['XA']))
  })
})
