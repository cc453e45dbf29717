import type { App } from '../app.ts'
import type { Settings } from '../config/settings.ts'
import { metricsRoute } from '../inbound/metrics.ts'
import { type Health, startInbound } from '../inbound/server.ts'
import { hearAll } from '../pipeline/hear.ts'
import { measure } from '../pipeline/metrics.ts'

/** Where the server listens when a platform calls us and the settings name no port. */
const DEFAULT_PORT = 8080

/**
 * Hears what people ask on every platform until `signal` aborts, and serves health, metrics and callbacks where the settings name a port or a platform
 * calls us by HTTP. Without either it ends at once. Throws `ConfigError` where the port cannot be had, `PlatformError` where a token is
 * refused and no other platform is left.
 */
export async function listen(
  app: App,
  { host, port }: Pick<Settings, 'host' | 'port'>,
  fault: (error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  const platforms = [...app.platforms.values()]
  const routes = platforms.flatMap((platform) => platform.routes ?? [])
  const isServing = port !== undefined || routes.length > 0
  const inbound = isServing
    ? await startInbound(
        { host, port: port ?? DEFAULT_PORT },
        { routes: [metricsRoute(() => measure(app)), ...routes], health: () => healthOf(app), clock: app.clock, fault },
        signal,
      )
    : undefined
  await Promise.all([inbound?.closed, hearAll(app, fault, signal)])
}

/** A worker that has not renewed its lease for so long does nothing any more. */
const SILENT_MS = 60_000

/** Whether the worker of this database is alive. */
export async function healthOf({ store, clock }: Pick<App, 'store' | 'clock'>): Promise<Health> {
  const lease = await store.workerLease()
  const silentMs = lease ? clock.now().getTime() - lease.renewedAt.getTime() : Number.POSITIVE_INFINITY
  return { healthy: silentMs < SILENT_MS, lastSign: lease?.renewedAt.toISOString() ?? null }
}
