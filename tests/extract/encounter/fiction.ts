import { compileOfficials } from '../../../src/countries/officials.ts'
import type { OfficialsData } from '../../../src/domain/names.ts'
import type { Document, Format } from '../../../src/domain/reading.ts'
import { compilePointsLexicon } from '../../../src/extract/points/lexicon.ts'
import { createReader, type Reader } from '../../../src/extract/reader.ts'
import { gazetteer, ruleData } from '../../rules.ts'

/** Officials of an invented world: nobody of these names holds these offices. */
const officials: OfficialsData = {
  CN: [
    { name: 'Shen Weiming', family: 'Shen', zh: ['沈维明'] },
    { name: 'Lu Haoran', family: 'Lu', zh: ['陆浩然'] },
    { name: 'Fang Rui', family: 'Fang', zh: ['方锐'] },
    { name: 'Gao Zheng', family: 'Gao', zh: ['高正'] },
  ],
  RU: [{ name: 'Viktor Orlov', zh: ['奥尔洛夫'], ru: 'Орлов' }],
  JP: [{ name: 'Kenji Hayami', zh: ['速水健司'] }],
  FI: [{ name: 'Marja Salonen', zh: ['萨洛宁'] }],
  US: [{ name: 'Joe Carver', also: ['Joseph R. Carver', 'Joseph Carver'] }],
  KZ: [{ name: 'Timur Sadykov' }],
  CL: [{ name: 'Pablo Rojas', zh: ['罗哈斯'] }],
  KE: [
    { name: 'Daniel Otieno', until: 2015 },
    { name: 'Amina Otieno', since: 2016 },
  ],
}

/** A lead of an account, with what it says. Without a format it is none. */
export type Lead = {
  readonly title: string
  readonly text: string
  readonly issuer: string
  readonly published: string
  readonly format?: Format
  readonly parties?: readonly string[]
  readonly date?: string
  /** Absent where the text holds no names in Latin letters. */
  readonly principals?: readonly string[]
}

/** A reader of the real vocabulary, invented officials and no key points. */
export function fictionReader(): Reader {
  return createReader({
    gazetteer,
    officials: compileOfficials(officials),
    encounterWords: ruleData.encounterWords,
    pointsLexicon: compilePointsLexicon({ files: [] }),
  })
}

/** The document of a lead. */
export const documentOf = ({ title, text, issuer, published }: Lead, language?: string): Document => ({
  title,
  text,
  issuer,
  published,
  language,
})
