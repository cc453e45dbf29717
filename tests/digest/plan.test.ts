import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NewsItem } from '../../src/domain/news.ts'
import type { Subscription } from '../../src/domain/subscription.ts'
import { isNews, matches } from '../../src/digest/news.ts'
import { type Due, planDigests } from '../../src/digest/plan.ts'
import { aKeptReading, aMention, anAgreementsPoint, type KeptReadingSpec } from '../ledger/builders.ts'
import { aContext, aSubscription, inventedPair, itemsOf } from './builders.ts'

const dueAt = new Date('2025-04-24T04:00:00Z')
const aDue = (subscription: Partial<Subscription> = {}): Due => ({
  subscription: aSubscription(subscription),
  dueAt,
  since: new Date('2025-04-23T04:00:00Z'),
})

/** Accounts of meetings of invented people, each with documents signed. */
const someTexts = (count: number, spec: KeptReadingSpec = {}) =>
  Array.from({ length: count }, (_, index) =>
    aKeptReading({
      id: `r${index}`,
      principals: inventedPair(index),
      points: [anAgreementsPoint(index + 1)],
      ...spec,
    }),
  )

const allOf = (items: readonly NewsItem[]) => (): readonly NewsItem[] => items

describe('news', () => {
  const subscription = { createdAt: new Date('2025-04-20T00:00:00Z') }
  const stored = new Date('2025-04-23T10:00:00Z')

  test.each<[string, boolean, KeptReadingSpec]>([
    ['an encounter of yesterday', true, { date: '2025-04-22' }],
    ['an encounter of three days ago', true, { date: '2025-04-20' }],
    [
      'an encounter of five days ago, published then',
      false,
      { date: '2025-04-18', publishedAt: new Date('2025-04-18T10:00:00Z') },
    ],
    ['an encounter of five days ago, published today', true, { date: '2025-04-18', publishedAt: stored }],
    ['a text without any date', false, { date: null }],
    ['what the first round found', false, { arrival: 'first-round' }],
    ['what a backfill found', false, { arrival: 'backfill' }],
    ['what was imported', false, { arrival: 'import' }],
    [
      'what was stored before the subscription was made',
      false,
      { storedAt: new Date('2025-04-19T23:59:59Z'), date: '2025-04-19' },
    ],
  ])('%s: %s', (_, expected, spec) => {
    const kept = aKeptReading({ storedAt: stored, ...spec })
    const { publishedAt: _published, ...undated } = kept.readout
    const text = spec.date === null ? { ...kept, readout: undated } : kept
    expect(isNews(text, subscription)).toBe(expected)
  })
})

describe('what a subscription asks for', () => {
  const [item] = itemsOf([
    aKeptReading({
      points: [aMention('security'), anAgreementsPoint(3)],
      text: 'Fiction: they spoke of 一带一路 and of  railways, and of Ruritania’s one-China principle.',
    }),
  ])

  test.each<[boolean, Partial<Subscription>]>([
    [true, {}],
    [true, { countries: ['KZ', 'AZ'] }],
    [false, { countries: ['KZ'] }],
    [true, { topics: ['taiwan', 'security'] }],
    [false, { countries: ['AZ'], topics: ['taiwan'] }],
    [true, { countries: ['AZ'], topics: ['security'], sources: ['cn-mfa-en'], phrases: ['of Railways'] }],
    [false, { sources: ['us-state'] }],
    [true, { phrases: ['一带一路'] }],
    [true, { phrases: ['带一路'] }],
    [true, { phrases: ['“One China Principle”'] }],
    [true, { phrases: ["ruritania's one-china"] }],
    [false, { phrases: ['of rail'] }],
    [false, { phrases: ['…'] }],
    [false, { phrases: ['one belt'] }],
  ])('%s for %j', (expected, wants) => {
    expect(item && matches(aSubscription(wants), item)).toBe(expected)
  })

  test('taking Taiwan as a party is not taking it as a topic', () => {
    expect(item && matches(aSubscription({ countries: ['TW'] }), item)).toBe(false)
  })
})

describe('a scheduled subscription', () => {
  test('gets one digest of what it has not had', () => {
    const [digest, ...others] = planDigests([aDue()], allOf(itemsOf(someTexts(3))), aContext())
    expect(others).toEqual([])
    expect(digest).toMatchObject({ subscriptionId: 1, dueAt, plannedAt: aContext().now })
    expect([...(digest?.items ?? [])].sort()).toEqual(['r0', 'r1', 'r2'])
  })

  test('gets what a late commit stored in its next digest: membership counts, not time', () => {
    const late = someTexts(1, { storedAt: new Date('2025-04-23T03:00:00Z'), date: '2025-04-22' })
    const [digest] = planDigests([aDue()], allOf(itemsOf(late)), aContext())
    expect(digest?.items).toEqual(['r0'])
  })

  test('counts a translation with its account: one item, shown once', () => {
    const texts = [
      aKeptReading({ id: 'en' }),
      aKeptReading({ id: 'zh', language: 'zh', storedAt: new Date('2025-04-23T18:00:00Z') }),
    ]
    const [digest] = planDigests([aDue()], allOf(itemsOf(texts)), aContext())
    expect(digest?.items).toEqual(['en'])
    expect(digest?.message.items).toHaveLength(1)
  })

  test('hears that nothing is new, or nothing at all, as it chose', () => {
    const quiet = itemsOf([aKeptReading({ id: 'q', points: [aMention('visits')] })])
    expect(planDigests([aDue()], allOf(quiet), aContext())[0]?.message.notification).toMatch(
      /^Nothing new: China – Azerbaijan/,
    )
    expect(planDigests([aDue({ whenQuiet: 'silence' })], allOf(quiet), aContext())).toEqual([])
  })

  test('that takes changes only gets what has a mark', () => {
    const [digest] = planDigests([aDue({ changesOnly: true })], allOf(itemsOf(someTexts(2))), aContext())
    expect(digest?.items).toEqual([])
  })

  test('that is paused gets nothing', () => {
    expect(planDigests([aDue({ pausedReason: 'on leave' })], allOf(itemsOf(someTexts(2))), aContext())).toEqual([])
  })

  test('may list what only a mirror has, where an alert may not', () => {
    const mirror = itemsOf(someTexts(1, { authority: 'mirror' }))
    expect(planDigests([aDue()], allOf(mirror), aContext())[0]?.items).toEqual(['r0'])
    expect(planDigests([aDue({ schedule: { kind: 'instant' } })], allOf(mirror), aContext())).toEqual([])
  })
})

describe('an instant subscription', () => {
  const instant = { schedule: { kind: 'instant' } } as const

  test('gets one post an encounter, told in full', () => {
    const digests = planDigests([aDue(instant)], allOf(itemsOf(someTexts(3))), aContext())
    expect(digests.map(({ items }) => items.length)).toEqual([1, 1, 1])
    expect(digests.every(({ message }) => message.items.every(({ quiet }) => !quiet))).toBe(true)
  })

  test('is told which texts of the encounter it may have been told of before', () => {
    const texts = [
      aKeptReading({ id: 'cn-en', points: [anAgreementsPoint(3)] }),
      aKeptReading({ id: 'cn-zh', language: 'zh', storedAt: new Date('2025-04-23T12:00:00Z') }),
      aKeptReading({ id: 'az', issuer: 'AZ', storedAt: new Date('2025-04-23T18:00:00Z') }),
    ]
    const all = itemsOf(texts)
    const [later] = planDigests([aDue(instant)], allOf(all.filter(({ id }) => id === 'az')), aContext())
    const [both] = planDigests([aDue(instant)], allOf(all), aContext())
    const [daily] = planDigests([aDue()], allOf(all), aContext())
    expect(later?.follows).toEqual(['cn-en', 'cn-zh'])
    expect(both?.follows).toEqual([])
    expect(daily).not.toHaveProperty('follows')
  })

  test('shows the whole channel what has a mark, also where it answers a message', () => {
    const told = (count: number) =>
      itemsOf([
        aKeptReading({ id: 'cn', points: [anAgreementsPoint(3)] }),
        aKeptReading({
          id: 'az',
          issuer: 'AZ',
          points: [anAgreementsPoint(count)],
          storedAt: new Date('2025-04-23T18:00:00Z'),
        }),
      ]).filter(({ id }) => id === 'az')
    const [alike] = planDigests([aDue(instant)], allOf(told(3)), aContext())
    const [differing] = planDigests([aDue(instant)], allOf(told(4)), aContext())
    expect([alike?.broadcast, differing?.broadcast]).toEqual([false, true])
    expect(differing?.message.notification).toBe('Azerbaijan – China. Agreements: 1 differs.')
  })

  test('gets at most five posts an hour, the last of them taking the rest', () => {
    const digests = planDigests([aDue(instant)], allOf(itemsOf(someTexts(9))), aContext())
    expect(digests.map(({ items }) => items.length)).toEqual([1, 1, 1, 1, 5])
  })

  test('gets what had to wait in one digest, beside what is posted at once', () => {
    const waitedUntil = new Date('2025-04-24T03:00:00Z')
    const waited = someTexts(7, { storedAt: new Date('2025-04-23T20:00:00Z') })
    const [fresh] = someTexts(8, { storedAt: new Date('2025-04-24T03:00:01Z') }).slice(-1)
    const items = itemsOf([...waited, ...(fresh ? [fresh] : [])])

    const [catchUp, alone, ...more] = planDigests([{ ...aDue(instant), waitedUntil }], allOf(items), aContext())

    expect(catchUp?.items.toSorted()).toEqual(waited.map(({ readout }) => readout.id).toSorted())
    expect(catchUp?.message.window).toContain('since')
    expect(alone?.items).toEqual(['r7'])
    expect(more).toEqual([])
  })

  test('is told of one encounter that had to wait as of any other', () => {
    const waitedUntil = new Date('2025-04-24T03:00:00Z')
    const [digest] = planDigests([{ ...aDue(instant), waitedUntil }], allOf(itemsOf(someTexts(1))), aContext())
    const [atOnce] = planDigests([aDue(instant)], allOf(itemsOf(someTexts(1))), aContext())
    expect(digest).toEqual(atOnce)
  })

  test('shares the five with its channel, and waits while there is no room', () => {
    const items = allOf(itemsOf(someTexts(4)))
    const two = [aDue(instant), aDue({ ...instant, id: 2 })]
    expect(
      planDigests(two, items, aContext()).map(({ subscriptionId, items }) => [subscriptionId, items.length]),
    ).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
      [2, 4],
    ])
    expect(planDigests(two, items, aContext({ instantPosts: () => 5 }))).toEqual([])
  })
})

describe('planning', () => {
  const text = fc.record({
    issuer: fc.constantFrom('CN', 'AZ'),
    language: fc.constantFrom('en', 'zh'),
    date: fc.constantFrom('2025-04-21', '2025-04-22', '2025-04-23'),
    principals: fc.constantFrom(['Wei Anran', 'Orkhan Velizade'], ['Luo Shuning', 'Orkhan Velizade']),
    points: fc.array(fc.constantFrom(anAgreementsPoint(3), aMention('visits')), { maxLength: 2 }),
  })
  const items = fc
    .array(text, { maxLength: 10 })
    .map((specs) =>
      itemsOf(specs.map((spec, index) => aKeptReading({ ...spec, id: `r${index}`, text: `Fiction ${index}` }))),
    )
  const subscriptions = fc.array(
    fc.record({
      countries: fc.constantFrom([], ['AZ'], ['KZ']),
      schedule: fc.constantFrom<Subscription['schedule']>(
        { kind: 'instant' },
        { kind: 'cron', cron: '0 8 * * *', zone: 'Asia/Baku' },
      ),
      whenQuiet: fc.constantFrom('line' as const, 'silence' as const),
    }),
    { maxLength: 4 },
  )

  test('twice equals once: what was planned is had, and never planned again', () => {
    fc.assert(
      fc.property(items, subscriptions, (all, wanted) => {
        const due = wanted.map((parts, index) => aDue({ id: index + 1, ...parts }))
        const had = new Set<string>()
        const unseen = ({ id }: Subscription) => all.filter((item) => !had.has(`${id} ${item.id}`))
        // Each round is an hour: four instant subscriptions of one channel wait for one another.
        for (let round = 0; round < 4; round += 1) {
          for (const { subscriptionId, items: planned } of planDigests(due, unseen, aContext())) {
            for (const id of planned) {
              expect(had.has(`${subscriptionId} ${id}`)).toBe(false)
              had.add(`${subscriptionId} ${id}`)
            }
          }
        }
        expect(planDigests(due, unseen, aContext()).flatMap((digest) => digest.items)).toEqual([])
      }),
    )
  })

  test('shows every encounter of its items exactly once', () => {
    fc.assert(
      fc.property(items, (all) => {
        for (const { items: planned, message } of planDigests([aDue()], allOf(all), aContext())) {
          const engagements = new Set(
            all.filter(({ id }) => planned.includes(id)).map(({ engagement }) => engagement.id),
          )
          expect(message.items).toHaveLength(engagements.size)
        }
      }),
    )
  })
})
