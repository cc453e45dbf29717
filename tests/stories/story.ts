import { expect, test } from 'vitest'
import { feedSource } from '../cli/fiction.ts'
import { type Ministry, type PublishedItem, startMinistry } from '../fakes/ministry.ts'
import {
  chinaBefore,
  chinaOnKazakhstan,
  chinaOnKazakhstanLater,
  kazakhstanBefore,
  kazakhstanOnChina,
} from './fiction.ts'
import { anInstallation, type Installation } from './installation.ts'
import type { Shown, StoryPlatform } from './platform.ts'

// One channel's week with the program, the same on every platform: invited, subscribed, alerted, told, asked, left alone again.

const HOUR_MS = 3_600_000

/** A channel on a platform, two ministries, and the installation between. */
export type Scene<Platform extends StoryPlatform> = AsyncDisposable & {
  readonly platform: Platform
  readonly here: Installation
  /** Lets time pass; what the ministries publish meanwhile is read, and what is due is posted. */
  pass(hours: number, ...published: readonly (readonly [Issuer, PublishedItem])[]): Promise<void>
}

type Issuer = 'CN' | 'KZ'

/** Sets the scene: nobody is subscribed yet. */
export async function openScene<Platform extends StoryPlatform>(
  start: () => Promise<Platform>,
): Promise<Scene<Platform>> {
  const platform = await start()
  const sites: Readonly<Record<Issuer, Ministry>> = { CN: await startMinistry(), KZ: await startMinistry() }
  const listed: Record<Issuer, readonly PublishedItem[]> = { CN: [chinaBefore], KZ: [kazakhstanBefore] }
  const publish = (issuer: Issuer): void => sites[issuer].feed('/feed', listed[issuer])
  publish('CN')
  publish('KZ')
  const sources = (['CN', 'KZ'] as const).map((issuer) =>
    feedSource(`${issuer.toLowerCase()}-ministry`, issuer, `${sites[issuer].baseUrl}/feed`),
  )
  const here = await anInstallation(`sources:\n${sources.join('')}`, platform.environment)
  return {
    platform,
    here,
    async pass(hours, ...published) {
      here.clock.advance(hours * HOUR_MS)
      for (const [issuer, item] of published) {
        listed[issuer] = [item, ...listed[issuer]]
        publish(issuer)
      }
      platform.setTime(here.clock.now())
      await here.tick()
      platform.setTime(here.clock.now())
    },
    async [Symbol.asyncDispose]() {
      await here[Symbol.asyncDispose]()
      await Promise.all(Object.values(sites).map((site) => site.close()))
      await platform[Symbol.asyncDispose]()
    },
  }
}

/** Tells the story on one platform. */
export function describeStory(name: string, start: () => Promise<StoryPlatform>): void {
  test(`${name}: from the invitation over alert, digest and questions to the end of it`, async () => {
    await using scene = await openScene(start)
    await invite(scene)
    await subscribeTwice(scene)
    const alert = await readTheAlert(scene)
    await readTheOtherSide(alert, scene)
    await readTheDigest(scene)
    await askAbout(/Only China's account so far · ([a-z]{4,6})/.exec(alert.text)?.[1] ?? '', scene)
    await unsubscribe(scene)
    expect(scene.here.faults).toEqual([])
  })
}

/** The operator is told how; nobody is greeted. */
async function invite({ platform, here }: Scene<StoryPlatform>): Promise<void> {
  const { out } = await here.desk.run('doctor')
  expect(out).toMatch(platform.invitation)
  await here.begin()
  await platform.invite()
  platform.setTime(here.clock.now())
  expect(platform.channel()).toEqual([])
  const help = await platform.ask('help', {}, 'reader')
  expect(help.text).toContain('subscribe')
}

const kazakhstanOnTaiwan = { countries: 'kazakhstan', topics: 'taiwan', when: 'daily 08:00' }

/** Only who may manage the channel subscribes it, and everybody there is told. */
async function subscribeTwice({ platform }: Scene<StoryPlatform>): Promise<void> {
  const refused = await platform.ask('subscribe', kazakhstanOnTaiwan, 'reader')
  expect(refused.text).toContain('Only people who may manage this channel')

  const daily = await platform.ask('subscribe', kazakhstanOnTaiwan, 'manager')
  expect(daily.text).toContain(
    'Readouts with Kazakhstan as a party and Taiwan as a topic; none in the last 30 days.\nPosted daily 08:00 Baku. Next digest: Fri 25 April, 08:00 Baku.',
  )
  const instant = await platform.ask('subscribe', { countries: 'kazakhstan', when: 'instant' }, 'manager')
  expect(instant.text).toContain('Posted as soon as it is read.')

  await platform.until(() => platform.channel().length === 2)
  const notices = platform.channel().map(({ text, pushed }) => ({ text, pushed }))
  expect(notices).toEqual([
    { text: expect.stringContaining('New in this channel, subscription 1: Readouts with Kazakhstan'), pushed: '' },
    { text: expect.stringContaining('New in this channel, subscription 2: Readouts with Kazakhstan'), pushed: '' },
  ])
}

/** What is read is posted at once where that was asked for, and nowhere else. */
async function readTheAlert(scene: Scene<StoryPlatform>): Promise<Shown> {
  const before = scene.platform.channel().length
  await scene.pass(3, ['CN', chinaOnKazakhstan])
  const posted = scene.platform.channel().slice(before)
  const [alert, ...others] = posted
  if (!alert || others.length > 0) throw new Error(`not one alert, but ${posted.length}`)
  expect(alert).toMatchObject({ pushed: 'China – Kazakhstan. 1 readout with key points.', replyTo: undefined })
  expect(alert.text).toContain('talks, Astana, 24 April · Qiu Yanshu, Daulet Ospanbek')
  expect(alert.text).toContain('Taiwan — Kazakhstan, as reported by China: upholds the one-China principle')
  expect(alert.text).toContain('Signed, according to China: 3 cooperation documents')
  return alert
}

/** The other side's account answers the alert; it is worded otherwise, so that the whole channel sees it. */
async function readTheOtherSide(alert: Shown, scene: Scene<StoryPlatform>): Promise<void> {
  const before = scene.platform.channel().length
  await scene.pass(1, ['KZ', kazakhstanOnChina])
  const posted = scene.platform.channel().slice(before)
  const answer = { pushed: 'Kazakhstan – China. Taiwan: 1 differs.', replyTo: alert.id }
  expect(posted).toEqual([expect.objectContaining(answer)])
}

/** The digest comes at its time, once, with both accounts as one item; its button opens the words that carry it. */
async function readTheDigest(scene: Scene<StoryPlatform>): Promise<void> {
  const { platform } = scene
  const before = platform.channel().length
  await scene.pass(19)
  expect(platform.channel()).toHaveLength(before)
  await scene.pass(1)
  await scene.pass(0)
  const [digest, ...others] = platform.channel().slice(before)
  expect(others).toEqual([])
  expect(digest?.text).toContain('Kazakhstan · Taiwan')
  expect(digest?.text).toContain('Both accounts')
  expect(digest?.text).toContain('one-China policy, according to Kazakhstan; one-China principle, according to China')
  expect(digest?.text).toContain('Read 2 of 2 sources')
  if (!digest) return
  const details = await platform.press(digest, 'Details', 'reader')
  expect(details.text).toContain('“Daulet Ospanbek said that Kazakhstan firmly adheres to the one-China principle')
  expect(platform.channel()).toHaveLength(before + 1)
}

/** Anybody may ask how the accounts differ, and why the channel was told. */
async function askAbout(id: string, { platform }: Scene<StoryPlatform>): Promise<void> {
  const compared = await platform.ask('compare', { id }, 'reader')
  expect(compared.text).toContain('Worded differently')
  expect(compared.text).toContain("Only in China's account")
  const why = await platform.ask('why', { id }, 'reader')
  expect(why.text).toContain('Subscription 1: Readouts with Kazakhstan as a party and Taiwan as a topic')
  expect(why.text).toMatch(/Posted: in the digest due Fri 25 April, 08:00 Baku, sent Fri 25 April, 08:00/)
}

/** What is ended is not posted for any more, whatever is published. */
async function unsubscribe(scene: Scene<StoryPlatform>): Promise<void> {
  const { platform } = scene
  const asked = await platform.ask('unsubscribe', {}, 'manager')
  expect(asked.text).toContain('Which subscription?')
  for (const number of ['1', '2']) {
    const ended = await platform.ask('unsubscribe', { number }, 'manager')
    expect(ended.text).toContain(`Ended: subscription ${number}`)
  }
  await platform.until(
    () => platform.channel().filter(({ text }) => text.includes('Ended in this channel')).length === 2,
  )
  const after = platform.channel().length
  await scene.pass(4, ['CN', chinaOnKazakhstanLater])
  await scene.pass(24)
  expect(platform.channel()).toHaveLength(after)
  const left = await platform.ask('subscriptions', {}, 'reader')
  expect(left.text).toContain('Nothing is subscribed here.')
}
