import type { Settings } from '../config/settings.ts'
import type { Clock } from '../domain/clock.ts'
import type { HostTimes } from '../domain/host-times.ts'
import type { Source } from '../domain/source.ts'
import { createMemoryCache } from '../http/validators.ts'
import { createOutgoing } from './outgoing.ts'
import type { SourceAdapter } from '../sources/adapter.ts'
import { type Proposal, proposeSources } from '../sources/proposal.ts'
import { createSource } from '../sources/sources.ts'

/** A look at sources that leaves no trace: nothing is kept or remembered, so that every listing is read whole. */
export type Inspection = {
  /** Disabled ones too: whoever names one means it. */
  adapterFor(source: Source): SourceAdapter
  /** What could be read from an address. Throws `SourceError`. */
  propose(url: URL, signal: AbortSignal): Promise<readonly Proposal[]>
  close(): Promise<void>
}

/** Opens it with the settings' way out, at the distance to hosts that other processes keep; `close` ends that. */
export function openInspection(settings: Settings, clock: Clock, hostTimes: HostTimes | undefined): Inspection {
  const http = createOutgoing(settings, clock, { hostTimes })
  const cache = createMemoryCache()
  return {
    adapterFor: (source) => createSource(source, { http, cache }),
    propose: (url, signal) => proposeSources(url, http, signal),
    close: () => http.close(),
  }
}
