import type { KeyPoint, PartyCode } from '../../../src/domain/key-point.ts'
import { drawKeyPoints } from '../../../src/extract/points/draw.ts'
import { compilePointsLexicon } from '../../../src/extract/points/lexicon.ts'
import type { Consideration, FoundEncounter, Person, Prepared } from '../../../src/extract/prepared.ts'
import { compileScanner } from '../../../src/extract/scan.ts'
import { segment } from '../../../src/extract/segment.ts'
import { ruleData } from '../../rules.ts'

/**
 * Alvara and Borea are invented, and so is everyone who speaks for them; China is named where formulas are about it,
 * in the mouth of an invented official.
 */
const NAMES: Readonly<Record<PartyCode, readonly string[]>> = {
  XA: ['Alvara', 'Alvaran', '阿尔瓦拉', '阿方'],
  XB: ['Borea', 'Borean', '博雷亚', '博方'],
  XC: ['Cestia', 'Cestian', '塞斯蒂亚'],
  CN: ['China', 'Chinese', 'Beijing', '中国', '中方'],
  US: ['United States', 'U.S.', 'American', '美国', '美方'],
}

const PEOPLE: readonly Person[] = [
  { name: 'Ana Vell', party: 'XA', forms: ['Ana Vell', 'Vell', '安娜'] },
  { name: 'Bo Marr', party: 'XB', forms: ['Bo Marr', 'Marr', '博马尔'] },
  { name: 'Lin Wen', party: 'CN', forms: ['Lin Wen', 'Lin', '林文'] },
]

const DISPLAY: Readonly<Record<PartyCode, string>> = {
  XA: 'Alvara',
  XB: 'Borea',
  XC: 'Cestia',
  CN: 'China',
  US: 'United States',
}

export const lexicon = compilePointsLexicon(ruleData.points, (code) => DISPLAY[code] ?? code)

const gazetteer = compileScanner(
  Object.entries(NAMES).flatMap(([party, names]) => names.map((phrase) => ({ phrase, value: party }))),
)

export type Told = {
  readonly issuer?: PartyCode
  readonly parties?: readonly PartyCode[]
  readonly date?: string
  readonly language?: string
  readonly readout?: boolean
}

/** A text as the first half of the reader hands it over. */
export function prepare(text: string, told: Told = {}): { prepared: Prepared; encounter: FoundEncounter } {
  const language = told.language ?? (/\p{Script=Han}/u.test(text) ? 'zh' : 'en')
  const mentions = gazetteer.scan(text).map(({ start, end, value }) => {
    return { start, end, party: value, form: text.slice(start, end).endsWith('方') ? 'side' : 'name' } as const
  })
  const parties = told.parties ?? ['CN', 'XA']
  const prepared = { text, title: '', published: undefined, language, paragraphs: segment(text), mentions }
  const people = PEOPLE.filter(({ party }) => parties.includes(party))
  const encounter: FoundEncounter = {
    documentType: 'readout',
    readout: told.readout ?? true,
    format: 'talks',
    parties,
    date: told.date ?? '2031-05-20',
    principals: people.map(({ name }) => name),
    place: null,
    issuer: told.issuer ?? 'CN',
    people,
  }
  return { prepared, encounter }
}

export function draw(text: string, told: Told = {}, note?: (c: Consideration) => void): readonly KeyPoint[] {
  const { prepared, encounter } = prepare(text, told)
  return drawKeyPoints(prepared, encounter, lexicon, note)
}

type PointOf<T extends KeyPoint['topic']> = Extract<KeyPoint, { readonly topic: T }>

/** The points of one topic. */
export function drawn<T extends KeyPoint['topic']>(topic: T, text: string, told: Told = {}): PointOf<T>[] {
  return draw(text, told).filter((point): point is PointOf<T> => point.topic === topic)
}
