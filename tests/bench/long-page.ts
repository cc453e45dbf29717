import { systemClock } from '../../src/clock.ts'
import { createForkedReader } from '../../src/forked/reader.ts'
import { createHttp } from '../../src/http/client.ts'
import { createMemoryCache } from '../../src/http/validators.ts'
import { createSource } from '../../src/sources/sources.ts'
import { aSource } from '../sources/builders.ts'
import { type Figure, timed, watched } from './figure.ts'
import { startMinistries } from './ministries.ts'

const MEGABYTES = 2

/** A page of two megabytes, fetched and read by general rules: how long that holds the event loop up. */
export async function benchLongPage(): Promise<Figure[]> {
  await using ministries = await startMinistries(1)
  const [baseUrl = ''] = ministries.baseUrls
  await ministries.publishPage(MEGABYTES)
  const http = createHttp({ clock: systemClock, userAgent: 'Attache/1 (+bench)', allowHosts: ['127.0.0.1'] })
  const source = aSource({ url: `${baseUrl}/news/` })
  const parser = createForkedReader('config')
  const adapter = createSource(source, { http, cache: createMemoryCache(), parser })
  const fetchPage = () => adapter.fetch({ url: `${baseUrl}/page`, title: 'Talks' }, new AbortController().signal)
  try {
    // Once for whatever is loaded when it is first needed.
    await fetchPage()
    const { result, longestHoldMs } = await watched(async () => timed(fetchPage))
    return [
      { what: 'a page fetched and read by general rules', value: result, unit: 'ms', note: `${MEGABYTES} MB` },
      { what: 'the event loop held meanwhile, at longest', value: longestHoldMs, unit: 'ms', atMost: 50 },
    ]
  } finally {
    await parser.close()
    await http.close()
  }
}
