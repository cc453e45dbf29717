import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ModelFailure } from '../../src/llm/failure.ts'
import { type Features, firstFeatures, without } from '../../src/llm/features.ts'

const refused = (complaint: string): ModelFailure => new ModelFailure('refused', 'rejected', { complaint })

test('no server can be asked for ever, whatever it complains of', () => {
  const complaint = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'max_tokens',
      'max_completion_tokens',
      'max_tokens, not max_completion_tokens',
      'temperature',
      'system role',
    ),
  )
  fc.assert(
    fc.property(fc.infiniteStream(complaint), (complaints) => {
      let features: Features | undefined = firstFeatures('models.example')
      let steps = 0
      for (const words of complaints) {
        features = features && without(features, refused(words))
        if (!features) break
        steps += 1
      }
      expect(steps).toBeLessThanOrEqual(5)
    }),
  )
})

test.each([
  ['api.openai.com', 'max_completion_tokens'],
  ['desk.openai.azure.com', 'max_completion_tokens'],
  ['openrouter.ai', 'max_tokens'],
  ['127.0.0.1:11434', 'max_tokens'],
  ['notopenai.com', 'max_tokens'],
])('%s is first asked with %s', (host, limit) => {
  expect(firstFeatures(host).limits[0]).toBe(limit)
})

test.each([
  'maximum context length is 4096 tokens',
  'the request exceeds the available context size',
  'prompt is too long',
])('nothing is left out for "%s", which would not help', (words) => {
  expect(without(firstFeatures('models.example'), refused(words))).toBeUndefined()
})
