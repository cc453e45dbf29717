import { loadChosenSources } from '../config/chosen-sources.ts'
import type { Settings } from '../config/settings.ts'
import type { Clock } from '../domain/clock.ts'
import type { HostTimes } from '../domain/host-times.ts'
import type { Document } from '../domain/reading.ts'
import type { FetchedReadout } from '../domain/readout.ts'
import { createOutgoing } from './outgoing.ts'
import { openFile, openPage } from '../sources/single.ts'

/** The document in a file that a person named; nothing of it is kept. */
export async function openDocumentFile(path: string, bytes: Buffer): Promise<Document> {
  return asDocument(await openFile(path, bytes))
}

/** The document at an address that a person named, at the distance to its host that other processes keep; nothing of it is kept. Throws `SourceError`. */
export async function openWebPage(
  url: URL,
  settings: Settings,
  clock: Clock,
  hostTimes: HostTimes | undefined,
  signal: AbortSignal,
): Promise<Document> {
  const http = createOutgoing(settings, clock, { hostTimes })
  try {
    return asDocument(await openPage(url, await loadChosenSources(settings), http, signal))
  } finally {
    await http.close()
  }
}

function asDocument({
  text,
  title,
  language,
  publishedAt,
}: Pick<FetchedReadout, 'text' | 'title' | 'language' | 'publishedAt'>): Document {
  return {
    text,
    title: title || undefined,
    language: language || undefined,
    published: publishedAt?.toISOString().slice(0, 10),
  }
}
