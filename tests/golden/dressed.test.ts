import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { renderMessage as discord } from '../../src/chat/discord/render.ts'
import { renderMessage as slack } from '../../src/chat/slack/render.ts'
import { renderMessage as terminal } from '../../src/chat/terminal/render.ts'
import { webhook } from '../../src/chat/webhook/index.ts'
import { aDressedMessage } from '../digest/dressing.ts'
import { platformPorts } from '../chat/ports.ts'

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** A digest that a machine wrote a summary and an overview of, and translated, as every platform shows it. */
const PLATFORMS: Readonly<Record<string, () => string>> = {
  'discord.json': () => json(discord(aDressedMessage())),
  'slack.json': () => json(slack(aDressedMessage())),
  'terminal.txt': () => terminal(aDressedMessage(), { colour: false, hyperlinks: false, width: 100 }),
  'webhook.json': () => json(webhook.create({ hooks: {} }, platformPorts()).pack(aDressedMessage())),
}

test.each(Object.entries(PLATFORMS))('a dressed digest looks as expected: %s', (name, render) => {
  const file = `tests/golden/dressed/${name}`
  const text = render()
  if (process.env['UPDATE_GOLDEN']) writeFileSync(file, text)
  expect(existsSync(file), `${file} is missing: npm run golden:update writes it`).toBe(true)
  expect(text).toBe(readFileSync(file, 'utf8'))
})
