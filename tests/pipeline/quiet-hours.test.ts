import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { QuietHours } from '../../src/domain/subscription.ts'
import { planSilence } from '../../src/pipeline/silence.ts'
import { retractPoint } from '../../src/pipeline/retract.ts'
import { post } from '../../src/pipeline/rounds.ts'
import { isQuiet } from '../../src/schedule/quiet.ts'
import { aKeepInput, aReading, aSubscription } from '../builders.ts'
import { inventedPair } from '../digest/builders.ts'
import { editablePlatform } from '../fakes/editable-platform.ts'
import { aSource } from '../sources/builders.ts'
import { signed } from './changes.ts'
import { planPorts } from './ports.ts'

// `XA` (Ruritania) and `XB` (Syldavia) are fiction.

const never = new AbortController().signal
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** An alert and a digest, each in a channel of its own, both quiet at these hours, and everything that can make them post. */
async function openWorld(quietHours: QuietHours) {
  const platform = editablePlatform()
  const posted: { readonly at: Date; readonly text: string; readonly isAnswer: boolean }[] = []
  const ports = {
    ...(await planPorts({
      ...platform.adapter,
      async deliver(part, to, key) {
        posted.push({ at: ports.clock.now(), text: String(part['text']), isAnswer: to.replyTo !== undefined })
        return platform.adapter.deliver(part, to, key)
      },
    })),
    sources: [aSource({ id: 'xa-mfa', name: 'Ruritania' })],
  }
  const { store, clock } = ports
  const subscribe = (channel: string, parts: Parameters<typeof aSubscription>[0]) =>
    store.addSubscription(
      aSubscription({
        destination: { platform: 'terminal', workspace: 'local', channel },
        quietHours,
        createdAt: clock.now(),
        ...parts,
      }),
    )
  await subscribe('alerts', { schedule: { kind: 'instant' } })
  await subscribe('desk', {})
  const kept: string[] = []
  const texts = new Map<string, number>()
  /** The account of one side, or its next edition. */
  const keep = async (n: number, issuer: 'XA' | 'XB'): Promise<void> => {
    clock.advance(1_000)
    const url = `https://${issuer.toLowerCase()}.example/news/${n}`
    const edition = (texts.get(url) ?? 0) + 1
    texts.set(url, edition)
    if (edition === 1 && issuer === 'XA') kept.push(`id of ${url}`)
    await store.keep(
      aKeepInput({
        fetched: { url, text: `Edition ${edition} of ${url}.`, publishedAt: clock.now() },
        source: { id: `${issuer.toLowerCase()}-mfa`, issuer, body: 'MFA', authority: 'official' },
        fetchedAt: clock.now(),
        reading: aReading({ date: clock.now().toISOString().slice(0, 10), principals: inventedPair(n) }),
        changes: edition === 1 ? [] : [signed(10 + edition, 11 + edition)],
      }),
    )
  }
  return {
    ports,
    platform,
    posted,
    async happen(what: Happening): Promise<void> {
      const last = kept.length
      if (what === 'text') await keep(last + 1, 'XA')
      else if (what === 'other side' && last > 0) await keep(last, 'XB')
      else if (what === 'edit' && last > 0) await keep(last, 'XA')
      else if (what === 'mistake' && last > 0) {
        const found = await store.find(kept.at(-1) ?? '')
        const [point] = found?.reading.keyPoints ?? []
        if (found && point) await retractPoint(ports, { kept: found, point }, { reason: 'wrong-claim' })
      } else if (what === 'silence' || what === 'read again') {
        const read = what === 'read again'
        const since = new Date(clock.now().getTime() - (read ? 0 : 25 * HOUR_MS))
        const state = { source: 'xa-mfa', nextPollAt: clock.now(), failures: read ? 0 : 8, lastSuccessAt: since }
        await store.saveSourceState(state)
      } else if (what === 'failure') platform.failNext('unreachable')
    },
    async pass(minutes: number): Promise<void> {
      clock.advance(minutes * MINUTE_MS)
      await planSilence(ports)
      await post(ports, never)
    },
  }
}

const HAPPENINGS = ['text', 'other side', 'edit', 'mistake', 'silence', 'read again', 'failure'] as const
type Happening = (typeof HAPPENINGS)[number]

const hour = (of: number): string => `${String(of % 24).padStart(2, '0')}:00`

test('whatever happens, no new message of any kind is posted in quiet hours, and each comes when they are over', async () => {
  const hours = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 6, max: 18 }))
    .map(([from, long]) => ({ from: hour(from), to: hour(from + long), zone: 'Asia/Baku' }))
  const steps = fc.array(fc.tuple(fc.constantFrom(...HAPPENINGS), fc.integer({ min: 10, max: 900 })), {
    minLength: 6,
    maxLength: 14,
  })
  const kinds = { corrections: 0, edits: 0, answers: 0, silences: 0 }
  let late = 0
  await fc.assert(
    fc.asyncProperty(hours, steps, async (quietHours, all) => {
      await using world = Object.assign(await openWorld(quietHours), {
        async [Symbol.asyncDispose]() {
          await world.ports.store.close()
        },
      })
      for (const [what, minutes] of [['text', 60] as const, ...all]) {
        await world.happen(what)
        if (isQuiet(quietHours, world.ports.clock.now())) late += 1
        await world.pass(minutes)
      }
      for (let more = 0; more < 28; more += 1) await world.pass(60)

      expect(world.posted.filter(({ at }) => isQuiet(quietHours, at))).toEqual([])
      expect(await world.ports.store.nextDeliveryAt()).toBeUndefined()
      for (const { text, isAnswer } of world.posted) {
        if (text.startsWith('Correction')) kinds.corrections += 1
        else if (text.includes('before the edit')) kinds.edits += 1
        else if (text.startsWith('Sources\n')) kinds.silences += 1
        else if (isAnswer) kinds.answers += 1
      }
    }),
    { numRuns: 8 },
  )
  expect(late).toBeGreaterThan(8)
  expect(Object.entries(kinds).filter(([, count]) => count === 0)).toEqual([])
})
