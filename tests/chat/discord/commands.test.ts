import { describe, expect, test } from 'vitest'
import { isRegistered, toApplicationCommands } from '../../../src/chat/discord/commands.ts'
import { COMMANDS } from '../../../src/commands/spec.ts'
import type { CommandSpec } from '../../../src/domain/command.ts'
import { openApiFaults } from '../../fakes/discord-openapi.ts'
import { faultsOfCommands } from '../../fakes/discord-rules.ts'

const commands = toApplicationCommands(COMMANDS)

/** As Discord gives them back: with what it adds, without what is false, empty or null. */
function asRegistered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asRegistered)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(
    ([, inner]) => inner !== null && inner !== false && !(Array.isArray(inner) && inner.length === 0),
  )
  return { ...Object.fromEntries(kept.map(([key, inner]) => [key, asRegistered(inner)])), id: '1', version: '2' }
}

describe('the commands on Discord', () => {
  test('are one for everybody, one that a server governs, and an entry in the menu of messages', () => {
    expect(commands.map(({ name }) => name)).toEqual(['readout', 'readout-manage', 'Read this'])
    expect(commands.map(({ default_member_permissions: permissions }) => permissions)).toEqual([null, '16', null])
  })

  test('are every command there is, each in its place', () => {
    const names = commands.flatMap((command) =>
      ('options' in command ? (command.options ?? []) : []).map(({ name }) => name),
    )
    expect(names.toSorted()).toEqual(COMMANDS.map(({ name }) => name).toSorted())
  })

  test('keep Discord’s rules for names, lengths, order and sums', () => {
    expect(faultsOfCommands(commands)).toEqual([])
  })

  test.runIf(openApiFaults)('fit Discord’s own description of its API', () => {
    // The description calls the permissions a number where Discord takes and gives a string.
    const body = commands.map((command) => ({ ...command, default_member_permissions: null }))
    expect(body.flatMap((command) => openApiFaults?.('ApplicationCommandUpdateRequest', command))).toEqual([])
  })

  test('have a Chinese name and description beside each English one', () => {
    const json = JSON.stringify(commands)
    expect(json.match(/"description":/g)?.length).toBe(json.match(/"description_localizations":\{"zh-CN":/g)?.length)
    expect(json.match(/"name":/g)?.length).toBe(json.match(/"name_localizations":\{"zh-CN":/g)?.length)
  })

  test('complete countries, topics, readouts and phrases, and offer a channel to whoever manages', () => {
    const subcommands = new Map<string, unknown>(
      commands
        .flatMap((command) => ('options' in command ? (command.options ?? []) : []))
        .map((one) => [one.name, one]),
    )
    const optionsOf = (name: string): unknown => JSON.parse(JSON.stringify(subcommands.get(name))).options
    expect(optionsOf('latest')).toMatchObject([
      { name: 'country', type: 3, autocomplete: true },
      { name: 'with', type: 3, autocomplete: true },
      { name: 'topic', type: 3, autocomplete: true },
    ])
    expect(optionsOf('precedent')).toMatchObject([{ name: 'phrase', required: true, autocomplete: true }])
    expect(optionsOf('show')).toMatchObject([{ name: 'id', required: true, autocomplete: true }])
    expect(optionsOf('unsubscribe')).toMatchObject([
      { name: 'number', type: 4, min_value: 1 },
      { name: 'channel', type: 7, channel_types: expect.arrayContaining([0, 5, 11]) },
    ])
  })

  test('put a required option before the others, as Discord wants it', () => {
    const option = (en: string, required: boolean) => ({
      name: { en, zh: '名' },
      kind: 'words' as const,
      description: { en: 'x', zh: '字' },
      required,
    })
    const spec: CommandSpec = {
      name: 'search',
      group: 'look-up',
      label: { en: 'search', zh: '搜索' },
      description: { en: 'x', zh: '字' },
      options: [option('a', false), option('b', true)],
      example: 'search x',
    }
    expect(faultsOfCommands(toApplicationCommands([spec]))).toEqual([])
  })
})

describe('what is registered', () => {
  const registered = commands.map(asRegistered)

  test('is the same, in whatever order and with whatever Discord adds or leaves out', () => {
    expect(isRegistered(commands, registered)).toBe(true)
    expect(isRegistered(commands, registered.toReversed())).toBe(true)
  })

  test.each([
    ['a command is missing', (all: unknown[]) => all.slice(1)],
    ['there is one more', (all: unknown[]) => [...all, { name: 'older' }]],
    [
      'a word of a description is another',
      (all: unknown[]) => JSON.parse(JSON.stringify(all).replace('newest first', 'oldest first')),
    ],
    [
      'an option was completed before',
      (all: unknown[]) => JSON.parse(JSON.stringify(all).replace('"choices":[', '"autocomplete":true,"choices":[')),
    ],
    [
      'a translation is missing',
      (all: unknown[]) => JSON.parse(JSON.stringify(all).replace('"zh-CN":"最新"', '"fr":"dernier"')),
    ],
    [
      'permissions are another',
      (all: unknown[]) =>
        JSON.parse(
          JSON.stringify(all).replace('"default_member_permissions":"16"', '"default_member_permissions":"8"'),
        ),
    ],
  ])('differs where %s', (_, change) => {
    expect(isRegistered(commands, change(registered))).toBe(false)
  })
})
