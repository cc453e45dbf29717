import { expect } from 'vitest'
import { indiaFragments, kantei, koreanMinistryIn, koreanPresidency, taiwaneseMinistry } from '../fakes/world/asia.ts'
import { iranianMinistry, iranianPresidency } from '../fakes/world/iran.ts'
import { azerbaijaniPresidency, turkishMinistry, turkishPresidency } from '../fakes/world/turkey.ts'
import { openWorld, type Row, tell } from './world.ts'
import { manyIn } from './world-fiction.ts'

const ROWS: readonly Row[] = [
  {
    family: 'fragments by number: India’s foreign ministry',
    site: indiaFragments,
    traps: [
      [
        'old pages answer 200 with an apology: a text is fetched by its number, and never from there',
        async ({ show, poll, kept, items, ministry }) => {
          show(...items)
          await poll()

          expect((await kept()).map(({ readout }) => readout.url)).toContain(`${ministry.baseUrl}${items[0].path}`)
          expect(ministry.requests.filter(({ path }) => path.startsWith('/press-releases.htm'))).toEqual([])
        },
      ],
      [
        'a list that answers 200 with the apology is named for what it is',
        async ({ show, poll, items, ministry }) => {
          show(...items)
          await poll()
          ministry.serve(
            '/FrontEnd/FetchPublicationListingData',
            '<p>The page you are looking for has been moved or deleted.</p>',
          )

          expect(await poll()).toMatchObject({ failure: 'broken', reason: expect.stringContaining('soft 404') })
        },
      ],
    ],
  },
  {
    family: 'RDF: the Prime Minister’s Office of Japan',
    site: kantei,
    traps: [
      [
        'a new prime minister’s ordinal in the address changes nothing',
        async ({ show, poll, kept, items }) => {
          show(items[1], items[0])
          await poll()
          const next = { ...items[3], path: items[3].path.replace('/105/', '/106/') }
          show(next, items[1], items[0])

          expect(await poll()).toMatchObject({ kind: 'read', fresh: 1, skipped: [] })
          expect((await kept())[0]?.readout.url).toContain('/106/')
        },
      ],
    ],
  },
  {
    family: 'a cookie gate that sends everybody round: South Korea’s foreign ministry, its feed in EUC-KR',
    site: koreanMinistryIn('euc-kr'),
    traps: [
      [
        'quirk “charset absent, or changed”: the feed goes over to UTF-8 one day, and nothing is new or changed by that',
        async ({ show, poll, items, ministry, kept }) => {
          show(...items.toReversed())
          await poll()
          koreanMinistryIn('utf-8').show(ministry, items.toReversed())

          expect(await poll()).toMatchObject({ kind: 'read', listed: 4, fresh: 0, changed: 0 })
          expect(await kept()).toHaveLength(4)
        },
      ],
      [
        'quirk “cookie gate, 307 loop”: whoever does not keep its cookie goes round and round, and that is named',
        async ({ site }) => {
          await using world = await openWorld(site, { cookies: undefined })
          world.show(...world.items)

          expect(await world.poll()).toMatchObject({
            failure: 'broken',
            reason: expect.stringContaining('redirected more than 5 times'),
          })
        },
      ],
    ],
  },
  {
    family: 'a cookie gate that sends everybody round: South Korea’s foreign ministry, its feed in UTF-8',
    site: koreanMinistryIn('utf-8'),
    traps: [
      [
        'the cookie is asked for once',
        async ({ show, poll, items, ministry }) => {
          show(...items)
          await poll()
          await poll()

          const without = ministry.requests.filter(
            ({ headers, path }) => path !== '/robots.txt' && headers.cookie === undefined,
          )
          expect(without).toHaveLength(1)
        },
      ],
    ],
  },
  {
    family: 'a JSON list that is asked for by POST: South Korea’s presidency',
    site: koreanPresidency,
    traps: [
      [
        'after the site was rebuilt the old codes bring an empty list, which is no quiet day',
        async ({ show, poll, items, ministry }) => {
          show(...items)
          await poll()
          ministry.serve('/ajaxf/frBoard/bbsViewGalleryList.do', {
            type: 'application/json',
            body: '{"data":{"list":[]}}',
          })

          expect(await poll()).toMatchObject({ failure: 'broken', reason: expect.stringContaining('an empty list') })
        },
      ],
    ],
  },
  {
    family: 'a feed without dates: Taiwan’s foreign ministry',
    site: taiwaneseMinistry,
    traps: [
      [
        'a document’s day is that of its page, whose years are counted from 1912',
        async ({ show, poll, kept, items, ministry }) => {
          show(items[0])
          await poll()

          expect(ministry.received('/OpenData.aspx?SN=E0AB271EE713F7E8')).toHaveLength(1)
          expect((await kept())[0]?.readout.publishedAt).toEqual(new Date('2025-04-20T16:00:00Z'))
        },
      ],
    ],
  },
  {
    family: 'the day in the title alone: Türkiye’s foreign ministry',
    site: turkishMinistry,
    traps: [
      [
        'further pages are a script’s postback: the list has no more than its first, and that is said',
        async ({ show, poll, walkBack, items }) => {
          show(...items)
          await poll()

          expect(await walkBack()).toEqual({ kind: 'no-pages' })
        },
      ],
    ],
  },
  {
    family: 'the language by a cookie: Türkiye’s presidency',
    site: turkishPresidency,
    traps: [
      [
        'quirk “language set by cookie”: without it the site leads to another language, whose pages are not taken for these',
        async ({ site, kept }) => {
          await using world = await openWorld(site, { cookies: undefined })
          world.show(...world.items)

          expect((await world.poll()).kind).toBe('failed')
          expect(await kept()).toEqual([])
        },
      ],
      [
        'quirk “page past the end is page 1”: there the walk ends',
        async ({ show, poll, walkBack, kept, collecting, ministry }) => {
          show(...manyIn(turkishPresidency, 10, collecting.clock.now()))
          await poll()

          expect(await walkBack()).toEqual({ kind: 'finished', kept: 6 })
          expect(await kept()).toHaveLength(10)
          expect(ministry.received('/en/news/?&page=5')).toEqual([])
        },
      ],
    ],
  },
  {
    family: 'a feed of summaries: Azerbaijan’s presidency',
    site: azerbaijaniPresidency,
    traps: [
      [
        'a new design of the pages is told by the pages that its selectors no longer fit, and is no edit',
        async ({ show, poll, pass, items, textsOf, ministry, collecting, source }) => {
          show(...items.toReversed())
          await poll()
          const prose = items[3].paragraphs.map((text) => `<p>${text}</p>`).join('')
          ministry.serve(
            items[3].path,
            `<html><body><main><article><h1>New</h1>${prose}</article></main></body></html>`,
          )
          await pass(30)

          expect(await textsOf(items[3])).toHaveLength(1)
          expect((await collecting.store.sourceStates()).get(source.id)?.failures).toBe(0)
        },
      ],
    ],
  },
  {
    family: 'a cookie gate of a delivery network: Iran’s foreign ministry',
    site: iranianMinistry,
    traps: [
      [
        'the cookie that a page sets opens the next, after a restart too',
        async ({ show, poll, items, collecting, kept }) => {
          show(items[1], items[0])
          await poll()
          collecting.restart()
          show(...items.toReversed())

          expect(await poll()).toMatchObject({ kind: 'read', fresh: 2 })
          expect(await kept()).toHaveLength(4)
        },
      ],
    ],
  },
  {
    family: 'a sitemap without titles: Iran’s presidency',
    site: iranianPresidency,
    traps: [
      [
        'quirk “wrong-language id leads to /404.html”: that page answers 200, and the document is passed over and named',
        async ({ show, poll, items, kept, ministry }) => {
          show(...items)
          ministry.serve(items[0].path, { status: 302, headers: { location: '/404.html' } })

          expect(await poll()).toMatchObject({ fresh: 3, skipped: [expect.stringContaining('soft 404')] })
          expect((await kept()).some(({ readout }) => readout.url.includes('/fa/'))).toBe(false)
        },
      ],
    ],
  },
]

ROWS.forEach(tell)
