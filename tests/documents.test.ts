import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { invitationUrl, PERMISSION } from '../src/chat/discord/index.ts'
import { COMMANDS } from '../src/commands/spec.ts'
import { MODEL_ENVIRONMENT, modelOf } from '../src/config/model-settings.ts'
import { ENVIRONMENT, loadSettings, PLATFORM_ENVIRONMENT } from '../src/config/settings.ts'
import { aDesk } from './cli/desk.ts'
import { TOKEN } from './fakes/discord-state.ts'

const unwrapped = (text: string): string => text.replace(/\s+/g, ' ')
const readme = readFileSync('README.md', 'utf8')

/** What stands under a heading of README.md, up to the next of its level or above. */
function sectionOf(heading: string): string {
  const level = /^#+/.exec(heading)?.[0].length ?? 0
  const [, after = ''] = readme.split(`\n${heading}\n`)
  return unwrapped(after.split(new RegExp(`\n#{1,${level}} `))[0] ?? '')
}

describe('README.md', () => {
  test('names the scopes and permissions that the Discord invitation asks for, no more and no fewer', () => {
    const scopes = new URL(invitationUrl('1')).searchParams.get('scope')
    const permissions = new Intl.ListFormat('en-GB').format(Object.keys(PERMISSION))
    expect(sectionOf('### Discord')).toContain(
      `It asks for the scopes \`${scopes}\` and for ${permissions}, and nothing more.`,
    )
  })

  test('names every command', () => {
    const said = sectionOf('## In the channel')
    expect(COMMANDS.map(({ name }) => name).filter((name) => !said.includes(name))).toEqual([])
  })

  test('names every variable of the program’s own, and no other', () => {
    const named = [...sectionOf('## Configure').matchAll(/`(ATTACHE_[A-Z_]+)`/g)].map(([, name]) => name)
    expect([...new Set(named)].toSorted()).toEqual(Object.keys(ENVIRONMENT).toSorted())
  })

  test('names every variable of the language model, and no other', () => {
    const named = [...sectionOf('### A language model').matchAll(/`(LLM_[A-Z_]+)`/g)].map(([, name]) => name)
    expect([...new Set(named)].toSorted()).toEqual(Object.keys(MODEL_ENVIRONMENT).toSorted())
  })
})

describe('.env.example', () => {
  const names = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name)

  test('names every variable of the chat platforms and the model, and none that nobody reads', () => {
    const needed = Object.keys({ ...PLATFORM_ENVIRONMENT, ...MODEL_ENVIRONMENT })
    expect(needed.filter((name) => !names.includes(name))).toEqual([])
    expect(names.filter((name) => !needed.includes(name) && !(name in ENVIRONMENT))).toEqual([])
  })
})

test('config/attache.example.yaml, uncommented, is taken as it stands and says every default', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'attache-example-'))
  const example = readFileSync('config/attache.example.yaml', 'utf8')
  await writeFile(join(folder, 'attache.yaml'), example.replace(/^# (?= *\w+:)/gm, ''))

  const written = await loadSettings({ ATTACHE_CONFIG: folder }, '.', 'UTC')
  const defaults = await loadSettings({}, '.', 'Asia/Baku')

  const {
    configFolder: _folder,
    proxy: _proxy,
    platforms: _none,
    contact: _contact,
    port: _port,
    llm: _llm,
    ...rest
  } = defaults
  expect(written).toMatchObject({ ...rest, contact: expect.stringContaining('@'), port: 8080 })
  const { baseUrl = '', model = '', prices, ...others } = written.llm ?? {}
  const { prices: _prices, ...defaultModel } = modelOf({ baseUrl, model }, {}) ?? {}
  expect({ ...others, baseUrl, model }).toEqual(defaultModel)
  expect(prices).toMatchObject({ currency: 'USD' })
  await rm(folder, { recursive: true })
})

test('doctor prints both invitations, the second with the history of messages and what for', async () => {
  await using desk = await aDesk('sources: []\n', undefined, { DISCORD_TOKEN: TOKEN })
  const { out } = await desk.run('doctor')
  const id = Buffer.from(TOKEN.split('.')[0] ?? '', 'base64').toString()
  expect(out).toContain(`invite the bot with ${invitationUrl(id)}\n`)
  expect(out).toContain(`before it repeats it: ${invitationUrl(id, { history: true })}\n`)
})
