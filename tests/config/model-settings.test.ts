import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { MODEL_ENVIRONMENT, modelOf, modelSchema } from '../../src/config/model-settings.ts'

const ADDRESS = { LLM_BASE_URL: 'http://127.0.0.1:11434/v1', LLM_MODEL: 'fable-1' }

describe('modelOf', () => {
  test('nothing set is no model, nor is what .env.example sets beside the address', () => {
    expect(modelOf(undefined, {})).toBeUndefined()
    expect(modelOf(undefined, { LLM_BASE_URL: '', LLM_API: 'chat', LLM_TIMEOUT_SECONDS: '90' })).toBeUndefined()
  })

  test('an address and a model are enough; every bound has a default', () => {
    expect(modelOf(undefined, ADDRESS)).toMatchObject({
      baseUrl: 'http://127.0.0.1:11434/v1',
      model: 'fable-1',
      api: 'chat',
      apiKey: undefined,
      prices: undefined,
      budget: { all: { tokensPerDay: expect.any(Number) }, workspace: { tokensPerMonth: expect.any(Number) } },
    })
  })

  test.each(Object.entries(MODEL_ENVIRONMENT))('%s overrides llm.%s of the file', (name, path) => {
    const written = {
      ...{ baseUrl: 'https://models.example/v1', model: 'old', asksPerHour: 3 },
      prices: { inputPerMillion: 1, outputPerMillion: 1 },
    }
    const value = { LLM_BASE_URL: 'https://other.example/v1', LLM_API: 'responses', LLM_STREAM: '1' }[name] ?? '7'
    const count = name === 'LLM_OUTPUT_TOKENS' ? '700' : value
    const settings = modelOf(modelSchema.parse(written), { [name]: count })
    const found = path.split('.').reduce<unknown>((inner, key) => Object(inner)[key], settings)
    expect(name === 'LLM_API_KEY' ? Object(found).reveal() : String(found)).toBe(count === '1' ? 'true' : count)
    expect(settings?.asksPerHour).toBe(name === 'LLM_ASKS_PER_HOUR' ? 7 : 3)
  })

  test.each([
    [{ LLM_MODEL: 'fable-1' }, /LLM_BASE_URL is not/],
    [{ LLM_BASE_URL: ADDRESS.LLM_BASE_URL }, /LLM_MODEL is not/],
    [{ LLM_API_KEY: 'sk-1' }, /LLM_BASE_URL is not/],
    [{ ...ADDRESS, LLM_BASE_URL: 'localhost:11434' }, /llm\.baseUrl: is no web address/],
    [{ ...ADDRESS, LLM_BASE_URL: 'https://me:key@models.example/v1' }, /must hold no name and password/],
    [{ ...ADDRESS, LLM_BASE_URL: 'https://models.example/v1/chat/completions' }, /ends before \/chat\/completions/],
    [{ ...ADDRESS, LLM_API: 'completions' }, /llm\.api/],
    [{ ...ADDRESS, LLM_TOKENS_PER_DAY: '-5' }, /llm\.budget\.all\.tokensPerDay/],
    [{ ...ADDRESS, LLM_TOKENS_PER_DAY: 'many' }, /llm\.budget\.all\.tokensPerDay/],
    [{ ...ADDRESS, LLM_TOKENS_PER_DY: '5' }, /unknown setting LLM_TOKENS_PER_DY.*LLM_TOKENS_PER_DAY/],
    [{ ...ADDRESS, LLM_PRICE_INPUT: '1' }, /both needed/],
    [{ ...ADDRESS, LLM_MONEY_PER_DAY: '1' }, /needs LLM_PRICE_INPUT/],
    [{ ...ADDRESS, LLM_WORKSPACE_MONEY_PER_MONTH: '1' }, /needs LLM_PRICE_INPUT/],
  ])('refuses %o', (environment, reason) => {
    expect(() => modelOf(undefined, environment)).toThrow(reason)
  })

  test('the key never prints, not even where something else is wrong', () => {
    const settings = modelOf(undefined, { ...ADDRESS, LLM_API_KEY: 'sk-very-secret' })
    expect(`${inspect(settings, { depth: 9 })}${JSON.stringify(settings)}`).not.toContain('sk-very-secret')
    expect(() => modelOf(undefined, { LLM_API_KEY: 'sk-very-secret', LLM_API: 'x' })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('sk-very') }),
    )
  })
})
