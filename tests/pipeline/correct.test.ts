import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amendPosted } from '../../src/pipeline/amend.ts'
import { planCorrections } from '../../src/pipeline/correct.ts'
import { retractPoint } from '../../src/pipeline/retract.ts'
import { planDue } from '../../src/pipeline/plan.ts'
import { post } from '../../src/pipeline/rounds.ts'
import type { KeyPoint } from '../../src/domain/key-point.ts'
import type { Retraction } from '../../src/domain/retraction.ts'
import { aKeepInput, aReading, aSubscription } from '../builders.ts'
import { inventedPair } from '../digest/builders.ts'
import { toldIn } from '../../src/pipeline/told.ts'
import { editablePlatform, type PlatformMessage } from '../fakes/editable-platform.ts'
import { planPorts, type TestPorts } from './ports.ts'

// `XA` (Ruritania) and `XB` (Syldavia) are fiction, and so is all that is said for them.

const never = new AbortController().signal
const HOUR_MS = 3_600_000
const TERMINAL = { platform: 'terminal', workspace: 'local' }

const evidence = aReading().keyPoints[0]?.evidence ?? [{ start: 0, end: 0, quote: '' }]
const TOPICS = ['taiwan', 'trade-policy'] as const

/** Ruritania's n-th partner: what is said there for the first time is news. */
const partner = (n: number): string => `X${'BCDEFG'.charAt(n - 1)}`

const principleOf = (voice: string): KeyPoint => ({
  topic: 'taiwan',
  voice,
  claims: ['one-china-principle'],
  flags: [],
  statement: `${voice}, as reported by XA, upholds the one-China principle.`,
  evidence,
})
const principle = principleOf(partner(1))
const tariffs: KeyPoint = {
  topic: 'trade-policy',
  voice: 'XA',
  claims: ['tariffs'],
  statement: 'XA speaks against tariffs.',
  evidence,
}

async function open(...channels: readonly string[]) {
  const platform = editablePlatform()
  const ports = await planPorts(platform.adapter)
  for (const channel of channels) {
    const destination = { ...TERMINAL, channel }
    await ports.store.addSubscription(aSubscription({ destination, createdAt: ports.clock.now() }))
  }
  return { platform, ports }
}

/** Keeps the n-th text: Ruritania meets its n-th partner. */
async function keepText({ store, clock }: TestPorts, n: number) {
  const date = clock.now().toISOString().slice(0, 10)
  const keyPoints = [principleOf(partner(n)), tariffs]
  const reading = aReading({ date, parties: ['XA', partner(n)], principals: inventedPair(n), keyPoints })
  const url = `https://mfa.ruritania.example/news/${n}`
  await store.keep(aKeepInput({ fetchedAt: clock.now(), reading, fetched: { url, publishedAt: clock.now() } }))
  return `id of ${url}`
}

async function retract(ports: TestPorts, readoutId: string, point: KeyPoint, says?: string): Promise<Retraction> {
  const kept = await ports.store.find(readoutId)
  if (!kept) throw new Error('nothing is kept')
  return retractPoint(ports, { kept, point }, { reason: 'wrong-claim', says })
}

/** A day passes, and what is due is posted. */
async function day(ports: TestPorts): Promise<void> {
  ports.clock.advance(24 * HOUR_MS)
  await post(ports, never)
}

/** One text, in a digest that was posted. */
async function aPostedDigest(...channels: readonly string[]) {
  const { platform, ports } = await open(...channels)
  ports.clock.advance(1_000)
  const readoutId = await keepText(ports, 1)
  await day(ports)
  return { platform, ports, readoutId }
}

const textOf = (messages: readonly PlatformMessage[]): string => messages.map(({ text }) => text).join('\n')

describe('what was posted of a retracted key point', () => {
  test('is struck where it stands, and corrected once in an answer to it', async () => {
    const { platform, ports, readoutId } = await aPostedDigest('desk')
    expect(textOf(platform.posts())).toContain('Taiwan — XB, as reported by XA: upholds the one-China principle')

    await retract(ports, readoutId, principle, 'XB takes note of the one-China policy.')
    await post(ports, never)

    expect(textOf(platform.posts())).toContain('✗ Taiwan — XB, as reported by XA: upholds the one-China principle')
    expect(textOf(platform.posts())).toContain('\nTrade — XA: speaks against tariffs')
    const [head, item] = platform.notes()
    expect(head?.replyTo).toBe(platform.posts()[1]?.id)
    expect(head?.text).toContain(
      'Correction: we read “XB, as reported by XA, upholds the one-China principle”; the text says “XB takes note of the one-China policy”.',
    )
    expect(item?.text).toContain('We read: ')
    for (const _ of 'again') await post(ports, never)
    expect(platform.notes()).toHaveLength(2)
    expect(platform.posts().map(({ forms }) => forms.length)).toEqual([2, 2])
  })

  test('is corrected once in a channel that had it from two subscriptions, and in every channel that had it', async () => {
    const { platform, ports, readoutId } = await aPostedDigest('one', 'one', 'two')

    await retract(ports, readoutId, principle)
    await post(ports, never)

    const corrections = platform.notes().filter(({ text }) => text.startsWith('Correction'))
    expect(corrections.map(({ channel }) => channel).toSorted()).toEqual(['one', 'two'])
    expect(platform.posts().filter(({ text }) => text.includes('✗'))).toHaveLength(3)
  })

  test('of several points found wrong at once is told in one note', async () => {
    const { platform, ports, readoutId } = await aPostedDigest('desk')

    await retract(ports, readoutId, principle)
    await retract(ports, readoutId, tariffs)
    await post(ports, never)

    expect(platform.notes().filter(({ text }) => text.startsWith('Correction'))).toHaveLength(1)
    expect(textOf(platform.notes())).toContain('And 1 more below.')
    expect(textOf(platform.posts()).match(/✗/g)).toHaveLength(2)
  })

  test('is struck at once in quiet hours, and corrected when they are over', async () => {
    const { platform, ports } = await open()
    const quietHours = { from: '09:00', to: '20:00', zone: 'Asia/Baku' }
    await ports.store.addSubscription(aSubscription({ quietHours, createdAt: ports.clock.now() }))
    ports.clock.advance(1_000)
    const readoutId = await keepText(ports, 1)
    await day(ports)
    ports.clock.advance(3 * HOUR_MS)

    await retract(ports, readoutId, principle)
    await post(ports, never)
    expect(textOf(platform.posts())).toContain('✗ Taiwan — ')
    expect(platform.notes()).toEqual([])

    ports.clock.advance(11 * HOUR_MS)
    await post(ports, never)
    await post(ports, never)
    expect(platform.notes().filter(({ text }) => text.startsWith('Correction'))).toHaveLength(1)
  })

  test('is told to a channel that has unsubscribed since, too', async () => {
    const { platform, ports, readoutId } = await aPostedDigest('desk')
    const [subscription] = await ports.store.subscriptions()
    await ports.store.endSubscription(subscription?.id ?? 0, {
      what: 'unsubscribe',
      who: 'U1',
      at: ports.clock.now(),
    })

    await retract(ports, readoutId, principle)
    await post(ports, never)

    expect(textOf(platform.notes())).toContain('Correction: ')
  })

  test('that was not posted yet is left out, and nobody is told of it', async () => {
    const { platform, ports } = await open('desk')
    ports.clock.advance(1_000)
    const readoutId = await keepText(ports, 1)
    ports.clock.advance(24 * HOUR_MS)
    await planDue(ports, never)

    await retract(ports, readoutId, principle)
    await post(ports, never)

    expect(textOf(platform.messages)).toContain('\nTrade — XA')
    expect(textOf(platform.messages)).not.toContain('Taiwan — ')
    expect(platform.notes()).toEqual([])
  })

  test('is left out of a message that is still to come, where only the ones before it were posted', async () => {
    const { platform, ports } = await open('desk')
    ports.clock.advance(1_000)
    const readoutId = await keepText(ports, 1)
    ports.clock.advance(24 * HOUR_MS)
    platform.failNext('unreachable')
    await post(ports, never)

    await retract(ports, readoutId, principle)
    ports.clock.advance(60_000)
    await post(ports, never)

    expect(platform.messages.map(({ forms }) => forms.length)).toEqual([1, 1])
    expect(textOf(platform.messages)).not.toContain('Taiwan — ')
    expect(platform.notes()).toEqual([])
  })

  test('whose message arrived though nothing was heard of it is struck and corrected', async () => {
    const { platform, ports } = await open('desk')
    ports.clock.advance(1_000)
    const readoutId = await keepText(ports, 1)
    ports.clock.advance(24 * HOUR_MS)
    await planDue(ports, never)
    const [head] = await ports.store.claimDeliveries(ports.clock.now(), 1, 1)
    if (head) await ports.store.recordOutcome(head, { kind: 'sent', messageId: 'm0', at: ports.clock.now() })
    platform.failNext('lost-answer')
    await post(ports, never)
    expect(textOf(platform.messages)).toContain('\nTaiwan — ')

    await retract(ports, readoutId, principle)
    ports.clock.advance(HOUR_MS)
    await post(ports, never)

    expect(textOf(platform.posts())).toContain('✗ Taiwan — ')
    expect(textOf(platform.notes())).toContain('Correction: ')
  })

  test('is not in the next digest at all', async () => {
    const { platform, ports } = await open('desk')
    ports.clock.advance(1_000)
    await retract(ports, await keepText(ports, 1), principle)
    await day(ports)

    expect(textOf(platform.messages)).toContain('Trade — XA')
    expect(textOf(platform.messages)).not.toContain('Taiwan')
  })

  test('goes without a note only where nothing of it was ever told', async () => {
    const { platform, ports } = await aPostedDigest('desk')
    const other = await keepText(ports, 2)
    await retract(ports, other, principleOf(partner(2)))
    await post(ports, never)

    expect(platform.notes()).toEqual([])
    expect(await ports.store.dueRetractions(ports.clock.now())).toEqual([])
  })
})

describe('a retraction that is taken back', () => {
  test('restores the message as it was, and withdraws the correction once', async () => {
    const { platform, ports, readoutId } = await aPostedDigest('desk')
    const before = platform.posts().map(({ text }) => text)
    const { number } = await retract(ports, readoutId, principle)
    await post(ports, never)

    await ports.store.undoRetraction(number, ports.clock.now())
    for (const _ of 'twice') await post(ports, never)

    expect(platform.posts().map(({ text }) => text)).toEqual(before)
    const heads = platform.notes().map(({ text }) => text.split('\n')[0])
    expect(heads.filter((head) => head?.startsWith('Correction'))).toEqual(['Correction', 'Correction withdrawn'])
  })

  test('in quiet hours is restored at once, and the correction withdrawn when they are over', async () => {
    const { platform, ports } = await open()
    const quietHours = { from: '09:00', to: '20:00', zone: 'Asia/Baku' }
    await ports.store.addSubscription(aSubscription({ quietHours, createdAt: ports.clock.now() }))
    ports.clock.advance(1_000)
    const readoutId = await keepText(ports, 1)
    await day(ports)
    const { number } = await retract(ports, readoutId, principle)
    await post(ports, never)
    ports.clock.advance(3 * HOUR_MS)

    await ports.store.undoRetraction(number, ports.clock.now())
    await post(ports, never)
    expect(textOf(platform.posts())).not.toContain('✗')
    expect(textOf(platform.notes())).not.toContain('withdrawn')

    ports.clock.advance(11 * HOUR_MS)
    for (const _ of 'twice') await post(ports, never)
    expect(platform.notes().filter(({ text }) => text.startsWith('Correction withdrawn'))).toHaveLength(1)
  })

  test('before the worker came round leaves everything as it is', async () => {
    const { platform, ports, readoutId } = await aPostedDigest('desk')
    const { number } = await retract(ports, readoutId, principle)
    await ports.store.undoRetraction(number, ports.clock.now())
    await post(ports, never)

    expect(platform.notes()).toEqual([])
    expect(platform.posts().every(({ forms }) => forms.length === 1)).toBe(true)
  })

  test('leaves struck what another retraction strikes', async () => {
    const { platform, ports, readoutId } = await aPostedDigest('desk')
    const { number } = await retract(ports, readoutId, principle)
    await retract(ports, readoutId, tariffs)
    await post(ports, never)

    await ports.store.undoRetraction(number, ports.clock.now())
    await post(ports, never)

    expect(textOf(platform.posts())).toContain('\nTaiwan — XB')
    expect(textOf(platform.posts())).toContain('✗ Trade — XA')
  })
})

describe('a platform', () => {
  test('on which nothing can be changed gets the note alone', async () => {
    const { platform, ports, readoutId } = await aPostedDigest('desk')
    const { edit: _, ...mute } = platform.adapter
    const muted = { ...ports, platforms: new Map([[mute.platform, mute]]) }

    await retract(ports, readoutId, principle)
    await post(muted, never)

    expect(platform.posts().every(({ forms }) => forms.length === 1)).toBe(true)
    expect(textOf(platform.notes())).toContain('Correction: ')
  })

  test('that is not configured now is waited for', async () => {
    const { platform, ports, readoutId } = await aPostedDigest('desk')
    await retract(ports, readoutId, principle)
    await planCorrections({ ...ports, platforms: new Map() }, never)
    expect(await ports.store.dueRetractions(ports.clock.now())).toEqual([])

    ports.clock.advance(HOUR_MS)
    await post(ports, never)

    expect(textOf(platform.notes())).toContain('Correction: ')
    expect(textOf(platform.posts())).toContain('✗')
  })

  test('is told nothing again while another is waited for', async () => {
    const { platform, ports, readoutId } = await aPostedDigest('desk')
    const away = editablePlatform('slack')
    const both = { ...ports, platforms: new Map([...ports.platforms, ['slack', away.adapter]]) }
    const destination = { platform: 'slack', workspace: 'T1', channel: 'C1' }
    await ports.store.addSubscription(aSubscription({ destination, createdAt: ports.clock.now() }))
    ports.clock.advance(1_000)
    const other = await keepText(ports, 2)
    await day(both)

    await retract(ports, other, principleOf(partner(2)))
    await post(ports, never)
    await retract(ports, readoutId, tariffs)
    ports.clock.advance(HOUR_MS)
    await post(ports, never)

    const notes = platform.notes().map(({ text }) => text.split('\n')[1])
    expect(notes.filter((line) => line?.startsWith('Correction'))).toEqual([
      expect.stringMatching(/principle”; the text does not say so\.$/),
      expect.stringMatching(/tariffs”; the text does not say so\.$/),
    ])
  })

  test('that never comes back is given up after thirty days', async () => {
    const { ports, readoutId } = await aPostedDigest('desk')
    await retract(ports, readoutId, principle)
    ports.clock.advance(30 * 24 * HOUR_MS)
    await planCorrections({ ...ports, platforms: new Map() }, never)

    ports.clock.advance(365 * 24 * HOUR_MS)
    expect(await ports.store.dueRetractions(ports.clock.now())).toEqual([])
  })

  test('that fails at a change is asked again later', async () => {
    const { platform, ports, readoutId } = await aPostedDigest('desk')
    await retract(ports, readoutId, principle)
    await planCorrections(ports, never)
    platform.failNext('unreachable', 'rate-limited')

    expect(await amendPosted(ports, never)).toBe(0)
    ports.clock.advance(HOUR_MS)
    expect(await amendPosted(ports, never)).toBe(2)

    expect(textOf(platform.posts())).toContain('✗')
  })

  test('that refuses a change is not asked again', async () => {
    const { platform, ports, readoutId } = await aPostedDigest('desk')
    await retract(ports, readoutId, principle)
    await planCorrections(ports, never)
    platform.failNext('rejected', 'rejected')

    await amendPosted(ports, never)
    ports.clock.advance(365 * 24 * HOUR_MS)

    expect(await amendPosted(ports, never)).toBe(0)
  })
})

/** What happens between one look at the channels and the next. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('post' as const, 'day' as const, 'keep' as const) },
  { weight: 1, arbitrary: fc.constant('lost-answer' as const) },
  { weight: 4, arbitrary: fc.record({ retract: fc.nat(3), topic: fc.constantFrom(...TOPICS) }) },
  { weight: 1, arbitrary: fc.record({ undo: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ crashIn: fc.integer({ min: 1, max: 9 }) }) },
)

/** Two channels, the texts that were kept, and what is left of a process that dies now and then. */
async function openWorld() {
  const { platform, ports } = await open('one', 'two')
  const kept: string[] = []
  const survive = (work: Promise<unknown>) => work.catch((error: Error) => expect(error.message).toContain('died'))
  const keep = async (): Promise<void> => {
    ports.clock.advance(1_000)
    if (kept.length < 4) kept.push(await keepText(ports, kept.length + 1))
  }
  const retractOnce = async (index: number, topic: (typeof TOPICS)[number]): Promise<void> => {
    const readoutId = kept[index]
    const point = topic === 'taiwan' ? principleOf(partner(index + 1)) : tariffs
    const standing = readoutId === undefined ? [] : await ports.store.retractionsOf([readoutId])
    if (readoutId !== undefined && !standing.some((one) => one.point.topic === topic))
      await retract(ports, readoutId, point)
  }
  return { platform, ports, kept, survive, keep, retractOnce }
}

type World = Awaited<ReturnType<typeof openWorld>>

async function take(one: typeof step extends fc.Arbitrary<infer Step> ? Step : never, world: World): Promise<void> {
  const { platform, ports, survive } = world
  if (one === 'post') await survive(post(ports, never))
  else if (one === 'day') await survive(day(ports))
  else if (one === 'keep') await world.keep()
  else if (one === 'lost-answer') platform.failNext('lost-answer')
  else if ('retract' in one) await world.retractOnce(one.retract, one.topic)
  else if ('undo' in one) await ports.store.undoRetraction(one.undo, ports.clock.now())
  else platform.crashIn(one.crashIn)
}

test('whenever the process dies, no wrong line is left standing, and who was told it is told so once', async () => {
  let struck = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
      const world = await openWorld()
      for (const one of ['keep' as const, 'day' as const, ...steps]) await take(one, world)
      for (const _ of 'until all is quiet') {
        world.ports.clock.advance(HOUR_MS)
        await world.survive(post(world.ports, never))
      }
      struck += textOf(world.platform.messages).split('✗').length - 1
      await expectCorrected(world)
    }),
    { numRuns: 60 },
  )
  expect(struck).toBeGreaterThan(0)
})

const LABELS = { taiwan: 'Taiwan — ', 'trade-policy': 'Trade — ' } as const

/** Compares what each channel shows of each point, and was told of it, with what stands. */
async function expectCorrected({ platform: { messages }, ports: { store }, kept }: World): Promise<void> {
  const [standing, all] = [await store.retractionsOf(kept), await store.retractions(50)]
  const { digests } = await store.toldDigests([], undefined)
  for (const [index, id] of kept.entries()) {
    const shortId = (await store.find(id))?.readout.shortId ?? ''
    for (const topic of TOPICS) {
      const isOfPoint = (one: Retraction): boolean => one.readout === id && one.point.topic === topic
      const statement = topic === 'taiwan' ? principleOf(partner(index + 1)).statement : tariffs.statement
      const hasLine = (text: string): boolean => text.includes(`\n${LABELS[topic]}`)
      const isWrong = standing.some(isOfPoint)
      for (const channel of ['one', 'two']) {
        const here = messages.filter((one) => one.channel === channel && one.text.split('\n')[0]?.endsWith(shortId))
        const posts = here.filter(({ replyTo }) => replyTo === undefined)
        const told = digests
          .filter(({ destination }) => destination.channel === channel)
          .flatMap(toldIn)
          .some(({ readout, says }) => readout === id && says.startsWith(topic))
        for (const { text } of posts) expect(hasLine(text)).toBe(told && !isWrong)

        const notes = here.filter(({ replyTo, text }) => replyTo !== undefined && text.includes(statement))
        const corrections = notes.filter(({ text }) => text.includes('We read: ')).length
        const withdrawals = notes.length - corrections
        expect(corrections).toBeLessThanOrEqual(all.filter(isOfPoint).length)
        expect(new Set(notes.map(({ key }) => key)).size).toBe(notes.length)
        const wasRead = posts.some(({ forms }) => forms.some(hasLine))
        // Of a line that never came, a line of counts that rested on it may have been read.
        if (!isWrong || wasRead) expect(corrections - withdrawals).toBe(isWrong ? 1 : 0)
      }
    }
  }
}
