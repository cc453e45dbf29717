/** A metric as a monitoring system reads it. */
export type Exposed = { readonly type: string; readonly help: string; readonly samples: ReadonlyMap<string, number> }

const HEAD = /^# (HELP|TYPE) ([a-z_:][a-z0-9_:]*) (.*)$/i
const SAMPLE = /^([a-z_:][a-z0-9_:]*)(?:\{(.*)\})? (NaN|[+-]Inf|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/i
const LABEL = /([a-z_][a-z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/giy

/** Reads Prometheus' text format as strictly as its grammar: throws on a line that is none, on a metric told twice, on a sample told twice. */
export function parseExposition(text: string): ReadonlyMap<string, Exposed> {
  if (!text.endsWith('\n')) throw new Error('the last line does not end')
  const metrics = new Map<string, { type: string; help: string; samples: Map<string, number> }>()
  for (const line of text.slice(0, -1).split('\n')) {
    const [, about, name = '', words = ''] = HEAD.exec(line) ?? []
    if (about === 'HELP') {
      if (metrics.has(name)) throw new Error(`told twice: ${name}`)
      metrics.set(name, { type: '', help: words, samples: new Map() })
    } else if (about === 'TYPE') {
      const metric = metrics.get(name)
      if (!metric) throw new Error(`no help: ${name}`)
      metric.type = words
    } else addSample(metrics, line)
  }
  return metrics
}

function addSample(metrics: ReadonlyMap<string, { samples: Map<string, number> }>, line: string): void {
  const [, name = '', labels = '', value = ''] = SAMPLE.exec(line) ?? []
  const samples = metrics.get(name)?.samples
  if (!samples) throw new Error(`no sample of a metric: ${line}`)
  const pairs = [...labels.matchAll(LABEL)]
  if (pairs.map(([whole]) => whole).join('') !== labels) throw new Error(`no labels: ${labels}`)
  const key = pairs.map(([, label, raw = '']) => `${label}=${unescaped(raw)}`).join(' ')
  if (samples.has(key)) throw new Error(`told twice: ${line}`)
  samples.set(key, Number(value.replace('Inf', 'Infinity')))
}

const unescaped = (raw: string): string =>
  raw.replace(/\\(["\\n])/g, (_, character: string) => (character === 'n' ? '\n' : character))
