import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MODEL_TASKS } from '../../src/domain/model.ts'
import { firstObjectIn } from '../../src/llm/json.ts'
import { wireSchemaOf } from '../../src/llm/json-schema.ts'
import { FORMS } from '../../src/llm/tasks.ts'
import { PROPOSAL } from './asking.ts'

describe('firstObjectIn', () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue())
  const prose = fc.stringMatching(/^[^{}]*$/)

  test('finds the object wherever it stands, whatever is in its strings', () => {
    fc.assert(
      fc.property(prose, object, fc.string(), (before, value, after) => {
        expect(firstObjectIn(`${before}${JSON.stringify(value)}${after}`)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void firstObjectIn(text)))
  })

  test.each([
    ['a fenced block', '```json\n{"a": 1}\n```'],
    ['thoughts with braces before it', '<think>perhaps {"a": 2}?</think>{"a": 1}'],
    ['something in braces that is no JSON', 'as in {curly} words: {"a": 1}'],
  ])('passes over %s', (_, text) => {
    expect(firstObjectIn(text)).toEqual({ a: 1 })
  })

  test.each(['', 'none', '{"a": 1', '[1, 2]', '{"a": "}'])('finds none in %j', (text) => {
    expect(firstObjectIn(text)).toBeUndefined()
  })
})

describe('the schemas', () => {
  test.each(MODEL_TASKS)('that of %s is JSON Schema', (task) => {
    expect(() => new Ajv2020({ strict: false }).compile(wireSchemaOf(FORMS[task].schema))).not.toThrow()
  })

  test('what keeps to the schema is taken', () => {
    const valid = new Ajv2020({ strict: false }).compile(wireSchemaOf(FORMS.read.schema))
    expect(valid(PROPOSAL)).toBe(true)
    expect(FORMS.read.schema.safeParse(PROPOSAL).success).toBe(true)
  })

  test('a word out of a closed list does not cost the whole answer, since the gate counts it', () => {
    const odd = { ...PROPOSAL, points: PROPOSAL.points.map((point) => ({ ...point, topic: 'weather' })) }
    const valid = new Ajv2020({ strict: false }).compile(wireSchemaOf(FORMS.read.schema))
    expect(valid(odd)).toBe(false)
    expect(FORMS.read.schema.parse(odd).points).toMatchObject([{ topic: 'weather' }])
  })

  test('keys that only card topics have may be missing', () => {
    const [{ topic, voice, statement, quotes } = { topic: '' }] = PROPOSAL.points
    const bare = { ...PROPOSAL, points: [{ topic, voice, statement, quotes }] }
    expect(FORMS.read.schema.safeParse(bare).success).toBe(true)
  })
})
