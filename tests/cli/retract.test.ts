import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { KeyPoint } from '../../src/domain/key-point.ts'
import { saysOf } from '../../src/domain/retraction.ts'
import { openStore } from '../../src/store/sqlite.ts'
import { aMessage, aPlannedDigest } from '../builders.ts'
import { anItem } from '../contracts/chat-adapter.ts'
import { startMinistry } from '../fakes/ministry.ts'
import { aDesk, type Desk } from './desk.ts'
import { chinaOnIceland, feedSource } from './fiction.ts'

/** A desk whose terminal has had the digest of one text; the text's id. */
async function aDeskThatTold() {
  const china = await startMinistry()
  china.feed('/feed', [chinaOnIceland])
  const desk = await aDesk(`sources:\n${feedSource('cn-ministry', 'CN', `${china.baseUrl}/feed`)}`)
  const { out } = await desk.run('start', '--once')
  const [, id = ''] = /Only China's account so far · .*?([a-z]{4,6})$/m.exec(out) ?? []
  const { out: shown } = await desk.run('show', id)
  const [, number = ''] = /^ +(\d+)\. Taiwan — Iceland/m.exec(shown) ?? []
  return {
    ...desk,
    china,
    id,
    taiwan: `${id}#${number}`,
    told: out,
    cases: async () => (await readFile(join(desk.folder, 'data', 'corrections.jsonl'), 'utf8')).trim().split('\n'),
    async [Symbol.asyncDispose]() {
      await china[Symbol.asyncDispose]()
      await desk[Symbol.asyncDispose]()
    },
  }
}

/** Whatever the width of the terminal. */
const inOneLine = (text: string): string => text.replace(/\s+/g, ' ')

/** The id of the one readout, and what anybody sees of it. */
async function keptIn(desk: Desk) {
  await using store = await openStore({ file: desk.database, clock: desk.clock })
  const [kept] = await store.latest({ limit: 1 })
  if (!kept) throw new Error('nothing is kept')
  return kept
}

describe('attache retract', () => {
  test('says what is struck and where, and nothing shows it any more', async () => {
    await using desk = await aDeskThatTold()
    expect(desk.told).toContain('Taiwan — Iceland, as reported by China')

    const { code, out } = await desk.run('retract', desk.taiwan, '--reason', 'she spoke of a policy')

    expect(code).toBe(0)
    expect(out).toContain(`Retracted, as number 1: key point`)
    expect(out).toContain('Iceland, as reported by China, upholds the one-China principle')
    expect(out).toContain('“Sunna Hrafnsdottir said that Iceland firmly adheres to the one-China principle')
    expect(out).toContain('terminal:local:terminal  1 digest, last of 2025-04-24 04:00 UTC')
    for (const look of [
      ['show', desk.id],
      ['country', 'iceland'],
      ['timeline', 'iceland', 'taiwan'],
      ['latest', 'iceland'],
    ])
      expect((await desk.run(...look)).out).not.toContain('Taiwan — Iceland')
    expect((await desk.run('audit')).out).toContain('retract')
  })

  test('is followed by one correction in the place that was told, and by no second', async () => {
    await using desk = await aDeskThatTold()
    await desk.run('retract', desk.taiwan, '--reason', 'wrong-claim', '--says', 'Iceland takes note of a policy.')

    const first = await desk.run('start', '--once')
    const second = await desk.run('start', '--once')

    expect(inOneLine(first.out)).toContain(
      'Correction: we read “Iceland, as reported by China, upholds the one-China principle and says that Taiwan is part of China”; the text says “Iceland takes note of a policy”.',
    )
    expect(first.out).toContain(desk.id)
    expect(second.out).not.toContain('Correction')
  })

  test('keeps the misreading as a test case that attache read can read', async () => {
    await using desk = await aDeskThatTold()
    await desk.run('retract', desk.taiwan, '--reason', 'wrong-claim', '--says', 'Iceland takes note of a policy.')

    const [line = '', ...more] = await desk.cases()
    expect(more).toEqual([])
    const kept: { readonly text: string } = JSON.parse(line)
    expect(kept).toMatchObject({
      id: `${desk.id}-1`,
      url: `${desk.china.baseUrl}${chinaOnIceland.path}`,
      source: 'cn-ministry',
      wrong: { topic: 'taiwan', voice: 'IS', quote: expect.stringContaining('one-China principle') },
      says: 'Iceland takes note of a policy.',
      reason: 'wrong-claim',
      retraction: 1,
    })
    expect(kept.text.length).toBeLessThanOrEqual(400)
    expect(kept.text).toContain('Iceland firmly adheres to the one-China principle')
    const { code, out } = await desk.run('read', join(desk.folder, 'data', 'corrections.jsonl'))
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ id: `${desk.id}-1` })
  })

  test('is taken back by its number: the point stands, the case goes, and the place is told', async () => {
    await using desk = await aDeskThatTold()
    await desk.run('retract', desk.taiwan, '--reason', 'wrong-claim')
    await desk.run('start', '--once')

    const { code, out } = await desk.run('retract', '--undo', '1')

    expect(code).toBe(0)
    expect(out).toContain('Taken back: the key point stands again.')
    expect((await desk.run('show', desk.id)).out).toContain('Taiwan — Iceland')
    expect(await desk.cases()).toEqual([''])
    expect((await desk.run('start', '--once')).out).toContain('Correction withdrawn: the text does say “Iceland')
    expect((await desk.run('retract', '--undo', '1')).code).toBe(2)
  })

  test('lists what was retracted, with how to take it back', async () => {
    await using desk = await aDeskThatTold()
    expect((await desk.run('retract')).out).toBe('nothing was retracted yet\n')
    await desk.run('retract', desk.taiwan, '--reason', 'wrong-voice')
    const { out } = await desk.run('retract')
    expect(out).toContain(`1  2025-04-24 04:00 UTC  ${desk.id}  wrong-voice`)
    expect(out).toContain('attache retract --undo 1')
  })

  test('asks which key point is meant, and why', async () => {
    await using desk = await aDeskThatTold()
    const wrong = [
      { words: ['retract', desk.id, '--reason', 'x'], says: `which key point of ${desk.id}?` },
      { words: ['retract', `${desk.id}#99`, '--reason', 'x'], says: `attache retract ${desk.id}#1` },
      { words: ['retract', 'zzzz#1', '--reason', 'x'], says: 'nothing is kept under “zzzz”' },
      { words: ['retract', desk.taiwan], says: 'say why' },
      { words: ['retract', desk.taiwan, '--undo', '1', '--reason', 'x'], says: 'not both' },
      { words: ['retract', '--undo', 'first'], says: 'write the number of a retraction' },
    ]
    for (const { words, says } of wrong) {
      const { code, err } = await desk.run(...words)
      expect(err).toContain(says)
      expect(code).toBe(2)
    }
    expect((await desk.run('retract')).out).toBe('nothing was retracted yet\n')
  })

  test('tells in its help what the file of cases is for', async () => {
    await using desk = await aDesk('sources: []\n')
    const { out } = await desk.run('retract', '--help')
    expect(out).toContain('corrections.jsonl beside the database')
    expect(out).toContain('no rule falls back into an old mistake')
  })
})

describe('attache reports', () => {
  test('lists what people reported, with the command that retracts it, until it is settled', async () => {
    await using desk = await aDeskThatTold()
    expect((await desk.run('reports')).out).toBe('nothing was reported yet\n')
    const [, number = ''] = desk.taiwan.split('#')
    const kept = await keptIn(desk)
    const point = kept.reading.keyPoints.find(({ topic }) => topic === 'taiwan')
    await using store = await openStore({ file: desk.database, clock: desk.clock })
    const where = { platform: 'discord', workspace: 'G1', channel: 'C1' }
    const after = { readout: kept.readout.id, version: 1, engine: 'rules@1', reason: 'wrong-voice' }
    const about = point && { topic: point.topic, voice: point.voice, number: Number(number), says: saysOf(point) }
    await store.recordAudit({
      what: 'report',
      who: 'U1',
      at: desk.clock.now(),
      where,
      after: { ...after, point: about },
    })
    await store.recordAudit({ what: 'report', who: 'U2', at: desk.clock.now(), where, after })

    const { out } = await desk.run('reports')

    expect(out).toContain('discord:G1:C1  wrong-voice')
    expect(out).toContain(`attache retract ${desk.taiwan} --reason wrong-voice`)
    expect(out).toContain(`attache show ${desk.id}`)
    await desk.run('retract', desk.taiwan, '--reason', 'wrong-voice')
    const settled = await desk.run('reports')
    expect(settled.out).toContain('settled: it does not stand any more')
    expect(settled.out).not.toContain('attache retract')
  })
})

/** As if an earlier rule had read something else in the kept text, and the terminal had been told of it. */
async function tellOf(desk: Desk, point: KeyPoint): Promise<void> {
  const kept = await keptIn(desk)
  await using store = await openStore({ file: desk.database, clock: desk.clock })
  const { readout, reading } = kept
  await store.replaceReading(readout.id, 1, { ...reading, engine: 'rules@0', keyPoints: [point] }, desk.clock.now())
  const [subscription] = await store.subscriptions()
  if (!subscription) throw new Error('nobody is subscribed')
  const tells = [{ readout: readout.id, version: 1, says: saysOf(point) }]
  const items = [anItem({ fields: [{ label: 'Taiwan — Iceland', text: 'follows a one-China policy', tells }] })]
  const digest = {
    subscriptionId: subscription.id,
    plannedAt: desk.clock.now(),
    message: aMessage({ items }),
    items: [],
  }
  const { destination } = subscription
  await store.writeDigests([aPlannedDigest(digest, { destination })], new Map())
  const [delivery] = await store.claimDeliveries(desk.clock.now(), 1_000, 1)
  if (delivery) await store.recordOutcome(delivery, { kind: 'sent', messageId: 'm1', at: desk.clock.now() })
}

const misread: KeyPoint = {
  topic: 'taiwan',
  voice: 'IS',
  claims: ['one-china-policy'],
  flags: [],
  statement: 'Iceland, as reported by China, follows the one-China policy.',
  evidence: [{ start: 0, end: 8, quote: 'On April' }],
}

describe('attache reread', () => {
  test('prints what places were told that is not read so any more, and posts nothing', async () => {
    await using desk = await aDeskThatTold()
    await tellOf(desk, misread)

    for (const _ of 'twice') {
      const { code, out } = await desk.run('reread')
      expect(code).toBe(0)
      expect(out).toContain('Told, but not read so any more:')
      expect(out).toContain('told:  Iceland, as reported by China, follows the one-China policy.')
      expect(out).toContain('now:   Iceland, as reported by China, upholds the one-China principle')
      expect(out).toContain('where: terminal:local:terminal')
      expect(out).toContain('`attache reread --correct`')
    }
    expect((await desk.run('start', '--once')).out).not.toContain('Correction')
  })

  test('with --correct retracts it: the place is corrected once, with what is read now', async () => {
    await using desk = await aDeskThatTold()
    await tellOf(desk, misread)

    await desk.run('reread', '--correct')
    const again = await desk.run('reread', '--correct')

    expect(again.out).not.toContain('Told, but')
    expect(inOneLine((await desk.run('start', '--once')).out)).toContain(
      'Correction: we read “Iceland, as reported by China, follows the one-China policy”; the text says “Iceland, as reported by China, upholds the one-China principle and says that Taiwan is part of China”.',
    )
    expect((await desk.run('start', '--once')).out).not.toContain('Correction')
    expect(await desk.cases()).toHaveLength(1)
  })

  test('leaves out what was retracted, and finds nothing changed by it', async () => {
    await using desk = await aDeskThatTold()
    await desk.run('retract', desk.taiwan, '--reason', 'wrong-claim')

    const { out } = await desk.run('reread')

    expect(out).toBe('1 texts read anew, 0 with other key points.\n')
    expect((await desk.run('show', desk.id)).out).not.toContain('Taiwan — Iceland')
  })
})
