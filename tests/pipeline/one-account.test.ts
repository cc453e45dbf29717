import { describe, expect, test } from 'vitest'
import type { Message } from '../../src/domain/message.ts'
import { deliverWaiting } from '../../src/pipeline/deliver.ts'
import { planDue } from '../../src/pipeline/plan.ts'
import { aSubscription } from '../builders.ts'
import { chinaOnIceland, chinaOnUruguay } from '../cli/fiction.ts'
import { fakePlatform } from '../fakes/platform.ts'
import type { PublishedItem } from '../fakes/ministry.ts'
import { HOUR_MS, never, startCollecting } from './collecting.ts'
import { planPorts } from './ports.ts'

// Fiction: the states are real, the people and what they say are invented.

/** China's Chinese account of the talks that `chinaOnIceland` tells of in English. */
const inChinese: PublishedItem = {
  path: '/zh/202504/t20250423_9.shtml',
  title: '林墨帆同冰岛总理赫拉芬斯多蒂尔会谈',
  published: new Date('2025-04-23T09:00:00Z'),
  paragraphs: [
    '2025年4月23日，国家主席林墨帆在北京人民大会堂同来华进行正式访问的冰岛总理赫拉芬斯多蒂尔举行会谈。双方宣布将两国关系提升为全面战略伙伴关系。',
    '林墨帆指出，贸易战、关税战没有赢家，中方维护多边贸易体制。',
    '赫拉芬斯多蒂尔表示，冰岛坚定奉行一个中国原则，台湾是中国领土不可分割的一部分。',
    '会谈后，双方签署了地热、渔业、旅游等领域12份合作文件。',
  ],
}

const withFifteen: PublishedItem = {
  ...inChinese,
  paragraphs: inChinese.paragraphs.map((text) => text.replace('12份', '15份')),
}

/** The presidency's copy of the ministry's account, on a site of its own. */
const presidencys: PublishedItem = { ...chinaOnIceland, path: '/president/20250423.html' }

type Feed = 'en' | 'zh' | 'president'
type Published = readonly [Feed, PublishedItem]
type Case = [string, Published, Published]

/** What instant posts tell when the feeds, all of them read before, publish one text after the other, a day apart at most. */
async function alertsOn(...texts: readonly Published[]): Promise<readonly (readonly Message[])[]> {
  await using it = await startCollecting(
    [
      { path: '/en', id: 'cn-en' },
      { path: '/zh', id: 'cn-zh', language: 'zh' },
      { path: '/president', id: 'cn-president', body: 'presidency' },
    ],
    '2025-04-23T08:00:00Z',
  )
  const platform = fakePlatform()
  const messages: Message[] = []
  const adapter = {
    ...platform.adapter,
    pack(message: Message) {
      messages.push(message)
      return platform.adapter.pack(message)
    },
  }
  const ports = { ...(await planPorts(adapter)), store: it.store, clock: it.clock }
  for (const feed of ['en', 'zh', 'president'])
    it.ministry.feed(`/${feed}`, [{ ...chinaOnUruguay, path: `/old/${feed}.html` }])
  await it.store.addSubscription(aSubscription({ schedule: { kind: 'instant' }, createdAt: it.clock.now() }))
  await it.poll()
  const told: (readonly Message[])[] = []
  for (const [feed, item] of texts) {
    it.ministry.feed(`/${feed}`, [item])
    it.clock.advance(20 * HOUR_MS)
    await it.poll()
    const before = messages.length
    await planDue(ports, never)
    await deliverWaiting(ports, never)
    told.push(messages.slice(before))
  }
  return told
}

describe('the texts of one account', () => {
  test.each<Case>([
    ['the Chinese one first', ['zh', inChinese], ['en', chinaOnIceland]],
    ['the English one first', ['en', chinaOnIceland], ['zh', inChinese]],
    ['the ministry’s first', ['en', chinaOnIceland], ['president', presidencys]],
    ['the presidency’s first', ['president', presidencys], ['en', chinaOnIceland]],
  ])('are one alert, %s', async (_, one, other) => {
    const [first, second] = await alertsOn(one, other)

    expect(first).toMatchObject([{ items: [{ heading: 'CN – IS' }] }])
    expect(second).toEqual([])
  })

  test.each<Case>([
    ['the Chinese one first', ['zh', withFifteen], ['en', chinaOnIceland]],
    ['the English one first', ['en', chinaOnIceland], ['zh', withFifteen]],
  ])(
    'are news again where they differ in what was signed, %s, and nothing else is told again',
    async (_, one, other) => {
      const [first, second] = await alertsOn(one, other)

      expect(first).toHaveLength(1)
      expect(second).toMatchObject([{ items: [{ fields: [{ mark: 'Differs', label: 'Agreements' }] }] }])
      expect(second?.[0]?.items[0]?.fields[0]?.text).toMatch(
        /1[25] documents signed, in (?:English|Chinese); 1[25], in (?:English|Chinese)/,
      )
    },
  )
})
