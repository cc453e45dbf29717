import type { Settings } from './config/settings.ts'
import type { Clock } from './domain/clock.ts'
import { createHttp, userAgentOf } from './http/client.ts'
import type { HttpClient } from './http/request.ts'
import type { LossyCache } from './http/validators.ts'
import { VERSION } from './version.ts'

/** The one way out, as the settings have it; what it remembers of pages is in `cache`. */
export function createOutgoing(settings: Settings, clock: Clock, cache: LossyCache | undefined): HttpClient {
  return createHttp({
    clock,
    userAgent: userAgentOf(VERSION, settings.contact),
    allowHosts: settings.allowHosts,
    proxy: settings.proxy,
    // Sources are asked one by one; a model's server gets as many requests at once as the settings allow.
    connections: Math.max(4, settings.llm?.concurrency ?? 0),
    ...(cache ? { cache } : {}),
  })
}
