import type { IncomingMessage } from 'node:http'

/** The whole body as text; nothing where it is longer than `maxBytes` or breaks off. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of request) {
      const buffer = Buffer.from(chunk)
      bytes += buffer.length
      if (bytes > maxBytes) return undefined
      chunks.push(buffer)
    }
  } catch {
    return undefined
  }
  return Buffer.concat(chunks).toString('utf8')
}
