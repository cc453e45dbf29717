import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { renderAnswer, renderText } from '../../../src/chat/discord/answer.ts'
import { renderMessage } from '../../../src/chat/discord/render.ts'
import { aMessage, anAnswer } from '../../chat/discord/messages.ts'

const CASES: Readonly<Record<string, () => unknown>> = {
  digest: () => renderMessage(aMessage()),
  'digest-without-news': () =>
    renderMessage(aMessage({ items: [], notification: '2 readouts, no change in what we track.' })),
  answer: () => renderAnswer(anAnswer(), { shareable: true, asked: ['a7f3'] }),
  refusal: () => renderText('There is no country “Rurtania”.', [{ label: 'Ruritania', words: 'latest ruritania' }]),
}

test.each(Object.entries(CASES))('%s looks as expected', (name, render) => {
  const file = `tests/golden/discord/${name}.json`
  const json = `${JSON.stringify(render(), null, 2)}\n`
  if (process.env['UPDATE_GOLDEN']) writeFileSync(file, json)
  expect(existsSync(file), `${file} is missing: npm run golden:update writes it`).toBe(true)
  expect(json).toBe(readFileSync(file, 'utf8'))
})
