import { describe, expect, test } from 'vitest'
import { level, openBot, saidIn, type TestBot, taiwan, trade } from './bot.ts'

/** Two earlier accounts by China, and both sides' of 23 April 2025, China's in two languages. */
async function openWithRecord(): Promise<TestBot> {
  const it = await openBot()
  await it.keep({
    name: 'first',
    date: '2023-07-03',
    arrival: 'backfill',
    said: [taiwan('AZ', 'Azerbaijan follows the one-China principle as ever.')],
  })
  await it.keep({
    name: 'second',
    date: '2024-07-03',
    arrival: 'backfill',
    said: [
      level('strategic partnership', 'established', 'The two sides set up a strategic partnership.'),
      taiwan('AZ', 'Azerbaijan follows the one-China principle.'),
    ],
  })
  await it.keep({
    name: 'third',
    said: [
      level(
        'comprehensive strategic partnership',
        'established',
        'They announced a comprehensive strategic partnership.',
      ),
      taiwan('AZ', 'Azerbaijan supports all the efforts for reunification.', {
        claims: ['one-china-principle', 'supports-reunification'],
        flags: ['all-efforts'],
      } as never),
      trade('CN', 'China said that tariff wars harm all.'),
    ],
  })
  await it.keep({
    name: 'theirs',
    issuer: 'AZ',
    said: [
      taiwan('AZ', 'The one-China policy was affirmed.', { claims: ['one-china-policy'] } as never),
      trade('CN', 'The guests spoke of tariffs.'),
    ],
  })
  await it.keep({ name: 'third-zh', language: 'zh', said: [taiwan('AZ', '阿塞拜疆恪守一个中国原则。')] })
  await it.keep({
    name: 'elsewhere',
    parties: ['CN', 'KZ'],
    date: '2025-04-20',
    principals: ['Wei Anran', 'Aidar Sample'],
  })
  return it
}

describe('latest', () => {
  test('shows each encounter once, with both accounts and every language, newest first', async () => {
    await using it = await openWithRecord()

    const reply = await it.ask('latest azerbaijan')

    expect(reply).toMatchObject({ kind: 'answer', shareable: true, answer: { heading: 'Latest readouts: Azerbaijan' } })
    if (reply.kind !== 'answer') return
    expect(reply.answer.items.map(({ subheading }) => subheading)).toEqual([
      'talks, 23 April · Wei Anran, Orkhan Velizade',
      'talks, 3 July 2024 · Wei Anran, Orkhan Velizade',
      'talks, 3 July 2023 · Wei Anran, Orkhan Velizade',
    ])
    expect(reply.answer.items[0]?.links.map(({ url }) => url)).toHaveLength(3)
  })

  test('any of a region is enough, and two sides must both be there', async () => {
    await using it = await openWithRecord()

    expect(saidIn(await it.ask('latest central asia'))).toContain('Aidar Sample')
    expect(saidIn(await it.ask('latest central asia with azerbaijan'))).toContain('nothing in our record')
    expect(saidIn(await it.ask('latest central asia, azerbaijan'))).toContain('3 July 2024')
  })

  test('says how two names were understood, and offers the other way', async () => {
    await using it = await openWithRecord()

    const said = saidIn(await it.ask('latest azerbaijan china'))

    expect(said).toContain('Latest readouts: Azerbaijan with China')
    expect(said).toContain('[latest party:AZ,CN]')
  })

  test('asks back where a word is both, with each meaning as a choice', async () => {
    await using it = await openBot()

    expect(await it.ask('latest taiwan')).toEqual({
      kind: 'refusal',
      text: '“taiwan” may stand for Taiwan as a party or Taiwan as a topic. Which do you mean?',
      choices: [
        { label: 'Taiwan as a party', words: 'latest party:TW' },
        { label: 'Taiwan as a topic', words: 'latest topic:taiwan' },
      ],
    })
  })

  test('takes options as well as words', async () => {
    await using it = await openWithRecord()
    const caller = {
      user: 'U1',
      at: { platform: 'discord', workspace: 'G1', channel: 'C1' },
      locale: 'en',
      mayManage: false,
    }
    const options = { country: 'AZ', topic: 'trade-policy' }

    const reply = await it.bot.ask({ kind: 'options', name: 'latest', options }, caller, new AbortController().signal)

    expect(saidIn(reply)).toContain('Latest readouts: Azerbaijan, on trade')
  })
})

describe('country', () => {
  test('tells level, Taiwan wording and trade as last said, with voice, issuer, date and quote', async () => {
    await using it = await openWithRecord()

    const said = saidIn(await it.ask('country azerbaijan'))

    expect(said).toContain('3 encounters in our record, 3 July 2023 to 23 April 2025.')
    expect(said).toContain(
      'With China: Partnership — Both sides, as reported by China | comprehensive strategic partnership announced (talks, 23 April 2025)',
    )
    expect(said).toContain('Taiwan — Azerbaijan, as reported by China | one-China principle; supports China')
    expect(said).toContain('| Azerbaijan supports all the efforts for reunification.')
    expect(said).toContain(
      'Trade — China | against tariffs (talks, 23 April 2025) | China said that tariff wars harm all.',
    )
  })

  test('calls every order its own inference, and compares no two issuers', async () => {
    await using it = await openWithRecord()

    const said = saidIn(await it.ask('country azerbaijan'))

    expect(said).toContain('by our own inference above strategic partnership')
    expect(said).toContain('place 9 of 9 on our own ladder')
    expect(said).toContain('place 4 of 9 on our own ladder')
    expect(said).toContain('our own inference, from research and past usage: Beijing publishes none')
  })

  test('of a country that is not in the record tells what is known from outside, with its source', async () => {
    await using it = await openBot()

    expect(saidIn(await it.ask('country uzbekistan'))).toContain(
      'Level with China as known from outside our record: strategic partnership (joint declaration, 2012).',
    )
  })
})

describe('timeline', () => {
  test('tells each wording where it was first said, and how often it came again', async () => {
    await using it = await openWithRecord()

    const reply = await it.ask('timeline azerbaijan topic:taiwan')

    if (reply.kind !== 'answer') throw new Error('no answer')
    expect(reply.answer.items.map(({ heading }) => heading)).toEqual(['23 April 2025', '23 April 2025', '3 July 2023'])
    expect(saidIn(reply)).toContain(
      'one-China principle (talks, 3 July 2023); said again in 1 account, last 3 July 2024 | Azerbaijan follows the one-China principle as ever.',
    )
  })
})

describe('search', () => {
  test('finds texts with the place where the words stand', async () => {
    await using it = await openWithRecord()

    expect(saidIn(await it.ask('search tariff wars'))).toContain('China said that tariff wars harm all.')
    expect(saidIn(await it.ask('search 一个中国'))).toContain('阿塞拜疆恪守一个中国原则。')
    expect(saidIn(await it.ask('search plugh'))).toContain('No text in our record')
  })

  test.each(['search plugh', 'precedent plugh', 'timeline france', 'latest france', 'country france', 'show bcdf'])(
    'where nothing is found something else is offered: %s',
    async (words) => {
      await using it = await openWithRecord()
      const reply = await it.ask(words)
      const choices = reply.kind === 'answer' ? reply.answer.choices : reply.kind === 'refusal' ? reply.choices : []
      expect(choices).not.toEqual([])
      for (const choice of choices) expect((await it.ask(choice.words)).kind).toMatch(/answer|refusal/)
    },
  )
})

describe('show', () => {
  test('numbers every key point and quotes it, and offers what can be done with it', async () => {
    await using it = await openWithRecord()
    const id = await it.idOf('third')

    const said = saidIn(await it.ask(`show ${id}`))

    expect(said).toContain('1. Partnership — Both sides, as reported by China')
    expect(said).toContain('| Azerbaijan supports all the efforts for reunification.')
    expect(said).toContain(`[compare ${id}]`)
    expect(said).toContain(`[report ${id}]`)
    expect(said).not.toContain(`[diff ${id}]`)
  })

  test('tells every account, each under its issuer’s name and numbered by itself, and offers other languages', async () => {
    await using it = await openWithRecord()

    const reply = await it.ask(`show ${await it.idOf('third')}`)

    if (reply.kind !== 'answer') throw new Error('no answer')
    const { items, choices } = reply.answer
    expect(items.map(({ group, shortId }) => [group, shortId])).toEqual([
      ["China's account", await it.idOf('third')],
      ["Azerbaijan's account", await it.idOf('theirs')],
    ])
    expect(items.map(({ fields }) => fields.map(({ label }) => label.split('.')[0]))).toEqual([
      ['1', '2', '3'],
      ['1', '2'],
    ])
    expect(items[1]?.fields[0]).toMatchObject({ quote: 'The one-China policy was affirmed.' })
    expect(choices).toContainEqual({ label: 'In Chinese', words: `show ${await it.idOf('third-zh')}` })
    expect(choices.map(({ label }) => label)).not.toContain('In English')
  })

  test('takes the other side’s account in the language of whoever asks, where an official text has it', async () => {
    await using it = await openWithRecord()
    const asked = await it.ask(`show ${await it.idOf('theirs')}`, { locale: 'zh-CN' })
    expect(saidIn(asked)).toContain('阿塞拜疆恪守一个中国原则。')
  })

  test('takes an address too, and says what is not kept', async () => {
    await using it = await openWithRecord()

    expect(saidIn(await it.ask('show https://mfa.example/third'))).toContain('Fiction: third')
    expect(saidIn(await it.ask('show bcdf'))).toContain('Nothing is kept under “bcdf”.')
  })
})

describe('compare', () => {
  test('tells what is in both, in one only, and what is worded differently, in neutral words', async () => {
    await using it = await openWithRecord()

    const reply = await it.ask(`compare ${await it.idOf('theirs')}`)

    if (reply.kind !== 'answer') throw new Error('no answer')
    const fieldsUnder = (heading: string) => reply.answer.items.find((item) => item.heading === heading)?.fields ?? []
    expect(fieldsUnder('Worded differently')).toMatchObject([
      {
        mark: 'Differs',
        label: 'Taiwan — Azerbaijan, according to China',
        text: "one-China principle; supports China's reunification; supports all efforts for reunification",
        quote: 'Azerbaijan supports all the efforts for reunification.',
      },
      {
        mark: 'Differs',
        label: 'Taiwan — Azerbaijan, according to Azerbaijan',
        text: 'one-China policy',
        quote: 'The one-China policy was affirmed.',
      },
    ])
    expect(fieldsUnder('In both')).toMatchObject([{ label: 'Trade — China', text: 'against tariffs' }])
    expect(fieldsUnder("Only in China's account")).toMatchObject([
      { text: 'comprehensive strategic partnership announced' },
    ])
    expect(fieldsUnder("Only in Azerbaijan's account")).toEqual([])
  })

  test('with one account says so', async () => {
    await using it = await openWithRecord()

    expect(saidIn(await it.ask(`compare ${await it.idOf('second')}`))).toContain("Only China's account so far.")
  })
})

describe('diff', () => {
  test('tells what was changed, word by word, and when it was read', async () => {
    await using it = await openBot()
    await it.keep({ name: 'edited', text: 'Fiction. The sides signed twenty documents and agreed to meet again.' })
    it.clock.advance(3_600_000)
    await it.keep({ name: 'edited', text: 'Fiction. The sides signed fourteen documents and agreed to meet.' })

    const said = saidIn(await it.ask(`diff ${await it.idOf('edited')}`))

    expect(said).toContain('Changed 1 time since we first read it, Thu 24 April, 08:00 Baku.')
    expect(said).toContain('Version 2\nread Thu 24 April, 09:00 Baku')
    expect(said).toContain('Edited | After “…Fiction. The sides signed” | “twenty” → “fourteen”')
    expect(said).toContain('removed “again”')
  })

  test('says when nothing was', async () => {
    await using it = await openBot()
    await it.keep({ name: 'plain' })

    expect(saidIn(await it.ask(`diff ${await it.idOf('plain')}`))).toContain('Not changed since we first read it')
  })
})

describe('precedent', () => {
  test('tells who said a phrase first and last in the record, word for word', async () => {
    await using it = await openWithRecord()

    const said = saidIn(await it.ask('precedent "one-China principle"'))

    expect(said).toContain('In 2 texts, of China: first 3 July 2023, last 3 July 2024.')
    expect(said).toContain('First in our record')
    expect(said).toContain('Taiwan — Azerbaijan, as reported by China')
  })

  test('counts no mirror, and words that are only near are no use of the phrase', async () => {
    await using it = await openBot()
    await it.keep({ name: 'mirror', authority: 'mirror', text: 'Fiction. They praised win-win cooperation.' })
    await it.keep({ name: 'near', text: 'Fiction. They praised cooperation, a win for both.' })

    expect(saidIn(await it.ask('precedent win-win cooperation'))).toContain('no official text in our record')
  })
})

describe('since', () => {
  test('gives a memo as a file, with every key point and its quote', async () => {
    await using it = await openWithRecord()

    const reply = await it.ask('since 2025-04-22')

    expect(reply).toMatchObject({ kind: 'file', name: 'readouts-since-2025-04-22.md', mediaType: 'text/markdown' })
    if (reply.kind !== 'file') return
    expect(reply.content).toContain('## China – Azerbaijan')
    expect(reply.content).toContain('  > Azerbaijan supports all the efforts for reunification.')
    expect(reply.content).not.toContain('Kazakhstan')
  })

  test('as CSV has a row a key point, and nothing that a spreadsheet would run', async () => {
    await using it = await openBot()
    await it.keep({ name: 'odd', said: [trade('CN', '=HYPERLINK("https://example.org") is "no" formula')] })

    const reply = await it.ask('since yesterday as csv')

    if (reply.kind !== 'file') throw new Error('no file')
    expect(reply.mediaType).toBe('text/csv')
    expect(reply.content.split('\r\n')).toHaveLength(3)
    expect(reply.content).toContain(`"'=HYPERLINK(""https://example.org"") is ""no"" formula"`)
  })

  test('says when nothing is kept since', async () => {
    await using it = await openBot()

    expect(await it.ask('since yesterday')).toMatchObject({
      kind: 'answer',
      answer: { summary: 'No readout in our record.', choices: [{ words: 'latest' }] },
    })
  })
})

describe('sources and help', () => {
  test('sources tell when each was last read and its newest text, the unread first', async () => {
    await using it = await openBot()
    const nextPollAt = new Date('2025-04-24T04:30:00Z')
    await it.store.saveSourceState({
      source: 'cn-mfa-en',
      nextPollAt,
      failures: 0,
      lastSuccessAt: new Date('2025-04-24T03:50:00Z'),
      newestContent: '2025-04-23',
    })
    await it.store.saveSourceState({
      source: 'az-president-en',
      nextPollAt,
      failures: 2,
      lastSuccessAt: new Date('2025-04-22T10:10:00Z'),
      lastError: 'status 403',
    })

    const said = saidIn(await it.ask('sources'))

    expect(said).toContain('Read 1 of 2 sources')
    expect(said).toMatch(
      /Azerbaijan presidency: not read since Tue 14:10 \(status 403\)\nChina MFA: read Thu 07:50, newest text 23 April 2025/,
    )
  })

  test('help gives three examples that work, to everyone what they may do', async () => {
    await using it = await openBot()

    const managers = await it.ask('help')
    const others = await it.ask('help', { mayManage: false })

    expect(saidIn(managers)).toContain('[subscribe kazakhstan topic:taiwan daily 18:00]')
    expect(saidIn(others)).not.toContain('[subscribe')
    const writing = { before: { 'look-up': '/look ', manage: '/manage ' }, inWords: false, hint: 'Not in threads.' }
    const there = saidIn(await it.ask('help', { mayManage: false, writing }))
    expect(there).toContain('/look latest azerbaijan: The newest')
    expect(there).toContain('For those who may manage the channel: /manage subscribe, change,')
    expect(there).toContain('Not in threads.')
    expect(there).not.toContain('in any order')
    if (others.kind !== 'answer') throw new Error('no answer')
    expect(others.answer.choices).toHaveLength(3)
  })
})

describe('by an address', () => {
  test.each([
    ['show', 'Azerbaijan supports all the efforts'],
    ['compare', 'tariff'],
    ['diff', 'Not changed since we first read it'],
    ['why', 'subscribe'],
    ['report', 'What is wrong with this reading?'],
  ])('%s finds a text however its address is written', async (word, said) => {
    await using it = await openWithRecord()
    const plain = saidIn(await it.ask(`${word} https://mfa.example/third`))
    expect(plain).toContain(said)
    for (const address of ['http://mfa.example/third#top', 'https://www.mfa.example/third?utm_source=mail']) {
      const found = saidIn(await it.ask(`${word} ${address}`))
      expect(found.replaceAll(address, 'https://mfa.example/third')).toBe(plain)
    }
  })
})
