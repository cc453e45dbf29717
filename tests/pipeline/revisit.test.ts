import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readoutIdOf } from '../../src/pipeline/identity.ts'
import { chinaOnIceland, chinaOnUruguay } from '../cli/fiction.ts'
import type { PublishedItem } from '../fakes/ministry.ts'
import { type Collecting, HOUR_MS, startCollecting } from './collecting.ts'

const DAY_MS = 24 * HOUR_MS

/** The item with one number changed, as after an edit. */
const edited: PublishedItem = {
  ...chinaOnIceland,
  paragraphs: chinaOnIceland.paragraphs.map((text) => text.replace('signed 12 cooperation', 'signed 13 cooperation')),
}

const idOf = ({ ministry }: Collecting, { path }: PublishedItem): string => readoutIdOf(`${ministry.baseUrl}${path}`)

const versionsOf = (it: Collecting, item: PublishedItem) => it.store.versions(idOf(it, item))

const looks = ({ ministry }: Collecting, { path }: PublishedItem): number => ministry.received(path).length

/** The feed shows the items once more, at its next poll. */
async function pollAgain(it: Collecting): Promise<void> {
  it.clock.advance(20 * 60_000)
  await it.poll()
}

describe('looking at kept pages again', () => {
  test('is done about an hour, a day and a week after they were stored, and then no more', async () => {
    await using it = await startCollecting([{ path: '/feed' }])
    it.ministry.feed('/feed', [chinaOnIceland])
    await it.poll()
    const times: number[] = []
    let seen = looks(it, chinaOnIceland)
    for (let hour = 0; hour < 24 * 20; hour += 1) {
      it.clock.advance(HOUR_MS)
      await it.revisit()
      if (looks(it, chinaOnIceland) > seen) times.push(hour + 1)
      seen = looks(it, chinaOnIceland)
    }

    expect(times).toEqual([1, 24, 168])
    expect(await versionsOf(it, chinaOnIceland)).toHaveLength(1)
  })

  test('a changed text becomes the next version, read like the first; an unchanged one changes nothing', async () => {
    await using it = await startCollecting([{ path: '/feed' }])
    it.ministry.feed('/feed', [chinaOnIceland, chinaOnUruguay])
    await it.poll()
    it.ministry.feed('/unlisted', [edited])
    it.clock.advance(HOUR_MS)

    expect(await it.revisit()).toMatchObject([{ looked: 2, changed: 1, gone: 0 }])

    const [first, second, ...more] = await versionsOf(it, chinaOnIceland)
    expect([first?.text.includes('12 coop'), second?.text.includes('13 coop'), more]).toEqual([true, true, []])
    const kept = await it.store.find(idOf(it, chinaOnIceland))
    expect(kept?.reading.keyPoints).toContainEqual(expect.objectContaining({ topic: 'agreements', count: 13 }))
    expect(await versionsOf(it, chinaOnUruguay)).toHaveLength(1)
    expect(await it.store.editsSince(new Date(0))).toMatchObject([
      { number: 2, changes: [{ what: 'key-point', topic: 'agreements' }] },
    ])
  })

  test('what is due is still due after a restart, and what was missed is made up for by one look', async () => {
    await using it = await startCollecting([{ path: '/feed' }])
    it.ministry.feed('/feed', [chinaOnIceland])
    await it.poll()
    it.clock.advance(2 * DAY_MS)
    it.restart()

    await it.revisit()
    expect(looks(it, chinaOnIceland)).toBe(2)
    it.clock.advance(5 * DAY_MS)
    await it.revisit()
    expect(looks(it, chinaOnIceland)).toBe(3)
  })

  test('a source may say otherwise', async () => {
    await using it = await startCollecting([
      { path: '/feed', revisitHours: [3] },
      { path: '/never', id: 'xa-never', revisitHours: [] },
    ])
    it.ministry.feed('/feed', [chinaOnIceland])
    it.ministry.feed('/never', [chinaOnUruguay])
    await it.poll()
    it.clock.advance(2 * HOUR_MS)
    await it.revisit()
    expect(looks(it, chinaOnIceland)).toBe(1)
    it.clock.advance(8 * DAY_MS)
    await it.revisit()

    expect([looks(it, chinaOnIceland), looks(it, chinaOnUruguay)]).toEqual([2, 1])
  })

  test('a feed that calls a page changed has it looked at, once for each change', async () => {
    await using it = await startCollecting([{ path: '/feed', kind: 'atom' }])
    it.ministry.feed('/feed', [chinaOnIceland], { format: 'atom' })
    await it.poll()
    it.clock.advance(2 * HOUR_MS)
    await it.revisit()
    const before = looks(it, chinaOnIceland)
    it.clock.advance(HOUR_MS)
    it.ministry.feed('/feed', [{ ...edited, published: it.clock.now() }], { format: 'atom' })

    await pollAgain(it)
    await it.revisit()
    expect(await versionsOf(it, chinaOnIceland)).toHaveLength(2)
    await pollAgain(it)
    await it.revisit()
    expect(looks(it, chinaOnIceland)).toBe(before + 1)
  })

  test('a text that its feed carries whole is compared at every poll, and never with its page', async () => {
    await using it = await startCollecting([{ path: '/feed', textFrom: 'feed' }])
    it.ministry.feed('/feed', [chinaOnIceland], { full: true })
    await it.poll()
    it.ministry.feed('/feed', [edited], { full: true })
    await pollAgain(it)
    expect(await versionsOf(it, chinaOnIceland)).toHaveLength(2)

    it.ministry.serve(
      chinaOnIceland.path,
      '<html><body><div class="text"><p>Read more in the archive.</p></div></body></html>',
    )
    it.clock.advance(2 * DAY_MS)
    await it.revisit()
    expect(looks(it, chinaOnIceland)).toBe(1)
    expect(await versionsOf(it, chinaOnIceland)).toHaveLength(2)
  })

  test('a new design in which the selectors match nothing is no edit', async () => {
    await using it = await startCollecting([{ path: '/feed' }])
    it.ministry.feed('/feed', [chinaOnIceland])
    await it.poll()
    const body = `<p>${chinaOnIceland.paragraphs.join('</p><p>')}</p><p>${'Another paragraph of the new design. '.repeat(9)}</p>`
    it.ministry.serve(chinaOnIceland.path, `<html><body><main>${body}</main></body></html>`)
    it.clock.advance(HOUR_MS)

    expect(await it.revisit()).toMatchObject([{ looked: 1, changed: 0 }])
    expect(await versionsOf(it, chinaOnIceland)).toHaveLength(1)
  })

  test('pages of a host that refuses are left alone for hours, and the source itself is still polled', async () => {
    await using it = await startCollecting([{ path: '/feed' }])
    it.ministry.feed('/feed', [chinaOnIceland, chinaOnUruguay])
    await it.poll()
    for (const { path } of [chinaOnIceland, chinaOnUruguay]) it.ministry.fail(path, 403)
    it.clock.advance(HOUR_MS)
    const before = it.ministry.requests.length

    expect(await it.revisit()).toMatchObject([{ looked: 0, putOff: expect.stringContaining('refused') }])
    expect(it.ministry.requests.length).toBe(before + 1)
    it.clock.advance(5 * HOUR_MS)
    expect(await it.revisit()).toEqual([])
    expect(await it.poll()).toMatchObject([{ kind: 'not-modified' }])
  })
})

describe('a page that is no longer there', () => {
  /** Hours pass, with polls and looks in each. */
  async function pass(it: Collecting, hours: number): Promise<void> {
    for (let hour = 0; hour < hours; hour += 1) {
      it.clock.advance(HOUR_MS)
      await it.poll()
      await it.revisit()
    }
  }

  const goneAt = async (it: Collecting, item: PublishedItem) => (await it.store.find(idOf(it, item)))?.readout.goneAt

  test('is gone after three failed looks over a day; its text is kept', async () => {
    await using it = await startCollecting([{ path: '/feed' }])
    it.ministry.feed('/feed', [chinaOnIceland])
    await it.poll()
    it.ministry.remove(chinaOnIceland.path)

    await pass(it, 24)
    expect(await goneAt(it, chinaOnIceland)).toBeUndefined()
    await pass(it, 2)
    expect(await goneAt(it, chinaOnIceland)).toBeDefined()
    expect(looks(it, chinaOnIceland)).toBe(1 + 3)
    expect((await versionsOf(it, chinaOnIceland))[0]?.text).toContain('12 cooperation documents')
  })

  test('is not gone where it is found again in between, and is back when it is found later', async () => {
    await using it = await startCollecting([{ path: '/feed' }])
    it.ministry.feed('/feed', [chinaOnIceland, chinaOnUruguay])
    await it.poll()
    for (const { path } of [chinaOnIceland, chinaOnUruguay]) it.ministry.remove(path)
    await pass(it, 14)
    it.ministry.feed('/unlisted', [chinaOnUruguay])
    await pass(it, 14)
    expect(await goneAt(it, chinaOnUruguay)).toBeUndefined()
    expect(await goneAt(it, chinaOnIceland)).toBeDefined()

    it.ministry.feed('/unlisted', [chinaOnIceland])
    await pass(it, 7 * 24)
    expect(await goneAt(it, chinaOnIceland)).toBeUndefined()
  })

  test('is not missing while its site does not answer', async () => {
    await using it = await startCollecting([{ path: '/feed' }])
    it.ministry.feed('/feed', [chinaOnIceland])
    await it.poll()
    it.ministry.remove(chinaOnIceland.path)
    it.ministry.fail('/feed', 500)
    it.clock.advance(HOUR_MS)
    await it.poll()

    await pass(it, 48)

    expect(looks(it, chinaOnIceland)).toBe(1)
    expect(await it.store.missingPages(new Date(0))).toEqual(new Map())
  })

  test('is a change of the site where more than five are missing at once', async () => {
    const items = Array.from(
      { length: 7 },
      (_, n): PublishedItem => ({ ...chinaOnIceland, path: `/readouts/${n}.html` }),
    )
    await using it = await startCollecting([{ path: '/feed' }])
    it.ministry.feed('/feed', items)
    await it.poll()
    for (const { path } of items.slice(0, 6)) it.ministry.remove(path)

    await pass(it, 40)

    expect(await it.store.goneSince(new Date(0))).toEqual([])
    expect(await it.store.missingPages(new Date(0))).toEqual(new Map([['xa-mfa', 6]]))
  })
})

/** The account with a line that tells its editions apart. */
const edition = (number: number): PublishedItem => ({
  ...chinaOnIceland,
  paragraphs: [...chinaOnIceland.paragraphs, `Edition ${number} of this account.`],
})

test('whatever happens to a page, each text that stood there at a look is a version, once and in order', async () => {
  const step = fc.record({ hours: fc.integer({ min: 1, max: 60 }), change: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      await using it = await startCollecting([{ path: '/feed' }])
      let current = 1
      it.ministry.feed('/feed', [edition(current)])
      await it.poll()
      const expected = [current]
      let passed = 0
      for (const { hours, change } of steps) {
        if (change) current += 1
        it.ministry.feed('/unlisted', [edition(current)])
        const before = passed
        passed += hours
        it.clock.advance(hours * HOUR_MS)
        await it.revisit()
        const isLookedAt = [1, 24, 168].some((time) => time > before && time <= passed)
        if (isLookedAt && expected.at(-1) !== current) expected.push(current)
      }
      const versions = await versionsOf(it, chinaOnIceland)
      expect(versions.map(({ text }) => Number(/Edition (\d+)/.exec(text)?.[1]))).toEqual(expected)
    }),
    { numRuns: 20 },
  )
})
