import { expect } from 'vitest'
import { angularState, hashedClasses, joomla, liferay, plone, sharePoint } from '../fakes/world/platforms.ts'
import { type Row, tell } from './world.ts'
import { manyIn } from './world-fiction.ts'

const ROWS: readonly Row[] = [
  {
    family: 'SharePoint: Saudi Arabia’s foreign ministry',
    site: sharePoint,
    traps: [
      [
        'further pages are a script’s postback: the list has no more than its first',
        async ({ show, poll, walkBack, items }) => {
          show(...items)
          await poll()

          expect(await walkBack()).toEqual({ kind: 'no-pages' })
        },
      ],
      [
        'a day by the Hijri calendar is the day that it is',
        async ({ poll, kept, items, ministry, show }) => {
          show(...items)
          const row = `<div class="rightPost"><a href="${items[0].path}">${items[0].title}</a><div class="article-date">٢٥ شوال ١٤٤٦ هـ</div></div>`
          ministry.serve('/en/ministry/news/Pages/default.aspx', row)
          await poll()

          expect((await kept())[0]?.readout.publishedAt).toEqual(new Date('2025-04-22T21:00:00Z'))
        },
      ],
    ],
  },
  {
    family: 'Liferay: Malaysia’s foreign ministry',
    site: liferay,
    traps: [
      [
        'the way back in each link is another at every visit, and each document is still one',
        async ({ show, poll, kept, items, ministry }) => {
          show(...items.toReversed())
          await poll()

          expect(await poll()).toMatchObject({ kind: 'read', listed: 4, fresh: 0 })
          expect((await kept()).map(({ readout }) => readout.url)).toEqual(
            items.map(({ path }) => `${ministry.baseUrl}${path}`).toReversed(),
          )
        },
      ],
    ],
  },
  ...[
    { family: 'Joomla, whose pages are counted in rows: the Philippines’ foreign ministry', site: joomla },
    { family: 'Plone, whose pages are counted in rows: Brazil’s foreign ministry', site: plone },
  ].map(
    ({ family, site }): Row => ({
      family,
      site,
      traps: [
        [
          'it is walked back to its last row',
          async ({ show, poll, walkBack, kept, collecting }) => {
            show(...manyIn(site, 27, collecting.clock.now()))
            await poll()

            expect(await walkBack()).toMatchObject({ kind: 'finished' })
            await poll()
            expect(await kept()).toHaveLength(27)
          },
        ],
      ],
    }),
  ),
  {
    family: 'Angular with the server’s state: Hungary’s government',
    site: angularState,
    traps: [
      [
        'the list is found under whatever key the build gave it, and the address that robots.txt forbids is never asked for',
        async ({ show, poll, items, ministry }) => {
          show(...items)

          expect([await poll(), await poll(), await poll()]).toMatchObject(Array(3).fill({ kind: 'read', listed: 4 }))
          expect(ministry.requests.filter(({ path }) => path.startsWith('/publicapi'))).toEqual([])
        },
      ],
    ],
  },
  {
    family: 'hashed class names: Thailand’s foreign ministry',
    site: hashedClasses,
    traps: [
      [
        'after every build with other classes the same documents are found, by their addresses',
        async ({ show, poll, items }) => {
          show(...items)

          expect([await poll(), await poll(), await poll()]).toMatchObject([
            { listed: 4, fresh: 4 },
            { listed: 4, fresh: 0 },
            { listed: 4, fresh: 0 },
          ])
        },
      ],
    ],
  },
]

ROWS.forEach(tell)
