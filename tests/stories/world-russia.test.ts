import { expect } from 'vitest'
import { F5_CHECK, foreignMinistry, government, kremlin, kremlinList } from '../fakes/world/russia.ts'
import { HOUR_MS } from '../pipeline/collecting.ts'
import { type Row, tell } from './world.ts'
import { manyIn } from './world-fiction.ts'

const ROWS: readonly Row[] = [
  {
    family: 'Atom with whole texts: the Kremlin',
    site: kremlin,
    traps: [
      [
        'where it refuses after a burst, it is left alone for half an hour at least, and then read again without loss',
        async ({ show, poll, kept, items, ministry, collecting }) => {
          show(items[1], items[0])
          await poll()
          ministry.fail('/events/president/news/feed', 403)
          const refused = await poll()
          if (refused.kind !== 'failed') throw new Error(`the source was ${refused.kind}`)
          const restMs = refused.nextPollAt.getTime() - collecting.clock.now().getTime()
          expect(restMs).toBeGreaterThanOrEqual(25 * 60_000)

          ministry.recover('/events/president/news/feed')
          show(...items.toReversed())
          const asked = ministry.requests.length
          collecting.clock.advance(restMs - 60_000)
          expect(await collecting.poll()).toEqual([])
          expect(ministry.requests).toHaveLength(asked)
          collecting.clock.advance(2 * 60_000)
          expect(await collecting.poll()).toMatchObject([{ kind: 'read', fresh: 2 }])
          expect(await kept()).toHaveLength(4)
        },
      ],
    ],
  },
  {
    family: 'a list that repeats each row: the Kremlin’s pages',
    site: kremlinList,
    traps: [
      [
        'quirk “relative dates; duplicate rows”: a row for desktop and one for mobile are one document, and “Yesterday” is the day that the row tells machines',
        async ({ show, poll, kept, items }) => {
          show(...items.toReversed())

          expect(await poll()).toMatchObject({ kind: 'read', listed: 4, fresh: 4 })
          expect((await kept()).map(({ readout }) => readout.publishedAt?.toISOString())).toEqual(
            items.map(({ published }) => published.toISOString()).toReversed(),
          )
        },
      ],
      [
        'its limit of 150 requests in half an hour is not reached at the source’s distance, even where it is walked back',
        async ({ show, poll, walkBack, collecting, ministry }) => {
          show(...manyIn(kremlinList, 180, collecting.clock.now()))
          const begun = collecting.clock.now().getTime()
          await poll()

          expect(await walkBack()).toEqual({ kind: 'finished', kept: 160 })
          const halfHours = (collecting.clock.now().getTime() - begun) / (HOUR_MS / 2)
          expect(ministry.requests.length / halfHours).toBeLessThan(150)
        },
      ],
    ],
  },
  {
    family: 'a feed with a bot check before it: Russia’s foreign ministry',
    site: foreignMinistry,
    traps: [
      [
        'a check that comes with status 200 is named, and the source is refused',
        async ({ show, poll, items, ministry }) => {
          show(...items)
          await poll()
          ministry.serve('/ru/rss.php', F5_CHECK)

          expect(await poll()).toMatchObject({ failure: 'refused', reason: expect.stringContaining('bot check (F5') })
        },
      ],
      [
        'what robots.txt forbids is not asked for, and keeps nobody from the rest',
        async ({ show, poll, items, ministry }) => {
          const forbidden = [1, 2, 3].map((n) => ({ ...items[3], path: `/ru/foreign_policy/news/?PAGEN_1=${n}` }))
          show(...forbidden, items[1], items[0])

          const skipped = Array(3).fill(expect.stringContaining('robots.txt'))
          expect(await poll()).toMatchObject({ kind: 'read', fresh: 2, skipped })
          expect(ministry.requests.filter(({ path }) => path.includes('PAGEN_'))).toEqual([])
        },
      ],
    ],
  },
  {
    family: 'a feed of twenty beginnings: Russia’s government',
    site: government,
    traps: [
      [
        'its first round takes ten pages and the next poll the rest, and none of them is news',
        async ({ show, poll, kept, collecting }) => {
          show(...manyIn(government, 20, collecting.clock.now()))
          expect([await poll(), await poll()]).toMatchObject([{ fresh: 10 }, { fresh: 10 }])

          expect((await kept()).filter(({ readout }) => readout.arrival === 'poll')).toEqual([])
        },
      ],
    ],
  },
]

ROWS.forEach(tell)
