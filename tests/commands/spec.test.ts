import { describe, expect, test } from 'vitest'
import { parse } from '../../src/commands/parse.ts'
import { COMMANDS } from '../../src/commands/spec.ts'
import { vocabulary } from './vocabulary.ts'

// What platforms allow as a name: https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming
const NAME = /^[-_'\p{L}\p{N}]{1,32}$/u

describe.each(COMMANDS)('the command $name', (spec) => {
  const texts = [spec, ...spec.options].map(({ description }) => description)
  const names = [spec.label, ...spec.options.map(({ name }) => name)].flatMap(({ en, zh }) => [en, zh])

  test('has names that platforms take', () => {
    for (const name of names) {
      expect(name).toMatch(NAME)
      expect(name).toBe(name.toLowerCase())
    }
    expect(spec.label.en).toBe(spec.name)
  })

  test('has descriptions of at most 100 characters in both languages', () => {
    for (const { en, zh } of texts) {
      expect(en.length).toBeLessThanOrEqual(100)
      expect(zh.length).toBeLessThanOrEqual(100)
      expect(en).toMatch(/^[\x20-\x7e]+$/)
      expect(zh).toMatch(/\p{Script=Han}/u)
    }
  })

  test('asks for what it needs first, and names no option twice', () => {
    const required = spec.options.map((option) => option.required)
    expect(required).toEqual(required.toSorted().toReversed())
    for (const language of ['en', 'zh'] as const) {
      const optionNames = spec.options.map(({ name }) => name[language])
      expect(new Set(optionNames).size).toBe(optionNames.length)
    }
  })

  test('has an example that works as it stands', () => {
    expect(parse(spec.example, vocabulary)).toMatchObject({ kind: 'command', command: { name: spec.name } })
  })
})

test('no two commands of a group share a name in either language', () => {
  const labels = COMMANDS.flatMap(({ label }) => [label.en, label.zh])
  expect(new Set(labels).size).toBe(labels.length)
})
