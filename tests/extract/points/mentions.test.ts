import { describe, expect, test } from 'vitest'
import type { Topic } from '../../../src/domain/topic.ts'
import { draw, type Told } from './drawing.ts'

const LEAD =
  'On 20 May 2031, Lin Wen, who attended the summit of the Shanghai Cooperation Organization, held talks with President of Alvara Ana Vell on a state visit to China.\n\n'

const topics = (text: string, told: Told = {}): Topic[] => [...new Set(draw(text, told).map(({ topic }) => topic))]

describe('topics of a clause', () => {
  test.each<[string, Topic]>([
    ['China supports Alvara in safeguarding its sovereignty.', 'core-interests'],
    ['She raised human rights.', 'internal-affairs'],
    ['China will deepen law enforcement cooperation with Alvara.', 'security'],
    ['They spoke of the South China Sea.', 'maritime'],
    ['Both will build the Belt and Road.', 'belt-and-road'],
    ['Alvara supports the Global Development Initiative.', 'initiatives'],
    ['Both will work together in the United Nations.', 'multilateral'],
    ['They discussed the war in Ukraine.', 'ukraine'],
    ['They spoke of the ceasefire in Gaza.', 'middle-east'],
    ['They spoke of the Korean Peninsula.', 'korea'],
    ['They spoke of the conflict in Sudan.', 'other-conflict'],
    ['Investment and agriculture grow.', 'economy'],
    ['They will expand green energy.', 'energy-climate'],
    ['They will work on artificial intelligence.', 'technology'],
    ['They will expand tourism and education.', 'people'],
    ['Ana Vell invited Lin Wen to visit Alvara.', 'visits'],
    ['China will provide humanitarian assistance.', 'aid'],
    ['Both spoke for lower tariffs.', 'economy'],
    ['The motorway and the harbour are open.', 'economy'],
    ['The dam gives light.', 'energy-climate'],
    ['China will send a team of doctors.', 'aid'],
    ['Both armies will talk.', 'security'],
    ['Water cannons were used at the reef.', 'maritime'],
    ['Relations will be fifty years old.', 'visits'],
    ['Ana Vell looks forward to seeing Lin Wen in Alvara.', 'visits'],
    ['Mankind shares one destiny.', 'initiatives'],
    ['China supports Alvara in defending its independence.', 'core-interests'],
    ['Alvara’s deficit is a trade deficit.', 'economy'],
    ['Ana Vell hoped that cocoa finds buyers.', 'economy'],
    ['Forty years have passed since diplomatic relations began.', 'visits'],
    ['The 20th anniversary of that partnership falls this year.', 'visits'],
    ['They spoke of cyber activities directed at Alvara.', 'security'],
    ['They will act against call centre gangs.', 'security'],
    ['Alvara is grateful for economic and financial support.', 'aid'],
    ['Alvara is able to handle its internal affairs.', 'core-interests'],
    ['Ana Vell sees China as a partner.', 'partnership'],
    ['The dialogue on water management goes on.', 'energy-climate'],
    ['Alvara will hold the EU presidency.', 'multilateral'],
    ['Ana Vell thanked China for the schools in the north.', 'aid'],
    ['China will help Alvara, within its capacity, to bring light to the villages.', 'aid'],
    ['She asked for the immediate release of a citizen.', 'people'],
    ['China will send rescue teams and tents.', 'aid'],
    ['They condemned attacks on shipping.', 'maritime'],
    ['They spoke of the clashes on the border.', 'other-conflict'],
    ['They will work together in space.', 'technology'],
    ['They spoke of the cables in the northern sea that were cut: sabotage.', 'security'],
    ['Both will plant trees against the desert.', 'energy-climate'],
    ['Alvara rejects meddling in others’ domestic affairs.', 'core-interests'],
    ['Both are friends and partners.', 'partnership'],
    ['They spoke of Alvara’s path to the European Union.', 'multilateral'],
    ['They spoke of unsafe conduct at sea.', 'maritime'],
    ['They spoke of the East and South China Seas.', 'maritime'],
    ['Alvara will mediate between Russia and Ukraine.', 'ukraine'],
    ['They spoke of regional concerns, Afghanistan among them.', 'other-conflict'],
    ['They spoke of the border dispute with Cestia.', 'other-conflict'],
    ['China supports Alvara in walking its own road.', 'core-interests'],
    ['Both governments prepared contacts at the highest level.', 'visits'],
    ['Green economies pay, both said.', 'energy-climate'],
  ])('%s', (sentence, topic) => {
    expect(topics(LEAD + sentence)).toEqual(expect.arrayContaining([topic]))
  })

  test.each<[string, string, Topic]>([
    ['the venue is not what is spoken of', '', 'multilateral'],
    ['the visit that frames the encounter is none', '', 'visits'],
    [
      'a third state’s sovereignty is no core interest of the sides',
      'They affirmed the sovereignty of Cestia.',
      'core-interests',
    ],
    ['military aid is no relief', 'They spoke of new military assistance.', 'aid'],
    ['food security is no security', 'They spoke of food security.', 'security'],
    ['a defence minister is no defence', 'The Defence Minister was present.', 'security'],
    ['relief in a figure of speech is no aid', 'Lin Wen put in relief that rail works.', 'aid'],
    ['an inquiry is no investment', 'Ana Vell asked for an investigation.', 'economy'],
    ['money sent to rebels is no finance', 'They spoke of terrorist financing.', 'economy'],
    ['the training of pilots is not for the people', 'They spoke of pilot training.', 'people'],
    ['shared values are no internal affairs', 'They share democratic values.', 'internal-affairs'],
    ['a legal defence is no security', 'Investments enjoy legal defence.', 'security'],
    ['the anniversary of a victory is none of relations', 'They marked the 50th anniversary of the victory.', 'visits'],
    ['a weapon in a figure of speech is no security', 'Tariffs must not be used as a weapon.', 'security'],
    [
      'cars that are spoken of for their duties are no energy',
      'They settled the case of electric vehicles.',
      'energy-climate',
    ],
    ['trust that is rebuilt is no aid', 'Both will rebuild trust.', 'aid'],
    ['granting duty-free access is no aid', 'China will grant zero-tariff treatment.', 'aid'],
    [
      'years that went by are no anniversary',
      'In the 31 years since both entered into diplomatic relations trust grew.',
      'visits',
    ],
    [
      'a resolution of the assembly is no work in it',
      'They spoke of General Assembly Resolution 2758.',
      'multilateral',
    ],
    [
      'a ceasefire in a war that is spoken of is no other',
      'They spoke of Ukraine’s peace.\n\nBoth want a ceasefire.',
      'other-conflict',
    ],
    ['business environment is no environment', 'China hopes for a fair business environment.', 'energy-climate'],
  ])('%s', (_, sentence, topic) => {
    expect(topics(LEAD + sentence)).not.toContain(topic)
  })

  test.each<[string, string, Topic]>([
    ['ru', 'Стороны обсудили сотрудничество в энергетике.', 'energy-climate'],
    ['sv', 'Ministrarna samtalade om stödet till Ukraina.', 'ukraine'],
    ['de', 'Beide Seiten sprachen über den Klimaschutz.', 'energy-climate'],
    ['fr', 'Les deux ministres ont évoqué la situation à Gaza.', 'middle-east'],
    ['es', 'Ambos ministros abordaron la agricultura y el comercio.', 'economy'],
    ['zh', '双方将加强能源合作。', 'energy-climate'],
  ])('in %s: %s', (language, sentence, topic) => {
    expect(topics(sentence, { language })).toContain(topic)
  })

  test('a language without words gives nothing', () => {
    expect(draw('Kedua menteri membahas perdagangan.', { language: 'id' })).toEqual([])
  })
})

describe('tags', () => {
  test('one a topic and voice, with at most three quotes', () => {
    const text = `${LEAD}Lin Wen said that tourism grows. Schools grow. Sport grows. Music and culture grow.\n\nAna Vell said that tourism grows.`
    const tags = draw(text).filter(({ topic }) => topic === 'people')
    expect(tags.map(({ voice, evidence }) => [voice, evidence.length])).toEqual([
      ['CN', 3],
      ['XA', 1],
    ])
  })

  test('the statement names the words', () => {
    const [point] = draw(`${LEAD}Ana Vell said that Alvara will expand green energy.`).filter(
      ({ topic }) => topic === 'energy-climate',
    )
    expect(point?.statement).toBe('Alvara, as reported by China, speaks of energy or climate: “green energy”.')
  })
})
