import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { parseDataFile } from '../../src/config/data-file.ts'
import { ConfigError } from '../../src/domain/errors.ts'

const schema = z.array(z.strictObject({ id: z.string(), minutes: z.int().positive() }))

const refusal = async (text: string): Promise<string> => {
  try {
    await parseDataFile('sources.yaml', text, schema)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
  }
  return 'not refused'
}

describe('parseDataFile', () => {
  test('gives the checked value', async () => {
    expect(await parseDataFile('sources.yaml', '- { id: a, minutes: 5 }', schema)).toEqual([{ id: 'a', minutes: 5 }])
  })

  test('names the file and the line of each wrong value', async () => {
    expect(await refusal('- id: a\n  minutes: 5\n- id: b\n  minutes: -1\n')).toMatch(/^sources\.yaml:4: 1\.minutes: /)
  })

  test('names the entry that lacks a key', async () => {
    expect(await refusal('- id: a\n  minutes: 5\n- id: b\n')).toMatch(/^sources\.yaml:3: 1\.minutes: /)
  })

  test.each([
    ['a key that stands twice', '- id: a\n  minutes: 5\n  id: b\n', /^sources\.yaml:[13]: /],
    ['a tab as indentation', '- id: a\n\tminutes: 5\n', /^sources\.yaml:2: /],
    ['a second document', '- id: a\n---\n- id: b\n', /^sources\.yaml:2: /],
    ['nothing but a comment', '# later\n', /^sources\.yaml:1: /],
  ])('names the line of %s', async (_, text, reason) => {
    expect(await refusal(text)).toMatch(reason)
  })

  test('names the line of broken YAML', async () => {
    expect(await refusal('- id: a\n  minutes: [5\n')).toMatch(/^sources\.yaml:[23]: /)
  })
})
