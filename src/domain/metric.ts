/** What a metric can be told apart by; few values each, and nothing secret. */
export type Labels = Readonly<Record<string, string>>

/** One number, or one for each set of labels, that a monitoring system may ask for. */
export type Metric = {
  /** Small letters and `_`, with its unit at the end: `attache_worker_lease_age_seconds`. */
  readonly name: string
  readonly help: string
  /** A counter only rises, but for a restart; a gauge goes both ways. */
  readonly type: 'gauge' | 'counter'
  readonly samples: readonly { readonly labels?: Labels | undefined; readonly value: number }[]
}
