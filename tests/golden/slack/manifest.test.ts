import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { LOOKUP_SCOPES, manifest, SCOPES } from '../../../src/chat/slack/manifest.ts'

const FILE = 'slack-manifest.yaml'

const HEADER = `# The app as Slack is to know it: https://api.slack.com/apps, Create New App, From a manifest.
# Generated from src/chat/slack/manifest.ts by \`npm run golden:update\`; what each scope is for:
${SCOPES.map(({ scope, feature }) => `#   ${scope}: ${feature}`).join('\n')}
# With the setting \`lookup\`, add what lets the bot read the channels that it was invited to:
${LOOKUP_SCOPES.map(({ scope, feature }) => `#   ${scope}: ${feature}`).join('\n')}
# It opens no port. Where Slack is to call a server of yours, \`npx attache manifest --url https://…\` prints it for that.
`

test('the manifest lies in the project as it is generated', () => {
  const written = `${HEADER}${stringify(manifest(), { lineWidth: 0 })}`
  if (process.env['UPDATE_GOLDEN']) writeFileSync(FILE, written)
  expect(existsSync(FILE), `${FILE} is missing: npm run golden:update writes it`).toBe(true)
  expect(written).toBe(readFileSync(FILE, 'utf8'))
  expect(parse(written)).toEqual(manifest())
})
