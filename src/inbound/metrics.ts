import type { Labels, Metric } from '../domain/metric.ts'
import type { Route } from './route.ts'

/** https://prometheus.io/docs/instrumenting/exposition_formats/ */
const headers = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }

/** `/metrics`: how the program fares at the moment of asking, in Prometheus' text format. */
export function metricsRoute(measure: () => Promise<readonly Metric[]>): Route {
  return {
    method: 'GET',
    path: '/metrics',
    answer: async () => ({ status: 200, headers, body: expose(await measure()) }),
  }
}

/** Metrics in Prometheus' text format, in their order. */
export function expose(metrics: readonly Metric[]): string {
  return metrics
    .flatMap(({ name, help, type, samples }) => [
      `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`,
      `# TYPE ${name} ${type}`,
      ...samples.map(({ labels = {}, value }) => `${name}${labelled(labels)} ${numberOf(value)}`),
    ])
    .map((line) => `${line}\n`)
    .join('')
}

function labelled(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeValue(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

const escapeValue = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

/** As Go reads them. */
function numberOf(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  return Number.isFinite(value) ? String(value) : value > 0 ? '+Inf' : '-Inf'
}
