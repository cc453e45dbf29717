import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { renderAnswer, renderText } from '../../../src/chat/slack/answer.ts'
import { formModal } from '../../../src/chat/slack/form.ts'
import { homeView } from '../../../src/chat/slack/home.ts'
import { renderMessage } from '../../../src/chat/slack/render.ts'
import { modalOf } from '../../../src/chat/slack/show.ts'
import { COMMANDS, specOf } from '../../../src/commands/spec.ts'
import { aMessage, anAnswer } from '../../chat/messages.ts'

const LISTED = {
  channel: 'C0DESK',
  number: 1,
  text: '1: Readouts with Ruritania as a party; daily 08:00 Baku',
  paused: false,
}

const CASES: Readonly<Record<string, () => unknown>> = {
  digest: () => renderMessage(aMessage()),
  'digest-without-news': () =>
    renderMessage(aMessage({ items: [], notification: '2 readouts, no change in what we track.' })),
  answer: () => renderAnswer(anAnswer(), { share: 'latest ruritania' }),
  details: () =>
    modalOf(
      { kind: 'answer', answer: anAnswer({ heading: 'Ruritania – Syldavia' }), shareable: true },
      { asked: { kind: 'words', words: 'show a7f3' } },
      { channel: 'C0DESK' },
    ),
  refusal: () => renderText('There is no country “Rurtania”.', [{ label: 'Ruritania', words: 'latest ruritania' }]),
  form: () => formModal(specOf('subscribe'), { channel: 'C0DESK' }),
  home: () => homeView({ commands: COMMANDS, channels: [{ id: 'C0DESK', name: 'desk' }], listed: [LISTED], others: 2 }),
}

test.each(Object.entries(CASES))('%s looks as expected', (name, render) => {
  const file = `tests/golden/slack/${name}.json`
  const json = `${JSON.stringify(render(), null, 2)}\n`
  if (process.env['UPDATE_GOLDEN']) writeFileSync(file, json)
  expect(existsSync(file), `${file} is missing: npm run golden:update writes it`).toBe(true)
  expect(json).toBe(readFileSync(file, 'utf8'))
})
