import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, inflateRaw, type InputType } from 'node:zlib'
import { BadAnswerError } from './error.ts'

type Unpack = (packed: InputType, options: { maxOutputLength: number }) => Promise<Buffer>

const unpackers: Readonly<Record<string, Unpack>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  br: promisify(brotliDecompress),
  // "deflate" is zlib's format by the standard and bare deflate by some servers.
  deflate: (packed, options) => promisify(inflate)(packed, options).catch(() => promisify(inflateRaw)(packed, options)),
}

/** What we can unpack, as Accept-Encoding says it. */
export const ACCEPT_ENCODING = 'gzip, br, deflate'

/** Reads a body to its end, refusing more than `maxBytes` of it as soon as they have come. Throws `BadAnswerError`. */
export async function readBody(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > maxBytes) throw new BadAnswerError(`is longer than ${inMegabytes(maxBytes)}`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Undoes Content-Encoding, never making more than `maxBytes`. Throws `BadAnswerError`. */
export async function unpackBody(
  packed: Buffer,
  contentEncoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  const codings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
  let body = packed
  for (const coding of codings.reverse().filter((name) => name !== '' && name !== 'identity')) {
    body = await unpack(body, coding, maxBytes)
  }
  return body
}

async function unpack(packed: Buffer, coding: string, maxBytes: number): Promise<Buffer> {
  const by = unpackers[coding]
  if (!by) throw new BadAnswerError(`is packed as ${JSON.stringify(coding.slice(0, 20))}, which we did not ask for`)
  // Some servers name the coding on an empty answer.
  if (packed.length === 0) return packed
  try {
    return await by(packed, { maxOutputLength: maxBytes })
  } catch (cause) {
    const tooLong = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE'
    const reason = tooLong ? `unpacks to more than ${inMegabytes(maxBytes)}` : `is damaged or cut off (${coding})`
    throw new BadAnswerError(reason, { cause })
  }
}

const inMegabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 102.4) / 10} MB`
