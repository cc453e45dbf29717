import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { correctionMessage } from '../../src/digest/correction.ts'
import { toMessage } from '../../src/digest/message.ts'
import { retell, type Wrong } from '../../src/digest/retell.ts'
import type { Field, Message } from '../../src/domain/message.ts'
import type { KeptReading } from '../../src/domain/readout.ts'
import { type Retraction, saysOf } from '../../src/domain/retraction.ts'
import { aKeptReading, aLevel, anAgreementsPoint, aTaiwanPoint, aTradePoint } from '../ledger/builders.ts'
import { anOccasion, displayName, itemsOf } from './builders.ts'

// Everything is fiction: invented meetings of invented officials, however real the countries.

const level = aLevel('comprehensive strategic partnership', 'established')
const principle = aTaiwanPoint('AZ', ['one-china-principle'], [], 'keeps to the one-China principle.')
const tariffs = aTradePoint('CN', ['tariffs'])
const decoupling = aTradePoint('CN', ['decoupling'])
const signed = anAgreementsPoint(20, ['cooperation-documents'])

const talks = aKeptReading({ id: 'a7f3', points: [level, principle, tariffs, decoupling, signed] })
const call = aKeptReading({ id: 'c4d5', parties: ['CN', 'KZ'], points: [tariffs] })
const message = toMessage(itemsOf([talks, call]), anOccasion())

const AT = new Date('2025-04-24T11:30:00Z')

/** That these points of the talks are wrong. */
const wrong = (...points: readonly Parameters<typeof saysOf>[0][]): Wrong => ({
  at: AT,
  isWrong: ({ readout, says }) => readout === 'a7f3' && points.some((point) => saysOf(point) === says),
})

const lineOf = ({ mark, label, text, struck }: Field): string =>
  `${struck === true ? '✗ ' : ''}${mark ?? ''}${label}: ${text}`
const linesOf = ({ items }: Message): string[] =>
  items.filter(({ shortId }) => shortId === 'a7f3').flatMap(({ fields }) => fields.map(lineOf))

describe('a message told anew', () => {
  test('has the wrong line struck and says when, and every other line as it was', () => {
    const after = retell(message, wrong(principle), 'struck')
    const before = linesOf(message)
    expect(linesOf(after)).toEqual(before.map((line) => (line.startsWith('Taiwan') ? `✗ ${line}` : line)))
    expect(after.window).toBe(`${message.window} · corrected Thu 24 April, 15:30`)
    expect(after.notification).toBe(message.notification)
  })

  test('loses only the wrong share of a line that tells several points', () => {
    const lines = linesOf(retell(message, wrong(decoupling), 'struck'))
    expect(lines).toContain('Trade — China: CN spoke on trade: tariffs')
    expect(lines).toContain('✗ Trade — China: CN spoke on trade: decoupling')
    expect(linesOf(retell(message, wrong(decoupling), 'left-out')).join()).not.toContain('decoupling')
  })

  test('counts no mark that was wrong', () => {
    expect(message.notification).toContain('New level: China – Azerbaijan')
    expect(retell(message, wrong(level), 'struck').notification).toBe(
      'Corrected. 2 readouts: China – Azerbaijan, China – Kazakhstan.',
    )
    expect(retell(message, wrong(level), 'left-out').notification).toBe(
      '2 readouts: China – Azerbaijan, China – Kazakhstan.',
    )
  })

  test('heads no visit with a change that was none', () => {
    const group = 'Summit, Beijing: 2 meetings with China; 1 without change, 1 with: Azerbaijan'
    const grouped = { ...message, items: message.items.map((item) => ({ ...item, group })) }
    const groups = retell(grouped, wrong(level), 'struck').items.map((item) => item.group)
    expect(groups.toSorted()).toEqual(['Summit, Beijing: 2 meetings with China', group].toSorted())
  })

  test('loses a mark that rests on a point of an earlier account', () => {
    const before = ['2024-10-01', '2025-01-10'].map((date) =>
      aKeptReading({ id: date, date, points: [aTaiwanPoint('AZ', ['one-china-principle'], [], `said on ${date}.`)] }),
    )
    const policy = aTaiwanPoint('AZ', ['one-china-policy'], [], 'follows a one-China policy.')
    const later = toMessage(itemsOf([...before, aKeptReading({ id: 'new', points: [policy] })]), anOccasion())
    const marked = later.items.flatMap(({ fields }) => fields.filter(({ mark }) => mark === 'Changed'))
    expect(marked).toHaveLength(1)
    const isWrong: Wrong['isWrong'] = ({ readout }) => readout === '2025-01-10'
    expect(retell(later, { isWrong, at: AT }, 'struck').items.flatMap(({ fields }) => fields)).toContainEqual({
      ...marked[0],
      struck: true,
    })
  })

  test('is the same where it tells nothing of what is wrong', () => {
    const nothing: Wrong = { at: AT, isWrong: () => false }
    expect(retell(message, nothing, 'struck')).toBe(message)
    expect(retell(message, nothing, 'left-out')).toBe(message)
  })

  test('never lets a line stand that rests on what is wrong, and loses nothing that is right', () => {
    const points = [level, principle, tariffs, decoupling, signed]
    fc.assert(
      fc.property(fc.subarray(points), fc.constantFrom('struck' as const, 'left-out' as const), (bad, how) => {
        const { isWrong } = wrong(...bad)
        const fields = (of: Message): readonly Field[] => of.items.flatMap((item) => item.fields)
        const after = fields(retell(message, wrong(...bad), how))
        const standing = after.filter(({ struck }) => struck !== true).flatMap(({ tells = [] }) => tells)
        expect(standing.some(isWrong)).toBe(false)
        const right = fields(message).flatMap(({ tells = [] }) => tells.filter((told) => !isWrong(told)))
        for (const told of right) expect(standing).toContainEqual(told)
        const all = after.flatMap(({ tells = [] }) => tells)
        if (how === 'struck')
          for (const field of fields(message)) expect(all).toEqual(expect.arrayContaining([...(field.tells ?? [])]))
      }),
    )
  })
})

const aRetraction = (parts: Partial<Retraction> = {}): Retraction => ({
  number: 1,
  readout: 'a7f3',
  version: 1,
  point: { ...principle, statement: 'Azerbaijan, as reported by China, upholds the one-China principle.' },
  reason: 'wrong-claim',
  at: AT,
  ...parts,
})
const correct = (kept: KeptReading, ...retractions: readonly [Retraction, ...Retraction[]]): Message => {
  const [first, ...others] = retractions
  const occasion = { now: AT, zone: 'Asia/Baku', displayName, year: '2025' }
  return correctionMessage(
    [{ kept, retraction: first }, ...others.map((retraction) => ({ kept, retraction }))],
    occasion,
  )
}

describe('a correction', () => {
  test('says what we read and what the text says, with the words and where they stand', () => {
    const { heading, notification, items } = correct(talks, aRetraction({ says: 'Azerbaijan “takes note” of it.' }))
    expect(heading).toBe('Correction')
    expect(notification).toBe(
      'Correction: we read “Azerbaijan, as reported by China, upholds the one-China principle”; the text says “Azerbaijan “takes note” of it”.',
    )
    expect(items).toMatchObject([
      {
        heading: 'China – Azerbaijan',
        shortId: 'a7f3',
        fields: [
          { label: 'We read', struck: true },
          {
            label: 'The text says',
            text: 'Azerbaijan “takes note” of it.',
            quote: 'keeps to the one-China principle.',
          },
        ],
        links: [{ url: 'https://cn-mfa-en.example/a7f3' }],
      },
    ])
  })

  test('says that the text does not say it, where nobody said what it says instead', () => {
    expect(correct(talks, aRetraction()).notification).toMatch(/; the text does not say so\.$/)
  })

  test('of several points tells each', () => {
    const { notification, items } = correct(talks, aRetraction(), aRetraction({ number: 2, point: tariffs }))
    expect(notification).toMatch(/And 1 more below\.$/)
    expect(items).toHaveLength(2)
  })

  test('that is withdrawn says that the text does say it', () => {
    const { heading, notification } = correct(talks, aRetraction({ undoneAt: AT }))
    expect(heading).toBe('Correction withdrawn')
    expect(notification).toMatch(/^Correction withdrawn: the text does say “Azerbaijan/)
  })
})
