import { expect, test } from 'vitest'
import { type Fault, type FaultyHost, startFaultyHost } from '../fakes/faults.ts'
import { type Failure, type Ministry, startMinistry } from '../fakes/ministry.ts'
import { chinaOnIceland, chinaOnUruguay } from '../cli/fiction.ts'
import { collectAt, HOUR_MS } from '../pipeline/collecting.ts'
import { aSource } from '../sources/builders.ts'

type Named = readonly [failure: string, reason: RegExp]

const NO_ANSWER: Named = ['unreachable', /had no complete answer within 0\.3 s/]
const BROKE_OFF: Named = ['unreachable', /broke off/]
const TOO_LONG: Named = ['broken', /longer than 10 MB/]

/** Faults of hosts that a socket alone can have. */
const OF_SOCKETS: readonly (readonly [Fault, ...Named])[] = [
  ['mute', ...NO_ANSWER],
  ['hangs up', ...BROKE_OFF],
  ['drips headers', ...NO_ANSWER],
  ['stops in the body', ...NO_ANSWER],
  ['ten gigabytes', ...TOO_LONG],
  ['endless chunks', ...TOO_LONG],
  ['endless headers', 'broken', /no valid HTTP/],
  ['broken chunks', 'broken', /no valid HTTP/],
  ['resets while packed', ...BROKE_OFF],
  ['bomb in a bomb', 'broken', /unpacks to more than 10 MB/],
  ['another protocol', 'broken', /no valid HTTP/],
  ['ever new addresses', 'broken', /redirected more than 5 times/],
]

/** Faults that servers have. */
const OF_SERVERS: readonly (readonly [Failure, ...Named])[] = [
  ['stall', ...NO_ANSWER],
  ['slow-loris', ...NO_ANSWER],
  ['reset', ...BROKE_OFF],
  ['garbage', 'broken', /no valid HTTP/],
  ['truncated', ...BROKE_OFF],
  ['truncated-gzip', 'broken', /damaged or cut off/],
  ['redirect-loop', 'broken', /redirected more than 5 times/],
  ['html-error', 'broken', /a web page \("Error"\) where a feed was expected/],
  ['challenge', 'refused', /bot check/],
  ['shell', 'broken', /a web page \("Portal"\) where a feed was expected/],
  ['huge', ...TOO_LONG],
  ['endless', ...TOO_LONG],
  ['bomb', 'broken', /unpacks to more than 10 MB/],
  ['wrong-encoding', 'broken', /where a feed was expected|no encoding that we can read/],
  ['empty', 'broken', /brought an empty page/],
  [403, 'refused', /status 403/],
  [404, 'broken', /status 404/],
  [500, 'broken', /status 500/],
  [503, 'slow-down', /status 503/],
]

/** Who is known to hang is waited for less long: the test would wait, too. */
const feedAt = (id: string, baseUrl: string, named?: Named) =>
  aSource({
    id,
    url: `${baseUrl}/feed`,
    kind: 'rss',
    article: { body: '.text' },
    timeoutSeconds: named?.[1] === NO_ANSWER[1] ? 0.3 : 20,
  })

test('every fault ends as a named outcome of its own source, in one round, while the others are read', async () => {
  await using faulty = new AsyncDisposableStack()
  const hosts = await Promise.all(
    OF_SOCKETS.map(async ([fault]): Promise<FaultyHost> => faulty.use(await startFaultyHost(fault))),
  )
  const servers = await Promise.all(OF_SERVERS.map(async (): Promise<Ministry> => faulty.use(await startMinistry())))
  for (const [n, [failure]] of OF_SERVERS.entries()) servers[n]?.fail('/feed', failure)
  const healthy = await startMinistry()
  healthy.feed('/feed', [chinaOnIceland, chinaOnUruguay])
  const sources = [
    ...OF_SOCKETS.map(([, ...named], n) => feedAt(`socket-${n}`, hosts[n]?.baseUrl ?? '', named)),
    feedAt('healthy', healthy.baseUrl),
    ...OF_SERVERS.map(([, ...named], n) => feedAt(`server-${n}`, servers[n]?.baseUrl ?? '', named)),
  ]
  await using it = await collectAt(healthy, sources)

  const outcomes = new Map((await it.poll()).map((outcome) => [outcome.source.id, outcome]))

  expect(outcomes.get('healthy')).toMatchObject({ kind: 'read', fresh: 2 })
  for (const [n, [fault, failure, reason]] of OF_SOCKETS.entries()) {
    expect([fault, outcomes.get(`socket-${n}`)]).toMatchObject([
      fault,
      { kind: 'failed', failure, reason: expect.stringMatching(reason) },
    ])
  }
  for (const [n, [fault, failure, reason]] of OF_SERVERS.entries()) {
    expect([fault, outcomes.get(`server-${n}`)]).toMatchObject([
      fault,
      { kind: 'failed', failure, reason: expect.stringMatching(reason) },
    ])
  }
  // Nobody was listened to for longer than it takes to see that it is too much.
  for (const host of hosts) expect(host.sent()).toBeLessThan(40 * 1024 * 1024)
  const states = await it.store.sourceStates()
  expect([...states.values()].filter(({ failures }) => failures === 1)).toHaveLength(sources.length - 1)
})

test('a source whose fault is mended is read again, and nothing that it listed meanwhile is lost', async () => {
  const ministry = await startMinistry()
  ministry.feed('/feed', [chinaOnUruguay])
  await using it = await collectAt(ministry, [feedAt('mended', ministry.baseUrl)])
  await it.poll()
  for (const [failure] of OF_SERVERS.filter(([, , reason]) => reason !== NO_ANSWER[1])) {
    ministry.fail('/feed', failure, 1)
    await it.poll(true)
  }
  ministry.feed('/feed', [chinaOnIceland, chinaOnUruguay])
  it.clock.advance(24 * HOUR_MS)

  expect(await it.poll()).toMatchObject([{ kind: 'read', fresh: 1 }])
  expect((await it.store.sourceStates()).get('mended')?.failures).toBe(0)
})
