import { describe, expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../../../src/pipeline/answer/ports.ts'
import { aPlannedDigest } from '../../builders.ts'
import { here, manager, openBot, saidIn, type TestBot, taiwan } from './bot.ts'

const only = async (it: TestBot) => {
  const [subscription, ...others] = await it.store.subscriptionsIn(here)
  if (!subscription || others.length > 0) throw new Error('not one subscription')
  return subscription
}

describe('subscribe', () => {
  test('confirms in a sentence, with the next digest and what the last day would have brought, and tells the channel', async () => {
    await using it = await openBot()
    await it.keep({
      name: 'talks',
      parties: ['CN', 'KZ'],
      said: [taiwan('KZ', 'Kazakhstan follows the one-China principle.')],
    })

    const reply = await it.ask('subscribe kazakhstan topic:taiwan daily 18:00')

    expect(reply).toMatchObject({
      kind: 'done',
      notice:
        'New in this channel, subscription 1: Readouts with Kazakhstan as a party and Taiwan as a topic; daily 18:00 Baku.',
    })
    const said = saidIn(reply)
    expect(said).toContain('Readouts with Kazakhstan as a party and Taiwan as a topic; 1 in the last 30 days.')
    expect(said).toContain('Next digest: Thu 24 April, 18:00 Baku.')
    expect(said).toContain('China – Kazakhstan')
    expect(await only(it)).toMatchObject({
      countries: ['KZ'],
      topics: ['taiwan'],
      schedule: { kind: 'cron', cron: '0 18 * * *', zone: 'Asia/Baku' },
      whenQuiet: 'line',
      changesOnly: false,
    })
  })

  test('says of another language than English what it comes to', async () => {
    await using it = await openBot()
    const chinese = await it.ask('subscribe kazakhstan in Chinese')
    expect(saidIn(chinese)).toContain('Quotes in Chinese where an official text has it; our own words stay English.')
    const byLocale = await it.ask('subscribe azerbaijan', { locale: 'zh-CN' })
    expect(saidIn(byLocale)).toContain('Quotes in Chinese')
    expect(saidIn(await it.ask('subscribe uzbekistan'))).not.toContain('Quotes in')
  })

  test('of a time that nobody knows says which times there are', async () => {
    await using it = await openBot()
    const options = { countries: 'kazakhstan', when: 'every blue moon' }
    const asked = { kind: 'options', name: 'subscribe', options } as const
    const reply = await it.bot.ask(asked, manager, new AbortController().signal)
    expect(saidIn(reply)).toContain('“every blue moon” is no time that I know. For example: instant, daily 18:00')
  })

  test('of what is subscribed already offers the other time, and no more than a look where it is the same', async () => {
    await using it = await openBot()
    await it.ask('subscribe kazakhstan')
    const other = await it.ask('subscribe kazakhstan weekdays 18:00')
    expect(other).toMatchObject({
      choices: [{ label: 'Post it weekdays 18:00 Baku instead' }, { words: 'subscriptions' }],
    })
    expect(await it.ask('subscribe kazakhstan')).toMatchObject({ choices: [{ words: 'subscriptions' }] })
    if (other.kind === 'refusal') await it.ask(other.choices[0]?.words ?? '')
    expect(await only(it)).toMatchObject({ schedule: { cron: '0 18 * * 1-5' } })
  })

  test('is for those who may manage the channel; looking is everyone’s', async () => {
    await using it = await openBot()

    for (const words of ['subscribe kazakhstan', 'change 1 instant', 'unsubscribe 1', 'pause 1', 'resume 1']) {
      expect(await it.ask(words, { mayManage: false })).toMatchObject({ kind: 'refusal' })
    }
    expect(await it.ask('subscriptions', { mayManage: false })).toMatchObject({ kind: 'answer' })
    expect(await it.store.audit(10)).toEqual([])
  })

  test('takes the same thing once, and no more than a channel and a workspace may have', async () => {
    await using it = await openBot({ limits: { ...DEFAULT_LIMITS, perChannel: 2, perWorkspace: 3 } })
    const other = { at: { ...here, channel: 'C2' } }

    await it.ask('subscribe kazakhstan')
    expect(saidIn(await it.ask('subscribe kazakhstan instant'))).toContain(
      'Subscription 1 of this channel already takes that, daily 08:00 Baku.',
    )
    await it.ask('subscribe azerbaijan')
    expect(saidIn(await it.ask('subscribe uzbekistan'))).toContain(
      'This channel has 2 subscriptions, which is the most.',
    )
    expect(await it.ask('subscribe uzbekistan', other)).toMatchObject({ kind: 'done' })
    expect(saidIn(await it.ask('subscribe france', other))).toContain(
      'There are 3 subscriptions here, which is the most.',
    )
  })

  test('with quiet hours says what waits for their end, in the zone of the schedule', async () => {
    await using it = await openBot()

    const daily = await it.ask('subscribe kazakhstan daily 23:00 Europe/Paris quiet 22:00-07:00')
    expect(saidIn(daily)).toContain('Next digest: Fri 25 April, 07:00 Paris.')
    expect(daily).toMatchObject({ notice: expect.stringContaining('daily 23:00 Paris, quiet 22:00–07:00 Paris.') })
    expect(await only(it)).toMatchObject({ quietHours: { from: '22:00', to: '07:00', zone: 'Europe/Paris' } })

    const instant = await it.ask('change 1 instant quiet 21:00-06:30')
    expect(saidIn(instant)).toContain('Posted as soon as it is read; what comes in the quiet hours, at 06:30.')
    expect(instant).toMatchObject({ notice: expect.stringContaining('at once, quiet 21:00–06:30 Paris.') })
    await it.ask('change 1 no quiet hours')
    expect((await only(it)).quietHours).toBeUndefined()
  })

  test('takes the asking person’s language for quotes, or the one that was asked for', async () => {
    await using it = await openBot()

    const asked = await it.ask('subscribe kazakhstan', { locale: 'zh-CN' })
    expect(asked).toMatchObject({ notice: expect.stringContaining('; quotes in Chinese.') })
    const changed = await it.ask('change 1 language:english', { locale: 'zh-CN' })
    expect(changed).toMatchObject({
      notice: expect.stringMatching(/daily 08:00 Baku\. Before: .*quotes in Chinese\.$/),
    })
    expect((await only(it)).locale).toBe('en')
  })

  test('leaves a line in the audit: who, what, where and when, and no words of theirs', async () => {
    await using it = await openBot()

    await it.ask('subscribe kazakhstan instant')
    await it.ask('change 1 changes only')
    await it.ask('unsubscribe 1')

    expect(await it.store.audit(10)).toMatchObject([
      { what: 'unsubscribe', who: 'U1', where: here, before: { changesOnly: true } },
      { what: 'change', who: 'U1', before: { changesOnly: false }, after: { changesOnly: true } },
      { what: 'subscribe', who: 'U1', where: here, after: { countries: ['KZ'] } },
    ])
  })
})

describe('change', () => {
  test('changes what is named and nothing else, and tells the channel what it was before', async () => {
    await using it = await openBot()
    await it.ask('subscribe kazakhstan daily 18:00 silent')

    const reply = await it.ask('change weekly fri 09:00')

    expect(await only(it)).toMatchObject({ countries: ['KZ'], schedule: { cron: '0 9 * * 5' }, whenQuiet: 'silence' })
    if (reply.kind !== 'done') throw new Error('not done')
    expect(reply.notice).toContain(
      'weekly fri 09:00 Baku. Before: Readouts with Kazakhstan as a party; daily 18:00 Baku.',
    )
  })

  test('into what it is already changes nothing, and nobody is told', async () => {
    await using it = await openBot()
    await it.ask('subscribe kazakhstan daily 18:00')

    const reply = await it.ask('change daily 18:00')

    expect(reply).toMatchObject({
      kind: 'refusal',
      text: 'Nothing changed. It stands at 1: Readouts with Kazakhstan as a party; daily 18:00 Baku.',
    })
    expect(await it.store.audit(10)).toHaveLength(1)
  })

  test('asks which, where there are several', async () => {
    await using it = await openBot()
    await it.ask('subscribe kazakhstan')
    await it.ask('subscribe azerbaijan')

    const reply = await it.ask('change changes only')

    if (reply.kind !== 'refusal') throw new Error('not refused')
    expect(reply.choices.map(({ words }) => words)).toEqual(['change 1 changes:only', 'change 2 changes:only'])
    expect(saidIn(await it.ask('change 7 changes only'))).toContain('There is no subscription 7 here.')
  })

  test('another workspace’s subscriptions are out of reach', async () => {
    await using it = await openBot()
    await it.ask('subscribe kazakhstan')

    expect(saidIn(await it.ask('unsubscribe 1', { at: { ...here, workspace: 'G2' } }))).toContain(
      'Nothing is subscribed here.',
    )
    expect(await only(it)).toMatchObject({ countries: ['KZ'] })
  })
})

describe('unsubscribe, pause and resume', () => {
  test('what was ended can be had again with one press', async () => {
    await using it = await openBot()
    await it.ask('subscribe kazakhstan topic:taiwan daily 18:00 "win-win" silent')

    const reply = await it.ask('unsubscribe')

    expect(await it.store.subscriptionsIn(here)).toEqual([])
    if (reply.kind !== 'done') throw new Error('not done')
    const again = reply.answer.choices[0]?.words ?? ''
    await it.ask(again)
    expect(await only(it)).toMatchObject({
      countries: ['KZ'],
      topics: ['taiwan'],
      phrases: ['win-win'],
      whenQuiet: 'silence',
    })
  })

  test('a pause lasts until it is resumed, and says what happens to what it misses', async () => {
    await using it = await openBot()
    await it.ask('subscribe kazakhstan')

    await it.ask('pause')
    expect(await only(it)).toMatchObject({ pausedReason: 'by-hand', pausedAt: it.clock.now() })
    expect(saidIn(await it.ask('pause'))).toContain('Subscription 1 is already paused by a person.')
    expect(saidIn(await it.ask('subscriptions'))).toContain('(paused by a person)')

    expect(saidIn(await it.ask('resume'))).toContain('What it missed comes in one digest.')
    expect((await only(it)).pausedReason).toBeUndefined()
    expect(saidIn(await it.ask('resume'))).toContain('Subscription 1 is not paused.')
  })
})

describe('preview and why', () => {
  const talks = {
    name: 'talks',
    parties: ['CN', 'KZ'],
    said: [taiwan('KZ', 'Kazakhstan follows the one-China principle.')],
  }

  test('a preview holds what is news and was not had, and counts nothing as had', async () => {
    await using it = await openBot()
    await it.ask('subscribe kazakhstan')
    it.clock.advance(60_000)
    await it.keep(talks)

    const first = saidIn(await it.ask('preview'))
    const second = saidIn(await it.ask('preview'))
    const { id } = await only(it)
    await it.store.writeDigests(
      [aPlannedDigest({ subscriptionId: id, items: ['id of https://mfa.example/talks'] }, { destination: here })],
      new Map(),
    )

    expect(first).toContain('China – Kazakhstan')
    expect(second).toBe(first)
    expect(saidIn(await it.ask('preview'))).not.toContain('China – Kazakhstan')
  })

  const why = async (it: TestBot): Promise<string> => saidIn(await it.ask(`why ${await it.idOf('talks')}`))

  test('why goes through every check in order, and ends with what comes of it', async () => {
    await using it = await openBot()
    await it.ask('subscribe kazakhstan topic:taiwan daily 18:00')
    it.clock.advance(60_000)
    await it.keep(talks)

    expect(await why(it)).toContain(
      [
        'Found by polling | yes: it can be news',
        'Stored after the subscription was made | yes: made Thu 24 April, 08:00',
        'Fresh when it was stored | yes: not older than 72 hours',
        'A party of it is Kazakhstan | yes: China, Kazakhstan',
        'It speaks to Taiwan | yes: Taiwan',
        'So | it comes with the next digest',
      ].join('\n'),
    )
  })

  test.each([
    ['subscribe azerbaijan', {}, 'A party of it is Azerbaijan | no: its parties are China, Kazakhstan'],
    ['subscribe topic:aid', {}, 'It speaks to aid | no: its topics: Taiwan'],
    ['subscribe "win-win"', {}, 'It holds the phrase | no: it does not'],
    [
      'subscribe kazakhstan',
      { arrival: 'backfill' as const },
      'Found by polling | no: brought by a backfill: history, never news',
    ],
    ['subscribe kazakhstan', { date: '2025-04-01', text: 'Fiction.' }, 'Fresh when it was stored | yes'],
    ['subscribe kazakhstan changes only', {}, 'Something changed in it | no: nothing did, and only changes are wanted'],
    ['subscribe kazakhstan instant', { authority: 'mirror' as const }, 'An official text, or of state media | no'],
  ])('why stops at the check that failed: %s, %o', async (words, parts, expected) => {
    await using it = await openBot()
    await it.ask(words)
    it.clock.advance(60_000)
    await it.keep({ ...talks, ...parts })

    expect(await why(it)).toContain(expected)
  })

  test('why tells that an alert waits for the end of the quiet hours', async () => {
    await using it = await openBot()
    await it.ask('subscribe kazakhstan instant quiet 07:00-10:00')
    await it.keep({ name: 'talks', parties: ['CN', 'KZ'] })

    expect(await why(it)).toContain('So | it waits for the end of the quiet hours: 10:00 Baku')
  })

  test('why tells how the post fared', async () => {
    await using it = await openBot()
    await it.ask('subscribe kazakhstan')
    it.clock.advance(60_000)
    await it.keep(talks)
    const { id } = await only(it)
    const items = ['id of https://mfa.example/talks']
    await it.store.writeDigests([aPlannedDigest({ subscriptionId: id, items }, { destination: here })], new Map())

    expect(await why(it)).toContain('still being sent')

    const [delivery] = await it.store.claimDeliveries(it.clock.now(), 1_000, 1)
    if (!delivery) throw new Error('nothing was claimed')
    await it.store.recordOutcome(delivery, { kind: 'sent', messageId: 'M1', at: it.clock.now() })

    expect(await why(it)).toContain('Posted | in the digest due Thu 24 April, 08:00 Baku, sent Thu 24 April, 08:01')
    expect(saidIn(await it.ask('show message:M1'))).toContain('Fiction: talks')
    for (const elsewhere of [{ workspace: 'G2' }, { channel: 'C2' }])
      expect(saidIn(await it.ask('show message:M1', { at: { ...here, ...elsewhere } }))).toContain('no digest of mine')
  })
})

describe('report', () => {
  test('keeps for the operator which key point and which kind of mistake, and no words', async () => {
    await using it = await openBot()
    await it.keep({ name: 'talks', said: [taiwan('AZ', 'Azerbaijan follows the one-China principle.')] })
    const id = await it.idOf('talks')

    await it.ask(`report ${id} 1 that is utter nonsense and I am cross`)

    const [entry] = await it.store.audit(1)
    expect(entry).toMatchObject({
      what: 'report',
      who: 'U1',
      where: here,
      after: {
        readout: 'id of https://mfa.example/talks',
        reason: 'other',
        point: { topic: 'taiwan', voice: 'AZ', number: 1 },
      },
    })
    expect(JSON.stringify(entry)).not.toContain('nonsense')
    expect(saidIn(await it.ask(`report ${id} 9 missing`))).toContain('has 1 key point')
  })
})

test('a change of nothing in particular gives a form with what stands; without forms, what to write', async () => {
  await using it = await openBot()
  await it.ask('subscribe kazakhstan daily 18:00')
  const reply = await it.ask('change')
  expect(reply).toMatchObject({
    kind: 'form',
    spec: { name: 'change' },
    fixed: { number: '1' },
    filled: { countries: [{ label: 'Kazakhstan', value: 'KZ' }], topics: [] },
    choices: [{ words: 'change 1' }],
  })
  expect(saidIn(reply)).toContain('For example: change 1 weekdays 09:00')
  expect(await it.ask('change', { mayManage: false })).toMatchObject({ kind: 'refusal' })
})
