import { expect } from 'vitest'
import { chinaChinese, chinaEnglish, chinaMission } from '../fakes/world/china.ts'
import { type Row, tell } from './world.ts'
import { manyIn } from './world-fiction.ts'

const ROWS: readonly Row[] = [
  {
    family: 'the CMS of China’s foreign ministry, in English',
    site: chinaEnglish,
    traps: [
      [
        'an item that was moved here from an older site has the day that its page shows, not that of its file’s name',
        async (world) => {
          const published = new Date('2022-03-04T02:00:00Z')
          const moved = { ...world.items[0], path: '/eng/xw/zyxw/202405/t20240530_11300001.html', published }
          world.show(world.items[1], moved)
          await world.poll()

          const days = (await world.kept()).map(({ readout }) => readout.publishedAt?.toISOString().slice(0, 10))
          expect(days).toEqual(['2025-04-22', '2022-03-04'])
        },
      ],
      [
        'relative links on index_1.html and index_2.html lead into the channel’s folder, and all are kept once',
        async (world) => {
          const many = manyIn(chinaEnglish, 23, world.collecting.clock.now())
          world.show(...many)
          await world.poll()

          expect(await world.walkBack()).toEqual({ kind: 'finished', kept: 13 })
          expect(new Set((await world.kept()).map(({ readout }) => readout.title))).toEqual(
            new Set(many.map(({ title }) => title)),
          )
        },
      ],
      [
        'a link to the host’s older name is the same document',
        async (world) => {
          world.show(...world.items)
          await world.poll()
          const [{ path, title }] = world.items
          world.ministry.serve(
            '/eng/xw/zyxw/',
            `<div class="news_list"><a href="http://www.fmprc.gov.cn${path}">${title}</a></div>`,
          )

          expect(await world.poll()).toMatchObject({ kind: 'read', listed: 1, fresh: 0 })
        },
      ],
      [
        'robots.txt that leads to a page of the site holds no rules',
        async (world) => {
          world.show(...world.items)
          await world.poll()

          expect(world.ministry.received('/404/index.html')).toHaveLength(1)
          expect(await world.kept()).toHaveLength(4)
        },
      ],
    ],
  },
  {
    family: 'the CMS of China’s foreign ministry, in Chinese and in gb18030',
    site: chinaChinese,
    traps: [
      [
        'quirk “charset absent, or changed”: a page without one is read by the old encoding of its language, and its title loses the day in full-width brackets',
        async (world) => {
          world.show(world.items[0])
          await world.poll()

          const [kept] = await world.kept()
          expect(kept?.readout).toMatchObject({ title: '虚构部长会见西尔达维亚大使', language: 'zh' })
          expect(kept?.readout.publishedAt).toEqual(world.items[0].published)
        },
      ],
      [
        'further pages end in .shtml',
        async (world) => {
          world.show(...manyIn(chinaChinese, 13, world.collecting.clock.now()))
          await world.poll()

          expect(await world.walkBack()).toEqual({ kind: 'finished', kept: 3 })
        },
      ],
    ],
  },
  {
    family: 'the mission mirror that prints minutes',
    site: chinaMission,
    traps: [
      [
        'the minute in the list is that of publication, by the mission’s own clocks',
        async (world) => {
          world.show(...world.items)
          await world.poll()

          const instants = (await world.kept()).map(({ readout }) => readout.publishedAt?.toISOString())
          expect(instants).toEqual(world.items.map(({ published }) => published.toISOString()).toReversed())
        },
      ],
    ],
  },
]

ROWS.forEach(tell)
