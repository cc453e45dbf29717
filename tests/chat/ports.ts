import type { PlatformPorts } from '../../src/chat/adapter.ts'
import { createHttp, userAgentOf } from '../../src/http/client.ts'
import { fakeClock } from '../fakes/clock.ts'

/** Of platforms that no workspace gives anything to. */
const NONE: PlatformPorts['installations'] = {
  canSeal: () => false,
  keysFor: () => [],
  keep: () => Promise.reject(new Error('nothing is kept here')),
  renew: () => Promise.reject(new Error('nothing is kept here')),
  open: async () => undefined,
  all: async () => [],
}

/** What is remembered as long as the test holds it. */
export function aMemory(): PlatformPorts['memory'] {
  const kept = new Map<string, true>()
  return { get: async (name) => kept.get(name), set: async (name, value) => kept.set(name, value) }
}

/** What a platform is built with: a clock that stands still, and a way out to loopback. */
export function platformPorts(parts: Partial<PlatformPorts> = {}): PlatformPorts {
  const clock = parts.clock ?? fakeClock()
  const http = createHttp({ clock, userAgent: userAgentOf('0.0.0', undefined), allowHosts: ['127.0.0.1'] })
  return { clock, http, fault: () => undefined, installations: NONE, memory: aMemory(), ...parts }
}
