import { type Dispatcher, request as send } from 'undici'
import { ACCEPT_ENCODING, readBody, unpackBody } from './body.ts'
import { type Headers, headerOf } from './headers.ts'

/** One request to one address. */
export type Hop = {
  readonly url: URL
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** One answer as it came, its content encoding undone. */
export type RawAnswer = { readonly status: number; readonly headers: Headers; readonly body: Buffer }

/** Enough of a refusal to see who refuses. */
const REFUSAL_BYTES = 64 * 1024

/** Sends one request and reads its answer, following nothing. */
export async function exchange(
  dispatcher: Dispatcher,
  { url, method, headers, body }: Hop,
  maxBytes: number,
  signal: AbortSignal,
): Promise<RawAnswer> {
  const answer = await send(url, {
    method,
    body: body ?? null,
    dispatcher,
    signal,
    headers: { 'accept-encoding': ACCEPT_ENCODING, ...headers },
  })
  const { statusCode: status, headers: received } = answer
  const coding = headerOf(received, 'content-encoding')
  if (status >= 200 && status < 300) {
    return {
      status,
      headers: received,
      body: await unpackBody(await readBody(answer.body, maxBytes), coding, maxBytes),
    }
  }
  const refusal = await readRefusal(answer.body, coding, signal)
  return { status, headers: received, body: refusal }
}

/** The text of an error answer serves to name it; where it cannot be read, the status alone does. */
async function readRefusal(stream: AsyncIterable<Uint8Array>, coding: string | undefined, signal: AbortSignal) {
  try {
    return await unpackBody(await readBody(stream, REFUSAL_BYTES), coding, REFUSAL_BYTES)
  } catch (error) {
    if (signal.aborted) throw error
    return Buffer.alloc(0)
  }
}
