import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSupported } from '../../src/domain/key-point.ts'
import { anyString } from '../any-string.ts'
import { reader } from '../rules.ts'

// Invented: no such people hold these offices.
const account = [
  'On March 5, 2024, President of Chile Pablo Rojas held talks in Santiago with Prime Minister of Norway Ingrid Holm.',
  'Pablo Rojas said that Chile opposes protectionism and stands for the multilateral trading system.',
  'Ingrid Holm said that Norway is ready to expand cooperation in green energy and education.',
  'After the talks, the two sides signed four cooperation documents.',
].join('\n\n')

/** Words of the genre and of none, so that a random text looks like an account here and there. */
const words = fc.constantFrom(
  ...'met with held talks President of Chile Pablo Rojas China 中方 习近平 会见 said that the two sides signed 20 documents , . \n Taiwan one-China principle on May 5 2024 today yesterday Friday 今天 Q: A:'.split(
    ' ',
  ),
)
const text = fc.oneof(
  fc.string(),
  anyString(),
  fc.array(words, { maxLength: 120 }).map((all) => all.join(' ')),
)
const document = fc.record({
  text,
  title: fc.option(text, { nil: undefined }),
  published: fc.option(fc.constantFrom('2024-03-05', '1999-12-31', 'soon', ''), { nil: undefined }),
  language: fc.option(fc.constantFrom('en', 'zh', 'ru', 'sv-SE', 'xx', ''), { nil: undefined }),
  issuer: fc.option(fc.constantFrom('CN', 'US', 'ZZ'), { nil: undefined }),
})

describe('a reader', () => {
  test('gives a reading of any string, and its evidence stands in the text', () => {
    fc.assert(
      fc.property(document, (any) => {
        const reading = reader.read(any)
        expect(reading.keyPoints.every((point) => isSupported(point, any.text))).toBe(true)
        expect(reading.readout || reading.keyPoints.length === 0).toBe(true)
        expect([...reading.parties]).toEqual([...new Set(reading.parties)].sort())
      }),
      { numRuns: 400 },
    )
  })

  test('reads the same document the same way', () => {
    fc.assert(
      fc.property(document, (any) => {
        expect(reader.read(any)).toEqual(reader.read(any))
      }),
    )
  })

  test('is not moved by unrelated paragraphs at the end', () => {
    const unrelated = fc.array(
      fc.constantFrom(
        'The museum opens at nine in the morning and closes at six.',
        'Visitors may bring their own lunch to the garden.',
        'A concert of chamber music follows on the terrace.',
      ),
      { minLength: 1, maxLength: 5 },
    )
    const alone = reader.read({ text: account })
    fc.assert(
      fc.property(unrelated, (paragraphs) => {
        const longer = reader.read({ text: [account, ...paragraphs].join('\n\n') })
        expect(longer.keyPoints.filter(({ topic }) => topic !== 'people')).toEqual(
          alone.keyPoints.filter(({ topic }) => topic !== 'people'),
        )
        expect(longer).toMatchObject({ format: alone.format, parties: alone.parties, date: alone.date })
      }),
      // There are 363 such tails, of which one says as much as another.
      { numRuns: 30 },
    )
  })

  test.each([
    ['a first name alone', account.replace('Ingrid Holm said', 'Ingrid said'), 'NO'],
    [
      'a Russian name in another case',
      'Состоялся телефонный разговор Президента России Ивана Петрова с Президентом Чили Пабло Рохасом 5 марта 2024 года.\n\nПабло Рохас отметил важность энергетики.',
      'CL',
    ],
  ])('knows who speaks by %s', (_, told, voice) => {
    const points = reader.read({ text: told }).keyPoints
    expect(points.find(({ topic }) => topic === 'energy-climate')?.voice).toBe(voice)
  })

  test('reads an account: who met whom, when, how, where, and what was said', () => {
    expect(reader.read({ text: account })).toMatchObject({
      engine: 'rules@1',
      language: 'en',
      documentType: 'readout',
      readout: true,
      format: 'talks',
      parties: ['CL', 'NO'],
      date: '2024-03-05',
      principals: ['Pablo Rojas', 'Ingrid Holm'],
      place: 'Santiago',
      dropped: 0,
    })
  })

  test('explains what it looked at, and reads the same when it explains', () => {
    const { reading, considerations } = reader.explain({ text: account })
    expect(reading).toEqual(reader.read({ text: account }))
    expect(considerations[0]).toMatchObject({
      rule: 'encounter',
      outcome: 'kept',
      reason: 'talks: Pablo Rojas, Ingrid Holm',
    })
  })

  test('says that it does not know a language instead of guessing', () => {
    const japanese = '岩手外務大臣は、ノルウェーのホルム首相と会談を行いました。'
    expect(reader.read({ text: japanese })).toMatchObject({ language: 'und', readout: false, documentType: 'other' })
  })
})

describe('a text of a quarter of a megabyte', () => {
  test.each([
    [
      'one account with a long tail',
      account + '\n\nThe two sides exchanged views on trade, energy and culture.'.repeat(4_500),
    ],
    ['one sentence', 'President Pablo Rojas of Chile met with '.repeat(6_500)],
    ['one word', 'a'.repeat(250_000)],
    ['capitals', 'President Rojas '.repeat(15_600)],
    ['Chinese', '国家主席会见智利总统罗哈斯，'.repeat(17_800)],
    ['marks', '.,;:’'.repeat(50_000)],
    ['lines', '\n'.repeat(250_000)],
  ])('is read in linear time: %s', (_, long) => {
    const seconds = (): number => Number(process.hrtime.bigint()) / 1e9
    const start = seconds()
    reader.read({ text: long })
    // A second is promised for a megabyte; shared machines may be several times slower. What grew with the square would take minutes.
    expect(seconds() - start).toBeLessThan(5)
  })
})
