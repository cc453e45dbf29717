import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { renderAnswer, renderText } from '../../../src/chat/discord/answer.ts'
import { formModal } from '../../../src/chat/discord/form.ts'
import { parseInteraction } from '../../../src/chat/discord/interaction.ts'
import { renderMessage } from '../../../src/chat/discord/render.ts'
import { specOf } from '../../../src/commands/spec.ts'
import { aMessage, anAnswer, anItem } from '../../chat/discord/messages.ts'

const FOLDER = 'tests/golden/discord'

const RENDERED: Readonly<Record<string, () => unknown>> = {
  digest: () => renderMessage(aMessage()),
  'digest-without-news': () =>
    renderMessage(aMessage({ items: [], notification: '2 readouts, no change in what we track.' })),
  answer: () => renderAnswer(anAnswer(), { shareable: true, asked: ['a7f3'] }),
  corrected: () => {
    const fields = [{ label: 'Taiwan — Syldavia', text: 'upholds the one-China principle', struck: true }]
    return renderMessage(aMessage({ items: [anItem({ fields, publishedAt: undefined })] }))
  },
  'two-accounts': () =>
    renderAnswer(
      anAnswer({
        items: [
          anItem({ group: 'Ruritania’s account' }),
          anItem({ group: 'Syldavia’s account', id: 'c', shortId: 'c3d4' }),
        ],
        choices: [{ label: 'In Chinese', words: 'show b2c4' }],
      }),
      { shareable: true, asked: ['a7f3'] },
    ),
  form: () =>
    formModal(
      {
        kind: 'form',
        spec: specOf('change'),
        filled: {
          countries: [{ label: 'Ruritania', value: 'ruritania' }],
          when: [{ label: 'daily 18:00', value: 'daily 18:00' }],
        },
        fixed: { number: '2' },
        text: '',
        choices: [],
      },
      { target: undefined, locale: 'zh-CN' },
    ),
  refusal: () => renderText('There is no country “Rurtania”.', [{ label: 'Ruritania', words: 'latest ruritania' }]),
}

test.each(Object.entries(RENDERED))('%s looks as expected', (name, render) => {
  compare(`${FOLDER}/${name}.json`, render())
})

/** In the shape in which Discord sends them; ids, names and tokens are invented. */
const INTERACTIONS = readdirSync(FOLDER).filter((file) => file.endsWith('.interaction.json'))

test.each(INTERACTIONS)('%s is understood as expected', (file) => {
  const understood = parseInteraction(JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')))
  compare(`${FOLDER}/${file.replace('.interaction.json', '.understood.json')}`, understood ?? null)
})

function compare(file: string, value: unknown): void {
  const json = `${JSON.stringify(value, (_key, one) => (typeof one === 'bigint' ? String(one) : one), 2)}\n`
  if (process.env['UPDATE_GOLDEN']) writeFileSync(file, json)
  expect(existsSync(file), `${file} is missing: npm run golden:update writes it`).toBe(true)
  expect(json).toBe(readFileSync(file, 'utf8'))
}
