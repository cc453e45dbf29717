import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHttp } from '../../src/http/client.ts'
import { type Certified, certify } from '../fakes/certificates.ts'
import { fakeClock } from '../fakes/clock.ts'

const root = certify('Root of Atlantis', undefined, { authority: true })
const between = certify('Intermediate of Atlantis', root, { authority: true })
const trusted = getCACertificates('default')

beforeAll(() => setDefaultCACertificates([...trusted, root.certificate]))
afterAll(() => setDefaultCACertificates(trusted))

/** What comes of asking a site that shows these certificates, its own first. */
async function ask(own: Certified, ...chain: readonly Certified[]): Promise<string> {
  const certificates = [own, ...chain].map(({ certificate }) => certificate).join('')
  const key = own.key.export({ type: 'pkcs8', format: 'pem' })
  const server = createServer({ key, cert: certificates }, (_, response) => response.end('read'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const http = createHttp({ clock: fakeClock(), userAgent: 'Attache/1 (+test)', allowHosts: ['127.0.0.1'] })
  try {
    const answer = await http.send({ url: new URL(`https://127.0.0.1:${port}/`) }, new AbortController().signal)
    return answer.kind === 'ok' ? answer.body.toString() : answer.kind
  } catch (error) {
    return error instanceof Error && 'failure' in error ? `${error.failure}: ${error.message}` : String(error)
  } finally {
    await http.close()
    server.close()
  }
}

test('a site that shows its whole chain is read', async () => {
  expect(await ask(certify('whole.example', between, { forLoopback: true }), between)).toBe('read')
})

test('quirk “Certificate lacks SKI”: a certificate without the identifier of its key is read', async () => {
  const bare = certify('bare.example', between, { forLoopback: true, withoutKeyIdentifier: true })
  expect(await ask(bare, between)).toBe('read')
})

test('quirk “Missing intermediate certificate”: the connection is not trusted, and the reason is named', async () => {
  expect(await ask(certify('incomplete.example', between, { forLoopback: true }))).toMatch(
    /^unreachable: GET https:\S+ stopped at a certificate that cannot be verified \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\)$/,
  )
})

test('a certificate of nobody we know, and one of another host, are named too', async () => {
  expect(await ask(certify('self.example', undefined, { forLoopback: true }))).toMatch(/cannot be verified \(\w+\)$/)
  expect(await ask(certify('other.example', between), between)).toMatch(
    /cannot be verified \(ERR_TLS_CERT_ALTNAME_INVALID\)$/,
  )
})
