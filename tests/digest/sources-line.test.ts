import { describe, expect, test } from 'vitest'
import { operatorLine } from '../../src/digest/operator-line.ts'
import { silenceMessage } from '../../src/digest/silence.ts'
import { sourceReports, sourcesLine } from '../../src/digest/sources-line.ts'
import type { Source, SourceState } from '../../src/domain/source.ts'
import { aSource } from '../sources/builders.ts'

const now = new Date('2025-04-24T04:00:00Z')
const zone = 'Asia/Baku'
const day = (count: number): Date => new Date(now.getTime() - count * 86_400_000)

const sources: readonly Source[] = ['Well', 'Away', 'Changed', 'Quiet', 'Never'].map((name) =>
  aSource({ id: name.toLowerCase(), name }),
)
const state = (source: string, parts: Partial<SourceState>): [string, SourceState] => [
  source,
  { source, nextPollAt: now, failures: 0, lastSuccessAt: now, ...parts },
]
const states = new Map([
  state('well', {}),
  state('away', { failures: 2, lastSuccessAt: day(2), lastFailure: 'unreachable' }),
  state('changed', { failures: 3, lastSuccessAt: day(3), lastFailure: 'broken' }),
  state('quiet', { newestContent: '2025-03-03', longestGapDays: 3 }),
  state('never', { failures: 9, lastSuccessAt: undefined, lastFailure: 'refused' }),
])

describe('the last line of a digest', () => {
  test('names what was not read, what is broken, and what is frozen', () => {
    expect(sourcesLine(sourceReports(sources, states, now), now, zone)).toBe(
      'Read 2 of 5 sources · not read since Tue 08:00: Away · broken since Mon 08:00: Changed · nothing new since 3 March 2025: Quiet · never read: Never',
    )
  })

  test('names a source whose pages its selectors do not find any more', () => {
    const reports = sourceReports(
      [aSource({ name: 'Redesigned' })],
      new Map([state('xa-mfa', { unmatchedPages: 3 })]),
      now,
    )
    expect(sourcesLine(reports, now, zone)).toBe('Read 1 of 1 source · broken: Redesigned')
  })

  test('says no more where all is well, and nothing of what is disabled', () => {
    const [well] = sources
    const closed = aSource({ id: 'closed', disabled: 'it closed' })
    expect(sourcesLine(sourceReports(well ? [well, closed] : [], states, now), now, zone)).toBe('Read 1 of 1 source')
  })
})

describe('what a channel is told of silent sources', () => {
  const message = (
    ...[silent, back]: Parameters<typeof silenceMessage> extends [infer S, infer B, ...unknown[]] ? [S, B] : never
  ) => silenceMessage(silent, back, { dueAt: now, zone, sources: [] })

  test('says since when they have not been read, and which are read again', () => {
    const silent = [
      { name: 'Away', since: day(1) },
      { name: 'Gone', since: day(1) },
      { name: 'Never', since: undefined },
    ]
    expect(message(silent, [{ name: 'Back', since: undefined }]).notification).toBe(
      'Not read since Wed 08:00: Away, Gone. What they publish will be told once they are read. ' +
        'Not read at all so far: Never. What they publish will be told once they are read. ' +
        'Read again: Back. What they published meanwhile is told as it is read.',
    )
  })

  test('names a dozen and counts the rest', () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ name: `S${index}`, since: undefined }))
    expect(message(many, []).notification).toContain('S11 and 8 more.')
  })
})

describe('the line for the operator', () => {
  const nothing = { sources: [], moved: [], failed: { count: 0, reason: undefined }, barred: [] }
  const reason = 'status 403'

  test('is nothing where nothing needs a human', () => {
    expect(operatorLine({ ...nothing, sources: [{ name: 'Well', condition: { kind: 'well' } }] })).toBeUndefined()
  })

  test('names what does, by what is to be done about it', () => {
    const line = operatorLine({
      sources: [
        { name: 'Quiet', condition: { kind: 'frozen', newest: '2025-03-03', longestGapDays: 3 } },
        { name: 'Changed', condition: { kind: 'broken', since: day(3), reason } },
        ...Array.from({ length: 8 }, (_, n) => ({
          name: `R${n}`,
          condition: { kind: 'refused' as const, since: undefined, reason },
        })),
        { name: 'Away', condition: { kind: 'unread', since: day(9), reason } },
      ],
      moved: [{ name: 'Moved', pages: 9 }],
      failed: { count: 3, reason: 'slack refused: channel_not_found' },
      barred: [{ why: 'paused since the access was revoked', count: 2, places: ['slack:T1:C1', 'slack:T2:C9'] }],
    })
    expect(line).toBe(
      'Attaché needs a look. broken: Changed; refused: R0, R1, R2, R3, R4 and 3 more; frozen: Quiet (nothing new since 3 March 2025); ' +
        'not reachable: Away; many pages missing at once: Moved (9); 3 messages given up (slack refused: channel_not_found); ' +
        '2 subscriptions paused since the access was revoked (slack:T1:C1, slack:T2:C9). See: attache sources',
    )
  })
})
