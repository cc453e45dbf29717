import { expect, test } from 'vitest'
import type { Caller, Reply } from '../../../src/chat/adapter.ts'
import { consentsTo } from '../../../src/pipeline/assist/consents.ts'
import { anAssistance, ENDPOINT } from '../assist/assistance.ts'
import { here, openBot } from './bot.ts'

const boss: Partial<Caller> = { mayManageWorkspace: true }
const textOf = (reply: Reply): string =>
  reply.kind === 'answer' || reply.kind === 'done'
    ? `${reply.answer.heading}\n${reply.answer.summary}`
    : JSON.stringify(reply)
const choicesOf = (reply: Reply) =>
  reply.kind === 'answer' || reply.kind === 'done' ? reply.answer.choices : reply.kind === 'file' ? [] : reply.choices

test('without a model configured nothing about one is offered, and asking about it says so', async () => {
  await using test = await openBot()
  expect(test.bot.commands.map(({ name }) => name)).not.toContain('ask')
  expect(textOf(await test.ask('help'))).not.toMatch(/\bask\b|\bmodel\b/)
  for (const words of ['model', 'model on', 'ask what was said on tariffs'])
    expect(await test.ask(words, boss)).toMatchObject({ kind: 'refusal', text: /No language model is configured/ })
})

test('it is off, and everybody may read host, model and what would leave', async () => {
  await using test = await openBot({ assist: anAssistance() })
  const told = await test.ask('model')
  for (const said of [
    ENDPOINT.host,
    ENDPOINT.model,
    'texts of public readouts',
    'also the question',
    'translations: off',
  ])
    expect(textOf(told)).toContain(said)
  expect(choicesOf(told)).toEqual([])
})

test('who manages the workspace turns it on by the button under what was shown, and everybody is told', async () => {
  await using test = await openBot({ assist: anAssistance() })
  const shown = await test.ask('model on', boss)
  expect(shown.kind).toBe('answer')
  expect(textOf(shown)).toContain(ENDPOINT.host)
  const [button] = choicesOf(shown)
  expect(button?.label).toBe('Turn it on')

  const done = await test.ask(button?.words ?? '', boss)
  expect(done).toMatchObject({ kind: 'done', notice: expect.stringContaining(`${ENDPOINT.model} at ${ENDPOINT.host}`) })
  const consents = await consentsTo(ENDPOINT, test.store)
  expect([consents.allows(here, 'assist'), consents.allows(here, 'ask')]).toEqual([true, false])
  expect(consents.allows({ ...here, workspace: 'G2' }, 'assist')).toBe(false)
  expect(await test.store.audit(5, 'model-consent')).toMatchObject([
    { who: 'U1', where: here, after: { feature: 'assist', ...ENDPOINT } },
  ])
})

test('who manages a channel alone decides nothing', async () => {
  await using test = await openBot({ assist: anAssistance() })
  const [button] = choicesOf(await test.ask('model on', boss))
  for (const words of ['model on', button?.words ?? '', 'model off', 'model ask off'])
    expect(await test.ask(words)).toMatchObject({ kind: 'refusal', text: /manage the whole workspace/ })
  expect(await test.store.modelConsents()).toEqual([])
})

test('consent lapses when the model or its host changes: what was shown must be what is', async () => {
  await using before = await openBot({ assist: anAssistance() })
  const [button] = choicesOf(await before.ask('model on', boss))
  const moved = { ...ENDPOINT, host: 'elsewhere.example' }
  await using after = await openBot({ assist: anAssistance({ endpoint: moved }) })

  const again = await after.ask(button?.words ?? '', boss)
  expect(again.kind).toBe('answer')
  expect(textOf(again)).toContain('elsewhere.example')
  expect(await after.store.modelConsents()).toEqual([])

  await after.ask(choicesOf(again)[0]?.words ?? '', boss)
  expect((await consentsTo(moved, after.store)).allows(here, 'assist')).toBe(true)
  expect((await consentsTo(ENDPOINT, after.store)).any).toBe(false)
})

test('each feature is turned off by itself, once', async () => {
  await using test = await openBot({ assist: anAssistance() })
  for (const words of ['model on', 'model ask on'])
    await test.ask(choicesOf(await test.ask(words, boss))[0]?.words ?? '', boss)
  expect(await test.ask('model off', boss)).toMatchObject({ kind: 'done', notice: expect.stringContaining('now off') })
  expect(await test.ask('model off', boss)).toMatchObject({ kind: 'refusal' })
  const consents = await consentsTo(ENDPOINT, test.store)
  expect([consents.allows(here, 'assist'), consents.allows(here, 'ask')]).toEqual([false, true])
})
