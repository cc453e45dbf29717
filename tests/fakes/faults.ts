import { createServer, type AddressInfo, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'

// Faults below what an HTTP server can be made to do: a socket that says what it wants, as slowly as it wants.

/** What a faulty host does with every request; each for as long as the other side bears it. */
export type Fault =
  /** Takes the connection and says nothing. */
  | 'mute'
  /** Closes the connection at once. */
  | 'hangs up'
  /** Sends a byte of its headers now and then. */
  | 'drips headers'
  /** Sends its headers, half a text, and nothing more. */
  | 'stops in the body'
  /** Names ten gigabytes and sends them. */
  | 'ten gigabytes'
  /** Sends chunk after chunk without an end. */
  | 'endless chunks'
  /** Sends header after header without an end. */
  | 'endless headers'
  /** Says how long a chunk is in words. */
  | 'broken chunks'
  /** Breaks the connection off within a packed text. */
  | 'resets while packed'
  /** Packs a text that unpacks to a packed text that unpacks to gigabytes. */
  | 'bomb in a bomb'
  /** Answers in the tongue of another protocol. */
  | 'another protocol'
  /** Sends everybody on to ever new addresses. */
  | 'ever new addresses'

/** A host with one fault. */
export type FaultyHost = AsyncDisposable & {
  readonly baseUrl: string
  /** Bytes that it sent, or tried to. */
  readonly sent: () => number
}

/** Starts one on a free port of 127.0.0.1. robots.txt is no fault: there is none. */
export async function startFaultyHost(fault: Fault): Promise<FaultyHost> {
  let sent = 0
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined)
    const send = (bytes: string | Buffer): boolean => {
      sent += bytes.length
      return socket.write(bytes)
    }
    socket.on('data', (request) => {
      if (request.toString('latin1').startsWith('GET /robots.txt')) {
        send('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n')
      } else act(fault, socket, send)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: () => sent,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}

type Send = (bytes: string | Buffer) => boolean

const OK = 'HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\n'
const MEGABYTE = Buffer.alloc(1024 * 1024, 'x')

let bomb: Buffer | undefined

function act(fault: Fault, socket: Socket, send: Send): void {
  switch (fault) {
    case 'mute':
      return
    case 'hangs up':
      socket.destroy()
      return
    case 'drips headers':
      send(`${OK}x-slow: `)
      drip(socket, send)
      return
    case 'stops in the body':
      send(`${OK}content-length: 5000\r\n\r\n<html><body><p>The first half of`)
      return
    case 'ten gigabytes':
      send(`${OK}content-length: ${10 * 1024 ** 3}\r\n\r\n`)
      flood(socket, send, MEGABYTE)
      return
    case 'endless chunks':
      send(`${OK}transfer-encoding: chunked\r\n\r\n`)
      flood(socket, send, Buffer.concat([Buffer.from('100000\r\n'), MEGABYTE, Buffer.from('\r\n')]))
      return
    case 'endless headers':
      send(OK)
      flood(socket, send, Buffer.from(`x-more: ${'x'.repeat(4_000)}\r\n`))
      return
    case 'broken chunks':
      send(`${OK}transfer-encoding: chunked\r\n\r\nfive\r\nhello\r\n`)
      return
    case 'resets while packed': {
      const packed = gzipSync(Buffer.from('<p>We are sorry.</p>'.repeat(2_000)))
      send(`${OK}content-encoding: gzip\r\ncontent-length: ${packed.length}\r\n\r\n`)
      send(packed.subarray(0, packed.length >> 1))
      setImmediate(() => socket.resetAndDestroy())
      return
    }
    case 'bomb in a bomb':
      bomb ??= gzipSync(gzipSync(Buffer.alloc(60_000_000, 32)))
      send(`${OK}content-encoding: gzip, gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`)
      send(bomb)
      return
    case 'another protocol':
      send('220 mail.ministry.example ESMTP ready\r\n')
      return
    case 'ever new addresses':
      send(`HTTP/1.1 302 Found\r\nlocation: /${Math.round(performance.now() * 1_000)}\r\ncontent-length: 0\r\n\r\n`)
  }
}

function drip(socket: Socket, send: Send): void {
  const timer = setInterval(() => send('.'), 5)
  socket.on('close', () => clearInterval(timer))
}

/** Sends for as long as the other side takes it. */
function flood(socket: Socket, send: Send, bytes: Buffer): void {
  const more = (): void => {
    while (!socket.destroyed && send(bytes));
  }
  socket.on('drain', more)
  more()
}
