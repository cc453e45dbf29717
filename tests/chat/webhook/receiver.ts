import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Somebody's receiver of webhooks on loopback: keeps what arrives, and answers as it is told to. */
export async function startReceiver() {
  const received: { readonly headers: IncomingHttpHeaders; readonly body: string; readonly taken: boolean }[] = []
  const scripted: ({ readonly status: number; readonly headers?: Record<string, string> } | 'drop')[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const answer = scripted.shift() ?? { status: 204 }
    const taken = answer !== 'drop' && answer.status < 300
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString(), taken })
    if (answer === 'drop') request.socket.destroy()
    else response.writeHead(answer.status, answer.headers).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/very-secret-path`,
    received,
    answerNext: (answer: (typeof scripted)[number]): void => void scripted.push(answer),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
