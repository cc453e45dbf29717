import model from 'wink-eng-lite-web-model'
import winkNLP from 'wink-nlp'
import type { Document } from '../../src/domain/reading.ts'
import { loadRules } from '../../src/rules/rules.ts'
import type { Figure, Scale } from './figure.ts'
import { ownTexts, textsIn } from './texts.ts'

const PASSES = { full: 24, quick: 8 } as const

/** Real documents to read, where somebody has them. */
const LABELLED = '../shared/gold/dev/docs.jsonl'

/**
 * How many documents are read a second, beside wink-nlp merely tagging the parts of speech of the same ones. Passes take turns, and each
 * side's best counts, so that a busy machine is fair to both.
 */
export async function benchReading(scale: Scale): Promise<Figure[]> {
  const { reader, gazetteer } = await loadRules('config')
  const wink = winkNLP(model)
  const tag = ({ text }: Document): unknown => wink.readDoc(text).tokens().out(wink.its.pos)
  const sparing = winkNLP(model, ['sbd', 'pos'])
  const tagAlone = ({ text }: Document): unknown => sparing.readDoc(text).tokens().out(sparing.its.pos)
  const figuresOf = (name: string, documents: readonly Document[]): Figure[] => {
    const passes = Array.from({ length: PASSES[scale] }, () => [
      perSecond(documents, (document) => reader.read(document)),
      perSecond(documents, tag),
      perSecond(documents, tagAlone),
    ])
    const [read = 0, tagged = 0, alone = 0] = [0, 1, 2].map((side) =>
      Math.max(...passes.map((pass) => pass[side] ?? 0)),
    )
    const mean = Math.round(documents.reduce((sum, { text }) => sum + text.length, 0) / documents.length)
    return [
      { what: `read: ${name}`, value: read, unit: 'documents/s', note: `${documents.length} of ${mean} characters` },
      { what: 'the same merely tagged by wink-nlp', value: tagged, unit: 'documents/s', note: 'as it comes' },
      { what: 'times as fast as that', value: read / tagged, unit: '×', atLeast: 1 },
      { what: 'by wink-nlp without entities and sentiment', value: alone, unit: 'documents/s' },
      { what: 'times as fast as that', value: read / alone, unit: '×' },
    ]
  }
  const labelled = await textsIn(LABELLED, gazetteer)
  return [
    ...figuresOf('the project’s fictional texts', await ownTexts()),
    ...(labelled.length > 0 ? figuresOf('labelled documents', labelled) : []),
  ]
}

function perSecond(documents: readonly Document[], work: (document: Document) => unknown): number {
  const start = performance.now()
  for (const document of documents) work(document)
  return (documents.length / (performance.now() - start)) * 1_000
}
