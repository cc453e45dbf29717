import { expect } from 'vitest'
import { brokenFeed, commission, council, elysee, externalAction, govUk } from '../fakes/world/europe.ts'
import { stateDepartment, whiteHouse } from '../fakes/world/wordpress.ts'
import { HOUR_MS } from '../pipeline/collecting.ts'
import { editedAt, type Row, tell } from './world.ts'
import { manyIn } from './world-fiction.ts'

const ROWS: readonly Row[] = [
  {
    family: 'WordPress with a window of ten: the State Department',
    site: stateDepartment,
    traps: [
      [
        'a burst of twenty-one in half an hour passes through the window, and none is lost at the source’s own interval',
        async ({ show, poll, kept, source, collecting }) => {
          const burst = manyIn(stateDepartment, 21, collecting.clock.now())
          for (const out of [7, 14, 21]) {
            show(...burst.slice(21 - out))
            await poll()
            collecting.clock.advance(source.intervalMinutes * 60_000)
          }

          expect(source.intervalMinutes).toBeLessThanOrEqual(10)
          expect(await kept()).toHaveLength(21)
        },
      ],
      [
        'a script that is another at every visit is no edit',
        async ({ show, poll, textsOf, items }) => {
          show(...items)
          await poll()

          for (let visit = 0; visit < 5; visit += 1) expect(await poll()).toMatchObject({ kind: 'read', changed: 0 })
          expect(await textsOf(items[0])).toEqual([items[0].paragraphs.join('\n')])
        },
      ],
    ],
  },
  {
    family: 'WordPress whose feed has further pages: the White House',
    site: whiteHouse,
    traps: [
      [
        'further pages of the feed are walked to the one that is not found',
        async ({ show, poll, walkBack, kept, collecting, ministry }) => {
          show(...manyIn(whiteHouse, 25, collecting.clock.now()))
          await poll()

          expect(await walkBack()).toEqual({ kind: 'finished', kept: 15 })
          expect(await kept()).toHaveLength(25)
          expect(ministry.received('/news/feed/?paged=4')).toHaveLength(1)
        },
      ],
      [
        'a post saved again days later, while it is in the window, is an edit',
        async ({ show, poll, pass, textsOf, items, collecting }) => {
          show(...items)
          await poll()
          await pass(80)
          const edited = editedAt(items[1], collecting.clock.now())
          show(items[3], items[2], edited, items[0])
          await pass(4)

          expect(await textsOf(items[1])).toHaveLength(2)
        },
      ],
    ],
  },
  {
    family: 'Atom with nothing but `updated`: GOV.UK',
    site: govUk,
    traps: [
      [
        'quirk “only `updated`”: a newer one is no new item: the page is looked at again, once for each change',
        async ({ show, poll, pass, kept, items, ministry, collecting }) => {
          show(...items.toReversed())
          await poll()
          await pass(30)
          const looks = ministry.received(items[1].path).length
          collecting.clock.advance(HOUR_MS)
          const touched = { ...items[1], updated: collecting.clock.now() }
          show(items[3], items[2], touched, items[0])

          expect(await poll()).toMatchObject({ kind: 'read', fresh: 0, changed: 0 })
          await pass(8)

          expect(ministry.received(items[1].path)).toHaveLength(looks + 1)
          expect(await kept()).toHaveLength(4)
        },
      ],
    ],
  },
  {
    family: 'a feed in front of a browser check: the Council of the European Union',
    site: council,
    traps: [
      [
        'its pages are never asked for; when the feed itself meets the check, the source is refused and left alone for half an hour, then an hour, then two',
        async ({ show, poll, pass, items, ministry, collecting }) => {
          show(...items.toReversed())
          await poll()
          await pass(30)
          expect(ministry.requests.filter(({ path }) => path.includes('/press-releases/'))).toEqual([])

          ministry.fail('/en/rss/pressreleases.ashx', 'challenge')
          const waits: number[] = []
          for (let time = 0; time < 3; time += 1) {
            const outcome = await poll()
            if (outcome.kind !== 'failed') throw new Error(`the source was ${outcome.kind}`)
            expect(outcome).toMatchObject({ failure: 'refused', reason: expect.stringContaining('bot check') })
            waits.push((outcome.nextPollAt.getTime() - collecting.clock.now().getTime()) / HOUR_MS)
          }
          expect(waits.map((hours) => Math.round(hours * 2) / 2)).toEqual([0.5, 1, 2])
        },
      ],
    ],
  },
  {
    family: 'a feed in front of app shells: the European Commission',
    site: commission,
    traps: [
      [
        'the text is the feed’s, under an address without tracking, and no page is asked for',
        async ({ show, poll, pass, kept, items, ministry }) => {
          show(...items.toReversed())
          await poll()
          await pass(30)

          expect((await kept()).map(({ readout }) => readout.url)).toEqual(
            items.map(({ path }) => `${ministry.baseUrl}${path}`).toReversed(),
          )
          expect(ministry.requests.filter(({ path }) => path.includes('/detail/'))).toEqual([])
        },
      ],
    ],
  },
  {
    family: 'Drupal, whose pages are counted from 0: the External Action Service',
    site: externalAction,
    traps: [
      [
        'the page numbered 1 is the second, and an empty one is the end',
        async ({ show, poll, walkBack, kept, collecting }) => {
          show(...manyIn(externalAction, 25, collecting.clock.now()))
          await poll()

          expect(await walkBack()).toEqual({ kind: 'finished', kept: 15 })
          expect(await kept()).toHaveLength(25)
        },
      ],
    ],
  },
  {
    family: 'a feed whose links are not found: the Élysée in English',
    site: elysee,
    traps: [
      [
        'quirk “feed links are 404”: documents are read and kept where they are, without /en',
        async ({ show, poll, kept, items, ministry }) => {
          show(items[0])
          await poll()

          expect((await kept()).map(({ readout }) => readout.url)).toEqual([`${ministry.baseUrl}${items[0].path}`])
          expect(ministry.received(`/en${items[0].path}`)).toEqual([])
        },
      ],
    ],
  },
  {
    family: 'a feed that is no well-formed XML: Romania’s government',
    site: brokenFeed,
    traps: [
      [
        'one that was cut off gives the entries that came whole',
        async ({ show, poll, ministry, items }) => {
          show(...items)
          await poll()
          const link = (n: number): string => `<link>${ministry.baseUrl}${items[n]?.path}</link>`
          const cut = `<rss><channel><item><title>A</title>${link(0)}</item><item><title>B</title>${link(1)}</item><item><title>C &`
          ministry.serve('/en/rss', { type: 'text/xml', body: cut })

          expect(await poll()).toMatchObject({ kind: 'read', listed: 2 })
        },
      ],
    ],
  },
]

ROWS.forEach(tell)
