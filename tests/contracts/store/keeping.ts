import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aFetched, aKeepInput, aReading } from '../../builders.ts'
import { fakeClock } from '../../fakes/clock.ts'
import type { OpenStore } from '../store.ts'
import { anyString } from '../../any-string.ts'

const id = aKeepInput().readoutId
const edited = { fetched: { text: 'An edited text.', title: 'An Edited Title' } }

/** Readouts, their versions and their readings. */
export function describeKeeping(open: OpenStore): void {
  describe('keeping', () => {
    test('a new readout is kept with everything that was known of it', async () => {
      await using store = await open(fakeClock('2025-04-24T05:00:00Z'))
      const input = aKeepInput()

      expect(await store.keep(input)).toBe('new')

      const { title, language, publishedAt, text, url } = aFetched()
      expect(await store.find(id)).toEqual({
        readout: {
          id,
          shortId: expect.stringMatching(/^[a-z]{4,6}$/),
          sourceId: 'xa-mfa-en',
          ...{ issuer: 'XA', body: 'Ministry of Foreign Affairs', authority: 'official' },
          ...{ url, title, language, publishedAt },
          storedAt: new Date('2025-04-24T05:00:00Z'),
          arrival: 'poll',
        },
        version: { readoutId: id, number: 1, textHash: input.textHash, text, fetchedAt: input.fetchedAt },
        reading: input.reading,
      })
    })

    test('every text is kept to the letter, so that quotes go on standing where they stood', async () => {
      await using store = await open(fakeClock())
      let number = 0
      await fc.assert(
        fc.asyncProperty(anyString(), async (odd) => {
          const text = `${odd.toWellFormed().replaceAll('\0', '')}\r\n the end`
          number += 1
          const url = `https://x.example/${number}`
          const quote = text.slice(1, 5)
          const evidence = [{ start: 1, end: 5, quote }] as const
          const reading = aReading({ keyPoints: [{ topic: 'aid', voice: 'XA', statement: 'Aid.', evidence }] })
          await store.keep(aKeepInput({ fetched: { url, text }, reading }))

          const found = await store.find(url)
          expect(found?.version.text).toBe(text)
          expect(found?.reading).toEqual(reading)
        }),
        { numRuns: 30 },
      )
    })

    test('the same text again changes nothing, whatever else is said of it', async () => {
      const clock = fakeClock()
      await using store = await open(clock)
      await store.keep(aKeepInput())
      const before = await store.find(id)
      clock.advance(60_000)

      const again = aKeepInput({
        fetched: { title: 'Another' },
        arrival: 'backfill',
        reading: aReading({ date: null }),
      })
      expect(await store.keep(again)).toBe('unchanged')

      expect(await store.find(id)).toEqual(before)
      expect(await store.versions(id)).toHaveLength(1)
    })

    test('another text becomes the next version, whose reading look-ups see', async () => {
      await using store = await open(fakeClock())
      await store.keep(aKeepInput())
      const reading = aReading({ engine: 'rules@2', keyPoints: [] })

      expect(await store.keep(aKeepInput({ ...edited, reading }))).toBe('new-version')

      const found = await store.find(id)
      expect(found).toMatchObject({
        readout: { title: 'An Edited Title' },
        version: { number: 2, text: 'An edited text.' },
        reading: { engine: 'rules@2' },
      })
      expect((await store.versions(id)).map(({ number, text }) => ({ number, text }))).toEqual([
        { number: 1, text: aFetched().text },
        { number: 2, text: 'An edited text.' },
      ])
    })

    test('a text that comes back is a version of its own', async () => {
      await using store = await open(fakeClock())
      await store.keep(aKeepInput())
      await store.keep(aKeepInput(edited))

      expect(await store.keep(aKeepInput())).toBe('new-version')

      expect((await store.versions(id)).map(({ text }) => text)).toEqual([
        aFetched().text,
        'An edited text.',
        aFetched().text,
      ])
    })

    test('an edit does not change when, from where and how the readout first came', async () => {
      const clock = fakeClock()
      await using store = await open(clock)
      await store.keep(aKeepInput({ arrival: 'first-round' }))
      const before = await store.find(id)
      clock.advance(3_600_000)

      const later = { ...edited.fetched, publishedAt: new Date('2025-04-24T05:00:00Z'), sourceId: 'xb-agency' }
      await store.keep(aKeepInput({ fetched: later }))

      const { storedAt, arrival, publishedAt, sourceId, shortId, issuer } = before?.readout ?? {}
      const after = await store.find(id)
      expect(after?.readout).toMatchObject({ storedAt, arrival, publishedAt, sourceId, shortId, issuer })
    })

    test('a date of publication that was not known at first is added by an edit', async () => {
      await using store = await open(fakeClock())
      await store.keep(aKeepInput({ fetched: { publishedAt: undefined } }))

      await store.keep(aKeepInput(edited))

      expect((await store.find(id))?.readout.publishedAt).toEqual(aFetched().publishedAt)
    })

    test('what is known of each page is told, of any number of readouts', async () => {
      await using store = await open(fakeClock())
      await store.keep(aKeepInput())
      await store.keep(aKeepInput({ ...edited, fetchedAt: new Date('2025-04-25T00:00:00Z') }))
      const unknown = Array.from({ length: 1_200 }, (_, index) => `unknown ${index}`)

      const known = await store.knownPages([...unknown, id])

      const fetchedAt = new Date('2025-04-25T00:00:00Z')
      const facts = { sourceId: 'xa-mfa-en', number: 2, textHash: 'hash of An edited text.', fetchedAt }
      expect(known).toEqual(new Map([[id, { ...facts, seenAt: fetchedAt }]]))
      expect(await store.knownPages([])).toEqual(new Map())
    })

    test('many readouts have each a short id of their own', async () => {
      await using store = await open(fakeClock())
      const many = Array.from({ length: 300 }, (_, index) =>
        aKeepInput({ fetched: { url: `https://x.example/${index}` } }),
      )
      for (const input of many) await store.keep(input)

      const found = await store.latest({ limit: 1_000 })

      const shortIds = found.map(({ readout }) => readout.shortId)
      expect(new Set(shortIds).size).toBe(300)
      expect(await store.find(` ${shortIds[7]?.toUpperCase()} `)).toEqual(found[7])
    })
  })

  describe('reading anew', () => {
    test('another reading becomes the current one of its version', async () => {
      await using store = await open(fakeClock())
      await store.keep(aKeepInput())
      const reading = aReading({ engine: 'rules@2', parties: ['XA', 'XC'], date: '2025-04-20', keyPoints: [] })

      await store.replaceReading(id, 1, reading, new Date('2025-05-01T00:00:00Z'))

      expect((await store.find(id))?.reading).toEqual(reading)
      expect(await store.latest({ parties: ['XB'], limit: 9 })).toEqual([])
      expect(await store.latest({ topic: 'partnership', limit: 9 })).toEqual([])
      expect(await store.latest({ parties: ['XC'], before: '2025-04-21', limit: 9 })).toHaveLength(1)
      expect(await store.search('Testwell', 9)).toHaveLength(1)
    })

    test('another reading of an older version stays out of look-ups', async () => {
      await using store = await open(fakeClock())
      await store.keep(aKeepInput())
      await store.keep(aKeepInput(edited))
      const before = await store.find(id)

      await store.replaceReading(
        id,
        1,
        aReading({ engine: 'rules@2', parties: ['XC'] }),
        new Date('2025-05-01T00:00:00Z'),
      )

      expect(await store.find(id)).toEqual(before)
      expect(await store.latest({ parties: ['XC'], limit: 9 })).toEqual([])
    })

    test('a version that is not kept cannot be read', async () => {
      await using store = await open(fakeClock())
      await store.keep(aKeepInput())

      await expect(store.replaceReading(id, 2, aReading(), new Date('2025-05-01T00:00:00Z'))).rejects.toThrow(
        'no version 2',
      )
      await expect(store.replaceReading('unknown', 1, aReading(), new Date('2025-05-01T00:00:00Z'))).rejects.toThrow(
        'unknown',
      )
    })
  })

  describe('source states', () => {
    test('a state is kept as it was saved last, with what it does not know left out', async () => {
      await using store = await open(fakeClock())
      const bare = { source: 'xa-mfa-en', nextPollAt: new Date('2025-04-24T05:00:00Z'), failures: 0 }
      const full = {
        ...bare,
        failures: 3,
        lastTriedAt: new Date('2025-04-24T04:00:00Z'),
        lastSuccessAt: new Date('2025-04-23T04:00:00Z'),
        lastNewItemAt: new Date('2025-04-22T04:00:00Z'),
        newestContent: '2025-04-22',
        lastError: 'refused: status 403',
        lastFailure: 'refused' as const,
        longestGapDays: 4,
        unmatchedPages: 2,
      }
      await store.saveSourceState(full)
      await store.saveSourceState({ ...full, source: 'xb-mfa-en' })
      await store.saveSourceState(bare)

      expect(await store.sourceStates()).toEqual(
        new Map([
          ['xa-mfa-en', bare],
          ['xb-mfa-en', { ...full, source: 'xb-mfa-en' }],
        ]),
      )
    })
  })
}
