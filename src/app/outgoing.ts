import type { Settings } from '../config/settings.ts'
import type { Clock } from '../domain/clock.ts'
import type { HostTimes } from '../domain/host-times.ts'
import { createHttp, userAgentOf } from '../http/client.ts'
import type { HttpClient } from '../http/request.ts'
import type { LossyCache } from '../http/validators.ts'
import { VERSION } from '../version.ts'

/** What the way out remembers of pages, and what it goes by beside other processes of the installation. */
export type OutgoingMemory = {
  readonly cache?: LossyCache | undefined
  readonly hostTimes?: HostTimes | undefined
}

/** The one way out, as the settings have it; what `memory` lacks it forgets in the end. */
export function createOutgoing(settings: Settings, clock: Clock, memory: OutgoingMemory = {}): HttpClient {
  return createHttp({
    clock,
    userAgent: userAgentOf(VERSION, settings.contact),
    allowHosts: settings.allowHosts,
    proxy: settings.proxy,
    // Sources are asked one by one; a model's server gets as many requests at once as the settings allow.
    connections: Math.max(4, settings.llm?.concurrency ?? 0),
    ...memory,
  })
}
