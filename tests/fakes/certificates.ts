import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

// X.509 certificates as small as they may be, made when they are needed, so that no key is kept anywhere. DER by hand: Node reads certificates and writes none.

/** A certificate with its key, both in PEM. */
export type Certified = { readonly name: string; readonly certificate: string; readonly key: KeyObject }

type Extras = {
  /** May sign others. */
  readonly authority?: boolean
  /** Holds for 127.0.0.1. */
  readonly forLoopback?: boolean
  /** Without the identifier of its key, which the standard demands of authorities and some verifiers of everybody. */
  readonly withoutKeyIdentifier?: boolean
}

/** Makes a certificate, signed by `by` or by itself. */
export function certify(name: string, by: Certified | undefined, extras: Extras = {}): Certified {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const body = sequence(
    tagged(0, integer(2)),
    integer(Math.floor(performance.now() * 1_000)),
    ECDSA_WITH_SHA256,
    nameOf(by?.name ?? name),
    sequence(utcTime('200101000000Z'), utcTime('491231235959Z')),
    nameOf(name),
    spki,
    tagged(3, sequence(...extensionsOf(spki, extras))),
  )
  const signature = sign('sha256', body, by?.key ?? privateKey)
  const der = sequence(body, ECDSA_WITH_SHA256, bits(signature))
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return {
    name,
    key: privateKey,
    certificate: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  }
}

function extensionsOf(spki: Buffer, { authority, forLoopback, withoutKeyIdentifier }: Extras): readonly Buffer[] {
  const identifier = createHash('sha1').update(spki).digest()
  return [
    ...(authority ? [extension('551d13', sequence(boolean(true)), true)] : []),
    ...(forLoopback ? [extension('551d11', sequence(der(0x87, Buffer.from([127, 0, 0, 1]))))] : []),
    ...(withoutKeyIdentifier ? [] : [extension('551d0e', octets(identifier))]),
  ]
}

const der = (tag: number, ...contents: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(contents)
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content])
}

const lengthOf = (length: number): readonly number[] =>
  length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]

const sequence = (...contents: readonly Buffer[]): Buffer => der(0x30, ...contents)
const tagged = (number: number, content: Buffer): Buffer => der(0xa0 + number, content)
const octets = (content: Buffer): Buffer => der(0x04, content)
const bits = (content: Buffer): Buffer => der(0x03, Buffer.from([0]), content)
const boolean = (value: boolean): Buffer => der(0x01, Buffer.from([value ? 0xff : 0]))
const utcTime = (text: string): Buffer => der(0x17, Buffer.from(text))
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))

/** Positive; a first byte that would make it negative gets a zero before it. */
function integer(value: number): Buffer {
  const hex = value.toString(16)
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
  return der(0x02, (bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)
}

const extension = (id: string, value: Buffer, critical = false): Buffer =>
  sequence(oid(id), ...(critical ? [boolean(true)] : []), octets(value))

const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'))

/** A name that is a common name alone. */
const nameOf = (commonName: string): Buffer =>
  sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(commonName)))))
