import type { Clock } from '../domain/clock.ts'
import { type Condition, conditionOf } from '../domain/condition.ts'
import type { Metric } from '../domain/metric.ts'
import type { Source, SourceState } from '../domain/source.ts'
import type { CollectStore } from './ports/collecting.ts'
import type { FigureStore } from './ports/operating.ts'

/** What the metrics are made of. */
export type MetricPorts = {
  readonly store: FigureStore & Pick<CollectStore, 'sourceStates'>
  readonly sources: readonly Source[]
  readonly clock: Clock
}

type Samples = Metric['samples']

/** All that a source's condition can be: each is told of each source, so that a graph has no gaps. */
const CONDITIONS: Readonly<Record<Condition['kind'], true>> = {
  well: true,
  new: true,
  unread: true,
  refused: true,
  broken: true,
  frozen: true,
  disabled: true,
}

/** How the program fares now: its sources, its outbox, its record and its worker. Sources are named by id, and nothing else is. */
export async function measure({ store, sources, clock }: MetricPorts): Promise<readonly Metric[]> {
  const now = clock.now()
  const [states, figures, lease] = await Promise.all([store.sourceStates(), store.recordFigures(), store.workerLease()])
  const { deliveriesWaiting, deliveriesDead, digestsPlanned, readoutsKept } = figures
  return [
    ...sourceMetrics(sources, states, now),
    gauge('attache_deliveries', 'Messages that wait to be delivered, and that were given up.', [
      { labels: { state: 'waiting' }, value: deliveriesWaiting },
      { labels: { state: 'dead' }, value: deliveriesDead },
    ]),
    {
      name: 'attache_digests_planned_total',
      help: 'Digests planned so far.',
      type: 'counter',
      samples: [{ value: digestsPlanned }],
    },
    gauge('attache_readouts_kept', 'Documents in the record.', [{ value: readoutsKept }]),
    gauge(
      'attache_worker_lease_age_seconds',
      'Since the worker last gave a sign of life; absent where there is none.',
      age(lease?.renewedAt, now),
    ),
  ]
}

function sourceMetrics(
  sources: readonly Source[],
  states: ReadonlyMap<string, SourceState>,
  now: Date,
): readonly Metric[] {
  const polled = sources.filter(({ disabled }) => disabled === undefined)
  const ofEach = (samples: (state: SourceState) => Samples): Samples =>
    polled.flatMap(({ id }) => {
      const state = states.get(id)
      return state ? samples(state).map((sample) => ({ ...sample, labels: { source: id } })) : []
    })
  return [
    gauge(
      'attache_source_condition',
      'How each source stands: 1 at its condition, 0 at every other.',
      sources.flatMap((source) => conditionSamples(source, states.get(source.id), now)),
    ),
    gauge(
      'attache_source_last_success_age_seconds',
      'Since the source was last read; absent where it never was.',
      ofEach(({ lastSuccessAt }) => age(lastSuccessAt, now)),
    ),
    gauge(
      'attache_source_newest_content_age_seconds',
      'Since the beginning (UTC) of the day of its newest text; absent where that is not known.',
      ofEach(({ newestContent }) => age(newestContent === undefined ? undefined : new Date(newestContent), now)),
    ),
    gauge(
      'attache_source_failures',
      'Failed polls since the source was last read.',
      ofEach(({ failures }) => [{ value: failures }]),
    ),
  ]
}

function conditionSamples(source: Source, state: SourceState | undefined, now: Date): Samples {
  const { kind } = conditionOf(source, state, now)
  return Object.keys(CONDITIONS).map((condition) => ({
    labels: { source: source.id, condition },
    value: condition === kind ? 1 : 0,
  }))
}

const age = (since: Date | undefined, now: Date): Samples =>
  since ? [{ value: Math.max(0, (now.getTime() - since.getTime()) / 1_000) }] : []

const gauge = (name: string, help: string, samples: Samples): Metric => ({ name, help, type: 'gauge', samples })
