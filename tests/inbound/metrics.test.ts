import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Metric } from '../../src/domain/metric.ts'
import { expose, metricsRoute } from '../../src/inbound/metrics.ts'
import { parseExposition } from './exposition.ts'

const label = fc.string({ unit: fc.constantFrom('a', '"', '\\', '\n', ' ', '外', '}', ',', 'n', '=') })
const metric = fc.record({
  help: fc.string({ unit: fc.constantFrom('a', ' ', '\\', '\n') }),
  type: fc.constantFrom('gauge' as const, 'counter' as const),
  samples: fc.uniqueArray(fc.record({ labels: fc.record({ source: label }), value: fc.double({ noNaN: true }) }), {
    selector: ({ labels }) => labels.source,
  }),
})

test('whatever labels and numbers it is given, the text says them back', () => {
  fc.assert(
    fc.property(fc.array(metric, { minLength: 1 }), (drawn) => {
      const metrics: Metric[] = drawn.map((one, n) => ({ ...one, name: `attache_${n}_seconds` }))
      const parsed = parseExposition(expose(metrics))
      expect([...parsed.keys()]).toEqual(metrics.map(({ name }) => name))
      for (const { name, type, samples } of metrics) {
        const said = samples.map(({ labels, value }) => [`source=${labels?.['source']}`, value === 0 ? 0 : value])
        expect(parsed.get(name)?.type).toBe(type)
        expect([...(parsed.get(name)?.samples ?? [])].map(([key, value]) => [key, value === 0 ? 0 : value])).toEqual(
          said,
        )
      }
    }),
  )
})

test('it is asked for by GET and says which format it is', async () => {
  const route = metricsRoute(async () => [
    { name: 'a', help: 'An a.', type: 'gauge', samples: [{ value: Number.NaN }] },
  ])
  expect(route).toMatchObject({ method: 'GET', path: '/metrics' })
  expect(await route.answer({ url: '/metrics', headers: {}, body: '' }, new AbortController().signal)).toEqual({
    status: 200,
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
    body: '# HELP a An a.\n# TYPE a gauge\na NaN\n',
  })
})
